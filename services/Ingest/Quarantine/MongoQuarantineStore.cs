using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Options;
using MongoDB.Bson.Serialization.Serializers;
using MongoDB.Driver;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Quarantine;

internal sealed class MongoQuarantineStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database) : IQuarantineStore, IStorePreparation
{
    private readonly IMongoCollection<QuarantinedMessage> messages = database.GetCollection<QuarantinedMessage>("quarantine");

    public Task PrepareAsync(CancellationToken cancellation) => messages.Indexes.CreateOneAsync(
        new CreateIndexModel<QuarantinedMessage>(
            Builders<QuarantinedMessage>.IndexKeys.Ascending(message => message.ReceivedAt),
            new CreateIndexOptions { Name = "received_ttl", ExpireAfter = QuarantinedMessage.TimeToLive }),
        cancellationToken: cancellation);

    public async Task AddAsync(QuarantinedMessage message, CancellationToken cancellation)
    {
        try
        {
            await messages.InsertOneAsync(message, cancellationToken: cancellation);
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // The same message, come again.
        }
    }

    public async Task<QuarantinedMessage?> FindAsync(Guid id, CancellationToken cancellation) =>
        await messages.Find(message => message.Id == id).FirstOrDefaultAsync(cancellation);

    public async Task<IReadOnlyList<QuarantinedMessage>> ListAsync(int limit, Guid? before, CancellationToken cancellation)
    {
        var where = before is { } id ? Builders<QuarantinedMessage>.Filter.Lt(message => message.Id, id) : Builders<QuarantinedMessage>.Filter.Empty;
        var found = await messages.Find(where).SortByDescending(message => message.Id).Limit(limit)
            .Project<QuarantinedMessage>(Builders<QuarantinedMessage>.Projection.Exclude(message => message.Body)).ToListAsync(cancellation);
        return [.. found.Select(message => message.Body is null ? message with { Body = [] } : message)];
    }
}

/// <summary>Headers as pairs: a stranger may call one anything, but the name of a BSON member ends at the first NUL.</summary>
internal sealed class HeaderPairs : SerializerBase<IReadOnlyDictionary<string, string>>
{
    private static readonly DictionaryInterfaceImplementerSerializer<Dictionary<string, string>> Pairs = new(DictionaryRepresentation.ArrayOfDocuments);

    public override void Serialize(BsonSerializationContext context, BsonSerializationArgs args, IReadOnlyDictionary<string, string> value) =>
        Pairs.Serialize(context, new Dictionary<string, string>(value));

    public override IReadOnlyDictionary<string, string> Deserialize(BsonDeserializationContext context, BsonDeserializationArgs args) =>
        Pairs.Deserialize(context);
}
