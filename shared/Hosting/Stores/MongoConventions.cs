using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;
using MongoDB.Bson.Serialization.Serializers;
using MongoDB.Driver;

namespace Newsroom.Hosting.Stores;

/// <summary>How documents stand in MongoDB: camelCase names, words for enumerations, BSON dates, standard UUIDs, no nulls.</summary>
public static class MongoConventions
{
    private static readonly Lock Gate = new();
    private static bool applied;

    /// <summary>A client whose writes are on the disks of a majority when they are acknowledged.</summary>
    public static MongoClient Connect(string connectionString, string application)
    {
        Apply();
        var settings = MongoClientSettings.FromConnectionString(connectionString);
        settings.ApplicationName = application;
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true, wTimeout: TimeSpan.FromSeconds(10));
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(5);
        // Half a surrogate pair, left by a cut in the wrong place, becomes U+FFFD as it does in JSON; by default the write would fail.
        settings.WriteEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);
        settings.ClusterConfigurator = cluster => cluster.Subscribe(new MongoDurations());
        return new MongoClient(settings);
    }

    public static void Apply()
    {
        lock (Gate)
        {
            if (applied)
                return;
            applied = true;
            BsonSerializer.TryRegisterSerializer(new GuidSerializer(GuidRepresentation.Standard));
            BsonSerializer.TryRegisterSerializer(new DateTimeOffsetSerializer(BsonType.DateTime));
            ConventionRegistry.Register("newsroom", new ConventionPack
            {
                new CamelCaseElementNameConvention(),
                new EnumRepresentationConvention(BsonType.String),
                new IgnoreExtraElementsConvention(true),
                new IgnoreIfNullConvention(true),
            }, type => type.FullName?.StartsWith("Newsroom.", StringComparison.Ordinal) ?? false);
        }
    }
}
