using System.Text;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class RuleSelectorTests
{
    private const string Page = """
        <html lang="en"><head><title>T</title><meta name="x" content="y"></head><body>
        <div id="top" class="a b"><p>1</p><h2 class="related">2</h2><p class="a">3</p><i></i><p lang="de">4</p><i>5</i></div>
        <article class="md:wide"><div class="a"><div class="a b"><p>6</p><ul><li>7</li><li class="b">8</li><li>9</li></ul></div><p>10</p></div><p></p><b>11</b></article>
        <p>12</p><h2>13</h2><p>14</p><p>15</p><table><tr><td>16</td><td>17</td></tr></table></body></html>
        """;

    [Theory]
    [InlineData("*")]
    [InlineData("p, .b, #top")]
    [InlineData("div.a p")]
    [InlineData("div.a > p")]
    [InlineData("h2 + p")]
    [InlineData("h2.related ~ *")]
    [InlineData("p ~ i ~ p")]
    [InlineData("p ~ i + p")]
    [InlineData("div div p, article > p ~ b")]
    [InlineData("body div > ul li.b ~ li")]
    [InlineData("[lang|=de], [name=X i], [class~=b]")]
    [InlineData(".md\\:wide p, :not(.md\\:wide) > b")]
    [InlineData("p:not(.a)")]
    [InlineData("p:not(.a, div.b > p)")]
    [InlineData("div > :not(p):not(:is(i, h2 ~ ul))")]
    [InlineData(":is(.a .b, article) > p:where(:empty, :first-child)")]
    [InlineData("p:first-child, i:last-child, b:only-of-type, td:only-child")]
    [InlineData("p:first-of-type, p:last-of-type")]
    [InlineData("p:nth-child(odd), p:nth-child(-n+3)")]
    [InlineData("p:nth-last-child(2n)")]
    [InlineData("p:nth-of-type(2n+1)")]
    [InlineData("p:nth-last-of-type(2)")]
    [InlineData("li:not(:nth-child(2))")]
    [InlineData(":nth-child(2 of p)")]
    [InlineData(":root > body > p")]
    public void A_selector_finds_what_the_parser_s_own_search_finds(string selector)
    {
        var document = PageSource.Parse(Page, withAll: true);
        var page = new PageElements(document);
        var found = RuleSelector.Of(selector, out var problem)!.In(page);

        Assert.Null(problem);
        var expected = document.QuerySelectorAll(selector).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Enumerable.Range(0, page.Count).Where(i => found[i]).Select(i => page[i]));
    }

    [Theory]
    [InlineData("a:has(b)", ":has()")]
    [InlineData("p:not(div:has(b))", ":has()")]
    [InlineData("p:contains('x')", ":contains()")]
    [InlineData("p:hover", ":hover")]
    [InlineData("p::before", "::before")]
    [InlineData("td:nth-column(2)", ":nth-column()")]
    [InlineData("a || b", "'||'")]
    [InlineData("p:is()", ":is()")]
    public void What_is_not_taken_is_named_with_what_is(string selector, string named)
    {
        Assert.Null(RuleSelector.Of(selector, out var problem));
        Assert.Contains($" uses {named}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void However_many_siblings_there_are_their_order_takes_no_longer_to_tell()
    {
        var html = new StringBuilder("<body>");
        for (var i = 0; i < 50_000; i++)
            html.Append("<p>a</p><i>b</i>");
        var page = new PageElements(PageSource.Parse(html.ToString(), withAll: true));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var selector in new[] { "p ~ i ~ p ~ i ~ p ~ b", "p:nth-of-type(7)", "p:nth-last-child(7)", "p:nth-last-of-type(2n) ~ i:only-of-type" })
            Assert.NotNull(RuleSelector.Of(selector, out _)!.In(page));

        // By the parser's own search, each takes from ten seconds to an hour.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public void A_chain_of_ancestors_is_not_tried_in_every_combination()
    {
        var html = string.Concat(Enumerable.Repeat("<div>", 120)) + "<p>a";
        var page = new PageElements(PageSource.Parse(html, withAll: true));

        var selector = RuleSelector.Of("span " + string.Concat(Enumerable.Repeat("div ", 40)) + "p", out _)!;

        Assert.DoesNotContain(true, selector.In(page));
        Assert.Equal(42, selector.Parts);
    }
}
