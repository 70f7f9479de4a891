using System.IO.Compression;
using System.Text;
using Newsroom.Ingest.Feeds;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Feeds;

public sealed class BrokenFeedTests
{
    [Theory]
    [InlineData("<rss><channel><item><title>AT&T & Sons</title></item></channel></rss>", "entries.0.title", "AT&T & Sons")]
    [InlineData("<rss><channel><item><title>1 < 2</title></item></channel></rss>", "entries.0.title", "1 < 2")]
    [InlineData("<rss><channel><item><description><![CDATA[<!-- a --!><p>seen</p><!-- b --!>]]></description></item></channel></rss>", "entries.0.summary", "<p>seen</p>")]
    [InlineData("<rss><channel><item><title>Caf&eacute;&nbsp;bar</title></item></channel></rss>", "entries.0.title", "Café\u00A0bar")]
    [InlineData("<rss><channel><item><title>a &unknown; b</title></item></channel></rss>", "entries.0.title", "a &unknown; b")]
    [InlineData("<!DOCTYPE rss [<!ENTITY boat \"ferry\">]><rss><channel><item><title>The &boat;</title></item></channel></rss>", "entries.0.title", "The ferry")]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>The &x;</title></item></channel></rss>", "entries.0.title", "The &x;")]
    [InlineData("<rss><channel><item><title>One<link>http://a.example/1</link></item><item><title>Two</title></item></channel></rss>", "entries.0.title", "One")]
    [InlineData("<rss><channel><item><title>One<link>http://a.example/1</link></item><item><title>Two</title></item></channel></rss>", "entries.0.link", "http://a.example/1")]
    [InlineData("<rss><channel><item><title>One<link>http://a.example/1</link></item><item><title>Two</title></item></channel></rss>", "entries.1.title", "Two")]
    [InlineData("<rss><channel><item><title>One</titel><link>http://a.example/1</link></item></channel></rss>", "entries.0.title", "One")]
    [InlineData("<rss><channel><title>Post</title><item><title>One</title></item><item><title>Tw", "entries.1.title", "Tw")]
    [InlineData("<rss><channel><title>Post</title><item><title>One</title><description>&lt;p&gt;Cut o", "entries.0.summary", "<p>Cut o</p>")]
    [InlineData("<rss><channel><item><description><![CDATA[never closed</description><title>One</title></item></channel></rss>", "entries.0.title", "One")]
    [InlineData("<rss><channel><item><description><![CDATA[never closed</description><title>One</title></item></channel></rss>", "entries.0.summary", "never closed")]
    [InlineData("<rss><channel><item><description><![CDATA[a</description></item><item><description><![CDATA[b]]></description></item></channel></rss>", "entries.1.summary", "b")]
    [InlineData("<rss><channel><item><title>One</title></item></channel></rss><script>x</script> rubbish", "entries.0.title", "One")]
    [InlineData("\n\n  <?xml version='1.0'?><rss><channel><item><title>One</title></item></channel></rss>", "entries.0.title", "One")]
    [InlineData("Warning: line 3<br>\n<?xml version='1.0'?><rss><channel><item><title>One</title></item></channel></rss>", "entries.0.title", "One")]
    [InlineData("<rss><channel><item><title foo='1' foo='2' bar>One</title></item></channel></rss>", "entries.0.title", "One")]
    [InlineData("<rss version=2.0><channel><item><enclosure url=http://a.example/1.mp3 length=5/></item></channel></rss>", "entries.0.enclosures.0.url", "http://a.example/1.mp3")]
    [InlineData("<rss><channel><item><description><p>A <b>bold</b> claim</p></description></item></channel></rss>", "entries.0.summary", "<p>A <b>bold</b> claim</p>")]
    [InlineData("<rss><channel><item><description>A <br> claim</description><title>One</title></item></channel></rss>", "entries.0.title", "One")]
    [InlineData("<rss><channel><item><!-- <title>Not</title> --><title>One</title></item></channel></rss>", "entries.0.title", "One")]
    [InlineData("<rss><channel><item><title>A<!-- b -->C<?php x ?>D</title></item></channel></rss>", "entries.0.title", "ACD")]
    [InlineData("<rss><channel><item><title>A <![CDATA[<b>bold</b>]]> claim</title></item></channel></rss>", "entries.0.title", "A bold claim")]
    [InlineData("<rss><channel><item><title>The &lt;title&gt; tag</title></item></channel></rss>", "entries.0.title", "The <title> tag")]
    [InlineData("<rss><channel><item><title>List&lt;int&gt; in C#</title></item></channel></rss>", "entries.0.title", "List<int> in C#")]
    [InlineData("<rss><channel><item><title>&lt;b&gt;Bold&lt;/b&gt; claim</title></item></channel></rss>", "entries.0.title", "Bold claim")]
    [InlineData("<rss><channel><item><title>AT&amp;amp;T</title></item></channel></rss>", "entries.0.title", "AT&T")]
    [InlineData("<rss version=\"2.0\" xmlns:dc=http://purl.org/dc/elements/1.1/><channel><item><dc:creator>Ada</dc:creator></item></channel></rss>", "entries.0.author", "Ada")]
    [InlineData("<!DOCTYPE rss [<!ENTITY boat \"a > b ]> c\">]><rss><channel><item><title>The &boat;</title></item></channel></rss>", "entries.0.title", "The a > b ]> c")]
    [InlineData("<!DOCTYPE rss [<!-- ]> it's <!ENTITY boat 'barge'> --><!ENTITY boat 'ferry'>]><rss><channel><item><title>The &boat;</title></item></channel></rss>", "entries.0.title", "The ferry")]
    [InlineData("<!DOCTYPE rss [<!ENTITY boat 'ferry'><!ENTITY x \"never closed>]><rss><channel><item><title>The &boat;</title></item></channel></rss>", "entries.0.title", "The ferry")]
    [InlineData("<rss><channel><item><title><![cdata[A <b>bold</b> claim]]></title></item></channel></rss>", "entries.0.title", "A bold claim")]
    [InlineData("<rss><channel><item><title>AT&ampT</title></item></channel></rss>", "entries.0.title", "AT&T")]
    [InlineData("<rss><channel><item><title>&copy 2026 Food&notes</title></item></channel></rss>", "entries.0.title", "© 2026 Food&notes")]
    [InlineData("<rss><channel><item><description>&lt;p&gt;&amp;copy 2026 &lt;a href='?a=1&amp;copy=2'&gt;b&lt;/a&gt;&lt;/p&gt;</description></item></channel></rss>", "entries.0.summary", "<p>© 2026 <a href=\"?a=1&amp;copy=2\">b</a></p>")]
    [InlineData("<rss><channel><item><link><a href=\"http://a.example/1\">x</a></link></item></channel></rss>", "entries.0.link", "http://a.example/1")]
    [InlineData("<rss><channel><item><title>A\n   B</title></item></channel></rss>", "entries.0.title", "A B")]
    [InlineData("<rss><channel><item><title/><dc:title>One</dc:title></item></channel></rss>", "entries.0.title", "One")]
    [InlineData("<rss><channel><item><title>One</title></channel><item><title>Two</title></item></rss>", "entries.1.title", "Two")]
    public void It_is_read_as_its_author_meant_it(string feed, string path, string expected) => Assert.Equal(expected, Read.At(feed, path));

