using MongoDB.Driver;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Answers;

internal sealed class MongoAnswerStore : IAnswerStore, IStorePreparation
{
    private readonly IMongoCollection<OutboxDocument<KeptAnswer>> answers;

    public MongoAnswerStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database, OutboxSignal signal)
    {
        answers = database.GetCollection<OutboxDocument<KeptAnswer>>("answered");
        Outbox = new MongoOutbox<KeptAnswer>(answers, signal);
    }

    public MongoOutbox<KeptAnswer> Outbox { get; }

    /// <summary>With an answer, what still waits to tell of it goes after a day: a sender is no longer waiting then.</summary>
    public Task PrepareAsync(CancellationToken cancellation) => answers.Indexes.CreateManyAsync(
        [
            Outbox.Index,
            new CreateIndexModel<OutboxDocument<KeptAnswer>>(
                Builders<OutboxDocument<KeptAnswer>>.IndexKeys.Ascending(document => document.State.At),
                new CreateIndexOptions { Name = "at_ttl", ExpireAfter = KeptAnswer.TimeToLive }),
        ],
        cancellation);

    public async Task<KeptAnswer?> FindAsync(Guid id, CancellationToken cancellation) =>
        await answers.Find(document => document.Id == id).Project(document => document.State).FirstOrDefaultAsync(cancellation);

    public async Task<KeptAnswer> KeepAsync(KeptAnswer answer, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        await Outbox.SaveAsync(answer.Id, answer, 0, outgoing, cancellation) == SaveOutcome.Saved
            ? answer
            : await FindAsync(answer.Id, cancellation) ?? answer;

    public Task SendAgainAsync(KeptAnswer answer, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) =>
        Optimistic.SaveAsync<SaveOutcome>(answer.Id, async () =>
        {
            var version = await answers.Find(document => document.Id == answer.Id).Project(document => document.Version).FirstOrDefaultAsync(cancellation);
            return await Outbox.SaveAsync(answer.Id, answer, version, outgoing, cancellation) is SaveOutcome.Saved ? SaveOutcome.Saved : null;
        });
}
