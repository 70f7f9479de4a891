using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>What hangs on an article: corrections, which stay; calls to readers and the press, which go; headings in boxes of their own.</summary>
public sealed class PageEdgesTests
{
    private const string Title = "The harbour library opens on Sundays";
    private const string First = "The harbour library will open on Sundays from October, after eight hundred readers had asked for it in a letter to the council.";
    private const string Second = "Two more librarians are hired for it, and the reading room upstairs gets the heating that it has been promised since 1998.";
    private const string Third = "The café stays closed on Sundays, as nobody was found who would run it for what the library can pay for the hours.";
    private const string Correction = "Correction: an earlier version of this article said that the letter had eighty signatures; there were eight hundred.";

    private static readonly string Body = $"<p>{First}</p><p>{Second}</p><p>{Third}</p>";

    private static readonly string[] Whole = [First, Second, Third];

    [Theory]
    [InlineData("<article><h1>{0}</h1><div class='article-body'>{1}<footer><p><em>{2}</em></p></footer></div></article>")]
    [InlineData("<article><h1>{0}</h1><section class='article-body'>{1}</section><div class='bottom-of-article'><p>{2}</p></div></article>")]
    [InlineData("<main><h1>{0}</h1><div class='article-body'>{1}</div><div class='notice-box'><p>* {2}</p><a href='/corrections'>Corrections</a></div><div class='related'><h3><a href='/1'>Another story of the day</a></h3></div></main>")]
    public void A_correction_stays_wherever_it_hangs_on_the_article(string page)
    {
        var texts = Texts(page.Replace("{0}", Title, StringComparison.Ordinal).Replace("{1}", Body, StringComparison.Ordinal).Replace("{2}", Correction, StringComparison.Ordinal));
        Assert.Equal(Whole, texts.Take(3));
        Assert.EndsWith(Correction, Assert.Single(texts.Skip(3)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div class='comments'><div class='comment'><p>{0}</p></div><div class='comment'><p>I was there and it was cold, said nobody ever in that room upstairs.</p></div></div>")]
    [InlineData("<div class='other'><h3><a href='/2'>What else happened at the harbour</a></h3><p>{0}</p></div>")]
    public void What_others_say_of_another_article_is_no_correction_of_this_one(string below) =>
        Assert.Equal(Whole, Texts($"<main><h1>{Title}</h1><div class='article-body'>{Body}</div>{below.Replace("{0}", Correction, StringComparison.Ordinal)}</main>"));

    [Theory]
    [InlineData("<div class='x7'><h4>Join us on WhatsApp</h4><p>Get the latest news from the harbour straight to your phone. <a href='https://chat.whatsapp.com/abc'>Click here</a>, and leave whenever you like.</p></div>")]
    [InlineData("<p class='q'>All of our news in one place: <a href='https://whatsapp.com/channel/0029'>our channel</a>, which you can mute at any time.</p>")]
    [InlineData("<div>Choose us among your sources <a href='https://news.google.com/publications/CAAq'>there</a>.</div>")]
    public void An_invitation_to_a_channel_goes_with_its_heading(string invitation) =>
        Assert.Equal(Whole, Texts($"<article><h1>{Title}</h1><div><p>{First}</p>{invitation}<p>{Second}</p><p>{Third}</p></div></article>"));

    [Theory]
    [InlineData("<p><i>Do you remember the old reading room? Write to <a href='mailto:desk@news.example'>desk@news.example</a> and we may print it.</i></p>")]
    [InlineData("<p><b>Press contact:</b><br>Ada Nilsen<br>+47 555 01 36<br><a href='mailto:ada@elsewhere.example'>ada@elsewhere.example</a></p>")]
    [InlineData("<h3>Media contact</h3><p>Ada Nilsen – 555 01 36 – ada@elsewhere.example</p>")]
    [InlineData("<p>SOURCE Harbour Library</p>")]
    [InlineData("<p>By: News/Agency</p>")]
    [InlineData("<p>Have your say in the comments below.</p>")]
    public void Calls_to_readers_and_the_press_go(string call) => Assert.Equal(Whole, Texts($"<article><h1>{Title}</h1><div>{Body}{call}</div></article>"));

    [Theory]
    [InlineData("The ministry answers questions on the channel that it opened on <a href='https://whatsapp.com/channel/x'>WhatsApp</a> after the flood, and has put up the list of the houses that may be entered again, which is the first such list since Sunday; the second one will come when the engineers have looked at the bridges, of which there are eleven, and at the mill.")]
    [InlineData("Her mother had signed the letter as well, and so had the teacher.<br><a href='https://whatsapp.com/channel/x'>Join us</a>")]
    [InlineData("If your street is affected, tell the council in the comments below the plan, which is on its pages until the end of the month.")]
    [InlineData("The site now requires JavaScript to show posts, which breaks the archives that libraries have made of it.")]
    [InlineData("Skip past the main square and turn left at the church, where the library has stood since 1911.")]
    public void What_is_like_a_call_and_is_none_stays(string paragraph) =>
        Assert.Equal(4, Texts($"<article><h1>{Title}</h1><div><p>{First}</p><p>{paragraph}</p><p>{Second}</p><p>{Third}</p></div></article>").Count);

    [Fact]
    public void Who_signs_below_the_text_is_its_author()
    {
        var article = Extract($"<article><h1>{Title}</h1><div>{Body}<p>{Correction}</p><p>Penulis: Budi Santoso</p></div></article>");
        Assert.Equal((4, "Budi Santoso"), (article!.Blocks.Count, string.Join("; ", article.Byline)));
    }

    [Fact]
    public void Where_to_apply_is_news()
    {
        const string where = "Readers who want to help on Sundays can apply by 3 May at volunteers@council.example or at the desk.";
        Assert.Equal([.. Whole, where], Texts($"<article><h1>{Title}</h1><div>{Body}<p>{where}</p></div></article>"));
    }

    [Fact]
    public void Headings_and_questions_in_boxes_of_their_own_are_of_the_text()
    {
        var article = Extract($"""
            <article><h1>{Title}</h1><div class="builder">
            <div class="widget widget-text"><p>{First}</p></div>
            <div class="widget widget-heading"><div class="widget-container"><h2>Who is hired</h2></div></div>
            <div class="widget widget-text"><p>{Second}</p></div>
            <div class="widget toggle" role="tablist"><div class="toggle-item"><div class="tab-title" role="tab"><a href="">What of the café?</a></div><div class="tab-content" role="tabpanel"><p>{Third}</p></div></div></div>
            </div></article>
            """);
        Assert.Equal([First, "Who is hired", Second, "What of the café?", Third], article!.Blocks.Select(block => block.Text));
    }

    [Fact]
    public void A_page_laid_out_as_a_table_has_its_article_in_one_column()
    {
        var teasers = string.Concat(Enumerable.Range(1, 14).Select(at =>
            $"<tr><td><a href='/r/{at}'><b>Study {at} of the tides is named finalist for an award</b></a><br><font size='2'>The department of tides maps the sea despite earlier promises, part {at}.</font></td></tr>"));
        var texts = Texts($"""
            <table><tr><td width="150"><a href="/">Home</a><br><a href="/news">News</a></td><td width="560"><table><tr><td><p class="headline"><b>{Title}</b></p>
            <font class="bodytext"><b>HARBOUR, Neb.</b> — {First}<br><br>{Second}<br><br>{Third}</font></td></tr></table></td>
            <td width="240"><table>{teasers}</table></td></tr></table>
            """);
        Assert.Equal([$"HARBOUR, Neb. — {First}", Second, Third], texts);
    }

    [Fact]
    public void A_headline_with_a_word_above_it_is_not_of_the_text()
    {
        Assert.Equal(Whole, Texts($"<div><div class='head'><span>analysis</span><h1><span>Reading</span> <span>{Title}</span></h1></div><div>{Body}</div></div>"));
        Assert.Equal(Whole, Texts($"<div><h1>{Title}</h1><div><font>READING</font><br><span>{Title}</span><br><font>By Ada Nilsen | 16.09.2004, 06:00</font><br><br>{First}<br><br>{Second}<br><br>{Third}</div></div>"));
    }

    [Theory]
    [InlineData("<div class='p'><span>Partager</span> <a href='#a'>Commenter</a> <a href='#'>Lire plus tard</a></div>")]
    [InlineData("<div><span>Bay Post</span> Propos recueillis par <span class='auteur'>Ada NILSEN</span>.</div>")]
    [InlineData("<p>Publié le 11 février 2025 – Mis à jour le 12 février 2025 – Temps de lecture : 3 minutes</p>")]
    [InlineData("<figure><a href='#skip'>skip past newsletter promotion</a></figure>")]
    public void Bars_above_the_text_go(string bar) => Assert.Equal(Whole, Texts($"<div><h1>{Title}</h1>{bar}<div>{Body}</div></div>"));

    [Theory]
    [InlineData("<figure class='em'><img data-gl-src='/p.jpg' alt='x'><div class='ccw'><span>The library on Tuesday, from the quay, where forty people had come to see what the council had done with the money that was left over, and nobody was quite sure.</span><span>Bo Lund/Bay Post</span></div></figure>")]
    [InlineData("<dl class='documents'><dt><img src='/p.jpg' alt=''></dt><dd>The library on Tuesday. <span>© Bo Lund</span></dd></dl>")]
    [InlineData("<div><h4>On this page:</h4><ul><li><a href='#a'>The first part of it</a></li><li><a href='https://www.news.example/2026/03/harbour-library#b'>The second</a><ul><li><a href='#c'>And more</a></li></ul></li></ul></div>")]
    public void What_pictures_say_and_lists_of_contents_are_no_text(string part) => Assert.Equal(Whole, Texts($"<div><h1>{Title}</h1><div><p>{First}</p>{part}<p>{Second}</p><p>{Third}</p></div></div>").FindAll(text => text is not null && !text.StartsWith("The library on", StringComparison.Ordinal)));

    [Theory]
    [InlineData("<p>{0}</p><p>By Ada Nilsen, in Narvik</p><ul><li><a href='#a'>The first part of it</a></li><li><a href='#b'>The second</a></li></ul>", "By Ada Nilsen, in Narvik")]
    [InlineData("<p>{0}</p><figure><img src='data:image/gif;base64,AA'>{1}</figure>", Second + " " + Third)]
    [InlineData("<p>{0}</p><figure><img src='/i.png' width='24'>{1}</figure>", Second + " " + Third)]
    [InlineData("<figure><img src='/p.jpg'></figure><p>{0}</p><figure><img src='/p.jpg'>{1}</figure>", Second + " " + Third)]
    public void What_stands_beside_a_list_of_contents_or_a_picture_that_is_not_shown_stays(string part, string text) =>
        Assert.Contains(text, Texts($"<div><h1>{Title}</h1><div>{part.Replace("{0}", First, StringComparison.Ordinal).Replace("{1}", $"{Second} {Third}", StringComparison.Ordinal)}<p>{Second}</p><p>{Third}</p></div></div>"));

    [Theory]
    [InlineData("<ul><li>The first part of it</li><li>The second, with <a href='#b'>a note</a></li></ul>")]
    [InlineData("<ol><li><a href='#r1'>^</a> Harbour records, page 12, in the town's own hand</li><li><a href='#r2'>^</a> The same, page 13, in another</li></ol>")]
    public void Other_lists_are(string list) => Assert.Contains(Extract($"<div><h1>{Title}</h1><div><p>{First}</p>{list}<p>{Second}</p><p>{Third}</p></div></div>")!.Blocks, block => block.Items is { Count: 2 });

    [Fact]
    public void A_list_whose_items_go_on_in_lists_of_their_own_is_text()
    {
        const string list = "<ul><li><a href='#a'>One part</a><ul><li>with something to say</li><li>and more of it</li></ul></li><li><a href='#b'>Another part</a></li></ul>";
        Assert.Contains(Extract($"<div><h1>{Title}</h1><div><p>{First}</p>{list}<p>{Second}</p><p>{Third}</p></div></div>")!.Blocks, block => block.Items is { Count: > 0 });
    }

    private static List<string?> Texts(string body) => [.. Extract(body)!.Blocks.Select(block => block.Text)];

    private static ExtractedArticle? Extract(string body) => PageExtractor.Read(
        $"<html><head><title>{Title}</title><meta property='og:title' content='{Title}'><meta property='article:published_time' content='2026-03-01T08:00:00Z'></head><body>{body}</body></html>",
        new Uri("https://www.news.example/2026/03/harbour-library"));
}