    [Theory]
    [InlineData("<p>one<p>two", "<p>one</p><p>two</p>")]
    [InlineData("<ul><li>one<li>two</ul>", "<ul><li>one</li><li>two</li></ul>")]
    [InlineData("<script>alert(1)</script>text", "text")]
    [InlineData("<SCRIPT SRC=//x></SCRIPT>text", "text")]
    [InlineData("<a href='javascript:alert(1)'>l</a>", "<a>l</a>")]
    [InlineData("<a href='feed:javascript:alert(1)'>l</a>", "<a>l</a>")]
    [InlineData("<a href='jav&#x09;ascript:alert(1)'>l</a>", "<a>l</a>")]
    [InlineData("<a href=' &#14; javascript:alert(1)'>l</a>", "<a>l</a>")]
    [InlineData("<img src=x onerror=alert(1)>", "<img src=\"x\">")]
    [InlineData("<img src='data:image/svg+xml,x'>text", "text")]
    [InlineData("<svg><script>x</script></svg>text", "text")]
    [InlineData("<svg><style><!--</style><img src=x onerror=alert(1)>--></svg>text", "text")]
    [InlineData("<math><mtext></p><style><img src=x></style></mtext></math>text", "text")]
    [InlineData("<iframe src='http://x'>a</iframe>text", "text")]
    [InlineData("<iframe src='https://www.youtube.com/embed/abc?rel=0' title='The ferry'></iframe>text", "<a href=\"https://www.youtube.com/watch?v=abc\">The ferry</a>text")]
    [InlineData("<p><iframe data-src='//player.vimeo.com/video/12'></iframe></p>text", "<p></p>text")]
    [InlineData("<a href='http://a.example/'><iframe src='https://www.youtube.com/embed/abc'></iframe>text</a>", "<a href=\"http://a.example/\">text</a>")]
    [InlineData("<iframe src='https://www.youtube.com/embed/live_stream?channel=UC1'></iframe>text", "<a href=\"https://www.youtube.com/channel/UC1/live\">https://www.youtube.com/channel/UC1/live</a>text")]
    [InlineData("<iframe src='https://www.youtube.com/embed/live_stream'></iframe>text", "text")]
    [InlineData("<iframe src='javascript:alert(1)//www.youtube.com/embed/abc'></iframe>text", "text")]
    [InlineData("<iframe src='https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fpost%2F1'></iframe>text", "<a href=\"https://www.facebook.com/post/1\">https://www.facebook.com/post/1</a>text")]
    [InlineData("<img alt=a src='data:image/gif;base64,R0' data-src='http://a.example/1.jpg'>", "<img alt=\"a\" src=\"http://a.example/1.jpg\">")]
    [InlineData("<img src='http://a.example/blank.gif' data-src='http://a.example/1.jpg' alt=a>", "<img src=\"http://a.example/1.jpg\" alt=\"a\">")]
    [InlineData("<img data-src='http://a.example/1.jpg'><noscript><img src='http://a.example/1.jpg'></noscript>", "<img src=\"http://a.example/1.jpg\">")]
    [InlineData("<img srcset='http://a.example/1.jpg 100w, http://a.example/2.jpg 900w'>", "<img src=\"http://a.example/2.jpg\">")]
    [InlineData("<img src='http://a.example/1.jpg' srcset='http://a.example/2.jpg 2x'>", "<img src=\"http://a.example/1.jpg\">")]
    [InlineData("<img data-src='javascript:alert(1)' data-original='&#34;><script>'>text", "text")]
    [InlineData("<p>a</p><svg width=1><p>the rest</p>", "<p>a</p><p>the rest</p>")]
    [InlineData("<head><p>a</p><header>b</header>", "<p>a</p><header>b</header>")]
    [InlineData("<p>a</p><button>Share<p>the rest</p>", "<p>a</p>Share<p>the rest</p>")]
    [InlineData("<head><meta x><body><p>the rest</p>", "<p>the rest</p>")]
    [InlineData("<svg><svg><path></svg><p>the rest</p>", "<p>the rest</p>")]
    [InlineData("<p>a</p><iframe src='http://x' /><p>the rest</p>", "<p>a</p><p>the rest</p>")]
    [InlineData("<p>a</p><script src='http://x' /><p>the rest</p><script>alert(1)</script>", "<p>a</p><p>the rest</p>")]
    [InlineData("<script src='http://x' />alert(1)</script><p>the rest</p>", "<p>the rest</p>")]
    [InlineData("<p>a</p><script>alert(1)", "<p>a</p>")]
    [InlineData("<div style='x:expression(1)' class='c' title='a\"b'>t</div>", "<div title=\"a&quot;b\">t</div>")]
    [InlineData("<<script>alert(1)</script>", "&lt;")]
    [InlineData("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d")]
    [InlineData("&lt;script&gt;", "&lt;script&gt;")]
    [InlineData("caf&eacute; &#8211; &amp;", "café – &amp;")]
    [InlineData("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c")]
    [InlineData("</div></p>text", "text")]
    [InlineData("<foo>text</foo>", "text")]
    [InlineData("<table><tr><td>1<td>2<tr><td>3</table>", "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>")]
    [InlineData("<a title='", null)]
    public void HTML_comes_out_harmless(string html, string? expected) =>
        Assert.Equal(expected, Read.At(Read.Item($"<description><![CDATA[{html}]]></description>"), "entries.0.summary"));

