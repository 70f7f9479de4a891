namespace Newsroom.Hosting.Telemetry;

/// <summary>For what is measured every few seconds until the process ends.</summary>
internal static class Ticks
{
    /// <summary>Waits for the next tick; false when it is time to stop.</summary>
    public static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
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
