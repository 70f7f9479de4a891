using System.Text;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Sources;

/// <summary>What whoever keeps sources is told.</summary>
public sealed class SourceViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, 60, 60)]
    [InlineData(90, 60, 90)]
    [InlineData(10, null, 10)]
    public void A_source_that_wants_to_be_left_alone_is_polled_when_it_no_longer_does(int planned, int? busy, int shown)
    {
        var polls = new SourcePolls { NextPollAt = Now.AddMinutes(planned), BusyUntil = busy is { } minutes ? Now.AddMinutes(minutes) : null };
        var source = new Source { Id = Guid.NewGuid(), CreatedAt = Now, Settings = new SourceSettings { Url = "https://feeds.example/1", Name = "One" }, Polls = polls };
        Assert.Equal(Now.AddMinutes(shown), SourceView.Of(source).Polls.NextPollAt);
    }

    [Theory]
    [InlineData("""{ "url": "https://feeds.example/1", "trust": "high" }""", "it is trusted or review")]
    [InlineData("""{ "url": "https://feeds.example/1", "paused": "no" }""", "true or false is needed")]
    public void A_value_that_cannot_be_used_is_answered_with_those_that_can(string body, string sentence)
    {
        Assert.True(StrictJson.Read<SourceRequest>(Encoding.UTF8.GetBytes(body)).Failed(out var refusal, out _));
        Assert.Contains(sentence, refusal.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://feeds.example:443/1", "feeds.example")]
    [InlineData("http://Feeds.example.:8080/1", "feeds.example:8080")]
    public void A_host_with_another_port_is_another(string url, string authority) => Assert.Equal(authority, SourceAddress.Authority(new Uri(url)));
}
