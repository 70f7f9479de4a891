using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Driver;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Polling;

namespace Newsroom.Ingest.Sources;

/// <summary>One document a source. Due sources are found by an index of those alone that are due at some time.</summary>
internal sealed class MongoSourceStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database) : ISourceStore, IStorePreparation
{
    private static readonly FilterDefinitionBuilder<SourceDocument> Where = Builders<SourceDocument>.Filter;
    private static readonly UpdateDefinitionBuilder<SourceDocument> Update = Builders<SourceDocument>.Update;

    private readonly IMongoCollection<SourceDocument> sources = database.GetCollection<SourceDocument>("sources");

    public Task PrepareAsync(CancellationToken cancellation) => sources.Indexes.CreateManyAsync(
        [
            new(Builders<SourceDocument>.IndexKeys.Ascending(document => document.Address), new CreateIndexOptions { Name = "address", Unique = true }),
            new(Builders<SourceDocument>.IndexKeys.Ascending(document => document.Due),
                new CreateIndexOptions<SourceDocument> { Name = "due", PartialFilterExpression = Where.Exists(document => document.Due) }),
            new(Builders<SourceDocument>.IndexKeys.Ascending(document => document.Host), new CreateIndexOptions { Name = "host" }),
            new(Builders<SourceDocument>.IndexKeys.Ascending(document => document.Lease),
                new CreateIndexOptions<SourceDocument> { Name = "lease", PartialFilterExpression = Where.Exists(document => document.Lease) }),
        ],
        cancellation);

    public async Task<Source> AddAsync(Source source, CancellationToken cancellation)
    {
        var document = SourceDocument.Of(source);
        try
        {
            await sources.InsertOneAsync(document, cancellationToken: cancellation);
            return source;
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return (await sources.Find(one => one.Address == document.Address).FirstAsync(cancellation)).ToSource();
        }
    }

