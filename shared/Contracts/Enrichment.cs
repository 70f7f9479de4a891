namespace Newsroom.Contracts;

/// <summary>What is known about an article beyond what it says of itself.</summary>
public sealed record Enrichment
{
    public required LanguageGuess Language { get; init; }

    /// <summary>Chosen from the article's own sentences, whole, in their order. Empty where the text is too short to need one.</summary>
    public required string Summary { get; init; }

    public required int WordCount { get; init; }

    /// <summary>At least 1.</summary>
    public required int ReadingMinutes { get; init; }

    /// <summary>IPTC Media Topics, the heaviest first.</summary>
    public IReadOnlyList<Topic> Topics { get; init; } = [];
}

/// <summary>A language as BCP 47, <c>und</c> where it is not known. Confidence is 0 to 1.</summary>
public sealed record LanguageGuess
{
    public const string Undetermined = "und";

    public required string Code { get; init; }
    public required double Confidence { get; init; }
}

/// <summary>A topic of IPTC Media Topics. Weight is 0 to 1.</summary>
public sealed record Topic
{
    public required string Code { get; init; }
    public required string Label { get; init; }
    public required double Weight { get; init; }
}
