using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Newsroom.Hosting.Outgoing;
using Newsroom.Ingest.Polling;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>Whoever polls others without saying how to reach them is told so, once.</summary>
public sealed class ContactTests
{
    private const string Anonymous = "ingest.polling.anonymous";

    [Theory]
    [InlineData(null, 1)]
    [InlineData("desk@news.example", 0)]
    public async Task Polling_without_a_contact_is_warned_of_once(string? contact, int warnings)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var paper = await PolledSite.StartAsync(http => http.Response.WriteAsync(BayPost.Feed()));
        await paper.AddAsync("/feed");
        await paper.AddAsync("/another");
        var said = new Said();
        using var poller = await paper.PollerAsync(TimeSpan.Zero, new OutgoingOptions { Contact = contact }, said);
        await poller.StartAsync(cancellation);
        await Eventually.BecomesAsync(() => Task.FromResult(paper.Site.Asked.Count), asked => asked == 2, "both are polled");
        await poller.StopAsync(cancellation);
        Assert.Equal(warnings, said.Names.Count(name => name == Anonymous));
    }

    private sealed class Said : ILogger<Poller>
    {
        public ConcurrentQueue<string?> Names { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Names.Enqueue(eventId.Name);
    }
}