    [Theory]
    [InlineData("{'version':'V','items':[{'id':'1','title':'One'},{'id':'2','title':'Cut o", "entries.0.title", "One")]
    [InlineData("{'version':'V','items':[{'id':'1','title':'One'},{'id':'2','title':'Cut o", "entries.1.id", "2")]
    [InlineData("{'version':'V','title':'A\nB \\x','items':[]}", "feed.title", "A B x")]
    [InlineData(")]}',\n{'version':'V','title':'A','items':[]}", "feed.title", "A")]
    [InlineData("{'version':'V','title':'A','items':[]}\n<!-- 3 ms -->", "feed.title", "A")]
    [InlineData("{'version':'V','authors':['Ada','Bo'],'items':[]}", "feed.authors.1", "Bo")]
    [InlineData("{'version':'V','items':[{'tags':'sea'}]}", "entries.0.tags.0", "sea")]
    [InlineData("{'version':'V','items':[{'id':'http://a.example/1'}]}", "entries.0.link", "http://a.example/1")]
    [InlineData("{'version':'V','items':[{'id':'tag:a.example,2026:1'}]}", "entries.0.link", null)]
    [InlineData("{'version':'V','items':[{'_x':{'a':NaN,'b':-Infinity,'c':True,'d':1e5},'title':'One'}]}", "entries.0.title", "One")]
    [InlineData("{'version':'V','hubs':[{'type':'rssCloud','url':'http://b.example/cloud'},{'type':'WebSub','url':'http://b.example/hub'}],'items':[]}", "feed.hubs.0", "http://b.example/hub")]
    [InlineData("{'version':'V','items':[{'date_published':1072986501}]}", "entries.0.publishedAt", "2004-01-01T19:48:21Z")]
    [InlineData("{'version':'V','items':[{'attachments':[{'url':'http://a.example/1','size_in_bytes':'12'}]}]}", "entries.0.enclosures.0.length", "12")]
    public void JSON_is_read_as_its_author_meant_it(string feed, string path, string? expected) =>
        Assert.Equal(expected, Read.At(feed.Replace('\'', '"').Replace("V", "https://jsonfeed.org/version/1.1", StringComparison.Ordinal), path));

