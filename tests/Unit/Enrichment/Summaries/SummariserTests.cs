using Newsroom.Contracts;
using Newsroom.Enrichment.Summaries;
using Newsroom.Tests.Unit.Enrichment.Languages;
using Xunit;

namespace Newsroom.Tests.Unit.Enrichment.Summaries;

public sealed class SummariserTests
{
    private const string Lead = "The new bridge between Port Alder and Wexcombe will open to traffic on 3 May, two months early.";
    private const string Cost = "The bridge cost 41 million and was paid for by the county, the port and a loan that runs for thirty years.";

    private static readonly Block[] Bridge =
    [
        Paragraph("PORT ALDER (Newsroom) – " + Lead),
        new() { Type = BlockType.Image, Text = "The bridge seen from the harbour." },
        Paragraph("However, they had doubted it until last week."),
        Paragraph("Read more: What the bridge means for Port Alder and Wexcombe and their traffic."),
        new() { Type = BlockType.Heading, Level = 2, Text = "What the bridge to Wexcombe costs." },
        Paragraph(Cost),
        Paragraph("Gulls watched. A brass band from the school played for the workers in the rain on Tuesday afternoon."),
    ];

    [Fact]
    public void A_summary_is_made_of_whole_sentences_of_the_article_in_their_order()
    {
        var summary = Summariser.Summarise(Bridge, "New bridge to Wexcombe opens early", "en");
        Assert.StartsWith(Lead, summary, StringComparison.Ordinal);
        Assert.Contains(Cost, summary, StringComparison.Ordinal);
        Assert.InRange(summary.Length, 1, 320);
    }

    [Fact]
    public void Datelines_headings_captions_and_promotions_stay_out()
    {
        var summary = Summariser.Summarise(Bridge, "New bridge to Wexcombe opens early", "en");
        foreach (var foreign in new[] { "PORT ALDER (Newsroom)", "Read more", "What the bridge to Wexcombe costs", "seen from the harbour" })
            Assert.DoesNotContain(foreign, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_that_hangs_on_another_does_not_open_a_summary()
    {
        Block[] body =
        [
            Paragraph("He said it was a good day for the harbour and everybody who lives off it."),
            Paragraph("The harbour of Port Alder took in a record catch of herring on Monday."),
            Paragraph("Prices at the harbour market fell by a fifth within hours, traders said."),
        ];
        Assert.StartsWith("The harbour of", Summariser.Summarise(body, "Record catch in Port Alder", "en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("One sentence stands here.")]
    [InlineData("One sentence stands here. And a second one follows it.")]
    [InlineData("")]
    public void A_body_of_one_or_two_sentences_needs_no_summary(string text) =>
        Assert.Empty(Summariser.Summarise([Paragraph(text)], "Title", "en"));

    [Fact]
    public void A_long_first_sentence_stands_alone()
    {
        var lead = "The council of Port Alder, " + string.Concat(Enumerable.Repeat("which met for the third time this week, ", 8)) + "voted for the bridge.";
        Assert.InRange(lead.Length, 321, 500);
        var summary = Summariser.Summarise([Paragraph(lead), Paragraph("Gulls cried."), Paragraph("It rained on the roof.")], "Council of Port Alder votes for the bridge", "en");
        Assert.Equal(lead, summary);
    }

    [Fact]
    public void No_sentence_is_cut_to_fit()
    {
        var endless = "The council " + string.Concat(Enumerable.Repeat("and the port ", 60)) + "agreed.";
        const string Short = "The port of Wexcombe will be dredged in autumn for the first time in years.";
        var summary = Summariser.Summarise([Paragraph(endless), Paragraph(Short), Paragraph("Work on it begins in May, the council of Wexcombe said.")], "Port", "en");
        Assert.StartsWith(Short, summary, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paragraphs.OfLanguages), MemberType = typeof(Paragraphs))]
    public void Every_language_gets_a_summary_of_its_own_words(string language, string text)
    {
        Block[] body = [Paragraph(text), Paragraph(text + text), Paragraph(text)];
        var summary = Summariser.Summarise(body, "", language);
        Assert.InRange(summary.Length, 10, 500);
        Assert.StartsWith(summary[..10], text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Chinese_summary_joins_without_spaces_and_stays_short()
    {
        Block[] body =
        [
            Paragraph("安德港市政府周二宣布，横跨阿尔德河的新桥将于五月三日通车，比原计划提前两个月。"),
            Paragraph("海鸥在飞。"),
            Paragraph("新桥由市政府和港口共同出资建设，总造价四千一百万，通车后居民不必再绕远路。"),
        ];
        var summary = Summariser.Summarise(body, "安德港新桥提前通车", "zh");
        Assert.StartsWith("安德港市政府", summary, StringComparison.Ordinal);
        Assert.DoesNotContain(' ', summary);
        Assert.InRange(summary.Length, 20, 160);
    }

    [Fact]
    public void Scraped_link_lists_stay_out()
    {
        Block[] body =
        [
            Paragraph("Pemerintah Kota Tanjung Sirih membuka jembatan baru di atas Sungai Lamat pada Selasa (18/06)."),
            Paragraph("Baca juga: Jembatan Sungai Lamat dibuka bulan depan."),
            Paragraph("Wali kota mengatakan jembatan itu selesai dua bulan lebih cepat dari rencana karena cuaca mendukung."),
            Paragraph("Terkini Lainnya"),
            Paragraph("Tautan Sahabat"),
        ];
        Assert.Empty(Summariser.Summarise(body, "Jembatan baru dibuka", "id"));
        var longer = body.Append(Paragraph("Warga Sungai Lamat tidak perlu lagi memutar jauh untuk pergi ke pasar.")).ToArray();
        var summary = Summariser.Summarise(longer, "Jembatan baru dibuka", "id");
        Assert.StartsWith("Pemerintah Kota", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("Baca juga", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("Terkini", summary, StringComparison.Ordinal);
    }

    private static Block Paragraph(string text) => new() { Type = BlockType.Paragraph, Text = text };
}
