using System.Diagnostics;

namespace Newsroom.Hosting.Telemetry;

/// <summary>Where somebody who reads a log line finds the trace of what it tells of. A process that shows traces itself brings its own.</summary>
public interface ITraceAddress
{
    /// <summary>Of what the current trace is about (the subject of its messages): an address, or the id of the trace to look for elsewhere.</summary>
    string Of(string subject);
}

/// <summary>Where traces are shown is the business of whoever collects them; their id is known everywhere.</summary>
internal sealed class TraceIdAlone : ITraceAddress
{
    public string Of(string subject) => Activity.Current?.TraceId.ToString() ?? "none";
}
