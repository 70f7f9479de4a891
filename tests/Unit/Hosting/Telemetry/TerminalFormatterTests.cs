using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Newsroom.Hosting.Telemetry;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Telemetry;

public sealed class TerminalFormatterTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 9, 5, 7, TimeSpan.Zero));

    [Fact]
    public void An_event_is_one_line_with_its_name_and_its_trace()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        Assert.Equal(
            $"09:05:07 warn ingest.article.withdrawn     It is gone, and stays so  trace={activity.TraceId}\n",
            Written(LogLevel.Warning, new EventId(2002, "ingest.article.withdrawn"), "It is gone,\nand stays so"));
    }

    [Fact]
    public void What_has_no_name_is_called_by_the_last_word_of_its_category() =>
        Assert.Equal("09:05:07 info Lifetime                     Started.\n", Written(LogLevel.Information, new EventId(14, "ListeningOnAddress"), "Started."));

    [Fact]
    public void A_failure_follows_in_full() => Assert.Equal(
        "09:05:07 fail Lifetime                     It failed.\nSystem.InvalidOperationException: Why\n",
        Written(LogLevel.Error, default, "It failed.", new InvalidOperationException("Why")));

    private string Written(LogLevel level, EventId id, string text, Exception? problem = null)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new TerminalFormatter(clock).Write(new LogEntry<string>(level, "Microsoft.Hosting.Lifetime", id, text, problem, (state, _) => state), null, writer);
        return writer.ToString();
    }
}
