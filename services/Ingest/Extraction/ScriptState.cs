using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// What scripts that a page carries within itself say of its article: an object that they are given (<c>window.__STATE__ = {…}</c>), and a day
/// of publication in a variable or a member of its own (<c>var createTime = '2024-11-13 09:05'</c>). No script is run.
/// </summary>
internal static class ScriptState
{
    /// <summary>Of the <c>meta</c> element that the day is written down as.</summary>
    public const string DateName = "script-date";

    /// <summary>Of the <c>script</c> element that the object is written down as.</summary>
    public const string Type = "application/x-assigned";

    // The object's name and what assigns it.
    private const int LongestAssignment = 100;
    private const int ShortestObject = 500;
    private const int MaxLength = 200_000;
    private const int LongestDate = 35;
    private const int MaxTries = 20;

    private static readonly string[] Names =
        ["createTime", "publishTime", "publish_time", "pubTime", "pub_time", "publishDate", "publish_date", "pubDate", "publishedAt", "published_at", "datePublished"];

    private static readonly SearchValues<string> Dates = SearchValues.Create(Names, StringComparison.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsDate = Names.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    private static readonly SearchValues<char> OfDates = SearchValues.Create("0123456789-/:. TZ+");

    /// <summary>Writes down what is of use, as a script of data or a <c>meta</c> element.</summary>
    /// <param name="script">Without its tags.</param>
    /// <param name="kept">What is written to.</param>
    public static void Keep(ReadOnlySpan<char> script, StringBuilder kept)
    {
        var text = script.TrimStart();
        var opening = text.Length >= ShortestObject && text.Length <= PageState.MaxLength ? text[..LongestAssignment].IndexOf('{') : -1;
        if (opening > 0 && IsAssignment(text[..opening].TrimEnd()))
            kept.Append("<script type=\"").Append(Type).Append("\">").Append(PageSource.WithoutEscapes(text[opening..])).Append("</script>");
        else if (text.Length <= MaxLength && DateIn(text) is { IsEmpty: false } date)
            kept.Append("<meta name=\"").Append(DateName).Append("\" content=\"").Append(date).Append("\">");
    }

    private static bool IsAssignment(ReadOnlySpan<char> text) =>
        text is [.., '='] && text.IndexOfAny('(', ';') < 0
        && (text.StartsWith("window", StringComparison.Ordinal) || text.StartsWith("var ", StringComparison.Ordinal) || text.StartsWith("self.", StringComparison.Ordinal));

    private static ReadOnlySpan<char> DateIn(ReadOnlySpan<char> script)
    {
        for (var tries = 0; tries < MaxTries && script.IndexOfAny(Dates) is >= 0 and var at; tries++)
        {
            var isWhole = at == 0 || !Letters.Contains(script[at - 1]);
            script = script[at..];
            if (script.IndexOfAnyExcept(Letters) is not (> 0 and var end))
                break;
            isWhole &= IsDate.Contains(script[..end]);
            script = script[end..];
            if (isWhole && DateAt(script) is { IsEmpty: false } date)
                return date;
        }

        return [];
    }

    /// <summary>Behind a name: what assigns it, and between quotes a day or a moment.</summary>
    private static ReadOnlySpan<char> DateAt(ReadOnlySpan<char> script)
    {
        var value = script.TrimStart("\\\"' \t");
        if (value is not [':' or '=', ..])
            return [];
        value = value[1..].TrimStart("\\\"' \t");
        var end = value.IndexOfAnyExcept(OfDates);
        return end is >= 8 and <= LongestDate && value.StartsWith("20", StringComparison.Ordinal) && value[..end].IndexOfAny('-', '/') == 4 ? value[..end].Trim() : [];
    }
}
