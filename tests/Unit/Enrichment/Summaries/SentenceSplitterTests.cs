using Newsroom.Enrichment.Summaries;
using Xunit;

namespace Newsroom.Tests.Unit.Enrichment.Summaries;

public sealed class SentenceSplitterTests
{
    /// <summary>Sentences are parted by a bar in the sample.</summary>
    [Theory]
    [InlineData("en", "Dr. Example met Prof. Sample at 3 p.m. on Friday.|They spoke for an hour.")]
    [InlineData("en", "The U.S. Senate voted on No. 5 in Jan. 2024.|It passed.")]
    [InlineData("en", "She moved to the U.S.|The town gave her a home.")]
    [InlineData("en", "J. K. Example wrote it.|It sold 3.5 million copies at $4.20 each.")]
    [InlineData("en", "He said \"No.\"|Then he left.")]
    [InlineData("en", "\"Stop!\" he cried.|Nobody stopped (not even the dog).|It rained.")]
    [InlineData("en", "They waited… and waited.|Nothing came...|Then the rain did!")]
    [InlineData("en", "What now?!|Nobody knows.")]
    [InlineData("id", "Kunjungan itu diagendakan pada Selasa (18/06).|Kepastian ini mengakhiri spekulasi.")]
    [InlineData("id", "Harganya Rp. 5.000 menurut Dr. Contoh, lihat hlm. 12 dan No. 7.|Warga senang.")]
    [InlineData("id", "PT. Contoh Tbk. membangun jembatan di Jl. Melati.|Warga dll. akan datang.")]
    [InlineData("de", "Das gilt z.B. am 3. Mai, d.h. bald.|Dr. Muster kam um 9 Uhr.")]
    [InlineData("de", "Das gilt z. B. für Kinder unter 6 Jahren.|Die Stadt zahlt.")]
    [InlineData("de", "Er war der 2. Sieger im 19. Jahrhundert.|Das Dorf feierte 2024.|Dann kam der Winter.")]
    [InlineData("de", "„Wir bauen weiter.“|Der Rat stimmte zu.")]
    [InlineData("de", "Das kostet 5 Mio. Euro.|Der Rat zahlt 3 Mrd.|Das reicht.")]
    [InlineData("fr", "M. Exemple et Mme. Modèle ont parlé.|« C'est fini ! »|Le maire a souri.")]
    [InlineData("es", "El Sr. Ejemplo vive en EE.UU. desde 2010.|¿Volverá?|¡Nadie lo sabe!")]
    [InlineData("zh", "市长周二宣布计划。|“工程将按时完成。”|居民表示欢迎！")]
    [InlineData("ja", "市長は「来月開通します。」と述べた。|住民は喜んだ。")]
    [InlineData("ja", "「工事は終わりました。来月開通します。」と市長は述べた。|雨だった。")]
    [InlineData("ar", "هل سيفتح الجسر؟|قالت الرئيسة إنه جاهز.")]
    [InlineData("ur", "پل کھل گیا ہے۔|کیا لوگ خوش ہیں؟")]
    [InlineData("hi", "पुल खुल गया है।|लोग खुश हैं।")]
    [InlineData("am", "ድልድዩ ተከፈተ።|ሕዝቡ ተደሰተ።")]
    [InlineData("ru", "Мост в г. Пример открыли в 2024 г. после ремонта, т.е. вовремя.|Жители рады.")]
    [InlineData("el", "Πότε ανοίγει;|Κανείς δεν ξέρει.")]
    [InlineData("nb", "Møtet er 18. juni, dvs. tirsdag.|Alle kan komme.")]
    [InlineData("und", "Version 2.0 is on example.org now.|Try it.")]
    public void Sentences_come_whole(string language, string sample)
    {
        var sentences = sample.Split('|');
        var isUnspaced = language is "zh" or "ja";
        Assert.Equal(sentences, SentenceSplitter.Split(string.Join(isUnspaced ? "" : " ", sentences), language));
    }

    [Fact]
    public void An_empty_line_ends_a_sentence_and_a_single_line_feed_does_not() =>
        Assert.Equal(["A heading", "The town\u0020voted on it.", "Fine."], SentenceSplitter.Split("A heading\n\nThe town\nvoted on it.\n \nFine.", "en"));

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Nothing_has_no_sentences(string text) => Assert.Empty(SentenceSplitter.Split(text, "en"));

    [Fact]
    public void No_character_is_lost()
    {
        const string Text = "... . ! ? 。。 A. B. C. \" ' ) ( „x.“ y… z";
        var joined = string.Concat(SentenceSplitter.Split(Text, "de")).Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(Text.Replace(" ", "", StringComparison.Ordinal), joined);
    }

    [Fact]
    public void Time_grows_with_the_length_of_hostile_text_and_no_faster()
    {
        foreach (var piece in new[] { "A. ", "「。", "...", "\n", "a.b.c.", "」。「" })
        {
            var text = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
            var started = TimeProvider.System.GetTimestamp();
            SentenceSplitter.Split(text, "en");
            Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 5);
        }
    }
}
