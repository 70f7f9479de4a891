using System.ComponentModel.DataAnnotations;

namespace Newsroom.Standalone.Traces;

/// <summary>How much of the latest traces is held to be shown. Section <c>Newsroom:Traces</c>.</summary>
internal sealed record TracesOptions
{
    public const string Section = "Newsroom:Traces";

    /// <summary>Of how many articles; the one that was heard of least lately goes first. 0: traces are neither held nor shown.</summary>
    [Range(0, 100_000)]
    public int MostArticles { get; init; } = 500;

    /// <summary>
    /// Of memory, all in all, as <see cref="HeldSpan.EstimateSize"/> estimates it. A revision takes some 30 kB, so that the articles are the bound that is met
    /// first, unless there is much to be said about them.
    /// </summary>
    [Range(4, 4_096)]
    public int MostMegabytes { get; init; } = 32;
}
