using System.Globalization;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>Pages that say one thing of their article in their head and another where readers see it.</summary>
public sealed class PageTrapsTests
{
    private const string Title = "The ferry that nobody wanted sails again";
    private const string Searched = "Harbour council restarts old ferry line after protest";

    private static readonly string Body = string.Concat(Enumerable.Range(1, 4).Select(at => $"<p>Passenger number {at} had waited on the quay since six in the morning, and got a coffee from the mate for it, as it had been raining.</p>"));

    [Theory]
    [InlineData("<h1 class='logo'><a href='/'>Bay Post</a></h1><h1>{0}</h1>")]
    [InlineData("<h1>Bay Post</h1><div class='x1' role='heading' aria-level='1'>{0}</div>")]
    [InlineData("<div class='article__header'><span itemprop='datePublished' content='2026-03-01T08:00:00Z'>1 March</span> <span class='js-slide' itemprop='headline'>{0}</span></div><h2>Recommended</h2>")]
    [InlineData("<div class='section-title'><a href='/n'>News</a> <a href='/n/h'>Harbour</a></div><h1 class='title'>{0}</h1>")]
    [InlineData("<h1><strong>Harbour council</strong> {0}</h1>", "Harbour council: a ferry line and its friends")]
    [InlineData("<h2>Comments on „{0}“</h2><h3>{0}</h3>", Title)]
    public void The_headline_is_the_one_that_is_printed(string heading, string? searched = null) =>
        Assert.Equal(Title, Extract(heading.Replace("{0}", Title, StringComparison.Ordinal), title: searched ?? Searched).Title);

    [Theory]
    [InlineData("<h1><em>Ferry tales</em>: how the film was made</h1>", "Ferry tales: how the film was made")]
    [InlineData("<h1><b>Anti</b>-ferry protests grow by the week</h1>", "Anti-ferry protests grow by the week")]
    [InlineData("<h1><a href='/covid'>Ferry line</a> – what we know of it now</h1>", "Ferry line – what we know of it now")]
    public void Words_that_are_set_otherwise_are_of_the_headline(string heading, string title) => Assert.Equal(title, Extract(heading, title: title).Title);

    [Fact]
    public void A_thread_is_called_after_itself_and_not_after_its_forum() =>
        Assert.Equal("Brake noise", Extract("<h1>The Classic Ferry Owners Forum</h1><h2 class='topic-title'><a href='./viewtopic.php?t=1'>Brake noise</a></h2>", title: "Brake noise - The Classic Ferry Owners Forum", declared: "").Title);

    [Fact]
    public void A_heading_behind_the_names_of_site_and_section_is_the_headline() =>
        Assert.Equal(Title, Extract($"<h1>Index</h1><h1>Opinion</h1><h1>{Title}</h1>", title: $"Index - Home - {Title}", declared: "What became of the ferry").Title);

    [Fact]
    public void A_longer_heading_goes_before_shorter_ones_for_networks() =>
        Assert.Equal($"'It was cold': {Title} with forty passengers, a dog and a piano",
            Extract($"<h1>Mail</h1><h2>'It was cold': {Title} with forty passengers, a dog and a piano</h2><div><span class='headline'>Ferry nobody wanted sails again</span></div>", title: Title).Title);

