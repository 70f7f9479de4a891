using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class ExtractionRulesTests
{
    private const string Page = """
        <html><head><title>Something else | Post</title></head><body><h1>Not this one, which is the site's own</h1><div class="head">The headline that the rule names</div>
        <span class="who">By Anna Whitlock</span><span class="when" datetime="2025-03-12T14:30:00+01:00">yesterday</span>
        <div class="a"><p>The first paragraph is in a box of its own, and it is a sentence.</p><p class="odd">The second paragraph does not belong to it, say the rules.</p></div>
        <div class="b"><p>The third paragraph is in another box, which the reader would take.</p><p>It is long enough to be taken for an article, and the first is not, because a reader that knows no rules wants to see some two hundred letters of running text.</p></div></body></html>
        """;

    private readonly PageExtractor extractor = new();

    [Fact]
    public void Rules_say_what_is_text_headline_time_and_byline()
    {
        var article = extractor.Extract(Page, null, new ExtractionRules { Keep = [".none", "div.a"], Drop = [".odd"], Title = [".none", ".head"], Date = [".when"], Byline = [".who"] })!;

        Assert.Equal("The first paragraph is in a box of its own, and it is a sentence.", PlainText.Of(article.Blocks));
        Assert.Equal("The headline that the rule names", article.Title);
        Assert.Equal(new DateTimeOffset(2025, 3, 12, 14, 30, 0, TimeSpan.FromHours(1)), article.PublishedAt);
        Assert.Equal(["Anna Whitlock"], article.Byline);
        Assert.Equal("rule", article.Evidence["blocks"]);
    }

    [Fact]
    public void Without_a_rule_of_what_to_keep_the_reader_finds_it()
    {
        var article = extractor.Extract(Page, null, new ExtractionRules { Drop = [".odd", ".a"] })!;

        Assert.DoesNotContain("second", PlainText.Of(article.Blocks), StringComparison.Ordinal);
        Assert.Contains("third", PlainText.Of(article.Blocks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("div[")]
    [InlineData("")]
    [InlineData("a:has(b)")]
    [InlineData("p::::")]
    public void A_selector_that_cannot_be_used_is_told_with_its_field(string selector)
    {
        var problem = Assert.Single(new ExtractionRules { Drop = [selector] }.Problems());

        Assert.Equal("drop", problem.Field);
        Assert.EndsWith(".", problem.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Selectors_are_bounded_in_number_and_length()
    {
        Assert.Empty(new ExtractionRules { Keep = ["article > p:not(.x)", "#a .b, main"] }.Problems());
        Assert.Single(new ExtractionRules { Keep = [.. Enumerable.Repeat("p", 21)] }.Problems());
        Assert.Single(new ExtractionRules { Title = [new string('a', 501)] }.Problems());
        Assert.Empty(new ExtractionRules { Drop = [.. Enumerable.Repeat(".a .b .c .d .e", 20)], Keep = [.. Enumerable.Repeat(".a .b .c .d .e", 20)] }.Problems());
        Assert.Equal("drop", Assert.Single(new ExtractionRules { Drop = [.. Enumerable.Repeat(".a .b .c .d .e", 20)], Keep = [.. Enumerable.Repeat(".a .b .c .d .e .f", 20)] }.Problems()).Field);
    }

    [Fact]
    public void All_elements_of_writers_are_heard()
    {
        var article = extractor.Extract(Page.Replace("<span class=\"when\"", """<span class="who"><b class="who">Bo Lund</b></span><span class="who">Anna Whitlock, Can Demir</span><span class="when" """, StringComparison.Ordinal), null,
            new ExtractionRules { Keep = ["div.a"], Byline = [".none", ".who"] })!;

        Assert.Equal(["Anna Whitlock", "Bo Lund", "Can Demir"], article.Byline);
    }

    [Fact]
    public void What_the_head_says_to_machines_can_be_named_too()
    {
        var article = extractor.Extract(Page.Replace("</head>", """<meta name="hed" content=" The headline of the  head "><meta name="by" content="Bo Lund"><meta name="at" content="2025-03-13T08:00:00Z"></head>""", StringComparison.Ordinal), null,
            new ExtractionRules { Keep = ["div.a"], Title = ["meta[name=hed]"], Byline = ["meta[name=by]"], Date = ["meta[name=at]"] })!;

        Assert.Equal("The headline of the head", article.Title);
        Assert.Equal(["Bo Lund"], article.Byline);
        Assert.Equal(new DateTimeOffset(2025, 3, 13, 8, 0, 0, TimeSpan.Zero), article.PublishedAt);
    }

    [Fact]
    public void What_stands_behind_a_heading_is_dropped_by_its_order()
    {
        var article = extractor.Extract(Page, null, new ExtractionRules { Keep = ["body"], Drop = [".a ~ *", "body > :not(div)", ".head"] })!;

        Assert.StartsWith("The first paragraph", PlainText.Of(article.Blocks), StringComparison.Ordinal);
        Assert.EndsWith("say the rules.", PlainText.Of(article.Blocks), StringComparison.Ordinal);
    }
}
