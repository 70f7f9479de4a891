using System.Text.Json.Serialization;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// What to read on the pages of one site, as CSS selectors (those of Selectors Level 4 that take no longer the larger the page is than the page
/// itself, see <see cref="RuleSelector"/>), where the general reader needs help. Each list may be empty; the first selector of a field that finds
/// something counts.
/// </summary>
internal sealed record ExtractionRules
{
    /// <summary>Selectors of one kind.</summary>
    public const int MaxSelectors = 20;

    public const int MaxLength = 500;

    /// <summary>Of all selectors: each is asked of every element of every page.</summary>
    public const int MaxParts = 200;

    /// <summary>The elements that hold the text, instead of those that would be found.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>What does not belong to the text.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>An element whose <c>content</c> (of a <c>meta</c>) or text is the headline.</summary>
    public IReadOnlyList<string> Title { get; init; } = [];

    /// <summary>An element whose <c>datetime</c>, <c>content</c> or text is the time of publication.</summary>
    public IReadOnlyList<string> Date { get; init; } = [];

    /// <summary>One element or several, whose <c>content</c> or text says who wrote it.</summary>
    public IReadOnlyList<string> Byline { get; init; } = [];

    [JsonIgnore]
    public bool IsEmpty => Keep.Count + Drop.Count + Title.Count + Date.Count + Byline.Count == 0;

    /// <summary>What is wrong with it, by field; empty if nothing is.</summary>
    public IReadOnlyList<(string Field, string Problem)> Problems()
    {
        var problems = new List<(string, string)>();
        var parts = 0;
        foreach (var (field, selectors) in Fields())
        {
            if (selectors.Count > MaxSelectors)
            {
                problems.Add((field, $"There are {selectors.Count} selectors; at most {MaxSelectors} are taken."));
                continue;
            }

            foreach (var selector in selectors)
            {
                if (Problem(selector, ref parts) is { } problem)
                    problems.Add((field, problem));
            }

            if (parts > MaxParts)
            {
                problems.Add((field, $"With these, the selectors have {parts:N0} names, classes, attributes and pseudo-classes together; at most {MaxParts} are taken."));
                break;
            }
        }

        return problems;
    }

    private IEnumerable<(string Field, IReadOnlyList<string> Selectors)> Fields() =>
        [("keep", Keep), ("drop", Drop), ("title", Title), ("date", Date), ("byline", Byline)];

    private static string? Problem(string? selector, ref int parts)
    {
        if (string.IsNullOrWhiteSpace(selector))
            return "A selector is empty.";
        if (selector.Length > MaxLength)
            return $"A selector has {selector.Length:N0} characters; at most {MaxLength} are taken.";
        parts += RuleSelector.Of(selector, out var problem)?.Parts ?? 0;
        return problem;
    }
}
