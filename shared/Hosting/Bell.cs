namespace Newsroom.Hosting;

/// <summary>Tells a loop in this process that there is work, so that it does not wait for its next round. However often it is rung meanwhile, it wakes once.</summary>
public sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim rung = new(0, 1);

    public void Ring()
    {
        try
        {
            if (rung.CurrentCount == 0)
                rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody rang at the same moment; once is enough.
        }
    }

    /// <summary>Returns when somebody rings or the time is up.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => rung.WaitAsync(atMost, cancellation);

    public void Dispose() => rung.Dispose();
}
