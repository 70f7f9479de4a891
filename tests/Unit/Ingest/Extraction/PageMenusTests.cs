using System.Globalization;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Tests.Unit.Ingest.Extraction.Pages;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>Menus and feet of pages, which are read by their lines and need no tree.</summary>
public sealed class PageMenusTests
{
    private const string Story = "<h1>A tide mill turns again after two winters</h1><p>A tide mill turns again after two winters, and the town that voted for it came to look.</p><p>The council had been divided, it said, until the engineers showed the foundations.</p><p>It will make power for sixty houses, if all goes well, from next spring onward.</p>";

    private static readonly string Items = string.Concat(Enumerable.Range(1, 40).Select(at => string.Create(CultureInfo.InvariantCulture, $"\n  <li class='item'><a class='nav-link' href='/section/{at}'><span>Section {at}</span></a></li>")));

    [Fact]
    public void A_menu_is_the_lines_of_its_links()
    {
        var scan = Scan($"<nav class=main><ul>{Items}</ul></nav>{Story}");

        Assert.Equal(Enumerable.Range(1, 40).Select(at => $"Section {at}"), scan.Lines.Where(line => line.Place.IsAside).Select(line => line.Text));
    }

    [Fact]
    public void Its_elements_are_two()
    {
        var document = PageSource.Parse($"<nav class=main><ul>{Items}</ul></nav>{Story}", withAll: false);

        Assert.Equal(2, document.All.Count(element => element.LocalName is "nav" or "a" or "ul" or "li" or "span"));
    }

    [Fact]
    public void What_links_to_the_front_page_says_its_name() =>
        Assert.Equal(["Harbour Post", "The Harbour Post"], Scan($"<nav><a class=logo href='https://post.example/'><img src=logo.png alt='Harbour Post'></a><a href=\"/\"><div>The</div><span>Harbour</span><span>Post</span></a><ul>{Items}</ul></nav>{Story}").HomeNames);

