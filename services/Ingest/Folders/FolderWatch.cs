using Microsoft.Extensions.Options;

namespace Newsroom.Ingest.Folders;

/// <summary>Watches all folders of the settings, each at its own pace, while the service runs.</summary>
internal sealed class FolderWatch(IOptions<FolderOptions> options, FolderIntake intake, TimeProvider clock, ILogger<FolderWatcher> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Value.Folders.Select(folder => WatchAsync(new FolderWatcher(folder, intake, clock, log), stoppingToken)));

    private async Task WatchAsync(FolderWatcher watcher, CancellationToken stopping)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(watcher.Folder.PollSeconds), clock);
        try
        {
            do
                await watcher.LookAsync(stopping);
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The file in hand went back to where it lay.
        }
    }
}
