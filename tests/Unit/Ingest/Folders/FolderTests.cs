using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Logging;
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
    public async Task The_character_set_of_a_folder_is_of_its_text_alone()
    {
        Write("a.7901", WireTests.Story.Replace("She takes forty cars.", "Sie f{hrt.", StringComparison.Ordinal));
        Write("b.json", """{ "source": "Desk", "guid": "j", "title": "Fähre", "body": { "text": "A text." } }""");
        var watcher = Watcher(Folder() with { Charset = "x-IA5-German" });
        await watcher.LookAsync(Cancelled);
        await watcher.LookAsync(Cancelled);
        Assert.Contains("Sie fährt.", PlainText.Of((await FindAsync("exw", "exw0123/2026-03-01")).Body), StringComparison.Ordinal);
        Assert.Equal("Fähre", (await FindAsync("Desk", "j")).Title);
    }

    [Theory]
    [InlineData("windows-1250", true)]
    [InlineData(null, true)]
    [InlineData("windows-99", false)]
    public void A_character_set_that_is_none_stops_the_start(string? charset, bool isKnown) =>
        Assert.Equal(isKnown, new SettingsValidation<FolderOptions>("Newsroom").Validate(null, new FolderOptions { Folders = [new WatchedFolder { Path = root, Charset = charset }] }).Succeeded);

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

    [Fact]
    public async Task A_file_that_cannot_be_read_holds_up_no_other_and_is_said_once()
    {
        Write("a.json", """{ "source": "Desk", "guid": "u", "title": "Unreadable", "body": { "text": "A text." } }""");
        Write("b.json", """{ "source": "Desk", "guid": "v", "title": "Younger", "body": { "text": "A text." } }""");
        File.SetLastWriteTimeUtc(Path.Combine(root, "a.json"), DateTime.UtcNow.AddHours(-1));
        var log = new Warnings();
        var watcher = Watcher(log: log);
        // As a lock of another process does, on any system and for any user.
        using (new FileStream(Path.Combine(root, "a.json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            for (var look = 0; look < 4; look++)
                await watcher.LookAsync(Cancelled);
            Assert.Equal(["a.json"], Files());
            Assert.Equal(["b.json"], Files("done/2026-03-01"));
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(root, "taking")));
            var said = Assert.Single(log.Said);
            Assert.Contains("a.json", said, StringComparison.Ordinal);
            Assert.DoesNotContain("taking", said, StringComparison.Ordinal);
        }

        await watcher.LookAsync(Cancelled);
        Assert.Equal(["a.json", "b.json"], Files("done/2026-03-01"));
    }

    [Fact]
    public async Task What_is_packed_with_gzip_is_unpacked_within_bounds()
    {
        var story = Encoding.UTF8.GetBytes("""{ "source": "Desk", "guid": "z", "title": "Packed", "body": { "text": "A text." } }""");
        WritePacked("a.json.gz", story);
        WritePacked("b.json", new byte[3_000]);
        WritePacked("c.json.gz", story, cutOff: 20);
        File.WriteAllBytes(Path.Combine(root, "d.zip"), [.. "PK\x03\x04"u8, 20, 0, 0, 0]);
        await LookTwiceAsync(Watcher(Folder() with { MaxBytes = 2_000 }));
        Assert.Equal("Packed", (await FindAsync("Desk", "z")).Title);
        Assert.Contains("larger than 2,000 bytes", await ReasonAsync("b.json"), StringComparison.Ordinal);
        Assert.Contains("cut off", await ReasonAsync("c.json.gz"), StringComparison.Ordinal);
        Assert.Contains("zip archive", await ReasonAsync("d.zip"), StringComparison.Ordinal);
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

    private void WritePacked(string name, byte[] bytes, int cutOff = 0)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        File.WriteAllBytes(Path.Combine(root, name), packed.ToArray()[..^cutOff]);
    }

    private Task<string> ReasonAsync(string name) => File.ReadAllTextAsync(Path.Combine(root, "refused", name + ".reason.txt"), Cancelled);

    private List<string> Files(string folder = "") => Directory.Exists(Path.Combine(root, folder))
        ? [.. new DirectoryInfo(Path.Combine(root, folder)).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)]
        : [];

    private async Task<Article> FindAsync(string source, string guid) => (await Intakes.FindAsync(database, store, source, guid, Cancelled))!.Article;

    private WatchedFolder Folder() => new() { Path = root };

    private DraftReader Reader() => new(new PageExtractor(), Options.Create(new SubmissionOptions()), clock);

    private FolderWatcher Watcher(WatchedFolder? folder = null, ILogger<FolderWatcher>? log = null) => new(
        folder ?? Folder(), new FolderIntake(Reader(), Intakes.Over(database, store, clock)), clock, log ?? NullLogger<FolderWatcher>.Instance);

    private sealed class Warnings : ILogger<FolderWatcher>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Said.Add(formatter(state, exception));
        }
    }

    private sealed class StoreAway : IArticleStore
    {
        public Task<StoredArticle?> FindAsync(Guid articleId, CancellationToken cancellation) => throw new IOException("The store is away.");

        public Task<SaveOutcome> SaveAsync(IngestedArticle article, long expectedVersion, IReadOnlyList<OutboxEntry> outgoing, CancellationToken cancellation) => throw new IOException("The store is away.");
    }
}
