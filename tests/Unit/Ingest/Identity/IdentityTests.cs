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
        var first = First("Antara", "a-1", "https://example.org/one", "x");
        Assert.Equal(first, First(" antara ", "a-1", "https://example.org/moved", "y"));
        Assert.NotEqual(first, First("Antara", "a-2", "https://example.org/one", "x"));
        Assert.NotEqual(first, First("Reuters", "a-1", "https://example.org/one", "x"));
    }

    [Fact]
    public void Without_id_and_address_only_the_same_words_are_the_same_article()
    {
        Assert.Equal(First("a", null, null, "hash"), First("a", "", null, "hash"));
        Assert.NotEqual(First("a", null, null, "hash"), First("a", null, null, "other"));
    }

    [Fact]
    public void An_article_is_also_known_by_its_addresses()
    {
        var keys = ArticleKeys.Of("a", "g-1", "https://example.org/story", "https://m.example.org/story?from=rss&x=1", "hash");
        Assert.Equal(["id:g-1", "url:example.org/story", "url:example.org/story?x=1"], keys.Select(key => key.Name));
    }

    [Fact]
    public void Spellings_of_one_address_are_one_name() =>
        Assert.Single(ArticleKeys.Of("a", null, "https://example.org/story", "http://www.example.org/story/?utm_source=rss", "hash"));

    [Fact]
    public void A_page_that_calls_the_front_page_canonical_is_not_known_by_it() => Assert.Equal(
        ["url:example.org/story"], ArticleKeys.Of("a", null, "https://example.org/", "https://example.org/story", "hash").Select(key => key.Name));

    private static Guid First(string source, string? ownId, string? url, string hash) => ArticleKeys.Of(source, ownId, url, url, hash)[0].Id;
}
