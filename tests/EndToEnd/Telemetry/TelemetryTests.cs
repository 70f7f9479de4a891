using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd.Telemetry;

/// <summary>What is exported against the tables of <c>shared/Hosting/README.md</c>, in both directions.</summary>
[Collection<ComposeCollection>]
public sealed class TelemetryTests(TelemetryRun run) : IClassFixture<TelemetryRun>
{
    /// <summary>Metrics leave a service every minute, and are measured every ten seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TelemetryTables tables = TelemetryTables.Read();

    [Fact]
    public Task Every_span_of_the_table_comes_with_its_parent_and_no_other_comes() => NothingIsWrongAsync(
        () => new SpanContract(tables.Spans, run.Spans, run.Inbox.Spans).Faults());

    [Fact]
    public Task Every_metric_of_the_table_comes_with_its_attributes_and_no_other_of_ours_comes() => NothingIsWrongAsync(
        () => new MetricContract(tables.Metrics, run.Inbox.Points).Faults());

    [Fact]
    public Task Every_log_event_of_the_table_comes_with_its_attributes_and_no_other_of_ours_comes() => NothingIsWrongAsync(
        () => new LogContract(tables.Logs, run.Inbox.Logs).Faults());

    [Fact]
    public async Task What_is_logged_about_an_article_carries_its_trace()
    {
        await run.DoneAsync();
        var logs = await Eventually.BecomesAsync(
            () => Task.FromResult(run.Inbox.Logs.Where(log => log.Attributes.ContainsKey("newsroom.article.id")).ToList()), logs => logs.Count > 30, "hardly anything is logged", Patience);
        Assert.All(logs, log => Assert.Equal(32, log.TraceId.Length));
    }

    [Fact]
    public async Task Nothing_that_is_exported_holds_an_articles_text_or_a_password()
    {
        await run.DoneAsync();
        var said = run.Inbox.Spans.SelectMany(span => span.Attributes.Values.Append(span.Name))
            .Concat(run.Inbox.Logs.SelectMany(log => log.Attributes.Values.Append(log.Text)))
            .Concat(run.Inbox.Points.SelectMany(point => point.Attributes.Values));
        string[] secret = [Sample.Text[..40], "newsroom:newsroom", "Password", .. TelemetryRun.Titles, .. run.HubSecrets];
        Assert.All(said, text => Assert.DoesNotContain(secret, word => text.Contains(word, StringComparison.Ordinal)));
    }

    private async Task NothingIsWrongAsync(Func<IReadOnlyList<string>> faults)
    {
        await run.DoneAsync();
        var left = await Eventually.LastAsync(() => Task.FromResult(faults()), found => found.Count == 0, Patience);
        Assert.True(left.Count == 0, string.Join(Environment.NewLine, left));
    }
}
