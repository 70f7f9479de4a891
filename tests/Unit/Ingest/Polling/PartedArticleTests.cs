using System.Globalization;
using Microsoft.AspNetCore.Http;
using Newsroom.Contracts;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>An article that its site parts is one article.</summary>
public sealed class PartedArticleTests : PollingTests
{
    private const string Standfirst = "A bridge, a ferry and a quarrel: what forty years of waiting have made of two towns on one bay.";

    private static readonly string[] Texts = [.. Enumerable.Range(1, 12).Select(at => $"Chapter {at} of the quarrel began in the town hall, where {at * 7} people had come to hear that the ferry would go on for another {at + 1} winters.")];

    private int pages = 3;

    [Fact]
    public async Task Its_pages_are_read_one_after_the_other()
    {
        await using var paper = await PartedAsync();
        var source = await PolledAsync(paper);
        var article = (await paper.ArticleAsync(source, "1"))!.Article;
        Assert.Equal([Standfirst, .. Texts], article.Body.Select(block => block.Text));
        Assert.Equal(1, article.Revision);
        Assert.Equal(["/story/a-long-quarrel", "/story/a-long-quarrel/2", "/story/a-long-quarrel/3"], paper.Site.Asked.Where(path => path.StartsWith("/story", StringComparison.Ordinal)));

        // All of them are kept together, and read again together.
        Assert.False((await paper.Reprocessing.ReprocessAsync(article.ArticleId, TestContext.Current.CancellationToken)).Failed(out var refusal, out var again), refusal?.Sentence);
        Assert.Equal(IntakeOutcome.Unchanged, again.Outcome);
        Assert.Equal(1, await paper.VisitAsync(TimeSpan.FromHours(1)));
        Assert.Equal(1, (await paper.ArticleAsync(source, "1"))!.Article.Revision);

        // A page more is a revision.
        pages = 4;
        Assert.Equal(1, await paper.VisitAsync(TimeSpan.FromHours(5)));
        Assert.Equal((2, 17), ((await paper.ArticleAsync(source, "1"))!.Article.Revision, (await paper.ArticleAsync(source, "1"))!.Article.Body.Count));
    }

