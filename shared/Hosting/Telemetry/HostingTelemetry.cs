using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Newsroom.Hosting.Telemetry;

/// <summary>The spans and instruments of what every service stands on.</summary>
internal static class HostingTelemetry
{
    public const string Name = "Newsroom.Hosting";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    /// <summary>Trace state that <see cref="TraceSampling"/> knows its spans by.</summary>
    public const string QuietState = "newsroom=quiet";

    /// <summary>
    /// Makes whatever is traced inside vanish: a parent that is not recorded, and whose children are not either. For what
    /// goes on all the time and belongs to no article, such as the relay looking for work.
    /// </summary>
    public static QuietScope Quiet() => new();

    internal sealed class QuietScope : IDisposable
    {
        private readonly Activity? before;
        private readonly Activity quiet;

        public QuietScope()
        {
            before = Activity.Current;
            Activity.Current = null;
            quiet = new Activity("quiet") { ActivityTraceFlags = ActivityTraceFlags.None, TraceStateString = QuietState };
            quiet.SetIdFormat(ActivityIdFormat.W3C);
            quiet.Start();
        }

        public void Dispose()
        {
            quiet.Stop();
            Activity.Current = before;
        }
    }
}