    [Fact]
    public void What_is_nested_too_deep_in_JSON_is_passed_over()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":[\"]\",", 60)) + "1" + string.Concat(Enumerable.Repeat("]}", 60));
        Assert.Equal("One", Read.At($$"""{"version":"https://jsonfeed.org/version/1.1","items":[{"_x":{{deep}},"title":"One"}]}""", "entries.0.title"));
    }

    [Fact]
    public void A_file_of_a_feed_in_gzip_is_unpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(Read.Item("<title>One</title>")));
        Assert.Equal("One", FeedReader.Read(packed.ToArray(), new FeedOrigin("application/gzip"))!.Entries[0].Title);
        Assert.True(FeedShape.IsFeed(packed.ToArray(), "application/gzip"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("<html><head><title>A page</title></head><body>text</body></html>")]
    [InlineData("{ \"title\": \"a\" }")]
    [InlineData("{ \"version\": \"https://jsonfeed.org/version/1\" ")]
    [InlineData("nothing")]
    [InlineData("<")]
    public void What_is_no_feed_is_none(string text) => Assert.Null(Read.Feed(text));

    [Theory]
    [InlineData("application/rss+xml", "anything", true)]
    [InlineData("text/xml", "<html/>", true)]
    [InlineData("text/html", "<?xml version='1.0'?>\n<!-- a --><rss version='2.0'>", true)]
    [InlineData("text/plain", "<rdf:RDF>", true)]
    [InlineData("text/html", "<!DOCTYPE html><html><body><rss></body>", false)]
    [InlineData("text/plain", "A story about <rss>", false)]
    [InlineData("text/plain", "A story", false)]
    [InlineData("application/json", "{\"a\":1,\"version\":\"https://jsonfeed.org/version/1.1\"}", true)]
    [InlineData("application/json", "{\"title\":\"On https://jsonfeed.org/version/1.1\",\"version\":\"1\"}", false)]
    [InlineData("application/json", "{\"title\":\"x\"}", false)]
    [InlineData("image/png", "<rss>", true)]
    [InlineData("application/x-rss", "<rss>", true)]
    [InlineData("image/png", "<svg>", false)]
    [InlineData("text/html", "<br />\n<b>Warning</b>: no such file in <b>x</b> on line <b>3</b><br />\n<?xml version='1.0'?><rss>", true)]
    [InlineData("text/html", "<style>a { b }</style><rss>", true)]
    [InlineData("text/html", "<b>Bold</b> text about <i>the</i> <rss>", false)]
    public void A_feed_is_told_from_an_article(string type, string body, bool isFeed) => Assert.Equal(isFeed, FeedShape.IsFeed(Encoding.UTF8.GetBytes(body), type));
}
