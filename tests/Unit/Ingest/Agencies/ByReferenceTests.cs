using Microsoft.Extensions.Time.Testing;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>Documents with an id of their own that correct, update, withhold or kill another one.</summary>
public sealed class ByReferenceTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("newsroom-references-").FullName;
    private readonly SqliteDatabase database;
    private readonly ArticleIntake intake;
    private readonly SqliteArticleStore store;

    public ByReferenceTests()
    {
        database = new SqliteDatabase(directory, "ingest", [SqliteOutbox.Schema, .. Intakes.Schema]);
        store = new SqliteArticleStore(database, new OutboxSignal());
        intake = Intakes.Over(database, store, new FakeTimeProvider(Drafts.Noon));
    }

    private static readonly string First = Nitf("orig-1", 8);
    private static readonly string Correction = Nitf("corr-2", 9, more: "<correction info='Corrects the date.' id-string='orig-1'/>", text: "The line closes in July, and nothing else of what was said holds.");
    private static readonly string SecondCorrection = Nitf("corr-3", 10, more: "<correction id-string='corr-2'/>", text: "In May.");

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task What_corrects_or_updates_another_is_a_revision_of_it()
    {
        var first = await TakeAsync(First);
        var corrected = await TakeAsync(Correction);
        var updated = await TakeAsync(Nitf("upd-4", 11, "management-doc-idref='orig-1'", text: "Bridge opens early."));
        Assert.Equal([(first.ArticleId, 1), (first.ArticleId, 2), (first.ArticleId, 3)], new[] { first, corrected, updated }.Select(one => (one.ArticleId, one.Revision)));
        var article = (await store.FindAsync(first.ArticleId, TestContext.Current.CancellationToken))!.Article.Article;
        Assert.Equal(("orig-1", Agency.At(8, 0), "Bridge opens early."), (article.Guid, article.PublishedAt, PlainText.Of(article.Body)));
    }

    [Fact]
    public async Task A_correction_of_a_correction_refers_to_either()
    {
        var first = await TakeAsync(First);
        await TakeAsync(Correction);
        Assert.Equal((first.ArticleId, 3), await OfAsync(SecondCorrection));
        // And a version of it under its own name alone.
        Assert.Equal((first.ArticleId, 4), await OfAsync(Nitf("corr-3", 11, text: "In April, they say now.")));
        // What came before says nothing new.
        Assert.Equal((first.ArticleId, 4), await OfAsync(First));
    }

    [Fact]
    public async Task One_that_overtakes_what_it_corrects_stays()
    {
        var correction = await TakeAsync(Correction);
        Assert.Equal((correction.ArticleId, 1), await OfAsync(First));
        Assert.Equal((correction.ArticleId, 2), await OfAsync(SecondCorrection));
    }

    [Theory]
    [InlineData("management-doc-idref='orig-1' management-idref-status='Withheld'", ArticleStatus.Withheld)]
    [InlineData("management-doc-idref='orig-1' management-idref-status='canceled'", ArticleStatus.Canceled)]
    [InlineData("management-doc-idref='orig-1' management-status='canceled'", ArticleStatus.Canceled)]
    [InlineData("management-doc-idref='orig-1' management-idref-status='usable' management-status='withheld'", ArticleStatus.Withheld)]
    public async Task So_are_holds_and_kills(string attributes, ArticleStatus status)
    {
        var first = await TakeAsync(First);
        Assert.Equal((first.ArticleId, 2), await OfAsync(Nitf("w-2", 9, attributes, text: "")));
        Assert.Equal(status, (await store.FindAsync(first.ArticleId, TestContext.Current.CancellationToken))!.Article.Article.Status);
    }

    [Fact]
    public async Task A_kill_of_a_correction_kills_the_article()
    {
        var first = await TakeAsync(First);
        await TakeAsync(Correction);
        Assert.Equal((first.ArticleId, 3), await OfAsync(Nitf("corr-2", 10, "management-status='canceled'")));
        Assert.Equal(SubmissionOutcome.Refused, (await TakeAsync(SecondCorrection)).Answer);
    }

    [Theory]
    [InlineData("<signal qcode='sig:update'/><link rel='irel:evolvedFrom' residref='urn:newsml:a:1:1'/>", true)]
    [InlineData("<signal qcode='sig:correction'/><link rel='irel:evolvedFrom' residref='urn:newsml:a:1:1'/>", true)]
    [InlineData("<link rel='irel:previousVersion' residref='urn:newsml:a:1:1'/>", true)]
    [InlineData("<link rel='irel:evolvedFrom' residref='urn:newsml:a:1:1'/>", false)]
    [InlineData("<signal qcode='sig:update'/><link rel='irel:seeAlso' residref='urn:newsml:a:1:1'/>", false)]
    public async Task A_new_lead_of_NewsML_is_one_where_it_says_so(string meta, bool isRevision)
    {
        var first = await TakeAsync(G2("urn:newsml:a:1:1", 8));
        Assert.Equal(isRevision, (await OfAsync(G2("urn:newsml:a:1:2", 9, meta, "All else."))).ArticleId == first.ArticleId);
    }

    [Theory]
    [InlineData("\"evolvedfrom\": \"urn:newsml:a:1:1\"")]
    [InlineData("\"replacing\": [ \"urn:newsml:a:1:1\" ]")]
    public async Task So_is_one_of_ninjs(string before)
    {
        var first = await TakeAsync("""{ "uri": "urn:newsml:a:1:1", "version": "5", "versioncreated": "2026-03-01T08:00:00Z", "headline": "A title", "body_text": "A text." }""");
        var lead = $$"""{ "uri": "urn:newsml:a:1:2", "version": "1", "versioncreated": "2026-03-01T09:00:00Z", {{before}}, "headline": "Another", "body_text": "All else." }""";
        Assert.Equal((first.ArticleId, 2), await OfAsync(lead));
        Assert.Equal((first.ArticleId, 3), await OfAsync("""{ "uri": "urn:newsml:a:1:2", "pubstatus": "canceled" }"""));
    }

    [Fact]
    public async Task A_kill_of_a_lead_that_never_came_leaves_what_it_evolved_from()
    {
        var first = await TakeAsync(G2("urn:newsml:a:1:1", 8));
        await TakeAsync(G2("urn:newsml:a:1:2", 9, "<pubStatus qcode='stat:canceled'/><signal qcode='sig:update'/><link rel='irel:evolvedFrom' residref='urn:newsml:a:1:1'/>"));
        await TakeAsync("""{ "uri": "urn:newsml:a:1:3", "pubstatus": "canceled", "evolvedfrom": "urn:newsml:a:1:1" }""");
        Assert.Equal(ArticleStatus.Usable, (await store.FindAsync(first.ArticleId, TestContext.Current.CancellationToken))!.Article.Article.Status);
    }

    [Fact]
    public async Task It_comes_after_what_it_names_though_both_say_the_same_time()
    {
        var first = await TakeAsync(First);
        Assert.Equal((first.ArticleId, 2), await OfAsync(Nitf("w-2", 8, "management-doc-idref='orig-1' management-idref-status='withheld'", text: "")));
        Assert.Equal((first.ArticleId, 2), await OfAsync(First));
    }

    [Fact]
    public async Task What_evolved_from_another_agencys_article_is_its_own()
    {
        var first = await TakeAsync(G2("urn:newsml:a:1:1", 8));
        Assert.NotEqual(first.ArticleId, (await TakeAsync(G2("urn:newsml:b:1:2", 9, "<signal qcode='sig:update'/><link rel='irel:evolvedFrom' residref='urn:newsml:a:1:1'/>", "All else."))).ArticleId);
    }

    private static string Nitf(string id, int hour, string attributes = "", string more = "", string text = "The ferry line closes in June.") => $"""
        <nitf><head><docdata {attributes}><doc-id id-string="{id}" regsrc="NTA"/><date.issue norm="20260301T{hour:00}0000Z"/>{more}</docdata></head>
        <body><body.head><hedline><hl1>Ferry line to close</hl1></hedline></body.head><body.content><p>{text}</p></body.content></body></nitf>
        """;

    private static string G2(string guid, int hour, string meta = "", string text = "The ferry line closes in June.") => $"""
        <newsItem guid="{guid}" version="1"><itemMeta><versionCreated>2026-03-01T{hour:00}:00:00Z</versionCreated><title>A title</title>{meta}</itemMeta>
        <contentSet><inlineData contenttype="text/plain">{text}</inlineData></contentSet></newsItem>
        """;

    private async Task<(Guid ArticleId, int Revision)> OfAsync(string document) => await TakeAsync(document) is var taken ? (taken.ArticleId, taken.Revision) : default;

    private Task<IntakeResult> TakeAsync(string document) =>
        intake.TakeAsync(Agency.Draft(document, document[0] == '{' ? "application/json" : "application/xml"), null, TestContext.Current.CancellationToken);
}
