using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>Articles that consist of entries or of several parts, and what stands among those.</summary>
public sealed class PageEntriesTests
{
    private const string Title = "Three bakeries at the harbour that open before six";
    private const string First = "The ovens at the quay are lit at three in the morning, and at five the first of the crew stand in line for rye rolls with cheese.";
    private const string Second = "Two sisters took over the shop beside the mill in spring, and their plum cake has been sold out by seven on each day since then.";
    private const string Third = "Nobody knows how old the sourdough of the third one is, but the baker feeds it on Sundays, too, and will not say with what it is.";

    private static readonly string[] Whole = [First, Second, Third];

    [Theory]
    [InlineData("{0}. The Lit Oven", "{0}. The Plum", "{0}. Old Dough")]
    [InlineData("<span>{0})</span> The Lit Oven", "<span>{0})</span> The Plum", "<span>{0})</span> Old Dough")]
    public void Entries_that_are_counted_are_the_article_also_where_their_headings_are_links(params string[] headings)
    {
        var entries = string.Concat(headings.Zip(Whole).Select((entry, at) =>
            $"<article class='tile'><a href='/p/{at}'><h3>{entry.First.Replace("{0}", $"{at + 1}", StringComparison.Ordinal)}</h3></a><p>{entry.Second}</p><a href='/p/{at}'>Read more</a></article>"));
        var blocks = Extract($"<main><h1>{Title}</h1><p>We got up early for you, and went back to sleep at noon with flour on our coats and no regrets.</p><div class='zone'>{entries}</div></main>").Blocks;
        Assert.Equal(Whole, blocks.Select(block => block.Text).Where(text => Whole.Contains(text)));
        Assert.Contains(blocks, block => block.Text is { } text && text.EndsWith("Old Dough", StringComparison.Ordinal));
    }

    [Fact]
    public void Teasers_below_an_article_go_whether_there_are_three_or_not()
    {
        var teasers = string.Concat(Whole.Select((text, at) => $"<article class='tile'><a href='/p/{at}'><h3>Another bakery of the coast {at}</h3></a><p>{text}</p></article>"));
        Assert.Equal(Whole, Texts($"<main><h1>{Title}</h1><div class='article-body'>{Paragraphs(Whole)}</div><div class='zone'>{teasers}</div></main>"));
    }

    [Theory]
    [InlineData("<div class='article-body'>{0}<fieldset><input type='radio' name='r'> 1 <input type='radio' name='r'> 2</fieldset></div>")]
    [InlineData("<table class='infobox'><tr><td>{0}</td></tr></table>")]
    public void What_holds_the_text_stays_whatever_else_is_in_it(string page) =>
        Assert.Equal(Whole, Texts($"<main><h1>{Title}</h1>{page.Replace("{0}", Paragraphs(Whole), StringComparison.Ordinal)}</main><div>The harbour office is open on weekdays from eight to four, and closed on the feast of the patron of fishermen.</div>").Where(text => Whole.Contains(text)));

    [Fact]
    public void Days_before_headlines_do_not_count_entries()
    {
        var teasers = string.Concat(Whole.Select((text, at) => $"<article class='tile'><h3><a href='/p/{at}'>{14 - at}.06.2024: Another bakery of the coast</a></h3><p>{text}</p></article>"));
        Assert.Equal(Whole, Texts($"<main><h1>{Title}</h1><div class='article-body'>{Paragraphs(Whole)}</div><div class='zone'>{teasers}</div></main>"));
    }

    [Fact]
    public void A_part_of_the_text_stays_with_a_teaser_in_it()
    {
        var teaser = "<div role='complementary'><a href='/other'><h3>The cartographer of smells</h3></a><span>By Ada Nilsen</span></div>";
        Assert.Equal(Whole, Texts($"<article><h1>{Title}</h1><div class='w'><div class='article__body c1'><p>{First}</p></div></div><div class='w'><div class='article__body c1'><p>{Second}</p></div></div><div class='w'><div class='article__body c1'>{teaser}<p>{Third}</p></div></div></article>"));
    }

    [Theory]
    [InlineData("<div class='q7'><div>Poll</div><div>Do you get up for bread?</div><ul><li><label><input type='radio' name='p'> Yes, always</label></li><li><label><input type='radio' name='p'> Only on Sundays</label></li></ul></div>")]
    [InlineData("<div class='q7'><div>Should the council build a second bridge across the river?</div><ul><li><label><input type='radio' name='p'> Yes</label></li><li><label><input type='radio' name='p'> No</label></li></ul></div>")]
    [InlineData("<ul class='grid'><li><a href='/1'><img src='/1.jpg' alt=''><div>Brothy chickpeas with lemon</div></a><div>Bright and ready in minutes.</div></li><li><a href='/2'><img src='/2.jpg' alt=''><div>Barley soup with burnt onions</div></a><div>The onions go right to the edge.</div></li></ul>")]
    [InlineData("<table class='infobox'><tr><th>Bakeries</th><td>3</td></tr><tr><th>Opened in</th><td>1911</td></tr></table>")]
    public void What_is_set_into_the_text_and_is_none_of_it_goes(string inset) =>
        Assert.Equal(Whole, Texts($"<article><h1>{Title}</h1><div class='x1'><p>{First}</p>{inset}<p>{Second}</p><p>{Third}</p></div></article>"));

