using System.Collections.Concurrent;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Events;
using Newsroom.Enrichment.Articles;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.WebSub;
using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Changes;
using Newsroom.Tests.Conformance.Places;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Conformance.Mongo;

/// <summary>The indexes, as a live server lists them, and whether it uses them.</summary>
public sealed class IndexTests(MongoServer server) : IDisposable
{
    private const string OutboxDue = """outbox_due { "outboxDue" : 1 } where { "outboxDue" : { "$exists" : true } }""";
    private readonly OutboxSignal signal = new();
    private readonly string name = "indexes-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => signal.Dispose();

    [Fact]
    public async Task Ingest_finds_what_it_relays() =>
        Assert.Equal([OutboxDue], await PreparedTwiceAsync(database => new MongoArticleStore(database, signal), "articles"));

    [Fact]
    public async Task Enrichment_finds_what_it_relays() =>
        Assert.Equal([OutboxDue], await PreparedTwiceAsync(database => new MongoEnrichedStore(database, signal), "articles"));

    [Fact]
    public async Task Publishing_finds_what_it_relays_and_what_it_shows() => Assert.Equal(
        [
            """newest { "state.state" : 1, "state.sortAt" : -1, "_id" : -1 }""",
            """newest_by_language { "state.state" : 1, "state.language" : 1, "state.sortAt" : -1, "_id" : -1 }""",
            """newest_by_source { "state.state" : 1, "state.article.source._id" : 1, "state.sortAt" : -1, "_id" : -1 }""",
            OutboxDue,
            """slug { "state.slug" : 1 }""",
        ],
        await PreparedTwiceAsync(database => new MongoPublishedStore(database, signal), "articles"));

    [Fact]
    public async Task The_names_of_an_article_are_found() =>
        Assert.Equal(["""article { "articleId" : 1 }"""], await PreparedTwiceAsync(database => new MongoAliasStore(database), "aliases"));

    [Fact]
    public async Task Originals_are_kept_until_their_own_time_and_found_by_article_source_and_time() => Assert.Equal(
        [
            """article { "articleId" : 1, "revision" : -1 }""",
            """at { "at" : 1, "_id" : 1 }""",
            """expire_ttl { "expireAt" : 1 } for 0 s""",
            """source { "source" : 1, "at" : 1, "_id" : 1 }""",
        ],
        await PreparedTwiceAsync(database => new MongoOriginalStore(database), "originals"));

    [Fact]
    public async Task Quarantine_is_kept_for_thirty_days() => Assert.Equal(
        ["""about { "about" : 1 } where { "about" : { "$exists" : true } }""", """received_ttl { "receivedAt" : 1 } for 2592000 s"""],
        await PreparedTwiceAsync(database => new MongoQuarantineStore(database), "quarantine"));

    [Fact]
    public async Task A_source_has_an_address_of_its_own_and_is_found_when_it_is_due() => Assert.Equal(
        [
            """address { "address" : 1 } unique""",
            """due { "due" : 1 } where { "due" : { "$exists" : true } }""",
            """host { "host" : 1 }""",
            """lease { "lease" : 1 } where { "lease" : { "$exists" : true } }""",
        ],
        await PreparedTwiceAsync(database => new MongoSourceStore(database), "sources"));

    [Fact]
    public async Task A_visit_is_found_when_it_is_due() => Assert.Equal(
        ["""due { "due" : 1 }""", """lease { "lease" : 1 } where { "lease" : { "$exists" : true } }"""],
        await PreparedTwiceAsync(database => new MongoRevisitStore(database), "revisits"));

    [Fact]
    public async Task A_source_has_one_subscription_that_goes_on_and_a_callback_leads_to_one() => Assert.Equal(
        [
            """due { "due" : 1 }""",
            """source { "ofSource" : 1 } unique where { "ofSource" : { "$exists" : true } }""",
            """token { "token" : 1 } unique""",
        ],
        await PreparedTwiceAsync(database => new MongoSubscriptionStore(database), "subscriptions"));

    [Fact]
    public async Task Answers_are_kept_for_a_day() => Assert.Equal(
        ["""at_ttl { "state.at" : 1 } for 86400 s""", OutboxDue],
        await PreparedTwiceAsync(database => new MongoAnswerStore(database, signal), "answered"));

    [Fact]
    public async Task An_event_is_in_the_change_log_once() =>
        Assert.Equal(["""event { "eventId" : 1 } unique"""], await PreparedTwiceAsync(database => new MongoChangeLog(database), "changes"));

