using System.Text;
using CsCheck;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>Articles on several pages, by the addresses that their pages lead to.</summary>
public sealed class PagePartsTests
{
    [Theory]
    [InlineData("https://paper.example/news/a-long-story", "https://paper.example/news/a-long-story?page=2")]
    [InlineData("https://paper.example/news/a-long-story?id=7", "/news/a-long-story?id=7&amp;page=2#top")]
    [InlineData("https://paper.example/news/a-long-story", "/news/a-long-story/2")]
    [InlineData("https://paper.example/news/a-long-story/", "/news/a-long-story/2/")]
    [InlineData("https://paper.example/news/a-long-story/", "/news/a-long-story/page/2/")]
    [InlineData("https://paper.example/politik/2026-03/eine-lange-geschichte", "/politik/2026-03/eine-lange-geschichte/seite-2")]
    [InlineData("https://paper.example/politik/eine-lange-geschichte-1.123.html", "/politik/eine-lange-geschichte-1.123-p2.html")]
    [InlineData("https://paper.example/berita/d-123/cerita-panjang", "/berita/d-123/cerita-panjang/2")]
    [InlineData("https://paper.example/read/2026/01/02/12345/cerita-panjang", "/read/2026/01/02/12345/cerita-panjang?halaman=2")]
    [InlineData("https://paper.example/2026/content_5678123.htm", "content_5678123_2.htm")]
    [InlineData("https://paper.example/a/a-long-story?utm_source=feed", "/a/a-long-story?page=2")]
    public void The_next_page_has_the_address_of_the_first_and_a_number(string url, string link)
    {
        var next = Next($"<a class=x href='/other/story/2'>2</a><a href=\"{link}\">2</a>", url);
        Assert.Equal(new Uri(new Uri(url), link.Replace("&amp;", "&", StringComparison.Ordinal).Split('#')[0]), next);
        Assert.Equal(2, PartAddress.Of(next!).Number);
        Assert.Equal(PartAddress.Of(new Uri(url)).Article, PartAddress.Of(next!).Article);
    }

    [Theory]
    [InlineData("?page=all")]
    [InlineData("?page=semua")]
    [InlineData("?singlepage=true")]
    [InlineData("/komplettansicht")]
    public void The_page_with_all_of_it_goes_before_the_next(string whole)
    {
        const string url = "https://paper.example/news/a-long-story";
        Assert.Equal(new Uri(url + whole), Next($"<a href='{url}?page=2'>2</a><a href='{url}{whole}'>All</a>", url));
        Assert.Null(Next($"<a href='{url}?page=2'>2</a>", url + whole));
        Assert.Equal(new Uri(url + "?page=2"), PageParts.Next($"<a href='{url}?page=2'>2</a><a href='{url}{whole}'>All</a>", new Uri(url), new Uri(url), 1, withWhole: false));
    }

    [Theory]
    [InlineData("https://paper.example/news/a-long-story", "/news/a-long-story-2")]
    [InlineData("https://paper.example/news/a-long-story", "/news/another-story?page=2")]
    [InlineData("https://paper.example/news/a-long-story", "https://other.example/news/a-long-story?page=2")]
    [InlineData("https://paper.example/?p=1", "/?p=2")]
    [InlineData("https://paper.example/2026/03/", "/2026/03/2")]
    [InlineData("https://paper.example/news/a-long-story", "/news/a-long-story?page=3")]
    [InlineData("https://paper.example/news/a-long-story", "/news/a-long-story/comment-page-2")]
    [InlineData("https://paper.example/news/a-long-story", "#page=2")]
    [InlineData("https://paper.example/news/a-long-story", "?page=2#comments")]
    [InlineData("https://paper.example/index.php?p=45", "/index.php?p=2")]
    [InlineData("https://paper.example/news/report_5.html", "/news/report_2.html")]
    [InlineData("https://paper.example/newsletter-name/12", "/newsletter-name/2")]
    [InlineData("https://paper.example/news/a-long-story", "javascript:page(2)")]
    [InlineData("https://paper.example/news/a-long-story", "/news/a-long-story")]
    public void Other_articles_and_other_pages_are_none(string url, string link) =>
        Assert.Null(Next($"<a href=\"{link}\">2</a>", url));

    [Fact]
    public void What_the_page_calls_next_is_so_where_only_its_query_differs()
    {
        var url = "https://paper.example/news/a-long-story";
        Assert.Equal(new Uri(url + "?start=20"), Next("<link rel='next' href='?start=20'>", url));
        Assert.Equal(new Uri(url + "?start=40"), PageParts.Next("<link rel='prev' href='?'><link href='?start=40' rel='nofollow next'>", new Uri(url + "?start=20"), new Uri(url), 2, withWhole: false));
        // Counted from 0.
        Assert.Equal(new Uri(url + "?page=1"), Next("<a href='?page=2'>3</a><a rel=next href='?page=1'>2</a>", url));
        Assert.Null(Next("<a rel=next href='/news/the-next-story'>The next story</a><a href='?start=20'>x</a>", url));
        Assert.Null(Next("<a rel=next href='?utm_source=self'>x</a>", url));
        Assert.Null(Next("<a rel=next href='/?p=124'>The next story</a>", "https://paper.example/?p=123"));
        Assert.Null(Next("<a rel=next href='article.php?id=8'>The next story</a>", "https://paper.example/article.php?id=7"));
    }

    [Fact]
    public void Each_page_leads_to_the_one_after_it()
    {
        const string bar = "<a href='/news/a-long-story?page=1'>1</a><a href='/news/a-long-story?page=2'>2</a><a href='/news/a-long-story?page=3'>3</a>";
        var first = new Uri("https://paper.example/news/a-long-story");
        Assert.Equal("https://paper.example/news/a-long-story?page=3", PageParts.Next(bar, new Uri("https://paper.example/news/a-long-story?page=2"), first, 2, withWhole: false)?.AbsoluteUri);
        Assert.Null(PageParts.Next(bar, new Uri("https://paper.example/news/a-long-story?page=3"), first, 3, withWhole: false));
    }

    [Fact]
    public void Any_text_and_any_address_is_read()
    {
        string[] pieces = ["<a ", "<link ", "href=", "rel=next", "'", "\"", ">", "<", "?page=2", "/2", "_2.html", "&amp;", " ", "x", "page", "=", "#", "//", "%zz", "\u0000", "é"];
        var piece = Gen.Int[0, pieces.Length - 1].Select(at => pieces[at]);
        piece.Array[0, 60].Sample(some => _ = Next(string.Concat(some), "https://paper.example/news/a-long-story"));
        piece.Array[0, 20].Sample(some => _ = Uri.TryCreate("https://paper.example/" + string.Concat(some), UriKind.Absolute, out var url) ? PartAddress.Of(url) : default);
    }

    [Fact]
    public void Many_relations_in_one_link_take_no_long_time() =>
        Assert.Null(Next(string.Concat(Enumerable.Repeat("<a " + string.Concat(Enumerable.Repeat(" rel= rel", 400)) + " href=x>", 1_000)), "https://paper.example/news/a-long-story"));

    [Fact]
    public void A_long_page_takes_no_long_time()
    {
        var unclosed = new StringBuilder().Insert(0, "<a href='x ", 400_000).ToString();
        Assert.Null(Next(unclosed, "https://paper.example/news/a-long-story"));
        Assert.Null(Next("<a " + new string('x', 4_000_000), "https://paper.example/news/a-long-story"));
    }

    private static Uri? Next(string html, string url) => PageParts.Next(html, new Uri(url), new Uri(url), 1, withWhole: true);
}
