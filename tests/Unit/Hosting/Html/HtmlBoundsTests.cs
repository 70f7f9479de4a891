using Newsroom.Hosting.Html;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Html;

public sealed class HtmlBoundsTests
{
    private const int MaxTags = 200_000;
    private const int MaxOpen = 1_000;

    [Fact]
    public void What_is_opened_again_in_each_block_is_counted_with_the_blocks()
    {
        var open = string.Concat(Enumerable.Range(0, 98).Select(i => $"<b title={i}>"));
        Assert.True(HtmlBounds.Holds($"<p>{open}" + Repeat("<div>x</div>", 1_000), MaxTags, MaxOpen));
        Assert.False(HtmlBounds.Holds($"<p>{open}" + Repeat("<div>x</div>", 40_000), MaxTags, MaxOpen));
    }

    [Fact]
    public void A_long_text_with_a_few_elements_left_open_holds() =>
        Assert.True(HtmlBounds.Holds("<font><b><i>" + Repeat("<p>x<a href=y>z</a></p>", 20_000), MaxTags, MaxOpen));

    [Fact]
    public void An_end_tag_ends_an_element_of_its_name_only()
    {
        Assert.False(HtmlBounds.Holds(Repeat("<b></zz>", MaxOpen + 1), MaxTags, MaxOpen));
        Assert.True(HtmlBounds.Holds(Repeat("<b></B>", MaxOpen + 1), MaxTags, MaxOpen));
    }

    [Theory]
    [InlineData("<object></b></object>")]
    [InlineData("<marquee></b></marquee>")]
    [InlineData("<table><tr><td></b></td></tr></table>")]
    [InlineData("<table></b></table>")]
    [InlineData("<i title='</b>'></i>")]
    [InlineData("<!-- </b> -->")]
    [InlineData("<!doctype </b>")]
    [InlineData("<i </b></i>")]
    [InlineData("<textarea></b></textarea>")]
    public void An_end_tag_that_ends_nothing_closes_nothing(string within)
    {
        var open = string.Concat(Enumerable.Range(0, 90).Select(i => $"<b id={i}>{within}"));
        Assert.False(HtmlBounds.Holds($"<div>{open}</div>" + Repeat("<p>x</p>", 20_000), MaxTags, MaxOpen));
    }

    [Theory]
    [InlineData("<table><tr><td><b>x</b><td><b>y</b></table>")]
    [InlineData("<table><tr><td><b>x</table></b>")]
    [InlineData("<td><b>x</td></b>")]
    [InlineData("<b><object></object></b>")]
    [InlineData("<b title='>'>x</b><!-- <b> -->")]
    public void Elements_in_cells_and_around_objects_are_closed_as_elsewhere(string part) =>
        Assert.True(HtmlBounds.Holds(Repeat(part, 10_000), MaxTags, MaxOpen));

    [Theory]
    [InlineData("<b title=\"")]
    [InlineData("<b <")]
    [InlineData("<!--")]
    [InlineData("<title>")]
    [InlineData("<textarea><xmp>")]
    public void Five_megabytes_of_beginnings_are_looked_through_once(string part) => _ = HtmlBounds.Holds(Repeat(part, 5_000_000 / part.Length), int.MaxValue, int.MaxValue);

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
}
