using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Newsroom.Hosting.Telemetry;

/// <summary>What the work at hand is about, as attributes of its span and of everything that is logged meanwhile.</summary>
public static class Subject
{
    /// <summary>
    /// Sets <paramref name="attributes"/> on the current span and opens a log scope with them, which the caller ends with the work. What
    /// has no value is left out.
    /// </summary>
    public static IDisposable? About(this ILogger log, params KeyValuePair<string, object?>[] attributes)
    {
        var known = attributes.Where(attribute => attribute.Value is not null).ToList();
        foreach (var (name, value) in known)
            Activity.Current?.SetTag(name, value);
        return log.BeginScope(new Facts(known));
    }

    /// <summary>A scope that exporters see by its attributes and people as <c>name=value</c>.</summary>
    private sealed class Facts(IEnumerable<KeyValuePair<string, object?>> attributes) : List<KeyValuePair<string, object?>>(attributes)
    {
        public override string ToString() => string.Join(' ', this.Select(one => $"{one.Key}={one.Value}"));
    }
}
