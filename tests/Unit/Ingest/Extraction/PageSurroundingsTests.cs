using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>Short articles among more text than they have themselves.</summary>
public sealed class PageSurroundingsTests
{
    private const string Title = "The market hall stays where it is";

    private const string First = "The market hall by the station will not be torn down, the council decided on Monday night after three hundred people had spoken for it.";
    private const string Second = "Its roof, which has leaked for eleven years, will be mended before the winter, and the fish stalls come back in the spring.";
    private const string Third = "What the work costs nobody would say; the treasurer spoke of a sum that the town can bear if the swimming bath waits.";

    private const string Notice = "This website stores cookies to find out which pages are read and to show advertisements that fit. Your browser can refuse a cookie at any time. ";

    private static readonly string Body = $"<p>{First}</p><p>{Second}</p><p>{Third}</p>";

    private static readonly string[] Whole = [First, Second, Third];

    private readonly PageExtractor extractor = new();

    [Theory]
    [InlineData("div role=\"dialog\" id=\"consent\"", "div")]
    [InlineData("div class=\"x1\"", "div")]
    [InlineData("section", "section")]
    public void A_notice_of_cookies_is_not_the_article_however_long_it_is(string start, string end)
    {
        var notice = $"<{start}><h2>We value your privacy</h2><p>{string.Concat(Enumerable.Repeat(Notice, 6))}</p><button>Accept</button></{end}>";
        Assert.Equal(Whole, Texts($"{notice}<div class=\"y2\"><h1>{Title}</h1><div>{Body}</div></div>"));
    }

    [Fact]
    public void An_article_on_cookies_is_one()
    {
        var paragraphs = Enumerable.Range(1, 4).Select(at => $"Browsers will refuse a cookie of another site from version {at} on, and the trade that lives on cookies is not pleased about it.").ToArray();
        var article = Extract($"<div><h1>Browsers to refuse cookies</h1><div>{string.Concat(paragraphs.Select(text => $"<p>{text}</p>"))}</div></div>", "Browsers to refuse cookies");
        Assert.Equal(paragraphs, article!.Blocks.Select(block => block.Text));
    }

    [Fact]
    public void Teasers_with_more_text_than_the_article_stay_beside_it()
    {
        var teasers = string.Concat(Enumerable.Range(1, 12).Select(at =>
            $"<article class=\"t\"><h3><a href=\"/news/{at}\">Another story of the day, number {at}</a></h3><p>The brass band is looking for young players and offers lesson {at} free, on Thursday evenings in the church hall.</p></article>"));
        Assert.Equal(Whole, Texts($"<div><article class=\"a\"><h1>{Title}</h1>{Body}</article><div class=\"m\">{teasers}</div></div>"));
    }

    [Fact]
    public void A_paragraph_about_baking_is_no_notice_of_cookies()
    {
        const string sheets = "A bear that had come in through the kitchen was driven out with cookie sheets, and nobody was hurt, said the head of the school.";
        Assert.Equal([.. Whole, sheets], Texts($"<article><h1>{Title}</h1>{Body}<p>{sheets}</p></article>"));
    }

    [Fact]
    public void A_quote_that_repeats_the_text_goes_and_another_stays()
    {
        const string said = "\"Nobody asked us what the hall is worth to us, and so we told them without being asked,\" said a fishmonger.";
        Assert.Equal([First, said, Second, Third], Texts($"<article><h1>{Title}</h1><p>{First}</p><p>{said}</p><blockquote class=\"pullquote\"><p>Nobody asked us what the hall is worth to us.</p></blockquote><p>{Second}</p><p>{Third}</p></article>"));
        Assert.Equal([First, "They never asked us what a hall is good for.", Second, Third], Texts($"<article><h1>{Title}</h1><p>{First}</p><blockquote class=\"pullquote\"><p>They never asked us what a hall is good for.</p></blockquote><p>{Second}</p><p>{Third}</p></article>"));
    }

    [Fact]
    public void The_id_of_a_heading_says_nothing_of_it() =>
        Assert.Equal([First, "Repairs", Second, Third], Texts($"<article><h1>{Title}</h1><p>{First}</p><h3 class=\"sub\" id=\"nav_related_0\">Repairs</h3><p>{Second}</p><p>{Third}</p></article>"));

    [Fact]
    public void A_line_of_a_heading_that_is_declared_is_the_headline()
    {
        var article = Extract($"<script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"{Title}\"}}</script><article><h2><span>Buildings in Sandvik</span> <span>{Title}</span></h2>{Body}</article>", "Sandvik: " + Title);
        Assert.Equal(Title, article!.Title);
    }

