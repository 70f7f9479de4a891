using System.Text.Json.Serialization;
using AngleSharp.Css.Parser;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// What to read on the pages of one site, as CSS selectors (Selectors Level 4), where the general reader needs help. Each list may be empty; the
/// first selector of a field that finds something counts.
/// </summary>
internal sealed record ExtractionRules
{
    /// <summary>Selectors of one kind.</summary>
    public const int MaxSelectors = 20;

    public const int MaxLength = 500;

    /// <summary>The elements that hold the text, instead of those that would be found.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>What does not belong to the text.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    public IReadOnlyList<string> Title { get; init; } = [];

    /// <summary>An element whose text or <c>datetime</c> is the time of publication.</summary>
    public IReadOnlyList<string> Date { get; init; } = [];

    public IReadOnlyList<string> Byline { get; init; } = [];

    [JsonIgnore]
    public bool IsEmpty => Keep.Count + Drop.Count + Title.Count + Date.Count + Byline.Count == 0;

    /// <summary>What is wrong with it, by field; empty if nothing is.</summary>
    public IReadOnlyList<(string Field, string Problem)> Problems()
    {
        var problems = new List<(string, string)>();
        foreach (var (field, selectors) in Fields())
        {
            if (selectors.Count > MaxSelectors)
            {
                problems.Add((field, $"There are {selectors.Count} selectors; at most {MaxSelectors} are taken."));
                continue;
            }

            foreach (var selector in selectors)
            {
                if (Problem(selector) is { } problem)
                    problems.Add((field, problem));
            }
        }

        return problems;
    }

    private IEnumerable<(string Field, IReadOnlyList<string> Selectors)> Fields() =>
        [("keep", Keep), ("drop", Drop), ("title", Title), ("date", Date), ("byline", Byline)];

    private static string? Problem(string? selector)
    {
        if (string.IsNullOrWhiteSpace(selector))
            return "A selector is empty.";
        if (selector.Length > MaxLength)
            return $"A selector has {selector.Length:N0} characters; at most {MaxLength} are taken.";
        // :has() asks of every element for all that is inside it.
        if (selector.Contains(":has", StringComparison.OrdinalIgnoreCase))
            return $"The selector '{selector}' uses :has(), which takes too long on large pages.";
        return IsSelector(selector) ? null : $"'{selector}' is not a CSS selector.";
    }

    private static bool IsSelector(string selector)
    {
        try
        {
            return new CssSelectorParser().ParseSelector(selector) is not null;
        }
        // What the parser throws at nonsense depends on the nonsense.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
