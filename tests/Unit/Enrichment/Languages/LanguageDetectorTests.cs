using Newsroom.Enrichment.Languages;
using Xunit;

namespace Newsroom.Tests.Unit.Enrichment.Languages;

public sealed class LanguageDetectorTests
{
    private static readonly LanguageDetector Detector = new();

    [Theory]
    [MemberData(nameof(Paragraphs.OfLanguages), MemberType = typeof(Paragraphs))]
    public void A_paragraph_is_told_with_confidence(string code, string text)
    {
        var guess = Detector.Detect(text, given: null);
        Assert.Equal(code, guess.Code);
        Assert.InRange(guess.Confidence, 0.6, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    public void Nothing_is_undetermined_even_where_a_language_is_given(string text)
    {
        var guess = Detector.Detect(text, "en");
        Assert.Equal("und", guess.Code);
        Assert.Equal(0, guess.Confidence);
    }

    [Theory]
    [InlineData("Hello world")]
    [InlineData("Real Madrid")]
    [InlineData("BBC CNN NATO UN")]
    [InlineData("12 345 67 (8:9), 2026")]
    [InlineData("Joko Widodo, Budi Santoso, Sri Mulyani, Ahmad Yani, Susi Susanti")]
    [InlineData("Anna Berg\nPeter Klein\nMaria Lopez\nJohn Carter\nLi Wei\nYuki Tanaka\nOlu Ade\nIvan Petrov")]
    [InlineData("https://example.org/a/b?c=d #news @desk desk@example.org www.example.org")]
    [InlineData("ไทยรัฐ")]
    [InlineData("北京")]
    public void Little_text_and_lists_of_names_make_no_confident_guess(string text)
    {
        var guess = Detector.Detect(text, given: null);
        Assert.InRange(guess.Confidence, 0, 0.5);
    }

    [Theory]
    [InlineData("Hello world", "en", "en")]
    [InlineData("Joko Widodo, Budi Santoso, Sri Mulyani, Ahmad Yani", "id", "id")]
    [InlineData("Oslo, fredag", "no", "nb")]
    [InlineData("12 345", "fr", "fr")]
    [InlineData("政府発表", "ja", "ja")]
    public void The_given_language_decides_a_short_text(string text, string given, string expected)
    {
        var guess = Detector.Detect(text, given);
        Assert.Equal(expected, guess.Code);
        Assert.InRange(guess.Confidence, 0.1, 0.7);
    }

    [Theory]
    [InlineData("id", "in-ID")]
    [InlineData("id", "IND")]
    [InlineData("nb", "no")]
    [InlineData("zh", "zh_Hant_TW")]
    [InlineData(null, "und")]
    [InlineData(null, "klingon language")]
    [InlineData(null, "")]
    [InlineData(null, null)]
    public void A_tag_is_read_as_sources_write_it(string? expected, string? tag) => Assert.Equal(expected, LanguageTags.Normalise(tag));

    [Theory]
    [InlineData("hr", "hr")]
    [InlineData("bs", "bs")]
    [InlineData("sr-Latn", "sr")]
    public void The_given_language_decides_between_languages_that_the_text_cannot_tell_apart(string given, string expected)
    {
        const string Text = "Vlada je danas objavila novi zakon o porezima. Ministar je rekao da će cijene struje ostati iste "
            + "do kraja godine i da će pomoć dobiti svi koji su ostali bez posla.";
        Assert.Equal(expected, Detector.Detect(Text, given).Code);
    }

    [Fact]
    public void The_given_language_stands_where_no_model_knows_it()
    {
        const string Galician = "O concello anunciou onte que a nova praza abrirá as súas portas antes do verán. A alcaldesa dixo "
            + "que as obras rematarán a tempo e que non haberá máis retrasos, segundo recolle o comunicado da Xunta.";
        Assert.Equal("gl", Detector.Detect(Galician, "gl").Code);
    }

    [Fact]
    public void Clear_evidence_of_the_text_overrules_the_given_language()
    {
        foreach (var given in new[] { "en", "ms", "ar", "xx" })
        {
            var guess = Detector.Detect(Paragraphs.Indonesian, given);
            Assert.Equal("id", guess.Code);
            Assert.InRange(guess.Confidence, 0.7, 1);
        }
    }

    [Fact]
    public void A_mixed_text_is_in_its_dominant_language_with_less_confidence()
    {
        var mixed = string.Join("\n\n", Paragraphs.German, Paragraphs.English, Paragraphs.German, Paragraphs.German);
        var guess = Detector.Detect(mixed, given: null);
        Assert.Equal("de", guess.Code);
        Assert.InRange(guess.Confidence, 0.5, 0.9);
    }

    [Fact]
    public void Foreign_names_in_a_Chinese_report_do_not_change_its_language()
    {
        const string Text = "Example Motors 和 Northern Battery Systems 周二宣布，双方将在 Port Alder 建设一座新工厂，预计明年投产。";
        Assert.Equal("zh", Detector.Detect(Text, null).Code);
    }

    [Fact]
    public void A_long_text_is_sampled_from_beginning_to_end_in_bounded_pieces()
    {
        var text = string.Join("\n\n", Enumerable.Repeat(Paragraphs.English, 400)) + "\n\nPenutup yang panjang sekali bagi pembaca.";
        var sample = LanguageSample.Of(text);
        Assert.Equal(LanguageSample.MostWindows, sample.Windows.Count);
        Assert.All(sample.Windows, window => Assert.InRange(window.Length, 1, LanguageSample.WindowLength + 30));
        Assert.Contains("pembaca", sample.Windows[^1], StringComparison.Ordinal);
        Assert.Equal("en", Detector.Detect(text, null).Code);
    }

    [Fact]
    public async Task Many_articles_at_once_get_the_same_answers()
    {
        var detector = new LanguageDetector();
        detector.Warm();
        var guesses = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => detector.Detect(Paragraphs.Indonesian, null))));
        Assert.Single(guesses.Distinct());
    }

    [Fact]
    public void Broken_text_is_survived()
    {
        foreach (var text in new[] { "\uD83D", new string('\uDC00', 3000), new string('a', 5000), "\0\0\0", "a\u0301\u0301\u0301", new string('中', 3000) })
            Assert.NotNull(Detector.Detect(text, "en"));
    }
}