    [Theory]
    [InlineData("<div class=\"article__author\">Ada Nilsen</div>")]
    [InlineData("<p class=\"ondertekening\"><i>Ada Nilsen, Sandvik</i></p>")]
    [InlineData("<div class=\"read__credit\"><div class=\"read__author\">Penulis <div id=\"penulis\"><a href=\"/author/ada\">Ada Nilsen</a></div> | Editor <div id=\"editor\"><a href=\"/author/bo\">Bo Lund</a></div></div></div>")]
    public void Who_signs_below_the_text_wrote_it(string signature) =>
        Assert.Equal(["Ada Nilsen"], Extract($"<article><h1>{Title}</h1><div>{Body}{Body.Replace("hall", "house", StringComparison.Ordinal)}{Body.Replace("hall", "square", StringComparison.Ordinal)}<div class=\"photo-author\">Photo: Dag Holm / Portnews</div>{signature}</div></article>", Title)!.Byline);

    [Fact]
    public void Entries_of_a_running_report_keep_their_headings_and_what_it_began_with()
    {
        string Entry(string heading, string text) => $"<div class=\"entry\"><div class=\"entry-header\"><time datetime=\"2020-02-09T19:58:00Z\">19:58</time></div><h3>{heading}</h3><div class=\"entry-content\"><p>{text}</p><p>{text.Replace("the", "this", StringComparison.Ordinal)} Nobody was surprised by it, a spokesman for the town said.</p></div></div>";
        var texts = Texts($"<article><h1>{Title}</h1><div class=\"article-body\"><p>{First} {Second}</p></div><div class=\"live\">{Entry("It is over", First)}{Entry("They speak", Second)}{Entry("The doors open", Third)}</div></article>").ToList();
        Assert.Equal([$"{First} {Second}", "It is over", First], texts.Take(3));
        Assert.Contains("They speak", texts);
        Assert.Contains("The doors open", texts);
    }

    [Fact]
    public void Headings_between_entries_of_one_element_come_once_each()
    {
        string Entry(string heading, string text) => $"<h3>{heading}</h3><div class=\"entry-content\"><p>{text}</p></div>";
        Assert.Equal(["It is over", First, "They speak", Second, "The doors open", Third],
            Texts($"<article><h1>{Title}</h1><div class=\"live\">{Entry("It is over", First)}{Entry("They speak", Second)}{Entry("The doors open", Third)}</div></article>"));
    }

    [Fact]
    public void What_is_declared_of_the_article_is_its_headline_and_the_sections_name_above_it_is_not() =>
        Assert.Equal(Title, Extract($"<meta property=\"og:title\" content=\"{Title}\"><div><h1 id=\"versionHeadLine\">News Flash</h1><div><h3>{Title}</h3>{Body}</div></div>", "News Flash • Sandvik • Town hall")!.Title);

    [Fact]
    public void A_recipe_below_its_story_belongs_to_it()
    {
        var texts = Texts($"<div><h1>{Title}</h1><div class=\"entry-content\">{Body}<div class=\"wprm-recipe-container\"><h2>Plum dumplings</h2><a href=\"/print/1\">Print</a><h3>Ingredients</h3><ul><li>sixteen plums</li><li>two pounds of potatoes</li><li>butter, and more of it than you think</li></ul></div></div></div>").ToList();
        Assert.Equal([.. Whole, "Plum dumplings", "Ingredients", null], texts);
    }

    [Theory]
    [InlineData("Ada Nilsen, Sandvik", "Ada Nilsen")]
    [InlineData("Ada Nilsen, Bo Lund", "Ada Nilsen; Bo Lund")]
    public void Signatures_in_italics_are_names_and_the_place_is_none(string line, string names) =>
        Assert.Equal(names.Split("; "), Extract($"<article><h1>{Title}</h1><div>{Body}{Body.Replace("hall", "house", StringComparison.Ordinal)}<p><em>{line}</em></p></div></article>", Title)!.Byline);

    [Fact]
    public void A_card_below_the_text_names_the_author() =>
        Assert.Equal(["Marie-Jo"], Extract($"<article><h1>{Title}</h1><div>{Body}{Body.Replace("hall", "house", StringComparison.Ordinal)}{Body.Replace("hall", "square", StringComparison.Ordinal)}</div><footer class=\"entry-footer\"><span class=\"byline\"><span class=\"author vcard\"><a class=\"url fn n\" href=\"/author/mariejo/\">Marie-Jo</a></span></span></footer></article>", Title)!.Byline);

    [Fact]
    public void A_sentence_below_a_headline_is_a_short_item_and_the_sites_own_words_are_not() => Assert.Equal(
        [First],
        Texts($"<div class=\"main\"><h1>{Title}</h1><p>{First}</p></div><div class=\"footer\"><p>The Harbour Post is a member of the press council and follows its code in all that it prints.</p></div>"));

