using Newsroom.Publishing.Articles;
using Xunit;

namespace Newsroom.Tests.Unit.Publishing.Articles;

public sealed class SlugTests
{
    private static readonly Guid Id = Guid.Parse("0a1b2c3d-0000-5000-8000-000000000000");

    [Theory]
    [InlineData("Rain stops play", "rain-stops-play")]
    [InlineData("  “Rain” — stops: play!  ", "rain-stops-play")]
    [InlineData("Đà Nẵng, Łódź & Århus", "da-nang-lodz-arhus")]
    [InlineData("Straße, Œuvre, Þór", "strasse-oeuvre-thor")]
    [InlineData("İstanbul'da kış", "istanbul-da-kis")]
    [InlineData("Путин в Пхеньяне: йод", "путин-в-пхеньяне-йод")]
    [InlineData("हिन्दी समाचार", "हिन्दी-समाचार")]
    [InlineData("桜の開花が早い 2026年", "桜の開花が早い-2026年")]
    [InlineData("مجلس الأمن", "مجلس-الأمن")]
    [InlineData("Ａ ﬁne day", "a-fine-day")]
    [InlineData("un\u00ADseen", "unseen")]
    public void Letters_and_digits_of_every_script_stay_and_latin_ones_lose_their_accents(string title, string words) =>
        Assert.Equal($"{words}-0a1b2c3d", Slug.For(title, Id));

    [Theory]
    [InlineData("")]
    [InlineData("!?…")]
    [InlineData("\u0301")]
    public void A_title_without_letters_leaves_the_id(string title) => Assert.Equal("0a1b2c3d", Slug.For(title, Id));

    [Fact]
    public void A_long_title_is_cut_between_words()
    {
        var slug = Slug.For(string.Concat(Enumerable.Repeat("sixteen letters ", 9)), Id);
        Assert.Equal("sixteen-letters-sixteen-letters-sixteen-letters-sixteen-letters-sixteen-letters-0a1b2c3d", slug);
    }

    [Fact]
    public void A_word_that_just_fits_is_kept_whole() =>
        Assert.Equal($"{new string('a', 40)}-{new string('b', 39)}-0a1b2c3d", Slug.For($"{new string('a', 40)} {new string('b', 39)} c", Id));

    [Fact]
    public void A_long_word_is_cut_and_no_letter_is_split()
    {
        Assert.Equal(new string('語', 80) + "-0a1b2c3d", Slug.For(new string('語', 100), Id));
        // Outside the basic plane each letter is two units, so the eightieth would split one.
        Assert.Equal(79 + "-0a1b2c3d".Length, Slug.For("x" + string.Concat(Enumerable.Repeat("𠀀", 60)), Id).Length);
    }

    [Fact]
    public void What_is_no_character_does_no_harm() => Assert.Equal("a-b-c-0a1b2c3d", Slug.For("a\ud800b\uFFFEc", Id));
}
