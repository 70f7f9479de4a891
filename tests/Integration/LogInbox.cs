using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Newsroom.Tests.Support;

namespace Newsroom.Tests.Integration;

/// <summary>Keeps what the services log, so that a test can show that something happened of which nothing else is to be seen.</summary>
public sealed class LogInbox : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    public IReadOnlyList<LogLine> Lines => [.. lines];

    public int Count(string eventName, string containing) =>
        lines.Count(line => line.Event == eventName && line.Text.Contains(containing, StringComparison.Ordinal));

    public Task SeesAsync(string eventName, string containing, int times = 1) => Eventually.BecomesAsync(
        () => Task.FromResult(Count(eventName, containing)), count => count >= times, $"'{containing}' was not logged {times} times as {eventName}");

    public ILogger CreateLogger(string categoryName) => new Writer(lines);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(eventId.Name ?? "", formatter(state, exception), exception));
    }
}

public sealed record LogLine(string Event, string Text, Exception? Problem);