    [Theory]
    [InlineData("<p>Last updated: Friday, March 6, 2015, 11:43</p><p>First published: Thu, Mar 5, 2015, 01:00</p>", "<meta name='sailthru.date' content='2015-03-06 11:43:00'>", "2015-03-05")]
    [InlineData("<div><span class='date'>3/4/13 5:02 AM EST</span> <span class='updated'>Updated: 3/5/13 11:04 AM EST</span></div>", "<meta name='publication_date' content='2013-03-05 11:04'>", "2013-03-04")]
    [InlineData("<time>1 March 2026</time>", "<meta name='date' content='2026-03-04'>", "2026-03-01")]
    [InlineData("<p>The council met on Tuesday</p><p>3 March 2026</p>", "<meta name='date' content='2026-03-04'>", "2026-03-04")]
    [InlineData("<p>Updated: 4 March 2026 08:15</p><p>Sunday 1 March 2026, Anfield</p>", "<meta name='article:published_time' content='2026-03-04T07:30:00+01:00'>", "2026-03-04")]
    [InlineData("<p>First published March 19, 2024 9:30 pm</p>", "<meta name='article:published_time' content='2024-03-20T04:30:00Z'>", "2024-03-19")]
    [InlineData("<p>1 March 2026</p>", "<meta name='article:published_time' content='2026-03-04T10:00:00Z'>", "2026-03-04")]
    [InlineData("<span class='date'>12 May 2014</span>", "<meta name='created' content='2014-05-09'>", "2014-05-12")]
    [InlineData("<div class='submitted'><span property='dc:date dc:created' content='2014-05-06T10:15:00-05:00'>Tue, 05/06/2014</span></div>", "<meta name='dcterms.date' content='2011-09-02'>", "2014-05-06")]
    [InlineData("<abbr class='timedate updated published' title='2010-04-12T14:21:07-0700'>Mon Apr 12, 5:21 pm ET</abbr>", "", "2010-04-12")]
    public void The_day_is_that_of_the_first_publication(string printed, string head, string day) =>
        Assert.Equal(day, Extract($"<h1>{Title}</h1>{printed}", head: head, language: "en-US").PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("https://news.example/magazine/2026/03/10/ferry", "<time datetime='2026-03-03T06:00:00Z'>March 3, 2026</time>", "<meta property='article:published_time' content='2026-03-03T06:00:00Z'>", "2026-03-03")]
    [InlineData("https://news.example/2026/03/10/ferry", "<time datetime='2026-06-03T06:00:00Z'>June 3, 2026</time>", "<meta property='article:published_time' content='2026-06-03T06:00:00Z'>", "2026-03-10")]
    public void A_day_in_the_address_is_that_of_an_issue_only_where_the_page_was_there_before(string address, string printed, string head, string day) =>
        Assert.Equal(day, Extract($"<h1>{Title}</h1>{printed}", head: head, address: address).PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("<time datetime='2026-03-14T17:30:00Z'>14 March</time>", "<meta property='event:start_time' content='2026-03-14T17:30:00Z'>")]
    [InlineData("<time datetime='2026-03-14T17:30:00Z'>14 March</time>", "<script type='application/ld+json'>{\"@type\":\"Event\",\"name\":\"The ferry\",\"startDate\":\"2026-03-14T17:30:00Z\"}</script>")]
    public void The_day_of_an_event_is_not_that_of_its_page(string printed, string head) => Assert.Null(Extract($"<h1>{Title}</h1>{printed}", head: head).PublishedAt);

    [Theory]
    [InlineData("<script>var biz = \"\"; var createTime = '2024-11-13 09:05'; var n = 1;</script>")]
    [InlineData("<script>window.__STATE__ = {\"story\":{\"headline\":\"The ferry that nobody wanted sails again\",\"publishedAt\":\"2024-11-13T09:05:00Z\",\"filler\":\"FILL\"}};</script>")]
    [InlineData("<script><!--\nvar createTime = '2024-11-13 09:05';\n//--></script>")]
    [InlineData("<script>push({\\\"datePublished\\\":\\\"2024-11-13T09:05:00Z\\\"})</script>")]
    public void What_the_page_shows_nowhere_its_scripts_may_know(string script) =>
        Assert.Equal("2024-11-13 09:05", Extract($"<h1>{Title}</h1>", head: script.Replace("FILL", new string('x', 500), StringComparison.Ordinal)).PublishedAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("var createTime = 'never'; var publishTime = 20241113;")]
    [InlineData("createTime=")]
    [InlineData("publishDate: \"2024\"")]
    [InlineData("window.x = {")]
    [InlineData("var o = {\"unpublishDate\":\"2024-12-31\",\"publishDateOfRelated\":\"2024-12-30\"}")]
    public void Scripts_that_tell_no_day_tell_none(string script) => Assert.Null(Extract($"<h1>{Title}</h1>", head: $"<script>{script}</script>").PublishedAt);

    [Theory]
    [InlineData("<font size='6'><b>{0}</b></font>")]
    [InlineData("<h2>{0}</h2>")]
    public void What_the_window_is_called_and_the_page_shows_nowhere_is_no_headline(string heading) =>
        Assert.Equal(Title, PageExtractor.Read($"<html><head><title>NSU Service Release 00-062</title></head><body><font size='1'><a href='/'>Home</a></font>{heading.Replace("{0}", Title, StringComparison.Ordinal)}<div>{Body}</div></body></html>", null)!.Title);

