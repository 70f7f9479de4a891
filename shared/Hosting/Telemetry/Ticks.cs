namespace Newsroom.Hosting.Telemetry;

/// <summary>For what is measured every few seconds until the process ends.</summary>
public static class Ticks
{
    /// <summary>Waits for the next tick; false when it is time to stop.</summary>
    public static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(timer);
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
