using System.Text.RegularExpressions;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Revisions;

/// <summary>A line that says when its page was changed or published, and nothing else: "Last updated: 30 November 2026, 10:02", "Updated 10:02 GMT".</summary>
internal static partial class StampLines
{
    private const int Longest = 90;
    private const int LongestLabel = 40;

    public static bool Is(string text)
    {
        if (text.Length > Longest || !text.Any(char.IsDigit))
            return false;
        var tokens = new DateTokens(text);
        var from = 0;
        while (from < tokens.Count && !IsOfDate(tokens, from))
            from++;
        if (tokens.Start(from) is var at && at > Math.Min(LongestLabel, text.Length))
            return false;
        var label = text[..at];
        // "Last updated on", "Mis à jour le".
        if (!DateNames.IsLabel(label) && !(from > 1 && PassingLines.IsBesideClock(tokens[from - 1]) && DateNames.IsLabel(text[..tokens.Start(from - 1)])))
            return false;
        for (var i = from; i < tokens.Count; i++)
        {
            if (tokens.IsWord(i) && !IsOfDate(tokens, i) && !PassingLines.IsBesideClock(tokens[i]))
                return false;
        }

        return Clock().IsMatch(text, at) || DateWords.Read(text[at..]) is not null;
    }

    private static bool IsOfDate(DateTokens tokens, int at) => char.IsDigit(tokens[at][0])
        || (tokens.IsWord(at) && (DateNames.Month(tokens[at], null) is not null || DateNames.Weekday(tokens[at]) is not null || (tokens[at].Length > 1 && FeedZones.Of(tokens[at]) is not null)));

    [GeneratedRegex(@"\p{Nd}{1,2}[:.h]\p{Nd}{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
