using System.Globalization;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>Pages that systems put together from parts, each in elements of its own, named by the system and not by the text.</summary>
public sealed class PageComponentsTests
{
    private const string Title = "What the new ferry rules mean for small harbours";

    [Theory]
    // Adobe Experience Manager: "cmp" is a component here, and a platform for consent elsewhere.
    [InlineData("<div class='text grid'><div id='text-1{0}' class='cmp-text'><p>{1}</p><p>{2}</p></div></div>")]
    // A system's name for any of its parts.
    [InlineData("<div class='wrap'><div class='promo widget'><p>{1}</p><p>{2}</p></div></div>")]
    [InlineData("<p class='css-1hh1drv-no-print ehskumk1'>{1}</p><p class='css-1hh1drv-no-print ehskumk1'>{3}</p><div class='css-{0}'>{2}</div>")]
    // Who stands in a sentence wrote nothing.
    [InlineData("<div class='column'><p>{1}</p><p>Said <a href='/staff/ada-nilsen'>Ada Nilsen</a> of the harbour, who has read it fifty times and more, and goes on to read it.</p></div>")]
    // Numbers of a style sheet, of which one reads as a word.
    [InlineData("<div class='l{0} hx o'><div class='z yf ad be h{0} u'><p class='pw-post-body-paragraph aa bb'>{1}</p><p class='pw-post-body-paragraph aa bb'>{2}</p><p class='pw-post-body-paragraph aa bb'>{3}</p></div></div>")]
    // Something else is called each time besides.
    [InlineData("<div class='article_body sc-{0}ae093'><p>{1}</p><p>{2}</p></div><div class='sc-{0}x'><h2>Part {0} of the rules</h2></div>")]
    public void All_parts_of_a_text_are_read(string part)
    {
        var read = Text($"<div class='x'><h1>{Title}</h1>{Parts(part, 4)}</div>");

        for (var at = 0; at < 4; at++)
            Assert.Contains(Sentence(at, 1), read, StringComparison.Ordinal);
    }

    [Fact]
    public void Subheadings_between_the_parts_are_read_though_they_stand_in_boxes() =>
        Assert.Contains("Part 2 of the rules", Text($"<div class='x'><h1>{Title}</h1>{Parts("<div class='article_body sc-{0}ae093'><p>{1}</p><p>{2}</p></div><div class='sc-{0}x'><h2>Part {0} of the rules</h2></div>", 4)}</div>"), StringComparison.Ordinal);

    [Fact]
    public void Subheadings_of_the_first_level_begin_no_other_article() =>
        Assert.Contains(Sentence(3, 2), Text($"<section><div class='a b'><h1>{Title}</h1>{Parts("<p class='pw-post-body-paragraph'>{1}</p><p class='pw-post-body-paragraph'>{2}</p>", 3)}<h1>What is a harbour?</h1><p class='pw-post-body-paragraph'>{Sentence(8, 1)}</p></div><div class='c d'><h1>What follows</h1>{Parts("<p class='pw-post-body-paragraph'>{1}</p><p class='pw-post-body-paragraph'>{2}</p>", 5)}</div></section>"), StringComparison.Ordinal);

