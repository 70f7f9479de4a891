using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Newsroom.Contracts;
using Newsroom.Hosting;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Folders;
using Newsroom.Ingest.Submissions;
using Newsroom.Tests.Unit.Ingest.Agencies;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Folders;

public sealed class FolderTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("newsroom-folder-");
    private readonly FakeTimeProvider clock = new(Drafts.Noon);
    private readonly SqliteDatabase database;
    private readonly OutboxSignal signal = new();
    private readonly SqliteArticleStore store;
    private readonly string root;

    public FolderTests()
    {
        root = Directory.CreateDirectory(Path.Combine(data.FullName, "in")).FullName;
        database = new SqliteDatabase(Path.Combine(data.FullName, "store"), "ingest", [SqliteOutbox.Schema, .. Intakes.Schema]);
        store = new SqliteArticleStore(database, signal);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_any_kind_is_taken_at_the_second_look()
    {
        Write("a.json", """{ "source": "Desk", "guid": "j", "title": "From JSON", "body": { "text": "A text." } }""");
        Write("b.nitf", """<nitf><head><docdata><doc-id id-string="n" regsrc="Desk"/></docdata></head><body><body.head><hedline><hl1>From NITF</hl1></hedline></body.head><body.content><p>A text.</p></body.content></body></nitf>""");
        Write("c.xml", NewsMlTests.Item());
        Write("d.7901", WireTests.Story);
        Write("e", """{ "uri": "urn:newsml:desk:20260301:x", "headline": "From ninjs", "body_text": "A text." }""");
        Write("f ü&'\"* ?.txt", "From a text of the harbour\n\nThe ferry line across the bay will close at the end of June, says the port.");
        var watcher = Watcher();
        await watcher.LookAsync(Cancelled);
        Assert.Equal(6, Files().Count);
        await watcher.LookAsync(Cancelled);
        Assert.Empty(Files());
        Assert.Equal(["a.json", "b.nitf", "c.xml", "d.7901", "e", "f ü&'\"* ?.txt"], Files("done/2026-03-01"));
        var article = await FindAsync("Desk", "j");
        Assert.Equal(("From JSON", "folder"), (article.Title, article.Provenance.Via));
        Assert.NotNull(await FindAsync("wire.example", "urn:newsml:wire.example:20260301:4711"));
        Assert.NotNull(await FindAsync("exw", "exw0123/2026-03-01"));
    }

    [Fact]
    public async Task What_is_still_written_is_left_alone()
    {
        foreach (var name in new[] { ".a.json", "b.json.tmp", "c.part", "d.json~" })
            Write(name, "{}");
        Write("empty.json", "");
        Write("growing.json", "{");
        var watcher = Watcher();
        await watcher.LookAsync(Cancelled);
        Write("growing.json", """{ "source": "Desk", "guid": "g", "title": "Grown", "body": { "text": "A text." } }""");
        await watcher.LookAsync(Cancelled);
        Assert.Equal(6, Files().Count);
        await watcher.LookAsync(Cancelled);
        Assert.Equal([".a.json", "b.json.tmp", "c.part", "d.json~", "empty.json"], Files());
        File.Move(Path.Combine(root, ".a.json"), Path.Combine(root, "a.json"));
        await watcher.LookAsync(Cancelled);
        await watcher.LookAsync(Cancelled);
        Assert.Contains("a.json", Files("refused"));
    }

    [Fact]
    public async Task What_is_refused_has_its_reason_beside_it()
    {
        Write("bad.json", """{ "source": "Desk" }""");
        await LookTwiceAsync(Watcher());
        Write("bad.json", "{ not json");
        await LookTwiceAsync(Watcher());
        Assert.Equal(["bad-2.json", "bad-2.json.reason.txt", "bad.json", "bad.json.reason.txt"], Files("refused"));
        Assert.Contains("/title", await File.ReadAllTextAsync(Path.Combine(root, "refused", "bad.json.reason.txt"), Cancelled), StringComparison.Ordinal);
        Assert.Contains("not valid JSON", await File.ReadAllTextAsync(Path.Combine(root, "refused", "bad-2.json.reason.txt"), Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_articles_those_that_can_be_taken_are()
    {
        Write("message.xml", NewsMlTests.Message);
        await LookTwiceAsync(Watcher());
        Assert.NotNull(await FindAsync("wire.example", "urn:newsml:wire.example:20260301:4711"));
        Assert.NotNull(await FindAsync("wire.example", "urn:newsml:wire.example:20260301:4712"));
        var reason = await File.ReadAllTextAsync(Path.Combine(root, "refused", "message.xml.reason.txt"), Cancelled);
        Assert.StartsWith("Article 3 of 3: ", reason, StringComparison.Ordinal);
        Assert.Contains("no text", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        for (var i = 0; i < 3; i++)
        {
            Write("d.txt", WireTests.Story);
            await LookTwiceAsync(Watcher());
        }

        Assert.Equal(1, (await FindAsync("exw", "exw0123/2026-03-01")).Revision);
        Assert.Equal(["d-2.txt", "d-3.txt", "d.txt"], Files("done/2026-03-01"));
    }

    [Fact]
    public async Task Of_two_replicas_one_takes_a_file()
    {
        for (var i = 0; i < 40; i++)
            Write($"{i:00}.json", $$"""{ "source": "Desk", "guid": "r{{i}}", "title": "Number {{i}}", "body": { "text": "A text." } }""");
        var (one, two) = (Watcher(), Watcher());
        await one.LookAsync(Cancelled);
        await two.LookAsync(Cancelled);
        await Task.WhenAll(Task.Run(() => one.LookAsync(Cancelled), Cancelled), Task.Run(() => two.LookAsync(Cancelled), Cancelled));
        Assert.Equal(40, Files("done/2026-03-01").Count);
        Assert.Empty(Files());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(root, "taking")));
        for (var i = 0; i < 40; i++)
            Assert.Equal(1, (await FindAsync("Desk", $"r{i}")).Revision);
    }

    [Fact]
    public async Task What_a_dead_process_was_taking_is_taken_by_another()
    {
        Write("a.json", """{ "source": "Desk", "guid": "s", "title": "Stale", "body": { "text": "A text." } }""");
        var shelves = new FolderShelves(root, clock);
        shelves.Prepare();
        Assert.NotNull(shelves.Claim("a.json"));
        Assert.Null(shelves.Claim("a.json"));
        var watcher = Watcher();
        await LookTwiceAsync(watcher);
        Assert.Empty(Files("done"));
        clock.Advance(TimeSpan.FromMinutes(11));
        await LookTwiceAsync(watcher);
        await watcher.LookAsync(Cancelled);
        Assert.Equal(["a.json"], Files("done/2026-03-01"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(root, "taking")));
    }

    [Fact]
    public async Task Without_its_store_a_file_goes_back_to_where_it_lay()
    {
        Write("a.json", """{ "source": "Desk", "guid": "b", "title": "Back", "body": { "text": "A text." } }""");
        var away = new FolderWatcher(Folder(), new FolderIntake(Reader(), Intakes.Over(database, new StoreAway(), clock)), clock, NullLogger<FolderWatcher>.Instance);
        await LookTwiceAsync(away);
        Assert.Equal(["a.json"], Files());
        await LookTwiceAsync(Watcher());
        Assert.Equal(["a.json"], Files("done/2026-03-01"));
    }

    [Fact]
    public async Task A_folder_lends_its_source_to_what_has_none_and_its_bounds_to_all()
    {
        Write("a.txt", "From a text of the harbour\n\nThe ferry line across the bay will close at the end of June, says the port.");
        Write("b.nitf", """<nitf><head><docdata><doc-id id-string="n"/></docdata></head><body><body.head><hedline><hl1>A title</hl1></hedline></body.head><body.content><p>A text.</p></body.content></body></nitf>""");
        Write("c.txt", new string('x', 3_000));
        await LookTwiceAsync(Watcher(Folder() with { Source = "harbour", SourceName = "Harbour Post", MaxBytes = 2_000 }));
        var article = await FindAsync("harbour", "n");
        Assert.Equal(("harbour", "Harbour Post"), (article.Source.Id, article.Source.Name));
        Assert.Equal(["c.txt", "c.txt.reason.txt"], Files("refused"));
    }

    [Theory]
    [InlineData("", 5, "Newsroom:Folders:0:Path")]
    [InlineData("in", 0, "Newsroom:Folders:0:PollSeconds")]
    public void A_wrong_setting_is_named(string path, double poll, string setting)
    {
        var options = new FolderOptions { Folders = [new WatchedFolder { Path = path, PollSeconds = poll }] };
        Assert.Contains(setting, Assert.Single(new SettingsValidation<FolderOptions>(FolderOptions.Section).Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        database.Dispose();
        signal.Dispose();
        data.Delete(recursive: true);
    }

    private static async Task LookTwiceAsync(FolderWatcher watcher)
    {
        await watcher.LookAsync(Cancelled);
        await watcher.LookAsync(Cancelled);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(root, name), text, new UTF8Encoding(false));

    private List<string> Files(string folder = "") => Directory.Exists(Path.Combine(root, folder))
        ? [.. new DirectoryInfo(Path.Combine(root, folder)).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)]
        : [];

    private async Task<Article> FindAsync(string source, string guid) => (await Intakes.FindAsync(database, store, source, guid, Cancelled))!.Article;

    private WatchedFolder Folder() => new() { Path = root };

    private DraftReader Reader() => new(new PageExtractor(), Options.Create(new SubmissionOptions()), clock);

    private FolderWatcher Watcher(WatchedFolder? folder = null) => new(
        folder ?? Folder(), new FolderIntake(Reader(), Intakes.Over(database, store, clock)), clock, NullLogger<FolderWatcher>.Instance);

    private sealed class StoreAway : IArticleStore
    {
        public Task<StoredArticle?> FindAsync(Guid articleId, CancellationToken cancellation) => throw new IOException("The store is away.");

        public Task<SaveOutcome> SaveAsync(IngestedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) => throw new IOException("The store is away.");
    }
}