    [Theory]
    [InlineData("<div class='title'><div>by <div class='popupmenu'><a class='username author fn' href='member.php?61'><strong>Ada Nilsen</strong></a><ul><li><a href='member.php?61'>View profile</a></li></ul></div></div></div>", "")]
    [InlineData("", "<p class='entry-footer'><span>Posted by Ada Nilsen on September 20, 2006 7:48 AM</span> | <a href='/p'>Permalink</a></p><h3>Comments</h3><p>Posted by: Bo Lund at September 21, 2006 9:00 AM</p>")]
    public void Who_posted_it_is_its_author(string above, string below) =>
        Assert.Equal(["Ada Nilsen"], PageExtractor.Read(Page($"<div><h1>{Title}</h1>{above}<div class='text'>{Body}{Body}{Body}</div>{below}</div>", "", Title, null, "en"), null)!.Byline);

    [Fact]
    public void Who_comments_is_not() =>
        Assert.Empty(PageExtractor.Read(Page($"<div><h1>{Title}</h1><div class='text'>{Body}</div><h3>Comments</h3><p>Posted by: Bo Lund at September 21, 2006 9:00 AM</p></div>", "", Title, null, "en"), null)!.Byline);

    [Theory]
    [InlineData("<script>var a={\"h\":\"<!-- x <script y\",\"f\":\"FILL\"}</script>")]
    [InlineData("<script type='application/json'>{\"h\":\"<!-- x <script y\"}</script>")]
    [InlineData("<script type='application/ld+json'><!-- {\"@type\":\"Thing\",\"h\":\"<script y\"} --></script>")]
    public void A_comment_in_a_script_does_not_take_the_page_along(string script) =>
        Assert.Equal(4, Extract($"<h1>{Title}</h1>{script.Replace("FILL", new string('x', 500), StringComparison.Ordinal)}").Blocks.Count);

    [Fact]
    public void Of_a_match_the_report_has_a_day_of_its_own() =>
        Assert.Equal(14, Extract($"<h1>{Title}</h1>", head: "<meta property='article:published_time' content='2024-06-14T22:10:00Z'><script type='application/ld+json'>{\"@type\":\"SportsEvent\",\"startDate\":\"2024-06-14T18:00\"}</script>").PublishedAt?.Day);

    [Fact]
    public void Names_with_commas_between_their_elements_are_all_named() =>
        Assert.Equal(["Ada Nilsen", "Bo Lund", "Cem Aksoy"], Extract($"<h1>{Title}</h1><div class='field-authors'><div><a href='/ada'>Ada Nilsen</a></div>, <div><a href='/bo'>Bo Lund</a></div>, <div><a href='/cem'>Cem Aksoy</a></div></div>").Byline);

    [Fact]
    public void The_day_of_first_publication_may_stand_below_the_text_and_be_written_either_way()
    {
        var article = PageExtractor.Read(Page(
            $"<h1>{Title}</h1><p>Updated: August 4, 2016</p>{Body}<div>First Published on: <span>03-08-2016 at 11:48 pm</span></div>",
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"" + Title + "\",\"datePublished\":\"2016-08-04T07:12:41+05:30\"}</script>", Title, null, "en"), null);
        Assert.Equal(new DateOnly(2016, 8, 3), DateOnly.FromDateTime(article!.PublishedAt!.Value.Date));
    }