    [Fact]
    public void The_next_article_of_a_page_without_end_is_another() =>
        Assert.DoesNotContain("Another article altogether", Text($"<div><div class='a'><h1>{Title}</h1>{Parts("<p>{1}</p><p>{2}</p>", 3)}</div><div class='a'><h1>A mill turns</h1><p>Another article altogether, which begins where the first one ends and is no part of it at all.</p>{Parts("<p>Mill {1}</p>", 3)}</div></div>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("recommendations", true)]
    [InlineData("comments", true)]
    public void The_id_of_a_part_says_what_it_is_about(string id, bool isRead)
    {
        var read = Text($"<div class='body'><h1>{Title}</h1>{Parts("<section class='chapter' id='c{0}'><h2>Chapter {0}</h2><p>{1}</p><p>{2}</p></section>", 4)}<section class='chapter' id='{id}'><h2>At last</h2><p>Put a second scale in every shed, on the workers' side of the table, before September.</p><p>Pay the difference, which is three pence a packet at the present volumes.</p></section></div>");

        Assert.Equal(isRead, read.Contains("second scale", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_links_to_other_pages_the_id_still_says_what_they_are() =>
        Assert.DoesNotContain("second scale", Text($"<div class='body'><h1>{Title}</h1>{Parts("<section class='chapter' id='c{0}'><h2>Chapter {0}</h2><p>{1}</p><p>{2}</p></section>", 4)}<section class='chapter' id='recommendations'><h2>At last</h2><p><a href='/x'>Put a second scale in every shed, on the workers' side of the table, before September.</a></p></section></div>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("<section class='inread'><div class='service-card'><p>Newsletter</p><p>« Chaleur »</p><p>Chaque semaine, nos meilleurs articles sur le sujet</p><a href='/newsletters'>S’inscrire</a></div></section>", "Chaque semaine")]
    [InlineData("<div class='box'><h3>Newsletters</h3><p>What moves the harbour, each Monday.</p><button>Subscribe</button></div>", "each Monday")]
    [InlineData("<div class='anketa'><h4>Anketa</h4><p>Would a closure of two years be bad for you?</p><table><tr><td><a href='/v?1'>Yes</a></td><td>204</td></tr></table></div>", "closure of two years")]
    [InlineData("<div class='support'><h4>You can help us to see it from the water, too.</h4><p>We live by our readers. Two a month pay for a way to the harbour and back.</p><a class='btn' href='/support'>I give</a></div>", "live by our readers")]
    [InlineData("<p><strong>Lead image:</strong> Ada Nilsen / Harbour Archive</p>", "Lead image")]
    [InlineData("<div><p>Empfohlener redaktioneller Inhalt</p><p>Mit Ihrer Zustimmung wird hier ein externes Video geladen.</p></div>", "Zustimmung")]
    public void What_asks_for_something_within_the_text_is_not_of_it(string inset, string words) =>
        Assert.DoesNotContain(words, Text($"<article><h1>{Title}</h1>{Parts("<p>{1}</p><p>{2}</p>", 2)}{inset}{Parts("<p>{2}</p><p>{3}</p>", 3)}</article>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("<section><h2>Umfrage</h2><p>Die Partei liegt in einer <a href='/x'>Erhebung</a> bei 31 Prozent, drei Punkte vor der anderen.</p></section>", "31 Prozent")]
    [InlineData("<section><h2>Tickets and times</h2><p>The ferry lands at nine and leaves again at ten, on each day but Monday.</p><a class='btn' href='/book'>Book</a></section>", "but Monday")]
    [InlineData("<div class='wp-group wp-7'><h3>Best for small harbours</h3><p>The smallest of them lands wherever it likes to.</p><a class='button' href='/k1'>See price</a></div><div class='wp-group wp-8'><h3>Best for large ones</h3><p>The largest of them lands nowhere else than there.</p><a class='button' href='/k2'>See price</a></div>", "wherever it likes")]
    [InlineData("<table><tr><th>Command</th><th>Does</th></tr><tr><td><pre>land</pre></td><td>lands the ferry</td></tr></table>", "lands the ferry")]
    [InlineData("<p><strong>Photo exhibition: until 30 May, Town Hall, and nowhere else.</strong></p>", "until 30 May")]
    public void Sections_with_something_to_press_or_to_vote_on_stay(string part, string words) =>
        Assert.Contains(words, Text($"<article><h1>{Title}</h1>{Parts("<p>{1}</p><p>{2}</p>", 2)}{part}{Parts("<p>{2}</p><p>{3}</p>", 3)}</article>"), StringComparison.Ordinal);

    [Fact]
    public void Who_the_author_is_stands_below_the_text_and_is_not_of_it() =>
        Assert.DoesNotContain("Franeker", Text($"<main><h1>{Title}</h1><div class='entry-content'>{Parts("<p>{1}</p><p>{2}</p>", 5)}</div><div class='auteur-noot'><p>Hester Wiarda (Franeker, 1971) is a writer and a translator, who was an interpreter at the harbour for some years.</p><p>Her translation of the poems of a woman of the islands was published last year, and read by many.</p></div></main>"), StringComparison.Ordinal);

    [Fact]
    public void Entries_that_name_somebody_are_of_the_text() =>
        Assert.Contains(Sentence(7, 3), Text($"<main><h1>{Title}</h1>{Parts("<div class='contributor'><h3>Expert {0}</h3><p>{1}</p><p>{2}</p><p>{3}</p></div>", 8)}</main>"), StringComparison.Ordinal);

    [Fact]
    public void What_readers_think_of_it_is_not_of_the_text_though_it_is_longer() =>
        Assert.DoesNotContain("Reader", Text($"<main><h1>{Title}</h1><div class='story'>{Parts("<p>{1}</p><p>{2}</p>", 2)}</div><section class='reactions'>{Parts("<div class='reaction'><p>Reader {1}</p></div>", 12)}</section></main>"), StringComparison.Ordinal);

    [Fact]
    public void Parts_within_parts_of_the_same_name_are_read() =>
        Assert.Contains(Sentence(3, 2), Text($"<main><h1>{Title}</h1>{Parts("<div class='sidebar-layout'><div class='sidebar-layout'><p>{1}</p><p>{2}</p></div></div>", 4)}</main>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://www.post.example/cronache/19_novembre_17/traghetto-nuovo.shtml", "2019-11-17")]
    [InlineData("https://www.post.example/cronache/19_barriera_17/traghetto-nuovo.shtml", null)]
    public void A_day_written_out_in_the_address_is_one(string address, string? day) =>
        Assert.Equal(day, PageAddress.Of([address]).Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void A_program_beside_its_numbered_lines_is_its_lines()
    {
        var read = Blocks($"<article><h1>{Title}</h1>{Parts("<p>{1}</p><p>{2}</p>", 2)}<div class=highlight><table class=lntable><tr><td class=lntd><pre><code><span>1\n</span><span>2\n</span></code></pre></td><td class=lntd><pre><code>def ferry():\n    return 1</code></pre></td></tr></table></div>{Parts("<p>{3}</p>", 2)}</article>");

        Assert.Contains(read, block => block.Text == "def ferry():\nreturn 1");
        Assert.DoesNotContain(read, block => block.Type == BlockType.Table || block.Text is "1\n2");
    }

    [Fact]
    public void An_indent_on_a_new_line_begins_a_paragraph()
    {
        var read = Blocks($"<article><h1>廃線の駅舎で週二日だけの図書館が開く</h1><p class='w'>　列車が最後に走ってから六年。駅に、毎週火曜と土曜の午後だけ明かりがともる。\n\n　待合室の壁一面に並ぶのは、町民が持ち寄った本。鍵を預かるのは、地元の高校に通う生徒だ。\n　町には書店がない。町立図書館の分館も閉じ、最も近い図書館までは峠を越えて車で五十分かかる。</p></article>", "廃線の駅舎で週二日だけの図書館が開く");

        Assert.Equal(["列車が最後に走ってから六年", "待合室の壁一面に並ぶのは、", "町には書店がない。町立図書"], read.Select(block => block.Text![..13]));
    }

    [Theory]
    [InlineData("<p>{0}</p><span class='place'>Sơn La</span>Mỗi chiều tan học thầy bày bộ đồ nghề dưới gốc xoài, vá săm cho học trò.", "Sơn La Mỗi chiều")]
    [InlineData("<p>{0}</p><p>McDonald of <b>the Mc</b>Kinley said that it was no use, and that he would not come again.</p>", "of the McKinley")]
    public void A_place_before_the_text_stays_apart(string text, string read) =>
        Assert.Contains(read, Text($"<article><h1>{Title}</h1><div class='text'>{text.Replace("{0}", Sentence(1, 1), StringComparison.Ordinal)}</div>{Parts("<p>{1}</p><p>{2}</p>", 2)}</article>"), StringComparison.Ordinal);

    [Theory]
    [InlineData("<h1>{0}</h1><p class='byline'>By <a href='/authors/mina-oyelaran'>Mina Oyelaran</a>, a senior reviewer who has owned 31 keyboards. She wrote of printers.</p><article>{1}</article>", "Mina Oyelaran")]
    [InlineData("<h1>{0}</h1><article class='detail'>{1}<p class='author_mail'><strong>Hoàng Thu Hà</strong></p></article><div class='s'><article><p>x</p></article></div>", "Hoàng Thu Hà")]
    [InlineData("<h1>{0}</h1><div class='news'><p class='source'><strong>Cansu KARA - Deniz AKIN / TRABZON, (MHA)</strong></p>{1}</div>", "Cansu Kara; Deniz Akın", "tr")]
    [InlineData("<h1>{0}</h1><div class='news'><p><strong>Marie DIALLO / PARIS (AFP)</strong></p>{1}</div>", "Marie Diallo", "fr")]
    [InlineData("<h1>{0}</h1><div class='b'><p>Written by <a href='/profile/author/ashwini-gokhale/'>Ashwini Gokhale</a>, Edited by <a href='/about/desk/'>Sameer Thatte</a></p>{1}</div>", "Ashwini Gokhale")]
    [InlineData("<h1>{0}</h1><div class='byline'><a href='/staff/26/priya-lind/'>Priya Lind</a>&nbsp;and <span>Dale Moreno</span></div><div class='b'>{1}</div>", "Priya Lind; Dale Moreno")]
    [InlineData("<script type='application/ld+json'>{\"@type\":[\"HowTo\"],\"headline\":\"What the new ferry rules mean for small harbours\",\"author\":{\"@type\":\"Person\",\"name\":\"Ferdinand Kopp\"}}</script><h1>{0}</h1><div class='b'>{1}</div>", "Ferdinand Kopp")]
    [InlineData("<h1>{0}</h1><p class='byline'>Story and photos by Ada Nilsen</p><div class='b'>{1}</div>", "Ada Nilsen")]
    [InlineData("<h1>{0}</h1><p class='byline'>By Ada Nilsen, Photos by Bo Lund</p><div class='b'>{1}</div>", "Ada Nilsen")]
    [InlineData("<h1>{0}</h1><div class='b'><p>本报讯（记者 林晓雨报道）一家老戏院前，每隔十天就有一幅三公尺高的手绘电影看板换上，已画了六十五年。</p>{1}</div>", "林晓雨")]
    [InlineData("<h1>{0}</h1><div class='b'><p>一家老戏院前，每隔十天就有一幅三公尺高的手绘电影看板换上，已画了六十五年，眼睛已看不清楚近物，却仍坚持亲手打格。</p><p>【写真特集】</p>{1}</div>", "")]
    [InlineData("<h1>{0}</h1><h6>Penulis <span>Kontributor Jember, Siti Rahmawati</span></h6><div class='b'>{1}</div>", "Siti Rahmawati")]
    [InlineData("<h1>{0}</h1><span class='writer'>الإسكندرية – هناء عبد الحليم</span><div class='b'>{1}</div>", "هناء عبد الحليم")]
    [InlineData("<div class='kicker'>گزارش</div><h1>{0}</h1><div class='b'>{1}</div>", "")]
    [InlineData("<h1>{0}</h1><span class='author'>وليد محمد وأحمد علي</span><div class='b'>{1}</div>", "وليد محمد; أحمد علي")]
    [InlineData("<h1>{0}</h1><span class='author'>سيدي محمد ولد الشيخ</span><div class='b'>{1}</div>", "سيدي محمد ولد الشيخ")]
    [InlineData("<h1>{0}</h1><span class='author'>سید محمد وحید حسینی</span><div class='b'>{1}</div>", "سید محمد وحید حسینی")]
    [InlineData("<h1>{0}</h1><div class='b'><p>5月3日，市民在江边散步，天气很好，许多人带着孩子出来玩，河边的花都开了。（记者 林晓雨摄）</p>{1}</div>", "")]
    [InlineData("<h1>{0}</h1><div class='b'><p>本报讯（记者 林晓雨 王伟 北京报道）一家老戏院前，每隔十天就有一幅三公尺高的手绘电影看板换上，已画了六十五年。</p>{1}</div>", "林晓雨; 王伟")]
    [InlineData("<h1>{0}</h1><ul><li>White House</li><li>US Politics</li></ul><div class='b'>{1}</div>", "")]
    [InlineData("<h1>{0}</h1><div class='b'>{1}</div><article class='card'><h3><a href='/o'>Other story of the day</a></h3><span class='author'>Bo Lund</span></article>", "")]
    [InlineData("<h1>{0}</h1><div class='news'><p>Sales of boats / ROWING, (UK)</p>{1}</div>", "")]
    [InlineData("<h1>{0}</h1><div class='s'><p><strong>เรื่องและภาพ : กมลชนก ศรีสวัสดิ์</strong></p>{1}</div>", "กมลชนก ศรีสวัสดิ์")]
    [InlineData("<h1>{0}</h1><div class='i'><a class='authorLink' href='/w?id=4'>יעל ברקוביץ' ועומר דהן</a></div>{1}", "יעל ברקוביץ'; עומר דהן")]
    [InlineData("<h1>{0}</h1><div class='i'><a class='author' href='/w?id=4'>יעל ורדה כהן</a></div>{1}", "יעל ורדה כהן")]
    [InlineData("<h1>{0}</h1><div class='i'><span class='author'>أحمد علي ومحمد حسن</span></div>{1}", "أحمد علي; محمد حسن")]
    [InlineData("<h1>{0}</h1><div class='i'><span class='author'>محمد سعيد وليد حسن</span></div>{1}", "محمد سعيد وليد حسن")]
    [InlineData("<h1>{0}</h1><div class='b'>{1}<p><strong>گزارش: فاطمه نوروزی</strong></p></div>", "فاطمه نوروزی")]
    [InlineData("<h1>{0}</h1><div class='b'><p>گزارش سبزخبر از مزارع شرق؛ باغبان پریشان است.</p>{1}</div>", "")]
    [InlineData("<h1>{0}</h1><div class='meta'><span class='author-detail'><span>رپورٹ: رضوان اسلم</span><span>ملتان</span></span></div>{1}", "رضوان اسلم")]
    [InlineData("<h1>{0}</h1><div class='contrib'><div class='contributor-type'><span>লেখা:</span></div><span class='contributor-name'><a href='/author/m'>মনিরুল ইসলাম</a></span></div>{1}", "মনিরুল ইসলাম")]
    [InlineData("<h1>{0}</h1><span class='article__author'><a href='/szerzo/szabo-marton/'>Szabó Márton</a> <small>(szöveg)</small>, <a href='/szerzo/kiss-lilla/'>Kiss Lilla</a> <small>(fotó)</small></span>{1}", "Szabó Márton")]
    [InlineData("<h1>{0}</h1><div class='b'>{1}<p><strong>Оксана Мельник, фото авторки</strong></p></div>", "Оксана Мельник")]
    [InlineData("<h1>{0}</h1><div class='b'>{1}<p><strong>Μυρσίνη Τζινιέρη</strong></p><p><em>Πηγή φωτογραφιών: αρχείο της οικογένειας</em></p></div>", "Μυρσίνη Τζινιέρη")]
    [InlineData("<h1>{0}</h1><div class='b'>〔記者張家豪／台南報導〕一家老戲院前，每隔十天就有一幅三公尺高的手繪電影看板換上，八十一歲的畫師畫了六十五年。<br><br>{1}</div>", "張家豪")]
    [InlineData("<h1>{0}</h1><div class='b'><p>本报讯（记者 林晓雨 通讯员 陈海）一家老戏院前，每隔十天就有一幅三公尺高的手绘电影看板换上。</p>{1}</div>", "林晓雨; 陈海")]
    [InlineData("<h1>{0}</h1><header><div><div>Meera Vaidyanathan</div><div>Staff engineer, Delivery</div></div></header><article>{1}</article>", "Meera Vaidyanathan")]
    public void Who_wrote_it_is_found_where_papers_put_it(string page, string byline, string language = "en") =>
        Assert.Equal(byline, string.Join("; ", Read(page.Replace("{0}", Title, StringComparison.Ordinal).Replace("{1}", Parts("<p>{1}</p><p>{2}</p>", 4), StringComparison.Ordinal), language: language).Byline));

    private static string Parts(string part, int count) => string.Concat(Enumerable.Range(0, count).Select(at => string.Format(CultureInfo.InvariantCulture, part, at, Sentence(at, 1), Sentence(at, 2), Sentence(at, 3))));

    private static string Sentence(int part, int at) =>
        string.Create(CultureInfo.InvariantCulture, $"Rule {part}.{at} says that a ferry of fewer than {part + at + 10} passengers may land where the harbour master can see it, and nowhere else.");

    private static string Text(string body) => PlainText.Of(Read(body).Blocks);

    private static IReadOnlyList<Block> Blocks(string body, string title = Title) => Read(body, title).Blocks;

    private static ExtractedArticle Read(string body, string title = Title, string language = "en") =>
        PageExtractor.Read($"<html lang='{language}'><head><title>{title}</title></head><body>{body}</body></html>", new Uri("https://post.example/2026/rules"))!;
}
