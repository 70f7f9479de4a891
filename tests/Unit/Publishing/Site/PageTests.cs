using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Newsroom.Contracts;
using Newsroom.Publishing.Articles;
using Newsroom.Tests.Unit.Publishing.Articles;
using Xunit;

namespace Newsroom.Tests.Unit.Publishing.Site;

public sealed partial class PageTests
{
    private const string Hostile = "</title></script><script>alert(1)</script><!-- \" onload='x' & <img src=x onerror=alert(2)>";

    private const string QuotedUrl = "https://x.example.org/\" onerror=\"alert(5)";

    [Fact]
    public async Task The_front_page_leads_with_the_newest_and_pages_back_through_the_rest()
    {
        var articles = Enumerable.Range(1, 30).Select(number => Sample.Article(number, $"Report {number}."));
        await using var site = await SiteUnderTest.WithAsync([.. articles]);
        var first = await site.ReadAsync("/");
        Assert.Matches("<h2><a href=\"[^\"]*\">Report 1\\.</a></h2>", first);
        Assert.Contains(">Report 25.<", first, StringComparison.Ordinal);
        Assert.DoesNotContain(">Report 26.<", first, StringComparison.Ordinal);
        var older = OlderLink().Match(first).Groups[1].Value;
        var second = await site.ReadAsync(older);
        Assert.Contains(">Report 26.<", second, StringComparison.Ordinal);
        Assert.Contains(">Report 30.<", second, StringComparison.Ordinal);
        Assert.DoesNotMatch(OlderLink(), second);
    }