    [Fact]
    public void The_part_of_a_title_that_is_printed_above_the_text_is_the_headline()
    {
        var article = Extract($"<table><tr><td><font size=5><b>{Title}</b></font><br><font size=1>By ADA NILSEN<br>March 1, 2001</font><p>{First}<p>{Second}<p>{Third}</td></tr></table>", "Harbour Post: " + Title);
        Assert.Equal((Title, "ADA NILSEN"), (article!.Title, article.Byline.Single().ToUpperInvariant()));
        Assert.Equal(new DateTimeOffset(2001, 3, 1, 0, 0, 0, TimeSpan.Zero), article.PublishedAt);
        Assert.Equal(Whole, article.Blocks.Select(block => block.Text));
    }

    [Theory]
    [InlineData("<h1>Installing<a href=\"#installing\">¶</a></h1>", "Installing — Tool 2.1 documentation", "Installing")]
    [InlineData("<h1>Harbour Post</h1><h2>The market hall stays where it is</h2>", "The market hall stays where it is - Harbour Post", "The market hall stays where it is")]
    public void A_heading_that_the_title_begins_with_is_the_headline(string heading, string title, string headline) =>
        Assert.Equal(headline, Extract($"<div>{heading}{Body}</div>", title)!.Title);

    [Fact]
    public void Pictures_and_what_is_to_be_seen_on_them_are_a_gallery()
    {
        var slides = string.Concat(Whole.Select((text, at) => $"<div class=\"slide\"><img src=\"/p{at}.jpg\"><div class=\"caption\">{text}</div></div>"));
        var article = Extract($"<h1>{Title}</h1><div class=\"gallery\">{slides}</div><div class=\"rel\"><ul><li><a href=\"/a\">Another story of the day</a></li></ul></div>", Title);
        Assert.Equal(Whole, article!.Blocks.Where(block => block.Type == BlockType.Paragraph).Select(block => block.Text));
        Assert.Equal(3, article.Media.Count);
    }

    [Fact]
    public void Elements_that_only_a_style_sheet_keeps_apart_are_words_of_their_own()
    {
        var article = Extract($"<div><h1>{Title}</h1><div><span>By Ada Nilsen</span><span>1 March 2026</span></div><div>{Body}</div></div>", Title);
        Assert.Equal(["Ada Nilsen"], article!.Byline);
    }

    [Fact]
    public void First_lines_that_only_line_breaks_part_from_the_text_are_not_of_it()
    {
        var article = Extract($"<div id=menu><a href=/a>A</a></div><div><b>{Title}</b><br><i>By Ada Nilsen, 1 March 2010</i><br>{First}<br><br>{Second}<br><br>{Third}</div>", Title);
        Assert.Equal(Whole, article!.Blocks.Select(block => block.Text));
        Assert.Equal(["Ada Nilsen"], article.Byline);
    }

    [Fact]
    public void A_text_that_an_advertisement_parts_goes_on_in_an_element_called_otherwise()
    {
        var paragraphs = Enumerable.Range(1, 11).Select(at => $"Of the {at} stalls that were asked, most would rather have the roof mended than a new hall beside the station, and they said so in writing.").ToArray();
        string Paragraphs(IEnumerable<string> texts) => string.Concat(texts.Select(text => $"<p>{text}</p>"));
        Assert.Equal(
            paragraphs,
            Texts($"<div><h1>{Title}</h1><div class=\"article-body\">{Paragraphs(paragraphs[..6])}</div><div class=\"q7\"></div><div class=\"q8\">{Paragraphs(paragraphs[6..])}</div></div>"));
    }

    [Fact]
    public void What_is_written_beside_a_text_in_another_way_is_not_of_it_whatever_it_is_called()
    {
        var posts = string.Concat(Enumerable.Range(1, 4).Select(at =>
            $"<div class=\"k4\"><b>old salt {at}</b><div class=\"k5\">My father had stall {at} until he died, and he would have laughed at the whole plan and then cried a little.</div></div>"));
        Assert.Equal(Whole, Texts($"<div class=\"k0\"><div class=\"k1\"><h1>{Title}</h1><div class=\"k2\">{Body}</div></div><div class=\"k3\">{posts}</div></div>"));
    }

    [Fact]
    public void A_field_whose_label_is_hidden_is_shown()
    {
        var lists = string.Concat(Enumerable.Range(1, 9).Select(at => $"<p>Market {at} of the county opens at six in the morning and closes when the last fish is sold or the gulls have won.</p>"));
        Assert.Equal(Whole, Texts($"<div><div><h1>{Title}</h1><div class=\"field field--name-body field--label-hidden\">{Body}</div></div><div class=\"z1\">{lists}</div></div>"));
    }

    private IEnumerable<string?> Texts(string body) => Extract(body, Title)!.Blocks.Select(block => block.Text);

    private ExtractedArticle? Extract(string body, string title) =>
        extractor.Extract($"<html lang=en><head><title>{title}</title></head><body>{body}</body></html>", new Uri("https://harbour.example/news/market-hall"));
}
