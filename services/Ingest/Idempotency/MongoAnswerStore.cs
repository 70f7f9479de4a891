using MongoDB.Driver;
using Newsroom.Hosting.Stores;

namespace Newsroom.Ingest.Idempotency;

internal sealed class MongoAnswerStore([FromKeyedServices(IngestModule.Name)] IMongoDatabase database) : IAnswerStore, IStorePreparation
{
    private readonly IMongoCollection<KeptAnswer> answers = database.GetCollection<KeptAnswer>("answers");

    public Task PrepareAsync(CancellationToken cancellation) => answers.Indexes.CreateOneAsync(
        new CreateIndexModel<KeptAnswer>(
            Builders<KeptAnswer>.IndexKeys.Ascending(answer => answer.At), new CreateIndexOptions { Name = "at_ttl", ExpireAfter = KeptAnswer.TimeToLive }),
        cancellationToken: cancellation);

    public async Task<KeptAnswer?> FindAsync(string id, CancellationToken cancellation) =>
        await answers.Find(answer => answer.Id == id).FirstOrDefaultAsync(cancellation);

    public async Task<KeptAnswer> KeepAsync(KeptAnswer answer, CancellationToken cancellation)
    {
        try
        {
            await answers.InsertOneAsync(answer, cancellationToken: cancellation);
            return answer;
        }
        catch (MongoWriteException problem) when (problem.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            return await FindAsync(answer.Id, cancellation) ?? answer;
        }
    }
}
