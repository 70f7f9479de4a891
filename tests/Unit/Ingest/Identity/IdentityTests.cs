using Newsroom.Ingest.Identity;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Identity;

public sealed class IdentityTests
{
    [Fact]
    public void A_name_based_id_is_the_one_of_RFC_9562()
    {
        // Appendix A.4: www.example.com in the namespace of DNS names.
        var dns = new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), NameBasedGuid.Create(dns, "www.example.com"));
    }

    [Fact]
    public void The_sources_own_id_decides_before_the_address()
    {
        var first = ArticleIdentity.Of("Antara", "a-1", "https://example.org/one", "x");
        Assert.Equal(first, ArticleIdentity.Of(" antara ", "a-1", "https://example.org/moved", "y"));
        Assert.NotEqual(first, ArticleIdentity.Of("Antara", "a-2", "https://example.org/one", "x"));
        Assert.NotEqual(first, ArticleIdentity.Of("Reuters", "a-1", "https://example.org/one", "x"));
    }

    [Fact]
    public void Without_id_and_address_only_the_same_words_are_the_same_article()
    {
        Assert.Equal(ArticleIdentity.Of("a", null, null, "hash"), ArticleIdentity.Of("a", "", null, "hash"));
        Assert.NotEqual(ArticleIdentity.Of("a", null, null, "hash"), ArticleIdentity.Of("a", null, null, "other"));
    }

    [Theory]
    [InlineData("HTTPS://Example.ORG:443/a?b=2&a=1#part", "https://example.org/a?a=1&b=2")]
    [InlineData("http://example.org:8080/", "http://example.org:8080/")]
    [InlineData("https://example.org/a?utm_source=x&fbclid=y&id=7", "https://example.org/a?id=7")]
    [InlineData("https://example.org/a?utm_campaign=x", "https://example.org/a")]
    [InlineData("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe")]
    [InlineData("https://user:secret@example.org/a", "https://example.org/a")]
    [InlineData("  https://example.org/a ", "https://example.org/a")]
    public void Many_spellings_of_an_address_become_one(string given, string canonical) => Assert.Equal(canonical, CanonicalUrl.Of(given));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/relative")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://example.org/a")]
    [InlineData("http://")]
    public void What_is_no_web_address_has_no_canonical_one(string? given) => Assert.Null(CanonicalUrl.Of(given));
}
