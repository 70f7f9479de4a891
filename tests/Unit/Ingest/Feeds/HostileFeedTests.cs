using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Newsroom.Ingest.Feeds;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Feeds;

/// <summary>Whatever comes in, nothing is thrown, nothing grows beyond its bounds, and nothing goes out that could hurt.</summary>
public sealed partial class HostileFeedTests
{
    private static readonly string[] Seeds =
    [
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss [<!ENTITY boat 'ferry'>]>" + Read.Item(
            "<title>A &boat; <![CDATA[<b>x</b>]]></title><link>http://a.example/1?a=1&amp;b=2</link><description>&lt;p onclick='x'&gt;One&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</description>"
            + "<content:encoded><![CDATA[<svg><style><!--</style><img src=x onerror=alert(1)>--></svg><a href='javascript:alert(1)' title='\"><script>'>l</a><table><tr><td>x]]></content:encoded>"
            + "<pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><author>ada@a.example (Ada)</author><enclosure url='http://a.example/1.mp3' length='5'/><media:group><media:content url='x'/></media:group>"),
        Read.Atom("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>b</b></div></title><entry xml:base='http://a.example/x/'><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Long "
            + "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript><a href=' javascript:x'>y</a></p></div></content><updated>2004-W01-1T10:00Z</updated></entry>"),
        "{ \"version\": \"https://jsonfeed.org/version/1\", \"items\": [ { \"id\": 1, \"content_html\": \"<p>x<script>alert(1)</script><iframe src='x'></p>\", \"date_published\": \"2004-01-01\" } ] }",
    ];

    [Fact]
    public void Bytes_that_are_cut_flipped_doubled_or_strewn_about_never_hurt()
    {
        var random = new Random(20260301);
        for (var round = 0; round < 6_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Seeds[round % Seeds.Length]);
            bytes = (round / Seeds.Length % 5) switch
            {
                0 => bytes[..random.Next(bytes.Length)],
                1 => Flipped(bytes, random, 1 + random.Next(20)),
                2 => Strewn(bytes, random, ["<", ">", "&", "\"", "'", "<![CDATA[", "]]>", "<!--", "-->", "</", "/>", "&#", ";", "<script>", "\0"]),
                3 => [.. bytes[random.Next(bytes.Length)..], .. bytes[..random.Next(bytes.Length)]],
                _ => Moved(bytes, random),
            };
            Check(FeedReader.Read(bytes, new FeedOrigin(round % 2 == 0 ? "text/xml" : "application/feed+json", round % 7 == 0 ? "utf-16" : null, "http://o.example/")));
        }
    }

    [Theory]
    [InlineData("<")]
    [InlineData("&")]
    [InlineData("<a ")]
    [InlineData("<a b='")]
    [InlineData("<a b=\"c' ")]
    [InlineData("<title>")]
    [InlineData("<item>")]
    [InlineData("<item><title>a")]
    [InlineData("<geo:lat/>")]
    [InlineData("<x:svg>:svg")]
    [InlineData("</title>")]
    [InlineData("<!--")]
    [InlineData("<![CDATA[")]
    [InlineData("<![CDATA[</channel>")]
    [InlineData("<?")]
    [InlineData("<!")]
    [InlineData("<b><i>")]
    [InlineData("<x:y xmlns:x='u'>")]
    [InlineData("<item><description>&lt;b&gt;&lt;a href='x'>")]
    [InlineData("&lt;a b='")]
    [InlineData("<item xml:base='a/'>")]
    [InlineData("<category>a</category>")]
    [InlineData("<author>a@b.c</author>")]
    [InlineData("a@@a@")]
    [InlineData("<!DOCTYPE r [<!-- ")]
    [InlineData("<!DOCTYPE r [\"")]
    [InlineData("<svg>")]
    [InlineData("<svg></svg><svg>")]
    [InlineData("<script/>")]
    [InlineData("<script/><iframe/></iframe>")]
    [InlineData("<iframe src='https://www.youtube.com/embed/a'>")]
    [InlineData("<img data-src=x src=y>")]
    [InlineData("&copyamp")]
    [InlineData("<media:group><media:content url='a'><media:content url='b'></media:group>")]
    public void What_repeats_without_end_takes_time_by_its_length(string piece)
    {
        // Of an algorithm that takes the square of it, 2 MB would take minutes; the test's own limit is generous on purpose.
        var feed = Encoding.UTF8.GetBytes("<rss><channel>" + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var read = FeedReader.Read(feed, new FeedOrigin("application/xml"));
        FeedReader.Read(Encoding.UTF8.GetBytes("<rss><channel><item><description><![CDATA[" + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length))), new FeedOrigin("application/xml"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{piece}: {watch.Elapsed}");
        Assert.True(read!.Entries.Count <= FeedBounds.MaxEntries);
    }

    [Fact]
    public void Entities_of_entities_are_not_expanded()
    {
        var laughs = "<!DOCTYPE rss [<!ENTITY a 'haha'>" + string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY {(char)('a' + (i % 26))}{i} '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>")) + "]><rss><channel><title>&b1;&a;</title></channel></rss>";
        Assert.Equal("&b1;haha", Read.At(laughs, "feed.title"));
    }

    [Fact]
    public void Entries_beyond_the_bound_are_left_out() =>
        Assert.Equal(FeedBounds.MaxEntries, Read.Feed("<rss><channel>" + string.Concat(Enumerable.Repeat("<item><title>a</title></item>", FeedBounds.MaxEntries + 10)))!.Entries.Count);

    private static byte[] Flipped(byte[] bytes, Random random, int times)
    {
        for (var i = 0; i < times; i++)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static byte[] Strewn(byte[] bytes, Random random, string[] pieces)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(bytes));
        for (var i = 0; i < 8; i++)
            text.Insert(random.Next(text.Length), pieces[random.Next(pieces.Length)]);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Moved(byte[] bytes, Random random)
    {
        var (from, length) = (random.Next(bytes.Length), random.Next(60));
        var piece = bytes[from..Math.Min(bytes.Length, from + length)];
        var at = random.Next(bytes.Length);
        return [.. bytes[..at], .. piece, .. bytes[at..]];
    }

    private static void Check(ParsedFeed? feed)
    {
        if (feed is null)
            return;
        foreach (var entry in feed.Entries)
        {
            foreach (var html in (string?[])[entry.Summary, entry.Content])
            {
                if (html is null)
                    continue;
                // What a browser makes of it has neither scripts nor handlers, whatever it was.
                var body = new HtmlParser().ParseDocument("<body>" + html).Body!;
                foreach (var element in body.QuerySelectorAll("*"))
                {
                    Assert.DoesNotContain(element.LocalName, (string[])["script", "style", "iframe", "svg", "math", "object", "embed", "form", "input", "template", "noscript", "link", "meta", "base"]);
                    foreach (var attribute in element.Attributes)
                    {
                        Assert.Matches(Harmless(), attribute.Name);
                        Assert.False(attribute.Name is "href" or "src" or "cite" or "poster" && Scripted().IsMatch(attribute.Value), html);
                    }
                }
            }

            foreach (var url in (string?[])[entry.Link, entry.OriginalLink, entry.Image, entry.SourceUrl, .. entry.Enclosures.Select(one => one.Url)])
                Assert.False(url is not null && Scripted().IsMatch(url), url);
        }
    }

    [GeneratedRegex("^(href|src|alt|title|width|height|cite|datetime|start|colspan|rowspan|span|type|poster|controls|lang|dir)$")]
    private static partial Regex Harmless();

    [GeneratedRegex(@"^[\s\x00-\x20]*(javascript|vbscript|data|file|blob)\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Scripted();
}