    [Theory]
    [InlineData("<div class='author'>Bay Staff</div>", "")]
    [InlineData("<nav><a href='/j'>Justice</a></nav>", "", "<p class='byline'>By Justice</p>")]
    [InlineData("<div class='author'>Mustafa KÖKSAL - Sevda KORKMAZ / KUMLUCA</div>", "Mustafa KÖKSAL; Sevda KORKMAZ")]
    [InlineData("<p>By Renan Cavalcanti and Thaísa Melo, G1 PE and TV Globo</p>", "Renan Cavalcanti; Thaísa Melo")]
    [InlineData("<p class='author'>Ada Nilsen (Text), Bo Lund (Bilder)</p>", "Ada Nilsen")]
    [InlineData("<p class='author'>أحمد عبد الحافظ-القاهرة</p>", "أحمد عبد الحافظ")]
    [InlineData("<dl><dt>Text:</dt><dd><a href='/author/ada'>Ada Nilsen</a></dd></dl><dl><dt>Editor:</dt><dd>Bo Lund</dd></dl>", "Ada Nilsen", "", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"x\",\"author\":{\"@type\":\"Person\",\"name\":\"Bo Lund\"}}</script>")]
    [InlineData("<ul><li class='byline-item'><div class='byline-name'>Ada Nilsen</div><div class='byline-location'>Los Pinos</div></li></ul>", "Ada Nilsen")]
    [InlineData("<p class='author'>Von Ada Nilsen und Bo Lund (Fotos)</p>", "Ada Nilsen")]
    [InlineData("<p class='author'>Von Ada Nilsen (Redaktion)</p>", "Ada Nilsen")]
    [InlineData("<p>By Jane Doe and AJ Smith</p>", "Jane Doe; AJ Smith")]
    [InlineData("<p class='author'>M.Rizal Fadillah</p>", "M.Rizal Fadillah")]
    [InlineData("<div class='entry-author'><div class='author-info'><strong>Jane Doe</strong></div></div>", "Jane Doe")]
    [InlineData("<p class='mt-2'>\n                                    <a href='/authors/jane-doe'>\n                                        Jane Doe\n                                    </a>\n                                    <span>\n                                        March 20, 2024\n                                    </span>\n                                </p>", "Jane Doe")]
    [InlineData("", "", "<figure><img src='/a.jpg'><figcaption>The ferry <span class='media-author'>Bo Lund</span></figcaption></figure><blockquote><p>It was cold.</p><p class='quote-author'>Cy Vik</p></blockquote>")]
    [InlineData("<div class='author-name'><a class='person-name' href='/profile/author/bureau'>Bay Post Bureau</a></div>", "Bay Post Bureau", "", "<meta property='og:site_name' content='Bay Post'>")]
    [InlineData("<div class='author-name'><a class='person-name' href='/profile/author/post'>Bay Post</a></div>", "", "", "<meta property='og:site_name' content='Bay Post'>")]
    [InlineData("<p class='author'>von Ada Nilsen, NDR NIEDERSACHSEN</p>", "Ada Nilsen")]
    [InlineData("<span class='author'>كفر الشيخ - هدى البسيوني:</span>", "هدى البسيوني")]
    [InlineData("<p>Ada Nilsen / Narvik Bureau | Posted on : 07-Apr-2008 | Hits : 1436</p>", "Ada Nilsen")]
    [InlineData("<p>Middle East · 5 June 2025</p>", "")]
    [InlineData("", "", "<p>Wembley Stadium • 21 June 2026 • 19:30</p>")]
    [InlineData("<p>Real Estate | March 12, 2024</p>", "")]
    [InlineData("<p>Harbour and Bay | Founded 1911 by fishermen | 12 pages</p>", "")]
    [InlineData("", "", "<div class='x_testimonial'><p>It was cold.</p><strong class='x_testimonial_author'>Cy Vik</strong></div>")]
    [InlineData("", "", "<p>The old man on the quay, <a href='/people/bo-lund'>Bo Lund</a>, said that he had seen worse ferries than this one, and that most of them had sunk without anybody having been told of it, which was as well.</p>")]
    public void Authors_are_those_who_wrote_it(string above, string byline, string below = "", string head = "") =>
        Assert.Equal(byline, string.Join("; ", Extract(above.StartsWith("<nav", StringComparison.Ordinal) ? $"{above}<h1>{Title}</h1>{below}" : $"<h1>{Title}</h1>{above}{below}", head: head).Byline));

