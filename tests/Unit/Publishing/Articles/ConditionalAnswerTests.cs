using System.Globalization;
using System.Net;
using Newsroom.Tests.Unit.Publishing.Site;
using Xunit;

namespace Newsroom.Tests.Unit.Publishing.Articles;

public sealed class ConditionalAnswerTests
{
    public static TheoryData<string> Addresses { get; } =
    [
        "/", "/en", "/articles/rain-stops-play-00000001", "/site.css", "/feed.rss", "/feed.atom", "/feed.json",
        "/v1/published", "/v1/published/00000001-0000-5000-8000-000000000000",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Who_has_it_already_is_told_so_in_304(string path)
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        using var first = await site.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var tag = first.Headers.ETag!;
        Assert.False(tag.IsWeak);

        foreach (var known in new[] { tag.ToString(), $"\"other\", {tag}", "W/" + tag, "*" })
        {
            using var again = await site.AskAsync(path, ("If-None-Match", known));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(tag, again.Headers.ETag);
            Assert.Equal(first.Headers.CacheControl, again.Headers.CacheControl);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        await site.ReadAsync(path, HttpStatusCode.OK, ("If-None-Match", "\"other\""));
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Nothing_is_used_again_without_asking(string path)
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        using var answer = await site.AskAsync(path);
        Assert.True(answer.Headers.CacheControl!.MustRevalidate);
        Assert.Equal(TimeSpan.Zero, answer.Headers.CacheControl.MaxAge);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task HEAD_tells_what_GET_would(string path)
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        using var full = await site.AskAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(full.Headers.ETag, head.Headers.ETag);
        Assert.Equal(full.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(full.Content.Headers.ContentType, head.Content.Headers.ContentType);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/feed.rss")]
    [InlineData("/feed.atom")]
    [InlineData("/feed.json")]
    [InlineData("/v1/published")]
    public async Task A_kill_shows_to_those_who_ask_by_tag_and_to_those_who_ask_by_time(string path)
    {
        var older = Sample.Article(2, "Hail follows");
        await using var site = await SiteUnderTest.WithAsync(Sample.Article(), older);
        using var first = await site.AskAsync(path);
        Assert.Contains("Hail follows", await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        site.Articles.Replace(Sample.Withdrawn(older));
        var tag = first.Headers.ETag!.ToString();
        var time = first.Content.Headers.LastModified!.Value.ToString("r", CultureInfo.InvariantCulture);
        foreach (var header in new[] { ("If-None-Match", tag), ("If-Modified-Since", time) })
            Assert.DoesNotContain("Hail", await site.ReadAsync(path, HttpStatusCode.OK, header), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stylesheet_under_its_own_version_is_kept_for_good()
    {
        await using var site = await SiteUnderTest.WithAsync();
        using var answer = await site.AskAsync(Newsroom.Publishing.Site.Stylesheet.Site.Path);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
    }
}
