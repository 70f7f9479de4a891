using Newsroom.Contracts;

namespace Newsroom.Enrichment.Analysis;

/// <summary>What <c>POST /v1/analyze</c> answers. A field appears once something fills it.</summary>
internal sealed record AnalyzeResponse
{
    public required LanguageGuess Language { get; init; }

    /// <summary>IPTC Media Topics, the heaviest first.</summary>
    public required IReadOnlyList<Topic> Topics { get; init; }

    /// <summary>Whole sentences of the text; empty where it is too short to need one.</summary>
    public required string Summary { get; init; }

    public required int WordCount { get; init; }

    /// <summary>At least 1.</summary>
    public required int ReadingMinutes { get; init; }

    public static AnalyzeResponse Of(Contracts.Enrichment enrichment) => new()
    {
        Language = enrichment.Language,
        Topics = enrichment.Topics,
        Summary = enrichment.Summary,
        WordCount = enrichment.WordCount,
        ReadingMinutes = enrichment.ReadingMinutes,
    };
}
