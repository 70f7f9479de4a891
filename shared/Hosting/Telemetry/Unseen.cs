namespace Newsroom.Hosting.Telemetry;

/// <summary>For work that goes on all the time and belongs to no article: nothing of it is traced.</summary>
public static class Unseen
{
    /// <summary>Until it is disposed, on the thread that began it.</summary>
    public static IDisposable Begin() => HostingTelemetry.Quiet();
}