    public async Task<Source?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await sources.Find(document => document.Id == id).FirstOrDefaultAsync(cancellation))?.ToSource();

    public async Task<Source?> FindAtAsync(string url, CancellationToken cancellation)
    {
        var address = SourceAddress.KeyOf(url);
        return (await sources.Find(document => document.Address == address).FirstOrDefaultAsync(cancellation))?.ToSource();
    }

    public async Task<IReadOnlyList<Guid>> NamedAsync(string name, CancellationToken cancellation) => await sources
        .Find(document => document.Settings.Name == name, new FindOptions { Collation = new Collation("en", strength: CollationStrength.Secondary) })
        .Project(document => document.Id).ToListAsync(cancellation);

    public async Task<IReadOnlyList<Source>> ListAsync(int limit, Guid? after, SourceState? state, CancellationToken cancellation)
    {
        var where = after is { } id ? Where.Gt(document => document.Id, id) : Where.Empty;
        if (state is { } one)
            where &= Where.Eq(document => document.State, one);
        var found = await sources.Find(where)
            .SortBy(document => document.Id).Limit(limit)
            .Project<SourceDocument>(Builders<SourceDocument>.Projection.Exclude(document => document.Polls.Seen)).ToListAsync(cancellation);
        return [.. found.Select(document => document.ToSource())];
    }

    public async Task<SettingsOutcome> SaveSettingsAsync(Guid id, SourceSettings settings, long expectedVersion, CancellationToken cancellation)
    {
        SettingsOutcome? outcome = null;
        while (outcome is null)
            outcome = await TrySaveSettingsAsync(id, settings, expectedVersion, cancellation);
        return outcome.Value;
    }

    /// <summary>Null where polls were written meanwhile, of which what stays depends.</summary>
    private async Task<SettingsOutcome?> TrySaveSettingsAsync(Guid id, SourceSettings settings, long expectedVersion, CancellationToken cancellation)
    {
        if (await sources.Find(document => document.Id == id).FirstOrDefaultAsync(cancellation) is not { } found)
            return SettingsOutcome.Missing;
        var before = found.ToSource();
        if (before.Version != expectedVersion)
            return SettingsOutcome.Stale;
        var next = SourceDocument.Of(before with { Settings = settings, Polls = before.Polls.After(before.Settings, settings), Version = expectedVersion + 1 });
        var update = Update
            .Set(document => document.Address, next.Address).Set(document => document.Host, next.Host)
            .Set(document => document.Settings, settings).Set(document => document.Version, next.Version).Set(document => document.State, next.State)
            // A poll of what the source was before must not write its findings into what it is now.
            .Unset(document => document.Lease).Unset(document => document.LeaseUntil);
        update = settings.Paused ? update.Unset(document => document.Due) : update.Set(document => document.Due, DateTimeOffset.UnixEpoch);
        if (next.Polls != before.Polls)
            update = update.Set(document => document.Polls, next.Polls);
        try
        {
            var result = await sources.UpdateOneAsync(
                Where.Eq(document => document.Id, id) & Where.Eq(document => document.Version, expectedVersion) & Where.Eq(document => document.Writes, found.Writes),
                update, cancellationToken: cancellation);
            return result.MatchedCount == 1 ? SettingsOutcome.Saved : null;
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return SettingsOutcome.Taken;
        }
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation) =>
        (await sources.DeleteOneAsync(document => document.Id == id, cancellation)).DeletedCount == 1;

    public async Task<bool> MakeDueAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        var update = Update.Set(document => document.Due, now);
        var ended = await sources.UpdateOneAsync(
            Where.Eq(document => document.Id, id) & Where.Eq(document => document.State, SourceState.Ended),
            update.Unset(document => document.Polls.EndedAt).Inc(document => document.Writes, 1).Set(document => document.State, SourceState.Active), cancellationToken: cancellation);
        return ended.MatchedCount == 1 || (await sources.UpdateOneAsync(document => document.Id == id, update, cancellationToken: cancellation)).MatchedCount == 1;
    }

    public async Task<IReadOnlyList<LeasedSource>> LeaseAsync(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        var (token, held) = await sources.LeaseAsync(most, now, lease, cancellation);
        return [.. held.Select(document => new LeasedSource(document.ToSource(), token, document.Due ?? now, now + lease))];
    }

    public async Task<LeasedSource?> HoldAsync(Guid id, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        var token = Guid.NewGuid();
        var before = await sources.FindOneAndUpdateAsync(
            Where.Eq(document => document.Id, id) & Where.Eq(document => document.Settings.Paused, false) & Where.Eq(document => document.Polls.EndedAt, null) & MongoLeases.Free<SourceDocument>(now),
            Update.Set(document => document.Lease, token).Set(document => document.LeaseUntil, now + lease).Set(document => document.Due, now),
            new FindOneAndUpdateOptions<SourceDocument> { ReturnDocument = ReturnDocument.Before }, cancellation);
        return before is null ? null : new LeasedSource(before.ToSource(), token, now, now + lease) { DueBefore = before.Due };
    }

    public async Task<bool> RenewAsync(LeasedSource source, DateTimeOffset until, CancellationToken cancellation) =>
        (await sources.UpdateOneAsync(Held(source), Update.Set(document => document.LeaseUntil, until), cancellationToken: cancellation)).MatchedCount == 1;

    public async Task<bool> NoteAsync(LeasedSource source, SourcePolls polls, DateTimeOffset until, CancellationToken cancellation) =>
        (await sources.UpdateOneAsync(Held(source), Update.Set(document => document.LeaseUntil, until).Set(document => document.Polls, polls).Inc(document => document.Writes, 1), cancellationToken: cancellation)).MatchedCount == 1;

    public async Task PutBackAsync(IReadOnlyList<(LeasedSource Leased, DateTimeOffset Turn)> waiting, CancellationToken cancellation)
    {
        var free = Update.Unset(document => document.Lease).Unset(document => document.LeaseUntil);
        await sources.BulkWriteAsync(waiting.SelectMany(one => new[]
        {
            new UpdateOneModel<SourceDocument>(Held(one.Leased) & Where.Eq(document => document.Due, one.Leased.Due), free.Set(document => document.Due, one.Turn)),
            // Somebody made it due for another time meanwhile, and that stays.
            new UpdateOneModel<SourceDocument>(Held(one.Leased), free),
        }), cancellationToken: cancellation);
    }

    public async Task<PollOutcome> CompleteAsync(LeasedSource source, SourcePolls polls, SourceSettings? learnt, CancellationToken cancellation)
    {
        var moved = learnt is null ? PollOutcome.Saved : await LearnAsync(source, learnt, cancellation);
        if (moved == PollOutcome.Lost)
            return moved;
        var state = (source.Source with { Polls = polls }).State;
        var give = Update.Set(document => document.Polls, polls).Inc(document => document.Writes, 1).Set(document => document.State, state)
            .Unset(document => document.Lease).Unset(document => document.LeaseUntil);
        var dueAgain = polls.NextPollAt is { } next ? give.Set(document => document.Due, next) : give.Unset(document => document.Due);
        var result = await sources.UpdateOneAsync(Held(source) & Where.Eq(document => document.Due, source.Due), dueAgain, cancellationToken: cancellation);
        // Somebody made it due for another time meanwhile, and that stays.
        if (result.MatchedCount == 0)
            result = await sources.UpdateOneAsync(Held(source), give, cancellationToken: cancellation);
        return result.MatchedCount == 0 ? PollOutcome.Lost : moved;
    }

    public Task PostponeHostAsync(string host, DateTimeOffset until, Guid? except, CancellationToken cancellation)
    {
        var ofHost = Where.Eq(document => document.Host, host);
        if (except is { } id)
            ofHost &= Where.Ne(document => document.Id, id);
        return sources.BulkWriteAsync(
            [
                new UpdateManyModel<SourceDocument>(ofHost, Update.Max(document => document.Polls.BusyUntil, until).Inc(document => document.Writes, 1)),
                new UpdateManyModel<SourceDocument>(ofHost & Where.Lt(document => document.Due, until), Update.Set(document => document.Due, until)),
            ],
            cancellationToken: cancellation);
    }

    public async Task<IReadOnlyDictionary<SourceState, long>> CountAsync(CancellationToken cancellation)
    {
        var counts = await sources.Aggregate().Group(document => document.State, group => new { State = group.Key, Count = group.LongCount() }).ToListAsync(cancellation);
        return counts.ToDictionary(one => one.State, one => one.Count);
    }

    private async Task<PollOutcome> LearnAsync(LeasedSource source, SourceSettings learnt, CancellationToken cancellation)
    {
        var next = SourceDocument.Of(source.Source with { Settings = learnt });
        try
        {
            var result = await sources.UpdateOneAsync(Held(source), Update
                .Set(document => document.Address, next.Address).Set(document => document.Host, next.Host)
                .Set(document => document.Settings, learnt).Inc(document => document.Version, 1), cancellationToken: cancellation);
            return result.MatchedCount == 1 ? PollOutcome.Saved : PollOutcome.Lost;
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return PollOutcome.AddressTaken;
        }
    }

    private static FilterDefinition<SourceDocument> Held(LeasedSource source) =>
        Where.Eq(document => document.Id, source.Source.Id) & Where.Eq(document => document.Lease, source.Lease);
}

