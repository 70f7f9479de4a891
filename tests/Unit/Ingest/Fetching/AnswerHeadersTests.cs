using CsCheck;
using Newsroom.Ingest.Fetching;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Fetching;

public sealed class AnswerHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 0 ", 0)]
    [InlineData("99999999999999999999", 86_400)]
    [InlineData("Wed, 04 Mar 2026 05:07:07 GMT", 60)]
    [InlineData("Wednesday, 04-Mar-26 05:07:07 GMT", 60)]
    [InlineData("Wed Mar  4 05:07:07 2026", 60)]
    [InlineData("Wed, 04 Mar 2026 05:00:00 GMT", 0)]
    [InlineData("Thu, 04 Mar 2027 05:00:00 GMT", 86_400)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Retry_after_is_seconds_or_a_date_and_bounded(string? value, int? seconds) =>
        Assert.Equal(seconds, (int?)AnswerHeaders.RetryAfter(value, Now)?.TotalSeconds);

    [Theory]
    [InlineData("max-age=600", null, null, 600)]
    [InlineData("public, Max-Age=\"600\"", null, "100", 500)]
    [InlineData("max-age=600", "Thu, 01 Jan 1970 00:00:00 GMT", null, 600)]
    [InlineData("max-age=5", null, "10", 0)]
    [InlineData("no-cache, max-age=600", null, null, null)]
    [InlineData("no-store", "Wed, 04 Mar 2026 05:07:07 GMT", null, null)]
    [InlineData(null, "Wed, 04 Mar 2026 05:07:07 GMT", null, 60)]
    [InlineData(null, "0", null, null)]
    [InlineData("max-age=often", null, null, null)]
    [InlineData(null, null, null, null)]
    public void Freshness_is_told_by_max_age_before_expires(string? cacheControl, string? expires, string? age, int? seconds) =>
        Assert.Equal(seconds, (int?)AnswerHeaders.MaxAge(cacheControl, expires, date: null, age, Now)?.TotalSeconds);

    [Fact]
    public void Links_are_read_as_they_are_written()
    {
        var links = LinkHeader.Read(
            [
                "</hub>; rel=hub, <https://site.example/feed,1>; title=\"a, b; rel=\\\"no\\\"\"; REL=\"self alternate\"",
                "<next>;rel=Next;rel=prev,<x>, <y>; rel",
                "<https://other.example/>; rel=hub; anchor=\"https://elsewhere.example/\", <z>; anchor=\"/blog/\"; rel=up",
                "broken; rel=hub, <javascript:alert(1)>; rel=hub, <unclosed",
            ],
            new Uri("https://site.example/blog/"));
        Assert.Equal(
            [
                ("https://site.example/hub", "hub"), ("https://site.example/feed,1", "self"), ("https://site.example/feed,1", "alternate"),
                ("https://site.example/blog/next", "next"), ("https://site.example/blog/z", "up"),
            ],
            links);
    }

    [Fact]
    public void No_header_troubles_it() =>
        Gen.String[Gen.Char["<>;,=\"\\ relanchor/é"], 0, 100].Sample(value =>
        {
            _ = LinkHeader.Read([value], new Uri("https://site.example/"));
            _ = AnswerHeaders.RetryAfter(value, Now);
            _ = AnswerHeaders.MaxAge(value, value, value, value, Now);
        });
}
