using System.Text;
using Newsroom.Ingest.Sources;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Sources;

public sealed class OpmlTests
{
    [Fact]
    public void Folders_become_sections_also_where_they_are_nested()
    {
        var outlines = Read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="1.0">
              <head><title>Subscriptions</title></head>
              <body>
                <outline type="rss" text="Bay Post" title="The Bay Post" xmlUrl="https://bay.example/feed" htmlUrl="https://bay.example/" language="id"/>
                <outline text="News" title="News">
                  <outline text="Politics"><outline type="rss" text="Council" xmlUrl="https://council.example/rss"/></outline>
                  <outline type="atom" text="Tides" xmlUrl="https://tides.example/atom"/>
                </outline>
              </body>
            </opml>
            """);
        Assert.Equal(
            [("Bay Post", "https://bay.example/feed", null), ("Council", "https://council.example/rss", "News / Politics"), ("Tides", "https://tides.example/atom", "News")],
            outlines.Select(one => (one.Name!, one.Url!, one.Section)));
        Assert.Equal(("https://bay.example/", "id"), (outlines[0].HomePage, outlines[0].Language));
    }

    [Theory]
    [InlineData("""<outline XMLURL="https://a.example/" TEXT="A"/>""", "A", "https://a.example/", null)]
    [InlineData("""<outline xmlurl=" https://a.example/ " title="A"/>""", "A", "https://a.example/", null)]
    [InlineData("""<outline xmlUrl="https://a.example/?b=1&amp;c=2" text="Caf&eacute; &amp; bar"/>""", "Café & bar", "https://a.example/?b=1&c=2", null)]
    [InlineData("""<outline xmlUrl="feed://a.example/rss" text=""/>""", null, "http://a.example/rss", null)]
    [InlineData("""<outline xmlUrl="feed:https://a.example/rss"/>""", null, "https://a.example/rss", null)]
    [InlineData("""<outline xmlUrl="https://a.example/" text="A" category="/Boston/Weather,/Harvard" htmlUrl="none" language="?"/>""", "A", "https://a.example/", "Boston / Weather")]
    [InlineData("""<Outline xmlUrl="https://a.example/" text="A"/>""", "A", "https://a.example/", null)]
    [InlineData("""<outline text="A note"/>""", "A note", null, null)]
    [InlineData("""<outline type="link" text="A page" url="https://a.example/"/>""", "A page", null, null)]
    public void An_outline_is_read_in_the_shapes_that_readers_write(string outline, string? name, string? url, string? section)
    {
        var one = Assert.Single(Read($"<opml><body>{outline}</body></opml>"));
        Assert.Equal((name, url, section), (one.Name, one.Url, one.Section));
        Assert.Equal((null, null), (one.HomePage, one.Language));
    }

    [Fact]
    public void An_encoding_is_read_as_the_list_declares_it()
    {
        var bytes = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='iso-8859-1'?><opml><body><outline text='Café' xmlUrl='https://a.example/'/></body></opml>");
        Assert.False(OpmlReader.Read(bytes, "application/xml", null).Failed(out _, out var outlines));
        Assert.Equal("Café", Assert.Single(outlines).Name);
    }

    [Theory]
    [InlineData("<opml><body>\n<outline text='a'>\n</body></opml>", 400, "Line 3")]
    [InlineData("<opml><body><outline text='a < b'/></body></opml>", 400, "Line 1, position")]
    [InlineData("not xml", 400, "well-formed")]
    [InlineData("<rss><channel/></rss>", 422, "<rss>")]
    [InlineData("<opml><head/></opml>", 422, "<body>")]
    [InlineData("<!DOCTYPE opml [<!ENTITY b 'bb'><!ENTITY a '&b;&b;'>]><opml><body><outline text='&a;'/></body></opml>", 400, "&a;")]
    public void What_cannot_be_read_is_refused_with_the_place(string body, int status, string part)
    {
        Assert.True(OpmlReader.Read(Encoding.UTF8.GetBytes(body), "application/xml", null).Failed(out var refusal, out _));
        Assert.Equal(status, refusal.Status);
        Assert.Contains(part, refusal.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("article", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_and_number_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<outline text='a'>", 10_000));
        Assert.True(OpmlReader.Read(Encoding.UTF8.GetBytes($"<opml><body>{deep}"), "application/xml", null).Failed(out var tooDeep, out _));
        Assert.Contains("deeper", tooDeep.Detail, StringComparison.Ordinal);
        var many = string.Concat(Enumerable.Range(0, OpmlReader.MostOutlines + 1).Select(i => $"<outline xmlUrl='https://a.example/{i}'/>"));
        Assert.True(OpmlReader.Read(Encoding.UTF8.GetBytes($"<opml><body>{many}</body></opml>"), "application/xml", null).Failed(out var tooMany, out _));
        Assert.Contains("5,000", tooMany.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_as_it_was()
    {
        var sources = new[]
        {
            Source("Bay <Post> & \"others\"\u0001", "https://bay.example/feed?a=1&b=2", "News / Politics"),
            Source("Tides", "https://tides.example/", null),
            Source("Map", "https://map.example/sitemap.xml", "News / Politics", SourceForm.Sitemap),
        };
        var written = OpmlWriter.Write(sources, new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        Assert.Contains("<dateCreated>Wed, 04 Mar 2026 05:06:07 GMT</dateCreated>", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
        Assert.False(OpmlReader.Read(written, "application/xml", null).Failed(out _, out var outlines));
        Assert.Equal(
            [
                ("Tides", "https://tides.example/", null, false),
                ("Bay <Post> & \"others\"", "https://bay.example/feed?a=1&b=2", "News / Politics", false),
                ("Map", "https://map.example/sitemap.xml", "News / Politics", true),
            ],
            outlines.Select(one => (one.Name!, one.Url!, one.Section, one.IsSitemap)));
        Assert.All(outlines, one => Assert.Equal(("https://home.example/", "en"), (one.HomePage, one.Language)));
    }

    private static IReadOnlyList<OpmlOutline> Read(string opml)
    {
        Assert.False(OpmlReader.Read(Encoding.UTF8.GetBytes(opml), "application/xml", null).Failed(out var refusal, out var outlines), refusal?.Detail);
        return outlines;
    }

    private static Source Source(string name, string url, string? section, SourceForm form = SourceForm.Feed) => new()
    {
        Id = Guid.NewGuid(),
        CreatedAt = default,
        Settings = new SourceSettings { Name = name, Url = url, Section = section, Form = form, HomePage = "https://home.example/", Language = "en" },
    };
}
