using System.Buffers;
using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// What scripts that a page carries within itself say of its article: an object that they are given (<c>window.__STATE__ = {…}</c>), and a day
/// of publication in a variable of its own (<c>var createTime = '2024-11-13 09:05'</c>). No script is run.
/// </summary>
internal static class ScriptState
{
    /// <summary>Of the <c>meta</c> element that the day is written down as.</summary>
    public const string DateName = "script-date";

    // The object's name and what assigns it.
    private const int LongestAssignment = 100;
    private const int ShortestObject = 500;
    private const int MaxLength = 200_000;
    private const int LongestDate = 35;
    private const int MaxTries = 5;

    private static readonly SearchValues<string> Dates = SearchValues.Create(
        ["createTime", "publishTime", "publish_time", "pubTime", "pub_time", "publishDate", "publish_date", "pubDate", "publishedAt", "published_at", "datePublished"], StringComparison.Ordinal);

    /// <summary>Writes down what is of use, as a script of data or a <c>meta</c> element.</summary>
    public static void Keep(ReadOnlySpan<char> script, StringBuilder kept)
    {
        var text = script.TrimStart();
        var opening = text.Length >= ShortestObject && text.Length <= PageState.MaxLength ? text[..LongestAssignment].IndexOf('{') : -1;
        if (opening > 0 && text[..opening].TrimEnd() is [.., '='] and var name && (name.StartsWith("window", StringComparison.Ordinal) || name.StartsWith("var ", StringComparison.Ordinal) || name.StartsWith("self.", StringComparison.Ordinal)) && name.IndexOfAny('(', ';') < 0)
            kept.Append("<script type=\"application/json\">").Append(text[opening..]).Append("</script>");
        else if (text.Length <= MaxLength && DateIn(text) is { IsEmpty: false } date)
            kept.Append("<meta name=\"").Append(DateName).Append("\" content=\"").Append(date).Append("\">");
    }

    private static ReadOnlySpan<char> DateIn(ReadOnlySpan<char> script)
    {
        for (var tries = 0; tries < MaxTries && script.IndexOfAny(Dates) is >= 0 and var at; tries++)
        {
            script = script[at..];
            if (script.IndexOfAnyExcept(Letters) is not (> 0 and var past))
                break;
            script = script[past..];
            var value = script.TrimStart("\\\"' \t");
            if (value is not [':' or '=', ..])
                continue;
            value = value[1..].TrimStart("\\\"' \t");
            var end = value.IndexOfAnyExcept(OfDates);
            if (end is >= 8 and <= LongestDate && value.StartsWith("20", StringComparison.Ordinal) && value[..end].IndexOfAny('-', '/') == 4)
                return value[..end].Trim();
        }

        return [];
    }

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    private static readonly SearchValues<char> OfDates = SearchValues.Create("0123456789-/:. TZ+");
}
