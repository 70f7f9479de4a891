using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting.Stores;

/// <summary>Something that a store needs to find in its database: indexes. Doing it twice does no harm.</summary>
public interface IStorePreparation
{
    Task PrepareAsync(CancellationToken cancellation);
}

/// <summary>Sets up the databases at start, and keeps trying while they are away.</summary>
public sealed partial class StoreSetup(IEnumerable<IStorePreparation> preparations, TimeProvider clock, ILogger<StoreSetup> log) : BackgroundService
{
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when everything is set up.</summary>
    public Task Done => done.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var quiet = HostingTelemetry.Quiet();
        for (var attempt = 1; !stoppingToken.IsCancellationRequested; attempt++)
        {
            try
            {
                foreach (var preparation in preparations)
                    await preparation.PrepareAsync(stoppingToken);
                done.TrySetResult();
                return;
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                LogNotReady(attempt, problem.Message);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(15, attempt)), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "The store could not be set up (attempt {Attempt}): {Problem}", EventName = "store.setup.failed")]
    private partial void LogNotReady(int attempt, string problem);
}