/// <summary>A source as it is stored; it has no turn while it is not to be polled.</summary>
internal sealed class SourceDocument : LeasedDocument
{
    [BsonId]
    public required Guid Id { get; init; }
    public required string Address { get; init; }
    public required string Host { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long Version { get; init; }
    public required SourceState State { get; init; }
    public required SourceSettings Settings { get; init; }
    public required SourcePolls Polls { get; init; }

    /// <summary>How often <see cref="Polls"/> were written; null if never since they are counted.</summary>
    public long? Writes { get; init; }

    public static SourceDocument Of(Source source) => new()
    {
        Id = source.Id,
        Address = SourceAddress.KeyOf(source.Settings.Url) ?? throw new ArgumentException($"'{source.Settings.Url}' is no address of a source.", nameof(source)),
        Host = SourceAddress.Authority(new Uri(source.Settings.Url)),
        CreatedAt = source.CreatedAt,
        Version = source.Version,
        State = source.State,
        Settings = source.Settings,
        Polls = source.Polls,
        Due = source.Settings.Paused ? null : source.CreatedAt,
    };

    public Source ToSource() => new() { Id = Id, CreatedAt = CreatedAt, Version = Version, Settings = Settings, Polls = Polls with { Seen = Polls.Seen ?? [] } };
}
