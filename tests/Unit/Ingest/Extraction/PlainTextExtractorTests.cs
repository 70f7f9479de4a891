using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class PlainTextExtractorTests
{
    [Fact]
    public void A_saved_page_gives_headline_site_and_body()
    {
        var article = Extract(Sample.Read("site-on-top.id.txt"));

        Assert.Equal("Empat alasan mengapa Gubernur Sari Wulandari menunda pembangunan pelabuhan di Teluk Melati", article.Title);
        Assert.Equal("kabarpelabuhan.example", article.SiteName);
        Assert.Equal("domain above the headline", article.Evidence["siteName"]);
        Assert.StartsWith("Gubernur Sari Wulandari memutuskan", article.Blocks[0].Text, StringComparison.Ordinal);
        Assert.Equal(["Teknis: Dermaga terlalu dangkal, kapal terlalu besar", "Mengapa warga keberatan?"], Headings(article));
        Assert.Equal(8, article.Blocks.Count);
        AssertLacks(article, "kabarpelabuhan.example", "Terkini Lainnya", "Tautan Sahabat");
    }

    /// <summary>
    /// The text that the owner handed over is not ours to publish; where it lies beside the repository (or at NEWSROOM_SEED) it is
    /// tested as well. <see cref="A_saved_page_gives_headline_site_and_body"/> has the same shape and runs everywhere.
    /// </summary>
    [Fact]
    public void The_seed_text_gives_headline_site_and_body_where_it_is_at_hand()
    {
        if (SeedText() is not { } seed)
            return;
        var lines = seed.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Site, headline with " - News", the text, and two headings of link lists.
        var text = lines[2..^2];

        var article = Extract(seed);

        Assert.Equal(lines[0], article.SiteName);
        Assert.Equal(lines[1][..^" - News".Length], article.Title);
        Assert.Equal(text, article.Blocks.Select(block => block.Text));
        Assert.Equal(text.Where(line => !line.EndsWith('.')), Headings(article));
        Assert.Single(Headings(article));
    }

    [Fact]
    public void Menus_shares_and_links_to_other_articles_go()
    {
        var article = Extract(Sample.Read("menu-and-links.en.txt"));

        Assert.Equal("Council approves ferry link after ten-year wait", article.Title);
        Assert.Equal("The Harbour Gazette", article.SiteName);
        Assert.Equal(["Jane Doe", "Peter van den Berg"], article.Byline);
        Assert.Equal("line 10", article.Evidence["byline"]);
        Assert.Equal(new DateTimeOffset(2024, 3, 3, 14, 30, 0, TimeSpan.Zero), article.PublishedAt);
        Assert.Equal("MARLOW BAY", article.Dateline);
        Assert.Equal(["What happens next"], Headings(article));
        Assert.Equal(["one for passengers only", "one for cars and freight"], article.Blocks.Single(block => block.Type == BlockType.List).Items);
        AssertLacks(article, "Facebook", "Advertisement", "Read more", "Related", "Storm closes", "newsletter", "rights", "Gazette");
        Assert.EndsWith("by the end of the year.", PlainText.Of(article.Blocks), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_broken_at_a_margin_are_put_together()
    {
        var article = Extract(Sample.Read("wrapped.de.txt"));

        Assert.Equal("Ministerin kündigt Nachtzug nach Lissabon an – Verbände zweifeln am Zeitplan", article.Title);
        Assert.Equal(["Maria Möller"], article.Byline);
        Assert.Equal("BERLIN", article.Dateline);
        Assert.Equal(new DateTimeOffset(2024, 6, 18, 14, 30, 0, TimeSpan.FromHours(2)), article.PublishedAt);
        Assert.Contains("einen täglichen Nachtzug von Hamburg", article.Blocks[0].Text, StringComparison.Ordinal);
        Assert.Equal(["Streit über die Kosten"], Headings(article));
        AssertLacks(article, "Lesen Sie auch", "Anzeige", "Mehr zum Thema", "Wie Europa");
    }

    [Fact]
    public void Other_scripts_are_read_as_well()
    {
        var arabic = Extract(Sample.Read("latest-links.ar.txt"));
        Assert.Equal("مجلس المدينة يوافق على خط جديد للحافلات بين الميناء والجامعة", arabic.Title);
        Assert.Equal("صحيفة المرفأ", arabic.SiteName);
        Assert.Equal(["ليلى حداد"], arabic.Byline);
        Assert.Equal(["لماذا تأخر المشروع؟"], Headings(arabic));
        Assert.Equal(4, arabic.Blocks.Count);

        var japanese = Extract(Sample.Read("ranking.ja.txt"));
        Assert.Equal("港町の図書館、夜間開館を来月から開始 市議会が予算案を可決", japanese.Title);
        Assert.Equal("みなと新聞", japanese.SiteName);
        Assert.Null(japanese.PublishedAt);
        Assert.Equal(["利用者の声は"], Headings(japanese));
        AssertLacks(japanese, "広告", "2024年", "関連記事", "過去最大", "無断転載");
    }

    [Fact]
    public void A_part_of_the_headline_after_a_dash_stays()
    {
        var article = Extract(Sample.Read("dialogue.es.txt"));

        Assert.Equal("La alcaldesa promete reabrir el teatro - “no habrá más retrasos”", article.Title);
        Assert.Equal(["Ana Gómez Ruiz"], article.Byline);
        Assert.Equal("— No habrá más retrasos — dijo ante los vecinos.", article.Blocks[1].Text);
        AssertLacks(article, "Lea también", "Te puede interesar", "orquesta");
    }

    [Fact]
    public void A_date_line_with_a_zone_is_the_time_of_publication()
    {
        var article = Extract(Sample.Read("antara.id.txt"));

        Assert.Equal("Pemerintah tetapkan tarif baru kereta cepat mulai Juli", article.Title);
        Assert.Equal("ANTARA News", article.SiteName);
        Assert.Equal(new DateTimeOffset(2024, 6, 18, 14, 30, 0, TimeSpan.FromHours(7)), article.PublishedAt);
        Assert.Equal("line 5", article.Evidence["publishedAt"]);
        Assert.Equal(["Budi Santoso"], article.Byline);
        Assert.Equal("JAKARTA", article.Dateline);
    }

    [Fact]
    public void A_headline_and_one_paragraph_are_an_article() => Assert.Single(Extract(Sample.Read("short.en.txt")).Blocks);

    [Theory]
    [InlineData("")]
    [InlineData("  \n\n  ")]
    [InlineData("Minister resigns after vote of no confidence")]
    [InlineData("Minister resigns after vote of no confidence\n\nRelated articles\n\nStorm closes harbour for third day\n\nTen things to do")]
    [InlineData("example.com\n\nHome | News | Sport")]
    [InlineData("The transport minister resigned on Monday, hours after losing a vote of no confidence. The prime minister accepted it.\n\nHe will be followed by his deputy, the government said in a statement on Tuesday morning.")]
    [InlineData("12 34 56\n\n----\n\n????")]
    public void Without_a_headline_and_a_body_there_is_no_article(string text) => Assert.Null(PlainTextExtractor.Extract(text));

    [Theory]
    [InlineData("Putin heads to Pyongyang - News", "Putin heads to Pyongyang")]
    [InlineData("Harga beras naik lagi di pasar | Kompas.com", "Harga beras naik lagi di pasar")]
    [InlineData("Empat hal soal gempa di Jepang – BBC News Indonesia", "Empat hal soal gempa di Jepang")]
    [InlineData("What the vote means for Europe — The Guardian", "What the vote means for Europe")]
    [InlineData("Harga beras naik lagi - Ekonomi - suara.example", "Harga beras naik lagi - Ekonomi")]
    [InlineData("新しい図書館が来月開館へ - Yahoo!ニュース", "新しい図書館が来月開館へ")]
    [InlineData("Markets rally - good news for savers", "Markets rally - good news for savers")]
    [InlineData("Russia and China – a friendship with limits", "Russia and China – a friendship with limits")]
    [InlineData("Spider-Man returns to the cinema", "Spider-Man returns to the cinema")]
    [InlineData("Opinion | Why the long war goes on and on", "Opinion | Why the long war goes on and on")]
    [InlineData("Live: Budget 2024 - What we know", "Live: Budget 2024 - What we know")]
    public void The_name_of_the_site_goes_from_the_headline_and_nothing_else(string line, string expected) =>
        Assert.Equal(expected, Headline.WithoutSite(line).Title);

    [Theory]
    [InlineData("Selasa, 18 Juni 2024 14.30 WIB", "2024-06-18T14:30:00+07:00")]
    [InlineData("Rabu, 19 Juni 2024 | 08:05 WITA", "2024-06-19T08:05:00+08:00")]
    [InlineData("19 Juni 2024 pukul 08.05 WIT", "2024-06-19T08:05:00+09:00")]
    [InlineData("June 18, 2024 at 2:30 PM GMT+7", "2024-06-18T14:30:00+07:00")]
    [InlineData("18 июня 2024, 14:30 МСК", "2024-06-18T14:30:00+03:00")]
    [InlineData("18 de junio de 2024 14:30 UTC", "2024-06-18T14:30:00+00:00")]
    [InlineData("Selasa, 18 Juni 2024 14.30", null)]
    [InlineData("18 Juni 2024", null)]
    [InlineData("June 18, 2024 2:30 PM IST", null)]
    public void A_printed_date_is_a_moment_only_with_its_zone(string line, string? expected)
    {
        Assert.True(DateWords.IsDateLine(line));
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), DateWords.Read(line)!.Moment);
    }

    [Theory]
    [InlineData("Quake hits the coast of Japan on 1 January 2024")]
    [InlineData("Putin to visit on 18/06")]
    [InlineData("The budget for 2024")]
    public void A_headline_with_a_date_is_no_date_line(string line) => Assert.False(DateWords.IsDateLine(line));

    [Theory]
    [InlineData("JAKARTA, KOMPAS.com - Pemerintah menetapkan tarif baru.", "JAKARTA")]
    [InlineData("Liputan6.com, Jakarta - Pemerintah menetapkan tarif baru.", "Jakarta")]
    [InlineData("LONDON, June 18 (Reuters) - The government said.", "LONDON")]
    [InlineData("Berlin (dpa) – Die Regierung teilte mit.", "Berlin")]
    [InlineData("PARIS — The minister said.", "PARIS")]
    [InlineData("The minister - who resigned - said so.", null)]
    [InlineData("Rusia - negara terbesar - berbatasan dengan Korea.", null)]
    public void A_dateline_is_taken_where_it_stands_plainly(string text, string? expected) =>
        Assert.Equal(expected, TopLines.Dateline(new Block { Type = BlockType.Paragraph, Text = text }));

    [Theory]
    [InlineData("A sentence about cookies, which the bakery sells on Sundays to children.")]
    [InlineData("Share prices fell by three per cent on Monday.")]
    [InlineData("Home prices rose again in March.")]
    [InlineData("Iklan itu dilarang tayang oleh pemerintah.")]
    [InlineData("Read the minister's letter in full and judge for yourself, he said.")]
    [InlineData("Related companies were not charged in the case.")]
    [InlineData("Advertisement spending doubled last year.")]
    public void Sentences_that_resemble_boilerplate_stay(string line) =>
        Assert.False(Boilerplate.IsLine(line) || Boilerplate.IsLinkHeading(line) || Boilerplate.IsNavigation(line));

    [Fact]
    public void Any_noise_is_read_without_an_exception()
    {
        var random = new Random(11);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(5_000)];
            random.NextBytes(bytes);
            _ = PlainTextExtractor.Extract(System.Text.Encoding.Unicode.GetString(bytes));
            _ = PlainTextExtractor.Extract(System.Text.Encoding.Latin1.GetString(bytes));
        }
    }

    [Fact]
    public void A_very_long_text_is_read_in_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var article = Extract("A headline of five words\n\n" + string.Concat(Enumerable.Repeat("A paragraph of one sentence that is long enough to be one.\n\n", 50_000)));
        _ = PlainTextExtractor.Extract(new string('-', 3_000_000) + "\n" + new string('\n', 1_000_000) + string.Concat(Enumerable.Repeat("a b ", 500_000)));

        Assert.Equal(BodyBlocks.MaxBlocks, article.Blocks.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    private static ExtractedArticle Extract(string text)
    {
        var article = PlainTextExtractor.Extract(text);
        Assert.NotNull(article);
        return article;
    }

    private static IEnumerable<string?> Headings(ExtractedArticle article) =>
        article.Blocks.Where(block => block.Type == BlockType.Heading).Select(block => block.Text);

    private static void AssertLacks(ExtractedArticle article, params IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases)
            Assert.DoesNotContain(phrase, PlainText.Of(article.Blocks), StringComparison.Ordinal);
    }

    private static string? SeedText()
    {
        var given = Environment.GetEnvironmentVariable("NEWSROOM_SEED");
        if (given is not null)
            return File.ReadAllText(given);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "global.json")))
            {
                var beside = Path.Combine(folder.FullName, "..", "shared", "seed", "article-id.txt");
                return File.Exists(beside) ? File.ReadAllText(beside) : null;
            }
        }

        return null;
    }
}
