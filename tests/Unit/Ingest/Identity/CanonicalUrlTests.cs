using CsCheck;
using Newsroom.Ingest.Identity;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Identity;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("HTTPS://Example.ORG:443/a?b=2&a=1#part", "https://example.org/a?a=1&b=2")]
    [InlineData("http://example.org:8080/", "http://example.org:8080/")]
    [InlineData("http://example.org", "http://example.org/")]
    [InlineData("https://example.org./a", "https://example.org/a")]
    [InlineData("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe")]
    [InlineData("https://user:secret@example.org/a", "https://example.org/a")]
    [InlineData("  https://example.org/a\n  ", "https://example.org/a")]
    [InlineData("https://exam\nple.org/a\tb", "https://example.org/ab")]
    [InlineData("https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a")]
    [InlineData("https://example.org/a/./b/../c", "https://example.org/a/c")]
    [InlineData("https://example.org/a/%2e%2E/c", "https://example.org/c")]
    [InlineData("https://example.org//a//b/", "https://example.org//a//b/")]
    [InlineData("https://example.org/index.html", "https://example.org/index.html")]
    [InlineData("https://example.org/%7euser/%c3%a9?q=%e2%82%ac", "https://example.org/~user/%C3%A9?q=%E2%82%AC")]
    [InlineData("https://example.org/100%", "https://example.org/100%25")]
    public void Many_spellings_of_an_address_become_one(string given, string canonical) => Assert.Equal(canonical, CanonicalUrl.Of(given));

    [Theory]
    [InlineData("https://example.org/a?utm_source=x&fbclid=y&id=7", "https://example.org/a?id=7")]
    [InlineData("https://example.org/a?utm_campaign=x", "https://example.org/a")]
    [InlineData("https://example.org/a?mibextid=z&trk=y&fb_comment_id=1&dicbo=v1&_branch_match_id=3&hootPostID=1&tpcc=1&wprov=sfla1&id=7", "https://example.org/a?id=7")]
    [InlineData("https://example.org/a?amp;utm_source=x&amp;id=7", "https://example.org/a?id=7")]
    [InlineData("https://www.bbc.co.uk/news/1?at_medium=RSS&at_campaign=KARANGA", "https://www.bbc.co.uk/news/1")]
    [InlineData("https://example.org/a?ref=rss", "https://example.org/a")]
    [InlineData("https://example.org/a?ref=chapter-2", "https://example.org/a?ref=chapter-2")]
    [InlineData("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1")]
    [InlineData("https://example.org/?s=20", "https://example.org/?s=20")]
    [InlineData("https://example.org/a;jsessionid=1A2B?id=7", "https://example.org/a?id=7")]
    [InlineData("https://example.org/(S(abc123))/a.aspx?PHPSESSID=1", "https://example.org/a.aspx")]
    [InlineData("https://example.org/a?print=1", "https://example.org/a")]
    [InlineData("https://example.org/a?empty=&id=7&flag", "https://example.org/a?flag&id=7")]
    public void What_says_nothing_about_the_page_goes(string given, string canonical) => Assert.Equal(canonical, CanonicalUrl.Of(given));

    [Theory]
    [InlineData("https://example.org/a?b=2&a=1&b=1", "https://example.org/a?a=1&b=2&b=1")]
    [InlineData("https://example.org/a?q=a+b%26c", "https://example.org/a?q=a+b%26c")]
    public void Parameters_come_in_order_of_their_names_and_keep_their_own(string given, string canonical) => Assert.Equal(canonical, CanonicalUrl.Of(given));

    [Theory]
    [InlineData("https://example.org/a#!/2026/story", "https://example.org/a#!/2026/story")]
    [InlineData("https://example.org/#/2026/story", "https://example.org/#/2026/story")]
    [InlineData("https://example.org/a#comments", "https://example.org/a")]
    [InlineData("https://example.org/a#/", "https://example.org/a")]
    public void A_fragment_stays_only_where_it_names_the_page(string given, string canonical) => Assert.Equal(canonical, CanonicalUrl.Of(given));

    [Theory]
    [InlineData("https://www.google.com/amp/s/example.org/2026/story.amp", "https://example.org/2026/story.amp")]
    [InlineData("https://example-org.cdn.ampproject.org/c/s/example.org/2026/story?usqp=mq331", "https://example.org/2026/story")]
    [InlineData("https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa%3Fid%3D7&sa=D", "https://example.org/a?id=7")]
    [InlineData("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Ffbclid%3D1&h=2", "https://example.org/a")]
    [InlineData("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)")]
    public void Caches_and_detours_are_seen_through(string given, string canonical) => Assert.Equal(canonical, CanonicalUrl.Of(given));

    [Theory]
    [InlineData("https://example.org/2026/03/bridge-at-lamat-opens/amp/", "https://example.org/2026/03/bridge-at-lamat-opens")]
    [InlineData("https://example.org/lamps/amp", "https://example.org/lamps/amp")]
    [InlineData("https://example.org/a?outputType=amp", "https://example.org/a")]
    [InlineData("https://example.org/a?amp", "https://example.org/a")]
    public void An_AMP_variant_becomes_the_page_where_that_is_sure(string given, string canonical) => Assert.Equal(canonical, CanonicalUrl.Of(given));

    [Theory]
    [InlineData("http://example.org/a")]
    [InlineData("https://www.example.org/a/")]
    [InlineData("https://m.example.org/a")]
    [InlineData("https://mobile.example.org/a")]
    [InlineData("https://amp.example.org/a")]
    [InlineData("https://www.example.org/amp/a")]
    [InlineData("https://example.org/a/amp")]
    [InlineData("https://example.org/a.amp")]
    public void Addresses_of_one_page_have_one_key(string given) => Assert.Equal("example.org/a", CanonicalUrl.Key(CanonicalUrl.Of(given)!));

    [Theory]
    [InlineData("https://m.example/a", "m.example/a")]
    [InlineData("https://en.m.example.org/a", "en.example.org/a")]
    [InlineData("https://example.org/a?id=1", "example.org/a?id=1")]
    [InlineData("https://example.org/#!/a", "example.org#!/a")]
    public void What_names_the_page_is_in_its_key(string given, string key) => Assert.Equal(key, CanonicalUrl.Key(CanonicalUrl.Of(given)!));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/relative")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://example.org/a")]
    [InlineData("http://")]
    [InlineData("http://./")]
    public void What_is_no_web_address_has_no_canonical_one(string? given) => Assert.Null(CanonicalUrl.Of(given));

    [Fact]
    public void What_no_server_would_take_has_no_canonical_address() => Assert.Null(CanonicalUrl.Of("https://example.org/" + new string('a', 9_000)));

    [Theory]
    [InlineData("http://_a-x5例/amp")]
    [InlineData("http://l.facebook.com._;@_S-a0-x5例/amp")]
    public void A_host_without_a_form_in_ASCII_has_no_canonical_address(string url) => Assert.Null(CanonicalUrl.Of(url));

    [Fact]
    public void Whatever_comes_in_what_comes_out_is_an_address_that_stays_as_it_is()
    {
        var scheme = OneOf("http://", "https://", "HTTPS://", "http:", "//", "");
        var host = OneOf("example.org", "m.example.org", "münchen.example", "[::1]", "www.google.com", "a.cdn.ampproject.org", "l.facebook.com", "xn--mnchen-3ya.example", "EXAMPLE.org.:80", "u:p@h.example:443");
        var bit = Gen.OneOf(OneOf("/", "/amp", "/amp/s/", "/c/s/", "/url", "/l.php", "?", "&", "=", "#!/", "#", "%", "%2e", "%25", "%zz", "..", ".", ";jsessionid=1", "utm_source=x", "amp;", "q=", "u=https%3A%2F%2F", "story-1-2", "例", "\ud83d", "🚢", "\\", "//", " ", "|", "\0"), Gen.String[0, 4]);
        Gen.Select(scheme, host, bit.Array[0, 8]).Select(parts => parts.Item1 + parts.Item2 + string.Concat(parts.Item3)).Sample(Holds, iter: 20_000);
    }

    [Fact]
    public void No_text_whatever_throws() => Gen.String[0, 60].Sample(Holds, iter: 5_000);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static void Holds(string given)
    {
        if (CanonicalUrl.Of(given) is not { } canonical)
            return;
        Assert.Equal(canonical, CanonicalUrl.Of(canonical));
        Assert.True(Uri.TryCreate(canonical, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https", canonical);
        Assert.NotEmpty(CanonicalUrl.Key(canonical));
        Assert.DoesNotContain(canonical, one => one is <= ' ' or > '~');
    }
}