    [Theory]
    [InlineData("<ul><li><input type='checkbox'> 200 g of rye</li><li><input type='checkbox'> a spoon of salt</li></ul>", 1)]
    [InlineData("<div class='mw-heading'><h3>Early</h3><span class='mw-editsection'>[<a href='?action=edit&amp;v=1'>Edit</a> | <a href='?action=edit'>Edit source</a>]</span></div>", 1)]
    [InlineData("<h3 class='anchor anchorWithStickyNavbar_x'>Early in the morning<a class='hash-link' href='#early'>#</a></h3>", 1)]
    [InlineData("<div class='elementor-invisible'><h3 class='elementor-heading-title'>Early in the morning</h3></div>", 1)]
    [InlineData("<ul><li><a href='https://shop.example/k'><img src='/k.jpg' alt=''></a><a href='https://shop.example/k'>Acme Kettle 3000</a> – boils a litre in two minutes.</li><li><a href='https://shop.example/m'><img src='/m.jpg' alt=''></a><a href='https://shop.example/m'>Acme Mixer 40</a> – kneads a kilo.</li></ul>", 1)]
    [InlineData("<div class='admonition alert alert--secondary'><p>On Mondays the ovens stay cold, and the line forms before the shop at the mill instead.</p></div>", 1)]
    public void What_looks_like_furniture_and_is_none_stays(string inset, int blocks) =>
        Assert.Equal(3 + blocks, Extract($"<article><h1>{Title}</h1><div class='x1'><p>{First}</p>{inset}<p>{Second}</p><p>{Third}</p></div></article>").Blocks.Count);

    [Fact]
    public void A_page_without_headings_has_its_headline_in_a_line_and_its_comments_below_a_line()
    {
        var comments = string.Concat(Enumerable.Range(1, 4).Select(at => $"<tr><td><font>by reader {at} on October {at}, 2005</font><br>I went there at {at} in the morning and the line was around the corner, so I went home again.</td></tr>"));
        Assert.Equal(Whole, Texts($"<table><tr><td><table><tr><td><font size='4'><b>{Title}</b></font></td></tr><tr><td><font>{string.Join("<br><br>", Whole)}</font></td></tr></table><table><tr><td><b>Member Comments:</b></td></tr>{comments}</table></td></tr></table>"));
    }

    [Fact]
    public void Posts_of_a_thread_stay_though_their_headings_lead_to_themselves()
    {
        var posts = string.Concat(Whole.Select((text, at) => $"<div class='post' id='p{at}'><h3><a href='./viewtopic.php?p={at}#p{at}'>Re: {Title}</a></h3><p>by <a href='/memberlist.php?u={at}'>Reader {at}</a></p><div class='content'>{text}</div></div>"));
        Assert.Equal(Whole, Texts($"<div id='page'><h1>{Title}</h1>{posts}</div>").Where(text => Whole.Contains(text)));
    }

    [Theory]
    [InlineData("<div class='expand-container'><span>If the oven stays cold</span><div class='expand-content expand-hidden'><p>{0}</p></div></div>", true)]
    [InlineData("<div class='faq_accordion'><div class='faq_question'>Do they open on Sundays?</div><div class='faq_answer' style='display:none'><p>{0}</p></div></div>", true)]
    [InlineData("<div class='x7' style='display:none'><p>{0}</p></div>", false)]
    [InlineData("<nav><div class='accordion' style='display:none'><p>{0}</p></div></nav>", false)]
    [InlineData("<section class='page--expandable'><main><div class='toast' hidden><p>{0}</p></div></main></section>", false)]
    public void What_a_heading_unfolds_is_text(string folded, bool isText)
    {
        const string Folded = "On Mondays the ovens stay cold, and the line forms before the shop at the mill instead.";
        Assert.Equal(isText, Texts($"<article><h1>{Title}</h1><div class='x1'>{Paragraphs(Whole)}{folded.Replace("{0}", Folded, StringComparison.Ordinal)}</div></article>").Contains(Folded));
    }

    [Fact]
    public void Details_below_a_description_go_on_with_it()
    {
        const string Details = "Pure rye from eleven farms along the river, ground at the mill on the day before it is baked and never later.";
        Assert.Contains(Details, Texts($"<main><h1>{Title}</h1><div class='product-description'>{Paragraphs(Whole)}</div><div class='accordion'><details><summary><h2>What is in it</h2></summary><div><p>{Details}</p></div></details></div></main>"));
    }

    [Fact]
    public void A_field_for_mail_does_not_take_the_part_that_it_stands_in()
    {
        string Part(string name, string inset) => $"<div class='{name}'><p class='t'>{First} {name}</p><p class='t'>{Second} {name}</p>{inset}<p class='t'>{Third} {name}</p><p class='t'>{First} {Third} {name}</p></div>";
        var texts = Texts($"<article><h1>{Title}</h1>{Part("a1 b2", "")}{Part("c3 d4", "<div class='e5'><p>Stories of hers by mail</p><input type='email'><button>Subscribe</button></div>")}{Part("f6 g7", "")}</article>");
        Assert.Equal(12, texts.Count(text => text.EndsWith("b2", StringComparison.Ordinal) || text.EndsWith("d4", StringComparison.Ordinal) || text.EndsWith("g7", StringComparison.Ordinal)));
    }

    private static string Paragraphs(IEnumerable<string> texts) => string.Concat(texts.Select(text => $"<p>{text}</p>"));

    private static List<string> Texts(string body) => [.. Extract(body).Blocks.Select(block => block.Text).OfType<string>()];

    private static ExtractedArticle Extract(string body) => PageExtractor.Read(
        $"<html lang='en'><head><title>{Title}</title><meta property='article:published_time' content='2026-03-01T08:00:00Z'></head><body>{body}</body></html>", new Uri("https://news.example/2026/bakeries"))!;
}