    [Fact]
    public async Task The_page_with_all_of_it_is_read_instead_of_the_others()
    {
        await using var paper = await PartedAsync(number => number == 0 ? Story(Texts) : Story(Texts[..4], "<a href='?page=2'>2</a> <a href='?page=all'>Tampilkan semua</a>"));
        var source = await PolledAsync(paper);
        Assert.Equal([Standfirst, .. Texts], (await paper.ArticleAsync(source, "1"))!.Article.Body.Select(block => block.Text));
        Assert.Equal(2, paper.Site.Asked.Count(path => path.StartsWith("/story", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task No_more_pages_are_read_than_the_setting_says()
    {
        pages = 30;
        await using var paper = await PartedAsync(options: new PollingOptions { MostParts = 2 });
        await PolledAsync(paper);
        Assert.Equal(2, paper.Site.Asked.Count(path => path.StartsWith("/story", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task While_a_page_cannot_be_had_the_article_waits_and_then_does_without()
    {
        var isThere = false;
        await using var paper = await PartedAsync(number => number == 2 && !isThere ? null : Numbered(number));
        var source = await PolledAsync(paper);
        Assert.Null(await paper.ArticleAsync(source, "1"));
        isThere = true;
        await paper.PollAsync(source);
        Assert.Equal(13, (await paper.ArticleAsync(source, "1"))!.Article.Body.Count);

        isThere = false;
        var other = await paper.AddAsync("/feed?other", settings => settings with { FullText = true });
        for (var tries = 0; tries < 5; tries++)
        {
            await paper.PollAsync(other);
            paper.Site.Clock.Advance(TimeSpan.FromHours(6));
        }

        Assert.Equal([Standfirst, .. Texts[..4]], (await paper.ArticleAsync(other, "1"))!.Article.Body.Select(block => block.Text));
    }

    [Fact]
    public async Task What_was_taken_is_not_undone_because_a_page_is_away()
    {
        var answers = 200;
        await using var paper = await PartedAsync(number => number == 2 && answers != 200 ? $"{answers}" : Numbered(number));
        var source = await PolledAsync(paper);
        foreach (var away in new[] { 404, 403, 500 })
        {
            answers = away;
            Assert.Equal(1, await paper.VisitAsync(TimeSpan.FromHours(away == 404 ? 1 : away == 403 ? 5 : 18)));
            Assert.Equal((1, 13), ((await paper.ArticleAsync(source, "1"))!.Article.Revision, (await paper.ArticleAsync(source, "1"))!.Article.Body.Count));
        }
    }

    [Fact]
    public async Task What_could_not_be_had_is_read_by_the_next_visit()
    {
        var answers = 403;
        await using var paper = await PartedAsync(number => number == 2 && answers != 200 ? $"{answers}" : Numbered(number));
        var source = await PolledAsync(paper);
        Assert.Equal(5, (await paper.ArticleAsync(source, "1"))!.Article.Body.Count);
        answers = 200;
        await paper.VisitAsync(TimeSpan.FromHours(1));
        Assert.Equal((2, 13), ((await paper.ArticleAsync(source, "1"))!.Article.Revision, (await paper.ArticleAsync(source, "1"))!.Article.Body.Count));
    }

    [Fact]
    public async Task Where_the_page_with_all_of_it_is_not_to_be_had_the_others_are_read()
    {
        await using var paper = await PartedAsync(number => number == 0 ? "403" : Numbered(number).Replace("<div class='pages'>", "<div class='pages'><a href='/story/a-long-quarrel?page=all'>All</a> ", StringComparison.Ordinal));
        var source = await PolledAsync(paper);
        Assert.Equal([Standfirst, .. Texts], (await paper.ArticleAsync(source, "1"))!.Article.Body.Select(block => block.Text));
    }

    [Fact]
    public async Task Another_article_at_the_next_address_is_not_joined()
    {
        await using var paper = await PartedAsync(number => number == 2 ? Story(Texts[4..8]).Replace("A long quarrel", "Mushrooms in the rain", StringComparison.Ordinal) : Numbered(number));
        var source = await PolledAsync(paper);
        Assert.Equal([Standfirst, .. Texts[..4]], (await paper.ArticleAsync(source, "1"))!.Article.Body.Select(block => block.Text).Take(5));
        Assert.DoesNotContain(Texts[5], (await paper.ArticleAsync(source, "1"))!.Article.Body.Select(block => block.Text));
    }

    [Fact]
    public async Task A_body_of_several_parts_from_outside_is_no_page()
    {
        await using var paper = await StartAsync();
        Page = http =>
        {
            http.Response.ContentType = "multipart/mixed; boundary=x";
            return http.Response.WriteAsync("--x\r\nContent-Type: text/html\r\nContent-Location: https://other.example/\r\n\r\n" + BayPost.Page("Story") + "\r\n--x--\r\n");
        };
        Feed = BayPost.Feed(BayPost.Item("1", paper.Site.Url("/story/1").AbsoluteUri, "A line closes."));
        var source = await PolledAsync(paper);
        Assert.Equal("A line closes.", PlainText.Of((await paper.ArticleAsync(source, "1"))!.Article.Body));
    }

    [Fact]
    public void Items_of_a_list_that_is_on_many_pages_stay()
    {
        static ArticleDraft Draft(params string[] texts) => new()
        {
            Source = new ArticleSource { Id = "x", Name = "x", Kind = SourceKind.Feed },
            Title = "Ten ferries",
            Body = [.. texts.Select(text => new Block { Type = BlockType.Paragraph, Text = text })],
            Extraction = "page/1",
            ReceivedAt = default,
            Via = "feed",
        };
        var joined = PartedDraft.Joined(PartedDraft.Joined(Draft(Standfirst, "Ten.", "Yes."), Draft(Standfirst, "Nine.", "Yes.", "And so on.")), Draft(Standfirst, "Eight.", "No.", Standfirst, "The end."));
        Assert.Equal([Standfirst, "Ten.", "Yes.", "Nine.", "Yes.", "And so on.", "Eight.", "No.", "The end."], joined.Body.Select(block => block.Text));
    }

    [Fact]
    public async Task A_page_that_leads_back_to_the_first_ends_the_article()
    {
        await using var paper = await PartedAsync(number => number == 2 ? "" : Numbered(number));
        var source = await PolledAsync(paper);
        Assert.Equal(5, (await paper.ArticleAsync(source, "1"))!.Article.Body.Count);
    }

    [Fact]
    public void Pages_come_out_of_one_body_as_they_went_in()
    {
        Fetched[] fetched =
        [
            new(FetchOutcome.Fetched, new Uri("https://paper.example/a?page=1")) { Body = [0, 13, 10, 45, 45, 255], ContentType = "text/html; charset=koi8-r" },
            new(FetchOutcome.Fetched, new Uri("https://paper.example/a?page=2")) { Body = [], ContentType = null },
        ];
        var (body, contentType) = PartedBody.Write(fetched);
        Assert.True(PartedBody.IsParted(contentType));
        var parts = PartedBody.Read(body, contentType);
        Assert.Equal(fetched.Select(page => (page.Url.AbsoluteUri, page.ContentType ?? "text/html")), parts.Select(part => (part.Url!, part.ContentType!)));
        Assert.Equal(fetched.Select(page => page.Body), parts.Select(part => part.Body));
        Assert.Equal(body, PartedBody.Write(fetched).Body);
        Assert.Empty(PartedBody.Read(body, "multipart/mixed"));
        Assert.Empty(PartedBody.Read([1, 2, 3], contentType));
    }

    /// <summary>A site whose article is on as many pages as there are.</summary>
    private Task<PolledSite> PartedAsync(Func<int, string?>? page = null, PollingOptions? options = null) => PolledSite.StartAsync(
        http =>
        {
            if (http.Request.Path == "/robots.txt")
                return Status(http, 404);
            if (http.Request.Path == "/feed")
                return http.Response.WriteAsync(BayPost.Feed(BayPost.Item("1", $"http://{http.Request.Host}/story/a-long-quarrel", "A quarrel.")));
            var number = http.Request.Query["page"] == "all" ? 0 : http.Request.Query["page"] == "2" || http.Request.Path.Value!.EndsWith("/2", StringComparison.Ordinal) ? 2
                : int.TryParse(http.Request.Path.Value!.Split('/')[^1], out var given) ? given : 1;
            switch ((page ?? Numbered)(number))
            {
                case null:
                    return Status(http, 500);
                case "":
                    http.Response.Redirect("/story/a-long-quarrel");
                    return Task.CompletedTask;
                case { Length: 3 } status:
                    return Status(http, int.Parse(status, CultureInfo.InvariantCulture));
                case var html:
                    return Html(http, html);
            }
        },
        options ?? new PollingOptions());

    private string Numbered(int number) => Story(
        number > 3 ? Texts[..4].Select(text => text.Replace("quarrel", "peace", StringComparison.Ordinal)) : Texts[((number - 1) * 4)..(number * 4)],
        string.Concat(Enumerable.Range(1, pages).Select(at => $"<a href='/story/a-long-quarrel{(at == 1 ? "" : "/" + at)}'>{at}</a> ")));

    private static string Story(IEnumerable<string> texts, string bar = "") =>
        $"<html><head><title>A long quarrel</title></head><body><article><h1>A long quarrel</h1><p class='standfirst'>{Standfirst}</p><div class='article-body'>{string.Concat(texts.Select(text => $"<p>{text}</p>"))}</div><div class='pages'>{bar}</div></article></body></html>";

    private static async Task<Source> PolledAsync(PolledSite paper)
    {
        var source = await paper.AddAsync(with: settings => settings with { FullText = true });
        await paper.PollAsync(source);
        return source;
    }
}