    /// <summary>The commands are those that the outbox sent, so that a change of its queries is seen.</summary>
    [Fact]
    public async Task The_relay_looks_only_at_documents_with_waiting_messages()
    {
        var sent = new ConcurrentQueue<BsonDocument>();
        using var client = await ListeningAsync(sent);
        var database = client.GetDatabase(name);
        var store = new MongoArticleStore(database, signal);
        await store.PrepareAsync(Cancellation);
        for (var i = 0; i < 50; i++)
        {
            var article = new IngestedArticle { Article = Sample.Article with { ArticleId = Guid.NewGuid() }, FirstReceivedAt = Sample.Now };
            await store.SaveAsync(article, 0, i % 10 == 0 ? [Sample.Entry($"{i}")] : [], Cancellation);
        }

        sent.Clear();
        Assert.Equal(5, (await store.Outbox.LeaseAsync(100, Sample.Now, TimeSpan.FromSeconds(30), Cancellation)).Count);
        var search = sent.First(command => command.ElementCount > 0 && command.GetElement(0).Name == "find");
        var explained = await ExplainAsync(database, search);
        Assert.Equal("outbox_due", explained.Index);
        // Nothing is leased any more, so five is what the index holds, and not fifty.
        Assert.Equal(5, explained.Keys);
    }

    [Theory]
    [InlineData(null, null, "newest")]
    [InlineData("en", null, "newest_by_language")]
    [InlineData(null, "harbour-wire", "newest_by_source")]
    public async Task A_page_of_the_list_is_read_from_an_index_and_not_sorted(string? language, string? source, string index)
    {
        var sent = new ConcurrentQueue<BsonDocument>();
        using var client = await ListeningAsync(sent);
        var database = client.GetDatabase(name);
        var store = new MongoPublishedStore(database, signal);
        await store.PrepareAsync(Cancellation);
        sent.Clear();
        await store.ListPublishedAsync(new PublishedQuery(50, new ListPosition(Sample.Now, Guid.NewGuid()), language, source), Cancellation);
        var explained = await ExplainAsync(database, Assert.Single(sent));
        Assert.Equal(index, explained.Index);
        Assert.DoesNotContain("\"SORT\"", explained.Plan, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> PreparedTwiceAsync<TStore>(Func<IMongoDatabase, TStore> make, string collection) where TStore : IStorePreparation
    {
        using var client = MongoConventions.Connect(await server.ConnectionStringAsync(), "newsroom-conformance");
        var database = client.GetDatabase(name);
        var store = make(database);
        using var disposable = store as IDisposable;
        await store.PrepareAsync(Cancellation);
        await store.PrepareAsync(Cancellation);
        await make(database).PrepareAsync(Cancellation);
        var indexes = await (await database.GetCollection<BsonDocument>(collection).Indexes.ListAsync(Cancellation)).ToListAsync(Cancellation);
        return [.. indexes.Where(index => index["name"] != "_id_").Select(Describe).Order(StringComparer.Ordinal)];
    }

    private static string Describe(BsonDocument index) => $"{index["name"]} {index["key"].ToJson()}"
        + (index.Contains("unique") ? " unique" : "")
        + (index.TryGetValue("expireAfterSeconds", out var seconds) ? $" for {seconds.ToInt64()} s" : "")
        + (index.TryGetValue("partialFilterExpression", out var filter) ? $" where {filter.ToJson()}" : "");

    private async Task<MongoClient> ListeningAsync(ConcurrentQueue<BsonDocument> sent)
    {
        MongoConventions.Apply();
        var settings = MongoClientSettings.FromConnectionString(await server.ConnectionStringAsync());
        settings.ClusterConfigurator = cluster => cluster.Subscribe<CommandStartedEvent>(started =>
        {
            if (started.CommandName == "find")
                sent.Enqueue(BsonDocument.Parse(started.Command.ToJson()));
        });
        return new MongoClient(settings);
    }

    private static async Task<(string? Index, int Keys, string Plan)> ExplainAsync(IMongoDatabase database, BsonDocument command)
    {
        var bare = new BsonDocument(command.Elements.Where(part => !part.Name.StartsWith('$') && part.Name != "lsid"));
        var answer = await database.RunCommandAsync<BsonDocument>(
            new BsonDocument { { "explain", bare }, { "verbosity", "executionStats" } }, cancellationToken: Cancellation);
        var plan = answer["queryPlanner"]["winningPlan"].ToJson();
        var index = System.Text.RegularExpressions.Regex.Match(plan, "\"indexName\" : \"([^\"]+)\"");
        return (index.Success ? index.Groups[1].Value : null, answer["executionStats"]["totalKeysExamined"].ToInt32(), plan);
    }
}
