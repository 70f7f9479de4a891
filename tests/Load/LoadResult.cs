using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Newsroom.Load;

/// <summary>What came of a run.</summary>
internal sealed record LoadResult
{
    public required LoadOptions Options { get; init; }

    /// <summary>Answered 202, each counted once.</summary>
    public required int Accepted { get; init; }

    /// <summary>Requests that were not answered, or with a failure of the server, and sent again.</summary>
    public required int Retries { get; init; }

    /// <summary>By status code, what was refused and not sent again.</summary>
    public required IReadOnlyDictionary<string, int> Refused { get; init; }

    public required int Published { get; init; }

    /// <summary>Articles that stand among the changes more than once.</summary>
    public required int Twice { get; init; }

    /// <summary>Articles among the changes that were never accepted.</summary>
    public required int Strangers { get; init; }

    /// <summary>Numbers that the changes leave out.</summary>
    public required int Gaps { get; init; }

    public required bool InTime { get; init; }

    public required TimeSpan AcceptedIn { get; init; }

    public required TimeSpan PublishedIn { get; init; }

    /// <summary>From the door to the reader, in milliseconds, in ascending order.</summary>
    public required IReadOnlyList<double> Latencies { get; init; }

    public int Lost => Accepted - Published;

    public bool Passed => InTime && Accepted == Options.Count && Lost == 0 && Twice == 0 && Strangers == 0 && Gaps == 0;

    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"""
        {Options.Count} articles of {Options.Bytes} bytes, {Options.SideBySide} at a time{(Options.Rate > 0 ? $", {Options.Rate} a second" : "")}: {(Passed ? "passed" : "FAILED")}
          accepted   {Accepted,8}   in {AcceptedIn.TotalSeconds:F1} s, {PerSecond(Accepted, AcceptedIn):F0} a second; {Retries} sent again, {Refused.Values.Sum()} refused
          published  {Published,8}   in {PublishedIn.TotalSeconds:F1} s, {PerSecond(Published, PublishedIn):F0} a second
          lost {Lost}, twice {Twice}, not ours {Strangers}, gaps in the changes {Gaps}{(InTime ? "" : $"; gave up after {Options.Limit.TotalSeconds:F0} s")}
          door to reader  p50 {At(0.50):F0} ms   p90 {At(0.90):F0} ms   p99 {At(0.99):F0} ms   max {At(1):F0} ms
        """);

    /// <summary>One line.</summary>
    public string ToJson() => new JsonObject
    {
        ["passed"] = Passed,
        ["count"] = Options.Count,
        ["bytes"] = Options.Bytes,
        ["sideBySide"] = Options.SideBySide,
        ["rate"] = Options.Rate,
        ["accepted"] = Accepted,
        ["retries"] = Retries,
        ["refused"] = new JsonObject(Refused.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
        ["published"] = Published,
        ["lost"] = Lost,
        ["twice"] = Twice,
        ["strangers"] = Strangers,
        ["gaps"] = Gaps,
        ["inTime"] = InTime,
        ["acceptedSeconds"] = Math.Round(AcceptedIn.TotalSeconds, 1),
        ["publishedSeconds"] = Math.Round(PublishedIn.TotalSeconds, 1),
        ["doorToReaderMilliseconds"] = new JsonObject
        {
            ["p50"] = Math.Round(At(0.50)),
            ["p90"] = Math.Round(At(0.90)),
            ["p99"] = Math.Round(At(0.99)),
            ["max"] = Math.Round(At(1)),
        },
    }.ToJsonString(JsonSerializerOptions.Default);

    private static double PerSecond(int count, TimeSpan time) => time > TimeSpan.Zero ? count / time.TotalSeconds : 0;

    private double At(double share) => Latencies.Count == 0 ? 0 : Latencies[(int)Math.Min(Latencies.Count - 1, Latencies.Count * share)];
}
