using System.Globalization;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Tests.Unit.Ingest.Extraction.Pages;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>
/// Some hundred and thirty pages as the wild makes them: news of many countries, blogs, tables of 1999, applications of hashed names, forums, documentation,
/// shops, notices of two lines. Short on purpose: one line too many or too few shows in the score.
/// </summary>
public sealed class WildPagesTests
{
    private static readonly string[] Samples = ["news.marked.txt", "blogs-and-old.marked.txt", "odd.marked.txt", "more.marked.txt", "long.marked.txt", "last.marked.txt", "systems.marked.txt", "portals.marked.txt", "strays.marked.txt"];

    private static readonly Dictionary<string, MarkedPage> Pages = Samples.SelectMany(MarkedPage.In).ToDictionary(page => page.Name);

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_article_is_found_and_little_else(string name)
    {
        var page = Pages[name];

        var article = PageExtractor.Read(page.Html, page.Url);

        Assert.NotNull(article);
        var score = TokenScore.F1(page.Expected, PlainText.Of(article.Blocks));
        Assert.True(score >= page.LeastScore, $"F1 {score:F3} of {page.LeastScore}\n{PlainText.Of(article.Blocks)}");
        if (page.Fields.TryGetValue("title", out var title))
            Assert.Equal(Plain(title), Plain(article.Title));
        if (page.Fields.TryGetValue("date", out var date))
            Assert.Equal(date == "-" ? null : date, article.PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (page.Fields.TryGetValue("byline", out var byline))
            Assert.Equal(byline == "-" ? "" : byline, string.Join("; ", article.Byline), ignoreCase: true);
    }

    [Fact]
    public void Over_all_pages_hardly_a_word_is_lost_or_added()
    {
        var mean = Pages.Values.Average(page => PageExtractor.Read(page.Html, page.Url) is { } article ? TokenScore.F1(page.Expected, PlainText.Of(article.Blocks)) : 0);

        Assert.True(mean >= 0.985, $"mean F1 {mean:F4}");
    }

    private static string Plain(string title) => title.Replace('’', '\'');
}
