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

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
}
