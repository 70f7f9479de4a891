namespace Newsroom.Hosting.Bus;

/// <summary>When this process last gave up on a message, which then lies in an <c>_error</c> queue.</summary>
internal sealed class FaultSightings(TimeProvider clock)
{
    private long last = DateTimeOffset.MinValue.UtcTicks;

    public DateTimeOffset Last => new(Interlocked.Read(ref last), TimeSpan.Zero);

    public void Note() => Interlocked.Exchange(ref last, clock.GetUtcNow().UtcTicks);
}
