using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Identity;

/// <summary>A source that gives one name to several stories loses none of them, and keeps the versions of each together.</summary>
public sealed class ReusedNameTests : IDisposable
{
    private const string Bridge = "The bridge at Lamat opens to traffic on Monday after two years of work, the port said. Lorries of more than forty tonnes have to keep to the old road until June.";
    private const string Choir = "A choir of ninety children sang for the mayor in the market hall on Sunday and collected more than four thousand for the new library of their school.";

    private readonly string directory = Directory.CreateTempSubdirectory("newsroom-names-").FullName;
    private readonly OutboxSignal signal = new();
    private readonly SqliteDatabase database;
    private readonly SqliteArticleStore articles;
    private readonly ArticleIntake intake;

    public ReusedNameTests()
    {
        database = new SqliteDatabase(directory, IngestModule.Name, [SqliteOutbox.Schema, .. Intakes.Schema]);
        articles = new SqliteArticleStore(database, signal);
        intake = Intakes.Over(database, articles, TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("g", null)]
    [InlineData("g", "https://example.org/live")]
    [InlineData(null, "https://example.org/live")]
    [InlineData(null, "https://example.org/")]
    public async Task Another_story_under_all_the_names_of_a_first_overwrites_nothing(string? guid, string? url)
    {
        var bridge = await TakeAsync("Bridge opens", Bridge, guid, url);
        var choir = await TakeAsync("Ninety children sing", Choir, guid, url);
        Assert.Equal((IntakeOutcome.Added, IntakeOutcome.Added), (bridge.Outcome, choir.Outcome));
        Assert.Contains(bridge.ArticleId.ToString(), (await NoteAsync(choir.ArticleId))!, StringComparison.Ordinal);

        Assert.Equal(bridge with { Revision = 2, Outcome = IntakeOutcome.Revised }, await TakeAsync("Bridge opens", Bridge + " The ferry stops.", guid, url));
        Assert.Equal(choir with { Revision = 2, Outcome = IntakeOutcome.Revised }, await TakeAsync("Ninety children sing", Choir + " It was cold.", guid, url));
        Assert.Equal(choir with { Revision = 2, Outcome = IntakeOutcome.Unchanged }, await TakeAsync("Ninety children sing", Choir + " It was cold.", guid, url));
    }

    [Theory]
    [InlineData("https://example.org/live#e1", "https://example.org/live#e2")]
    [InlineData("https://example.org/", "https://example.org/")]
    [InlineData(null, null)]
    public async Task Short_lines_with_ids_of_their_own_are_stories_of_their_own_wherever_they_link_to(string? first, string? second)
    {
        var fire = await TakeAsync("Fire in harbour", "Crews at work.", "t1", first);
        var snow = await TakeAsync("Snow closes school", "Pupils stay home.", "t2", second);
        Assert.Equal((IntakeOutcome.Added, IntakeOutcome.Added), (fire.Outcome, snow.Outcome));
        Assert.Equal(fire with { Revision = 2, Outcome = IntakeOutcome.Revised }, await TakeAsync("Fire in harbour is out", "Crews at work.", "t1", first));
    }

    [Fact]
    public async Task A_short_line_under_an_old_id_and_a_new_link_is_another_and_without_one_the_id_holds_and_it_is_noted()
    {
        var fire = await TakeAsync("Fire in harbour", "Crews at work.", "5", "https://example.org/s/0");
        Assert.Equal(IntakeOutcome.Added, (await TakeAsync("Snow closes school", "Pupils stay home.", "5", "https://example.org/s/1")).Outcome);
        Assert.Equal(fire with { Revision = 2, Outcome = IntakeOutcome.Revised }, await TakeAsync("Train late", "Line blocked.", "5", "https://example.org/s/0"));
        Assert.Contains("may have used its id again", (await NoteAsync(fire.ArticleId))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_its_source_changes_makes_no_second_article_of_a_page()
    {
        var fire = await TakeAsync("Fire in harbour", "Crews at work.", "http://example.org/?p=1", "https://example.org/fire");
        Assert.Equal(fire with { Revision = 2, Outcome = IntakeOutcome.Revised }, await TakeAsync("Fire in harbour", "Crews went home.", "https://example.org/?p=1", "https://example.org/fire"));
    }

    [Fact]
    public async Task A_source_that_counts_its_versions_may_write_all_of_it_anew()
    {
        var bridge = await intake.TakeAsync(Draft("Bridge opens", Bridge, "urn:1", null) with { Version = new SourceVersion("1", null) }, null, Cancellation);
        var next = await intake.TakeAsync(Draft("Ninety children sing", Choir, "urn:1", "https://example.org/new") with { Version = new SourceVersion("2", null) }, null, Cancellation);
        Assert.Equal(bridge with { Revision = 2, Outcome = IntakeOutcome.Revised }, next);
    }

    [Fact]
    public async Task After_a_withdrawal_its_id_is_not_silent_for_another_story_with_an_address_of_its_own()
    {
        var bridge = await TakeAsync("Bridge opens", Bridge, "same", "https://example.org/1");
        await intake.WithdrawAsync(bridge.ArticleId, Drafts.Draft().Source, "wrong", "http", Cancellation);
        Assert.Equal(IntakeOutcome.Withdrawn, (await TakeAsync("Bridge opens", Bridge, "same", "https://example.org/1b")).Outcome);
        Assert.Equal(IntakeOutcome.Withdrawn, (await TakeAsync("Ninety children sing", Choir, "same", "https://example.org/1")).Outcome);

        var choir = await TakeAsync("Ninety children sing", Choir, "same", "https://example.org/2");
        Assert.Equal(IntakeOutcome.Added, choir.Outcome);
        Assert.Equal(choir with { Revision = 2, Outcome = IntakeOutcome.Revised }, await TakeAsync("Ninety children sing", Choir + " It was cold.", "same", "https://example.org/2"));
    }

    public void Dispose()
    {
        database.Dispose();
        signal.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private Task<IntakeResult> TakeAsync(string title, string text, string? guid, string? url) => intake.TakeAsync(Draft(title, text, guid, url), null, Cancellation);

    private async Task<string?> NoteAsync(Guid article) => (await articles.FindAsync(article, Cancellation))!.Article.History[^1].Note;

    private static ArticleDraft Draft(string title, string text, string? guid, string? url) =>
        Drafts.Draft(title, text) with { Guid = guid, Url = url, CanonicalUrl = CanonicalUrl.Of(url) };
}