    [Fact]
    public void Headings_sentences_and_controls_in_a_foot_stay_what_they_are()
    {
        var document = PageSource.Parse($"{Story}<footer><h3>More <a href=/a>of us</a></h3><ul>{Items}</ul><p>Made in the harbour by <a href=/who>many hands</a>.</p><input type=email><button>Go</button> &lt;3 < 4</footer><p>Below.</p>", withAll: false);

        Assert.Equal("More of us", document.QuerySelector("footer h3")!.TextContent);
        Assert.Equal("Made in the harbour by many hands.", document.QuerySelector("footer div")!.TextContent);
        Assert.NotNull(document.QuerySelector("footer input[type=email]"));
        Assert.Equal("Go", document.QuerySelector("footer button")!.TextContent);
        Assert.EndsWith("<3 < 4", document.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Below.", document.QuerySelector("footer + p")!.TextContent);
    }

    [Theory]
    [InlineData("<article><p>One</p></article>")]
    [InlineData("<h1>One</h1>")]
    [InlineData("<ul hidden>Abroad</ul>")]
    [InlineData("<div class=paywall>Paid</div>")]
    [InlineData("<time datetime=2026-03-01>1 March</time>")]
    [InlineData("<p class=byline>By Ada Nilsen</p>")]
    [InlineData("<form><input type=password></form>")]
    [InlineData("<nav><p>One</p></nav>")]
    public void What_may_be_of_an_article_is_left_as_it_is(string part) =>
        Assert.Equal(40, PageSource.Parse($"<nav><ul>{Items}</ul>{part}</nav>{Story}", withAll: false).QuerySelectorAll("li").Length);

    [Theory]
    [InlineData("<footer class=post-meta>")]
    [InlineData("<footer id='autor'>")]
    public void The_foot_of_an_article_that_is_called_so_is_none_of_the_page(string foot) =>
        Assert.Equal(40, PageSource.Parse($"{Story}{foot}<ul>{Items}</ul></footer>", withAll: false).QuerySelectorAll("li").Length);

    [Fact]
    public void A_link_to_the_front_page_stands_on_a_line_of_its_own() =>
        Assert.Equal(["Politics", "Home", "Sport"], Scan($"<nav><ul><li><a href=/x>Politics</a></li><li><a href=/>Home</a></li><x-item><a href=/s>Sport</a></x-item>{Items}</ul></nav>{Story}").Lines.Take(3).Select(line => line.Text));

    [Fact]
    public void What_can_be_chosen_is_no_line() =>
        Assert.Equal("Section 1", Scan($"<nav><select><option>Aland<option>Bering</select><ul>{Items}</ul></nav>{Story}").Lines[0].Text);

    [Fact]
    public void Links_of_a_menu_are_counted() =>
        Assert.Equal(40, PageTree.Of(PageSource.Parse($"<div><nav><ul>{Items}</ul></nav>Wednesday edition</div>{Story}", withAll: false))!.Root.Links);

    [Fact]
    public void An_end_tag_of_what_is_around_a_menu_ends_it()
    {
        var article = PageExtractor.Read($"<title>A tide mill turns again after two winters</title><body><div class=top><nav><ul>{Items}</ul></div><div class=text><h2>A tide mill turns again after two winters</h2>{Story.Replace("h1>", "h3>", StringComparison.Ordinal)}<ul><li>One of <b>two</b></li><li>Two of them</li></ul></div></nav>", null)!;

        Assert.Contains(article.Blocks, block => block.Type == BlockType.List);
        Assert.Contains("sixty houses", PlainText.Of(article.Blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void Angle_brackets_in_a_menu_make_no_elements()
    {
        var document = PageSource.Parse(string.Concat(Enumerable.Repeat($"<nav>x<a>{new string('<', 20_000)}</nav>", 25)), withAll: false);

        Assert.InRange(document.All.Length, 50, 200);
    }

    [Fact]
    public void In_an_article_every_element_stays() =>
        Assert.Equal(40, PageSource.Parse($"<article>{Story}<footer><ul>{Items}</ul></footer></article>", withAll: false).QuerySelectorAll("li").Length);

    [Theory]
    [InlineData("<nav><ul>{0}</ul>")]
    [InlineData("<nav><ul>{0}</ul><script>var end = '</nav>';</script>")]
    [InlineData("<nav><ul>{0}</ul><a title='</nav>'>x</a>")]
    [InlineData("<nav><ul>{0}</ul><!-- </nav> -->")]
    [InlineData("<footer><ul>{0}</ul><canvas id=bg /></footer>")]
    [InlineData("<nav><ul>{0}</ul><div><!-- </nav> --></div></nav>")]
    [InlineData("<nav><ul>{0}</ul><a href=/><div>Home</div></a></nav>")]
    [InlineData("<nav><ul>{0}</ul><script>'</nav>'</script>A line before the text.")]
    [InlineData("<nav><ul>{0}</ul><a href='/'>Home</nav>")]
    [InlineData("<nav><ul>{0}<h3>< script>alert(1)</h3></nav>")]
    [InlineData("<nav><ul>{0}</ul><a href=/>Home<a href=/x>x</nav>")]
    [InlineData("<footer><ul>{0}</ul><button>Go</footer>")]
    public void A_menu_that_goes_wrong_does_not_take_the_article_with_it(string menu) =>
        Assert.Contains("sixty houses", PlainText.Of(PageExtractor.Read($"<title>A tide mill turns again after two winters</title><body>{menu.Replace("{0}", Items, StringComparison.Ordinal)}<main>{Story}</main><canvas></canvas>", null)!.Blocks), StringComparison.Ordinal);

    [Theory]
    [InlineData("<nav>")]
    [InlineData("<footer>")]
    [InlineData("<nav><footer>")]
    [InlineData("<nav><ul><li><a href=/>x")]
    public void Menus_within_menus_cost_no_more_than_their_letters(string part)
    {
        var html = $"<title>A tide mill turns again after two winters</title><body><main>{Story}</main>" + string.Concat(Enumerable.Repeat(part, 4_000_000 / part.Length)) + "</nav></footer>";

        Assert.Contains("sixty houses", PlainText.Of(PageExtractor.Read(html, null)!.Blocks), StringComparison.Ordinal);
    }

    /// <summary>With all of its elements, as rules for a site need them, a page gives the same article.</summary>
    [Theory]
    [MemberData(nameof(PageShapesTests.Pages), MemberType = typeof(PageShapesTests))]
    public void A_page_says_the_same_with_its_menus_written_out(string shape, string language)
    {
        var page = PageShapes.All[shape](new AuthoredPage(AuthoredText.In(language)));

        foreach (var html in Spoiling.All.Values.Select(spoil => spoil(page.Html)).Prepend(page.Html))
        {
            var (with, without) = (PageExtractor.Read(html, null, new ExtractionRules())!, PageExtractor.Read(html, null)!);

            Assert.Equal(PlainText.Of(with.Blocks), PlainText.Of(without.Blocks));
            Assert.Equal((with.Title, with.PublishedAt, string.Join(", ", with.Byline), with.SiteName), (without.Title, without.PublishedAt, string.Join(", ", without.Byline), without.SiteName));
        }
    }

    private static PageScan Scan(string body) => PageScan.Of(PageSource.Parse(body, withAll: false));
}