    [Fact]
    public async Task An_article_page_shows_what_readers_want_to_know_and_not_the_note_to_desks()
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article(edit: static article => article with
        {
            Dateline = "Lisbon",
            Rights = new Rights
            {
                CopyrightHolder = "Wire Ltd",
                DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            },
            Media = [new Media { Url = "https://pictures.example.org/1.jpg", Caption = "Pitch", Credit = "Jo Lee", Alt = "A wet pitch" }],
        }));
        var page = await site.ReadAsync("/articles/rain-stops-play-00000001");
        foreach (var shown in new[]
        {
            "<h1 lang=\"en\" dir=\"ltr\">Rain stops play</h1>", "By Ana Reis", "Lisbon", "12 March 2026, 11:59 UTC", "1 min read",
            "datetime=\"2026-03-12T11:59:00Z\"", "© Wire Ltd", "artificial intelligence", "Pitch", "Jo Lee", "alt=\"A wet pitch\"",
            "<p>It rained all day.</p>", "Partner links", "<a href=\"https://source.example.org/1\" rel=\"noopener\">",
            "<link rel=\"canonical\" href=\"https://news.example.org/articles/rain-stops-play-00000001\"",
        })
        {
            Assert.Contains(shown, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Sample.EdNote, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Sample.EdNote, await site.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_titles_and_bodies_stay_text_in_the_page_and_in_its_JSON_LD()
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article(title: Hostile, text: Hostile, edit: static article => article with
        {
            Url = "javascript:alert(3)",
            Byline = [Hostile],
            Source = article.Source with { Name = Hostile, HomePage = "javascript:alert(4)" },
            Correction = Hostile,
            Body =
            [
                .. article.Body,
                new Block { Type = BlockType.Heading, Text = Hostile, Html = Hostile },
                new Block { Type = BlockType.List, Items = [Hostile] },
                new Block { Type = BlockType.Table, Rows = [[Hostile]] },
                new Block { Type = BlockType.Quote, Text = Hostile, Cite = Hostile },
                new Block { Type = BlockType.Image, Text = Hostile, Media = new Media { Url = QuotedUrl, Alt = Hostile } },
            ],
        }));
        var list = (await site.ReadAsync("/v1/published")).Split("\"slug\":\"")[1].Split('"')[0];
        foreach (var path in new[] { "/", "/articles/" + list })
        {
            var elements = new HtmlParser().ParseDocument(await site.ReadAsync(path)).All;
            Assert.All(elements.Where(static element => element.LocalName == "script"), static script =>
                Assert.Equal("application/ld+json", script.GetAttribute("type")));
            Assert.All(elements.SelectMany(static element => element.Attributes), static attribute =>
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.Name);
                Assert.False(attribute.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase), attribute.Value);
            });
        }

        var data = JsonElement.Parse(LinkedData().Match(await site.ReadAsync("/articles/" + list)).Groups[1].Value);
        Assert.Equal("NewsArticle", data.GetProperty("@type").GetString());
        Assert.Equal(Hostile, data.GetProperty("headline").GetString());
    }

    [Fact]
    public async Task A_withdrawn_article_answers_410_in_its_language_and_says_nothing_of_what_it_said()
    {
        var article = Sample.Article(title: "Gubernur ditangkap", language: "id", text: "Isi berita.");
        await using var site = await SiteUnderTest.WithAsync(article);
        var path = "/articles/" + article.Slug;
        Assert.Contains("Isi berita.", await site.ReadAsync(path), StringComparison.Ordinal);

        site.Articles.Replace(Sample.Withdrawn(article));
        var page = await site.ReadAsync(path, HttpStatusCode.Gone);
        Assert.Contains("<html lang=\"id\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Contains("Artikel ditarik", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Gubernur", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Isi berita", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_held_back_and_what_never_was_look_the_same()
    {
        await using var site = await SiteUnderTest.WithAsync(
            Sample.Article(1, "Embargoed") with { State = PublicationState.Embargoed },
            Sample.Article(2, "Withheld") with { State = PublicationState.Withheld });
        var never = await site.ReadAsync("/articles/never", HttpStatusCode.NotFound);
        Assert.Equal(never, await site.ReadAsync("/articles/embargoed-00000001", HttpStatusCode.NotFound));
        Assert.Equal(never, await site.ReadAsync("/articles/withheld-00000002", HttpStatusCode.NotFound));
        using var answer = await site.AskAsync("/articles/embargoed-00000001");
        Assert.True(answer.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task A_correction_is_shown_until_something_newer_happens()
    {
        var corrected = Sample.Corrected(Sample.Article(), "It was hail.");
        await using var site = await SiteUnderTest.WithAsync(corrected);
        Assert.Contains("It was hail.", await site.ReadAsync("/articles/" + corrected.Slug), StringComparison.Ordinal);
        site.Articles.Replace(corrected with
        {
            Revision = 3,
            History =
            [
                .. corrected.History,
                new HistoryEntry { Revision = 3, Change = PublicationChange.Revised, Title = "x", At = Sample.Noon.AddHours(2) },
            ],
        });
        Assert.DoesNotContain("It was hail.", await site.ReadAsync("/articles/" + corrected.Slug), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_of_the_source_follow_the_article()
    {
        await using var site = await SiteUnderTest.WithAsync(
        [
            .. Enumerable.Range(1, 5).Select(number => Sample.Article(number, $"Laporan {number}.", "id")),
            Sample.Article(9, "Elsewhere", source: "other"),
        ]);
        var page = await site.ReadAsync("/articles/laporan-3-00000003");
        Assert.Contains("Terkini Lainnya", page, StringComparison.Ordinal);
        Assert.Contains("Tautan Sahabat", page, StringComparison.Ordinal);
        Assert.Contains(">Laporan 1.</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Laporan 3.</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Elsewhere", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_somebody_elses_article_asks_not_to_be_indexed()
    {
        await using var site = await SiteUnderTest.WithAsync(
            Sample.Article(1),
            Sample.Article(2, edit: static article => article with { Rights = new Rights { OriginalSource = "Big Agency" } }));
        Assert.DoesNotContain("noindex", await site.ReadAsync("/articles/rain-stops-play-00000001"), StringComparison.Ordinal);
        var copy = await site.ReadAsync("/articles/rain-stops-play-00000002");
        Assert.Contains("<meta name=\"robots\" content=\"noindex\"", copy, StringComparison.Ordinal);
        Assert.Contains("First published by Big Agency", copy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_allows_a_script_or_a_style_of_its_own()
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        foreach (var path in new[] { "/", "/en", "/articles/rain-stops-play-00000001", "/articles/never" })
        {
            using var answer = await site.AskAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain(" style=", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("<a class=\"older\" href=\"([^\"]+)\"")]
    private static partial Regex OlderLink();

    [GeneratedRegex("<script type=\"application/ld\\+json\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex LinkedData();
}
