using CsCheck;
using Newsroom.Contracts;
using Newsroom.Hosting.Html;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Previews;
using Newsroom.Tests.Support;
using Newsroom.Tests.Unit.Ingest.Extraction.Pages;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class PageBoundsTests
{
    private const string Story = "<p>A tide mill turns again after two winters, and the town that voted for it came to look.</p><p>The council had been divided, it said, until the engineers showed the foundations.</p><p>It will make power for sixty houses, if all goes well, from next spring onward, and the wheel was made in a yard in the north.</p><p>Nobody wanted a museum, said a man who has fished from the quay for forty years, and now there is none.</p>";

    private static readonly string[] Pieces =
    [
        "<p>", "</p>", "<div class=\"article-body\">", "</div>", "<a href=\"javascript:alert(1)\">", "<a href='/x' onclick=y>", "</a>", "<b>", "</i>", "<table>", "<tr><td>", "</table>",
        "<script>alert(1)</script>", "<svg><script>", "<style>", "<img src=x onerror=alert(1)>", "<img src='/a.jpg' alt='\"><script>'>", "<!--", "-->", "<blockquote>", "<iframe src=https://x.com/a>",
        "A sentence, which is long enough to be taken for one by a reader. ", "&lt;script&gt;", "<ul><li>", "<h2>", "<article>", "<noscript>", "<br><br>", "\0", "\uD800", "文章の本文は続く。", "<math><mtext>", "<template>",
        "<abbr title='\"><x>'>", "<time datetime='\"'>", "<figure><figcaption>", "<section hidden>", "<form>", "<title>", "<pre>\n x", "]]>", "<![CDATA[", "<p itemprop=articleBody>",
    ];

    private readonly PageExtractor extractor = new();

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<div><span><b>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote><cite>x</cite>")]
    [InlineData("<a href=x>")]
    [InlineData("<table>x")]
    [InlineData("<svg><p>")]
    [InlineData("<iframe src=x>")]
    [InlineData("<p itemprop=articleBody>")]
    [InlineData("<td></td><td><pre>1</pre></td>")]
    public void A_page_of_five_megabytes_keeps_what_was_read_before_it_went_wrong(string part)
    {
        var html = $"<title>A tide mill turns again after two winters</title><body><article>{Story}</article>" + string.Concat(Enumerable.Repeat(part, 5_000_000 / part.Length));

        var reduced = PageSource.Parse(html, withAll: false);
        var tree = PageTree.Of(reduced)!;

        Assert.InRange(tree.Nodes.Count, 4, PageTree.MaxElements);
        Assert.Contains("sixty houses", PlainText.Of(PageExtractor.Read(html, null)!.Blocks), StringComparison.Ordinal);
    }

    /// <summary>AngleSharp counts its way to the next sibling from the first: a walk by siblings costs their square, 33 s of five megabytes of paragraphs.</summary>
    [Fact]
    public void No_page_is_walked_from_sibling_to_sibling() => Assert.All(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "services", "Ingest"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal)),
        file => Assert.DoesNotMatch(@"\.(Next|Previous)(Element)?Sibling\b", File.ReadAllText(file)));

    [Fact]
    public void Open_elements_beyond_the_bound_lose_their_tags_and_not_their_text()
    {
        var reduced = PageSource.Reduce(string.Concat(Enumerable.Repeat("<div>word ", 100_000)));

        Assert.InRange(reduced.Split("<div>").Length, 300, 500);
        Assert.Equal(100_000, reduced.Split("word").Length - 1);
    }

    [Fact]
    public void Elements_that_are_opened_again_in_each_block_are_ended_when_that_is_too_much()
    {
        var open = string.Concat("a b big code em font i nobr s small strike strong tt u".Split(' ').SelectMany(name => Enumerable.Range(0, 20).Select(i => $"<{name} id={i}>")));

        var document = PageSource.Parse($"<p>{open}" + string.Concat(Enumerable.Repeat("<div>x</div>", 40_000)), withAll: false);

        Assert.InRange(document.All.Length, 40_000, 40_000 + (2 * HtmlBounds.MostOpenedAgain));
        Assert.Equal(40_000, document.Body!.TextContent.Count(letter => letter == 'x'));
    }

    [Theory]
    [InlineData("<object></b></object>", "<p>x</p>")]
    [InlineData("<marquee></b></marquee>", "<p>x</p>")]
    [InlineData("<table><tr><td></b></td></tr></table>", "<p>x</p>")]
    [InlineData("", "<p>x</p>", "<table>")]
    [InlineData("", "<p>x</p>", "<table><tr><td>y</tr>")]
    [InlineData("", "<p>x</p>", "<object>", "</object>")]
    public void They_are_ended_where_an_end_tag_was_passed_over(string within, string block, string before = "", string after = "")
    {
        var open = string.Concat("a b big code em font i nobr s small strike strong tt u".Split(' ').SelectMany(name => Enumerable.Range(0, 20).Select(i => $"<{name} id={i}>{within.Replace("/b", $"/{name}", StringComparison.Ordinal)}")));

        var document = PageSource.Parse($"<div>{open}</div>{before}{string.Concat(Enumerable.Repeat(block, 20_000))}{after}{string.Concat(Enumerable.Repeat(block, 20_000))}", withAll: false);

        Assert.InRange(document.All.Length, 40_000, 40_000 + (2 * HtmlBounds.MostOpenedAgain));
    }

    [Fact]
    public void An_attribute_of_a_megabyte_costs_its_element_no_more_than_itself()
    {
        var reduced = PageSource.Reduce($"<div data-state=\"{new string('x', 1_000_000)}\" class=\"article-body\">{Story}</div>");

        Assert.InRange(reduced.Length, Story.Length, Story.Length + 200);
        Assert.Contains("class=\"article-body\"", reduced, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a target=\"_blank\"href=\"/x\">x</a>", "<a href=\"/x\">x</a>")]
    [InlineData("<a class=x target=\"_blank\"href=y>x</a>", "<a class=x href=y>x</a>")]
    [InlineData("<td align=center onclick='go(1 > 0)' class=\"b\">x</td>", "<td class=\"b\">x</td>")]
    [InlineData("<img border=0 src=/p.jpg/>", "<img src=/p.jpg/>")]
    [InlineData("<a.smith@site.example>x", "<a.smith@site.example>x")]
    public void What_nobody_reads_goes_from_a_tag_and_the_rest_stays_apart(string tag, string kept) => Assert.Equal(kept, PageSource.Reduce(tag));

    [Theory]
    [InlineData("<div>\n  <p>\n  One <b>two</b> <i>three</i>\n </p>\n  <ul>\n<li> four </li> </ul>\n</div>\n", "<div><p>One <b>two</b> <i>three</i></p><ul><li>four </li></ul></div>")]
    [InlineData("<p><b>One</b>\n\n<i>two</i> <br> three", "<p><b>One</b> <i>two</i><br>three")]
    [InlineData("<pre>\n  one\n    two <b> three </b></pre>", "<pre>\n  one\n    two <b> three </b></pre>")]
    [InlineData("<p>one <!-- a --> two", "<p>one  two")]
    [InlineData("<p>one <!-- a --!> two <!-- b -->", "<p>one  two ")]
    [InlineData("<p>one <!-- a --> two --!>", "<p>one  two --!>")]
    [InlineData("<p>< b onclick=x()>one", "<p>&lt; b onclick=x()>one")]
    [InlineData("<p>1 < 2 and <img src=a> <img src=b> 3", "<p>1 &lt; 2 and <img src=a> <img src=b> 3")]
    [InlineData("<p>1 <<!-- -->script>one", "<p>1 &lt;script>one")]
    [InlineData("<p>See <a href=x>Harbour</a> <link itemprop=url href=y> <em>today</em>", "<p>See <a href=x>Harbour</a> <link itemprop=url href=y> <em>today</em>")]
    [InlineData("<span>12 March</span> <meta itemprop=dateModified content=x> <span>10:30</span>", "<span>12 March</span> <meta itemprop=dateModified content=x> <span>10:30</span>")]
    [InlineData("<div>One</td>\n<td>two</div>", "<div>One</td> <td>two</div>")]
    [InlineData("<div>One\n</section>two</div>", "<div>One </section>two</div>")]
    [InlineData("<div>One</section>\ntwo</div>", "<div>One</section>\ntwo</div>")]
    [InlineData("<p>第一段。<!-- ad -->\n\n\u3000第二段", "<p>第一段。\n\u3000第二段")]
    [InlineData("<p>One <svg class=i /> two</p><p>three <svg><path></svg> four", "<p>One  two</p><p>three  four")]
    public void Of_white_space_what_is_shown_stays(string html, string kept) => Assert.Equal(kept, PageSource.Reduce(html));

    [Fact]
    public void A_link_that_was_not_closed_ends_with_its_line() =>
        Assert.Equal("<p>One <a href=x>two</a></p><p>three</p>", PageSource.Reduce("<p>One <a href=x>two</p><p>three</p>"));

    [Fact]
    public void A_comment_or_a_title_without_an_end_does_not_take_the_page_with_it()
    {
        Assert.Contains("sixty houses", PageSource.Reduce("<body><!-- " + Story), StringComparison.Ordinal);
        Assert.Contains("sixty houses", PageSource.Reduce("<title>Mill<body>" + Story), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<button>Menu")]
    [InlineData("<object data='a.swf'>")]
    [InlineData("<math><mi>x</mi>")]
    [InlineData("<template shadowrootmode=\"open\">")]
    public void What_is_shown_behind_elements_without_an_end_is_read(string element) =>
        Assert.Contains("sixty houses", PlainText.Of(PageExtractor.Read($"<title>A tide mill turns again after two winters</title><body><h1>A tide mill turns again after two winters</h1>{element}<div>{Story}</div>", null)!.Blocks), StringComparison.Ordinal);

    [Fact]
    public void An_article_longer_than_any_is_cut()
    {
        var html = "<title>A tide mill turns again after two winters</title><article>" + string.Concat(Enumerable.Range(0, 40_000).Select(n => $"<p>This is sentence number {n} of a book that somebody put on one page.</p>")) + "</article>";

        var article = extractor.Extract(html, null)!;

        Assert.InRange(PlainText.Of(article.Blocks).Length, 100_000, 600_000);
    }

    [Fact]
    public void No_bytes_throw() => Gen.Byte.Array[0, 3_000].Sample(bytes =>
    {
        _ = PageExtractor.Read(System.Text.Encoding.Latin1.GetString(bytes), null);
        _ = PageExtractor.Read(System.Text.Encoding.UTF8.GetString(bytes), null);
    }, iter: 300);

    [Fact]
    public void No_markup_throws_and_none_gets_through_that_is_not_on_the_list() =>
        Gen.Int[0, Pieces.Length - 1].Select(at => Pieces[at]).Array[0, 60].Sample(pieces =>
        {
            var html = $"<title>A tide mill turns again after two winters</title><body>{Story}{string.Concat(pieces)}{Story.Replace("mill", "wheel", StringComparison.Ordinal)}";
            var article = PageExtractor.Read(html, new Uri("https://post.example/2025/mill"));

            var body = article is null ? "" : BodyHtml.Of(article.Blocks);
            Assert.DoesNotContain("<script", body, StringComparison.OrdinalIgnoreCase);
            foreach (var block in article?.Blocks ?? [])
            {
                // What a paragraph says in HTML is what it says in text, and the sanitiser finds nothing to take out.
                if (block.Html is { } inline)
                    Assert.Equal(inline, SafeHtml.Inline(inline, null));
            }

            Assert.Equal(body, article is null ? "" : BodyHtml.Of(new PageExtractor().Extract(html, new Uri("https://post.example/2025/mill"))!.Blocks));
        }, iter: 500);

    [Fact]
    public void A_page_of_any_shape_cut_anywhere_does_not_throw() =>
        Gen.Select(Gen.Int[0, PageShapes.All.Count - 1].Select(at => PageShapes.All.Keys.ElementAt(at)), Gen.Int[0, 12_000], Gen.Int[0, 500]).Sample((shape, at, length) =>
        {
            var page = PageShapes.All[shape](new AuthoredPage(AuthoredText.In("es"))).Html;
            var start = Math.Min(at, page.Length);
            _ = PageExtractor.Read(page.Remove(start, Math.Min(length, page.Length - start)), null);
        }, iter: 100);
}
