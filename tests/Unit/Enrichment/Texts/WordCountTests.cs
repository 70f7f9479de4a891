using Newsroom.Enrichment.Texts;
using Xunit;

namespace Newsroom.Tests.Unit.Enrichment.Texts;

public sealed class WordCountTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" \n — … !", 0)]
    [InlineData("The town's well-known bridge cost 3.5 million (1,234,567 in 2024).", 10)]
    [InlineData("Anak-anak pergi ke pasar, kata U.S. Navy.", 7)]
    [InlineData("L'école n’est pas finie", 4)]
    [InlineData("می‌خواهد برود", 2)]
    [InlineData("पुल खुल गया है।", 4)]
    [InlineData("안녕 세계", 2)]
    [InlineData("今天开放", 4)]
    [InlineData("e\u0301te\u0301 ici", 2)]
    [InlineData("😀 ok 👍🏽", 1)]
    public void Words_are_counted(string text, int words) => Assert.Equal(words, WordCount.Of(text, "und"));

    [Fact]
    public void Thai_is_estimated_by_its_letters() =>
        // เทศบาล แถลง เมื่อ วัน อังคาร ว่า สะพาน ใหม่ จะ เปิด: ten words.
        Assert.InRange(WordCount.Of("เทศบาลแถลงเมื่อวันอังคารว่าสะพานใหม่จะเปิด", "th"), 8, 12);

    [Theory]
    [InlineData("en", 1, 1)]
    [InlineData("en", 228, 1)]
    [InlineData("en", 912, 4)]
    [InlineData("ar", 552, 4)]
    [InlineData("xx", 1840, 10)]
    public void Reading_time_follows_the_measured_rate(string language, int words, int minutes) =>
        Assert.Equal(minutes, ReadingTime.Minutes(string.Concat(Enumerable.Repeat("word ", words)), language));

    [Theory]
    [InlineData("zh", 1020, 4)]
    [InlineData("ja", 1071, 3)]
    [InlineData("zh-Hant", 510, 2)]
    public void Chinese_and_Japanese_are_timed_by_characters(string language, int characters, int minutes) =>
        Assert.Equal(minutes, ReadingTime.Minutes(new string('字', characters) + "。", language));

    [Fact]
    public void Even_no_text_takes_a_minute() => Assert.Equal(1, ReadingTime.Minutes("", "und"));
}
