using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>What was kept of entries and pages, to be read again: once, in its newest state, and by the rules that its source has by then.</summary>
public sealed class ReadAgainTests : PollingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_is_read_again_by_the_rules_of_today()
    {
        await using var paper = await StartAsync();
        Page = http => Html(http, BayPost.Page("Story").Replace($"<p>{BayPost.Bridge}", $"<p class=appeal>{BayPost.Bridge}", StringComparison.Ordinal));
        var source = await PollAsync(paper);
        var article = (await paper.ArticleAsync(source, "1"))!.Article;
        Assert.Contains(BayPost.Bridge, PlainText.Of(article.Body), StringComparison.Ordinal);
        await ChangeAsync(paper, source, before => before with { Name = "The Post", Extraction = new ExtractionRules { Drop = [".appeal"] } });
        Assert.False((await paper.Reprocessing.ReprocessAsync(article.ArticleId, Cancellation)).Failed(out var refusal, out _), refusal?.Sentence);
        article = (await paper.ArticleAsync(source, "1"))!.Article;
        Assert.DoesNotContain(BayPost.Bridge, PlainText.Of(article.Body), StringComparison.Ordinal);
        Assert.Equal((2, "The Post"), (article.Revision, article.Source.Name));
    }

    [Fact]
    public async Task An_entry_without_a_page_is_read_again_by_the_rules_of_today()
    {
        await using var paper = await StartAsync();
        var source = await paper.AddAsync();
        await paper.PollAsync(source);
        await ChangeAsync(paper, source, before => before with { Section = "Harbour" });
        var article = (await paper.ArticleAsync(source, "1"))!.Article;
        Assert.False((await paper.Reprocessing.ReprocessAsync(article.ArticleId, Cancellation)).Failed(out var refusal, out _), refusal?.Sentence);
        Assert.Contains("Harbour", (await paper.ArticleAsync(source, "1"))!.Article.Subjects);
    }

    [Fact]
    public async Task A_page_in_quarantine_is_tried_again_by_the_rules_of_today()
    {
        await using var paper = await StartAsync();
        Page = http => Html(http, "<html><title>Log in</title><form><input type=password></form><div class=brief><p>The ferry stops in June.</p></div></html>");
        var source = await PollAsync(paper);
        var kept = Assert.Single(await ListAsync(paper));
        Assert.True((await paper.Quarantining.RetryAsync(kept.Id, Cancellation)).Failed(out _, out _));
        await ChangeAsync(paper, source, before => before with { Extraction = new ExtractionRules { Keep = [".brief"] } });
        Assert.False((await paper.Quarantining.RetryAsync(kept.Id, Cancellation)).Failed(out var refusal, out _), refusal?.Sentence);
        Assert.Equal("The ferry stops in June.", PlainText.Of((await paper.ArticleAsync(source, "1"))!.Article.Body));
    }

    [Fact]
    public async Task A_page_that_cannot_be_read_is_kept_once_however_often_its_entry_is_touched_and_goes_when_it_is_taken()
    {
        var isReadable = false;
        await using var paper = await StartAsync();
        Page = http => Html(http, isReadable || http.Request.Path != "/story/1" ? BayPost.Page("Story") : "<html><title>Log in</title><form><input type=password></form></html>");
        var source = await PollAsync(paper);
        var first = Assert.Single(await ListAsync(paper));
        Feed = Headline(paper, "Wed, 04 Mar 2026 12:00:00 GMT");
        await paper.PollAsync(source);
        Assert.NotEqual(first.Id, Assert.Single(await ListAsync(paper)).Id);
        isReadable = true;
        Feed = Headline(paper, "Wed, 04 Mar 2026 13:00:00 GMT");
        Assert.Equal(1, (await paper.PollAsync(source)).Polls.Articles);
        Assert.Empty(await ListAsync(paper));
    }

    [Fact]
    public async Task What_is_withdrawn_is_said_to_be_so()
    {
        await using var paper = await StartAsync();
        var source = await PollAsync(paper);
        Page = http => Status(http, 410);
        Feed = Headline(paper, "Wed, 04 Mar 2026 12:00:00 GMT");
        await paper.PollAsync(source);
        var article = (await paper.ArticleAsync(source, "1"))!.Article;
        Assert.True((await paper.Reprocessing.ReprocessAsync(article.ArticleId, Cancellation)).Failed(out var refusal, out _));
        Assert.Contains("was withdrawn", refusal.Detail, StringComparison.Ordinal);
    }

    private async Task<Source> PollAsync(PolledSite paper)
    {
        Feed = Headline(paper, "Wed, 04 Mar 2026 11:00:00 GMT");
        return await paper.PollAsync(await paper.AddAsync(with: settings => settings with { FullText = true }));
    }

    private static string Headline(PolledSite paper, string date) =>
        BayPost.Feed($"<item><guid isPermaLink='false'>1</guid><title>A line closes</title><pubDate>{date}</pubDate><link>{paper.Site.Url("/story/1")}</link></item>");

    private static Task<IReadOnlyList<QuarantinedMessage>> ListAsync(PolledSite paper) => paper.Quarantine.ListAsync(new QuarantineFilter(), 10, null, Cancellation);

    private static async Task ChangeAsync(PolledSite paper, Source source, Func<SourceRequest, SourceRequest> change) =>
        Assert.False((await paper.Keeper.ChangeAsync(source.Id, before => change(before), Cancellation)).Failed(out var refusal, out _), refusal?.Sentence);
}
