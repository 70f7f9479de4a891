using System.Text.RegularExpressions;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Options;
using MongoDB.Bson.Serialization.Serializers;
using MongoDB.Driver;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Quarantine;

internal sealed class MongoQuarantineStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database) : IQuarantineStore, IStorePreparation
{
    private readonly IMongoCollection<QuarantinedMessage> messages = database.GetCollection<QuarantinedMessage>("quarantine");

    public Task PrepareAsync(CancellationToken cancellation) => messages.Indexes.CreateManyAsync(
        [
            new(Builders<QuarantinedMessage>.IndexKeys.Ascending(message => message.ReceivedAt), new CreateIndexOptions { Name = "received_ttl", ExpireAfter = QuarantinedMessage.TimeToLive }),
            new(Builders<QuarantinedMessage>.IndexKeys.Ascending(message => message.About),
                new CreateIndexOptions<QuarantinedMessage> { Name = "about", PartialFilterExpression = Builders<QuarantinedMessage>.Filter.Exists(message => message.About) }),
        ],
        cancellation);

    public async Task AddAsync(QuarantinedMessage message, CancellationToken cancellation)
    {
        try
        {
            await messages.InsertOneAsync(message, cancellationToken: cancellation);
            if (message.About is { } about)
                await messages.DeleteManyAsync(other => other.About == about && other.Id != message.Id, cancellation);
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // The same message, come again.
        }
    }

    public async Task<QuarantinedMessage?> FindAsync(Guid id, CancellationToken cancellation) =>
        await messages.Find(message => message.Id == id).FirstOrDefaultAsync(cancellation);

    public async Task<IReadOnlyList<QuarantinedMessage>> ListAsync(QuarantineFilter filter, int limit, Guid? before, CancellationToken cancellation)
    {
        var found = await messages.Find(Of(filter, before)).SortByDescending(message => message.Id).Limit(limit)
            .Project<QuarantinedMessage>(Builders<QuarantinedMessage>.Projection.Exclude(message => message.Body)).ToListAsync(cancellation);
        return [.. found.Select(message => message.Body is null ? message with { Body = [] } : message)];
    }

    public Task RefusedAgainAsync(Guid id, string reason, DateTimeOffset at, CancellationToken cancellation) => messages.UpdateOneAsync(
        message => message.Id == id,
        Builders<QuarantinedMessage>.Update.Set(message => message.Reason, reason).Set(message => message.TriedAt, at).Inc(message => message.Tries, 1),
        cancellationToken: cancellation);

    public async Task<bool> DropAsync(Guid id, CancellationToken cancellation) =>
        (await messages.DeleteOneAsync(message => message.Id == id, cancellation)).DeletedCount == 1;

    public async Task<IReadOnlyList<Guid>> DropAboutAsync(Guid about, CancellationToken cancellation)
    {
        var found = await messages.Find(message => message.About == about).Project(message => message.Id).ToListAsync(cancellation);
        var dropped = new List<Guid>();
        foreach (var id in found)
        {
            if (await DropAsync(id, cancellation))
                dropped.Add(id);
        }

        return dropped;
    }

    private static FilterDefinition<QuarantinedMessage> Of(QuarantineFilter filter, Guid? before)
    {
        var where = Builders<QuarantinedMessage>.Filter;
        var all = where.Empty;
        if (before is { } id)
            all &= where.Lt(message => message.Id, id);
        if (filter.Sources is { } sources)
            all &= where.In(message => message.Source, sources);
        if (filter.Via is { } via)
            all &= where.Eq(message => message.Via, via);
        if (filter.Reason is { } reason)
            all &= where.Regex(message => message.Reason, new BsonRegularExpression(Regex.Escape(reason), "i"));
        if (filter.From is { } from)
            all &= where.Gte(message => message.ReceivedAt, from);
        if (filter.To is { } to)
            all &= where.Lt(message => message.ReceivedAt, to);
        return all;
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
