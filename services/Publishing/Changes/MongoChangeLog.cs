using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;
using Newsroom.Contracts;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Stores;

namespace Newsroom.Publishing.Changes;

/// <summary>
/// The sequence is the <c>_id</c>: whoever writes takes the last one plus one, and if another replica took it first, looks again. So a sequence
/// exists only once all before it do, which a counter that is drawn from beforehand would not give.
/// </summary>
internal sealed class MongoChangeLog([FromKeyedServices(PublishingModule.Name)] IMongoDatabase database) : IChangeLog, IStorePreparation, IDisposable
{
    private const int MostAttempts = 50;
    private readonly IMongoCollection<ChangeDocument> changes = database.GetCollection<ChangeDocument>("changes");
    private readonly SemaphoreSlim one = new(1, 1);

    public Task PrepareAsync(CancellationToken cancellation) => changes.Indexes.CreateOneAsync(
        new CreateIndexModel<ChangeDocument>(
            Builders<ChangeDocument>.IndexKeys.Ascending(change => change.EventId), new CreateIndexOptions { Name = "event", Unique = true }),
        cancellationToken: cancellation);

    public async Task AppendAsync(IReadOnlyList<ContentChange> toAppend, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                if (await TryAppendAsync(toAppend, cancellation))
                    return;
            }
        }
        finally
        {
            one.Release();
        }

        throw new ConflictException("Too many write to the change log at once.");
    }

    public async Task<IReadOnlyList<ContentChange>> ReadAsync(long after, int limit, CancellationToken cancellation)
    {
        var found = await changes.Find(change => change.Sequence > after).SortBy(change => change.Sequence).Limit(limit).ToListAsync(cancellation);
        return [.. found.Select(change => change.ToChange())];
    }

    public void Dispose() => one.Dispose();

    private async Task<bool> TryAppendAsync(IReadOnlyList<ContentChange> toAppend, CancellationToken cancellation)
    {
        var known = await changes.Find(Builders<ChangeDocument>.Filter.In(change => change.EventId, toAppend.Select(change => change.EventId)))
            .Project(change => change.EventId).ToListAsync(cancellation);
        var missing = toAppend.Where(change => !known.Contains(change.EventId)).ToList();
        if (missing.Count == 0)
            return true;
        var last = await changes.Find(FilterDefinition<ChangeDocument>.Empty).SortByDescending(change => change.Sequence)
            .Project(change => change.Sequence).FirstOrDefaultAsync(cancellation);
        try
        {
            await changes.InsertManyAsync(missing.Select((change, index) => ChangeDocument.Of(change, last + 1 + index)), cancellationToken: cancellation);
            return true;
        }
        catch (MongoBulkWriteException<ChangeDocument> problem) when (problem.WriteErrors.Any() && problem.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey))
        {
            return false;
        }
    }

    private sealed record ChangeDocument
    {
        [BsonId]
        public required long Sequence { get; init; }
        public required Guid EventId { get; init; }
        public required Guid ArticleId { get; init; }
        public required int Revision { get; init; }
        public required PublicationChange Change { get; init; }
        public required string Title { get; init; }
        public required DateTimeOffset At { get; init; }

        public static ChangeDocument Of(ContentChange change, long sequence) => new()
        {
            Sequence = sequence,
            EventId = change.EventId,
            ArticleId = change.ArticleId,
            Revision = change.Revision,
            Change = change.Change,
            Title = change.Title,
            At = change.At,
        };

        public ContentChange ToChange() => new()
        {
            Sequence = Sequence,
            EventId = EventId,
            ArticleId = ArticleId,
            Revision = Revision,
            Change = Change,
            Title = Title,
            At = At,
        };
    }
}