    [Theory]
    [InlineData("<p style='text-align: right'><em>Ρεπορτάζ: Ελένη Δρακάκη</em></p>", "Ελένη Δρακάκη", 4)]
    [InlineData("<p><em>Story by Ada Nilsen. Ada grew up in Narvik and has been writing about ferries for eleven years.</em></p>", "Ada Nilsen", 4)]
    [InlineData("<p>Text: Ada Nilsen</p>", "Ada Nilsen", 4)]
    [InlineData("<p>In 2019 he was succeeded by Bo Lund.</p>", "", 5)]
    [InlineData("<p>By 2019 he was succeeded by Bo Lund.</p>", "", 5)]
    [InlineData("<p>Published by Harbour House</p>", "", 5)]
    [InlineData("<p>Story by Ada Nilsen was the best of the evening. Nobody had heard it before.</p>", "", 5)]
    public void Who_wrote_it_may_be_said_below(string below, string byline, int blocks)
    {
        var article = Extract($"<h1>{Title}</h1></div><div class='text'>{Body}{Body.Replace("coffee", "tea", StringComparison.Ordinal)}{below}</div><div hidden>", body: "");
        Assert.Equal((byline, blocks + 4), (string.Join("; ", article.Byline), article.Blocks.Count));
    }

    [Theory]
    [InlineData("<h1>{0}</h1><time itemprop='datePublished' datetime='2016-05-11'>11.05.2016</time>", "<div><h5>Another ferry</h5><time>9.5.2016<meta itemprop='datePublished' content='2016-05-09'></time><time>8.5.2016<meta itemprop='datePublished' content='2016-05-08'></time></div>")]
    [InlineData("<h1>{0}</h1><dl><dt>bo</dt><dd>Registrado: 02 Mar 2014</dd></dl><p>11 May 2016, 22:14</p>", "")]
    [InlineData("<p>Tuesday 17 May 2016</p><h1>{0}</h1>", "<aside><span>First published</span> <span>11 May 2016</span></aside>")]
    public void Other_days_beside_the_headline_are_not_that_of_publication(string above, string below) =>
        Assert.Equal(new DateOnly(2016, 5, 11), DateOnly.FromDateTime(Extract(above.Replace("{0}", Title, StringComparison.Ordinal), body: Body + below).PublishedAt!.Value.Date));

    [Fact]
    public void Who_signs_below_the_text_goes_before_the_site_that_signs_everything()
    {
        var article = PageExtractor.Read(Page(
            $"<h1>{Title}</h1><div class='text'>{Body} 정선/윤가람, 채선우 기자 <a href='mailto:garam@post.example'>garam@post.example</a></div>",
            "<meta name='author' content='한겨레'>", $"{Title} : 전국 : 뉴스 : 한겨레", Title, "ko"), new Uri("http://www.post.example/arti/794512.html"));
        Assert.Equal(["윤가람", "채선우"], article!.Byline);
    }

    [Fact]
    public void A_papers_own_lines_around_a_report_are_not_of_it()
    {
        var article = PageExtractor.Read(Page(
            $"<h1>{Title}</h1><div class='text'><p>Laporan Wartawan Kabarpost.com, Rizky Nurmala</p>{Body}<p>(Kabarpost.com/Rizky Nurmala)</p></div>", "", Title, null, "id"), null);
        Assert.Equal((4, "Rizky Nurmala"), (article!.Blocks.Count, string.Join("; ", article.Byline)));
    }

    [Fact]
    public void A_standfirst_in_a_head_outside_of_the_article_is_of_the_text()
    {
        const string standfirst = "Forty passengers, a dog and a piano came along when the harbour's oldest ship left for the islands on Sunday.";
        var article = PageExtractor.Read(Page($"<header><h1>{Title}</h1><h2 class='w1'>{standfirst}</h2><div>By Ada Nilsen</div></header><article>{Body}</article>", "", Title, null, "en"), null);
        Assert.Equal(standfirst, article!.Blocks[0].Text);
        Assert.Equal(5, article.Blocks.Count);
    }

    private static ExtractedArticle Extract(string above, string head = "", string? title = null, string? declared = null, string language = "en", string? address = null, string? body = null) =>
        PageExtractor.Read(Page($"<div><div>{above}</div><div class='text'>{body ?? Body}</div></div>", head, title ?? Title, declared, language), address is null ? null : new Uri(address))!;

    private static string Page(string body, string head, string title, string? declared, string language) =>
        $"<html lang='{language}'><head><title>{title}</title><meta property='og:title' content='{declared ?? title}'>{head}</head><body>{body}</body></html>";
}
