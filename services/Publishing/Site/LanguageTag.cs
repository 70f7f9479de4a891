using System.Collections.Frozen;
using System.Globalization;
using Newsroom.Contracts;

namespace Newsroom.Publishing.Site;

/// <summary>What a page has to know of a language tag (BCP 47, RFC 5646).</summary>
internal static class LanguageTag
{
    /// <summary>Route constraint: a primary subtag of two or three letters, then further subtags.</summary>
    public const string Pattern = "^[A-Za-z]{{2,3}}(-[A-Za-z0-9]{{2,8}}){{0,3}}$";

    // Kept here rather than asked of ICU, which slim containers leave out.
    private static readonly FrozenSet<string> RightToLeftLanguages = new[]
    {
        "ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "rhg",
        "sd", "skr", "syr", "ug", "ur", "yi",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> RightToLeftScripts = new[]
    {
        "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string Primary(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var end = tag.AsSpan().IndexOfAny('-', '_');
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
    }

    public static bool IsKnown(string? tag) =>
        !string.IsNullOrWhiteSpace(tag) && !tag.Equals(LanguageGuess.Undetermined, StringComparison.OrdinalIgnoreCase);

    /// <summary>A language as somebody typed it into a query; null for none.</summary>
    public static string? Given(string? tag) => string.IsNullOrWhiteSpace(tag) ? null : Normalise(tag.Trim());

    /// <summary>For <c>lang</c>: empty, which HTML reads as unknown, where nobody could tell.</summary>
    public static string Attribute(string? tag) => IsKnown(tag) ? tag! : "";

    /// <summary>
    /// For <c>dir</c>: <c>ltr</c> or <c>rtl</c>; <c>auto</c> where nobody could tell. A script subtag outweighs the language.
    /// </summary>
    public static string Direction(string? tag)
    {
        if (!IsKnown(tag))
            return "auto";
        var script = tag!.Split('-').Skip(1).FirstOrDefault(static part => part.Length == 4 && char.IsAsciiLetter(part[0]));
        var rightToLeft = script is null ? RightToLeftLanguages.Contains(Primary(tag)) : RightToLeftScripts.Contains(script);
        return rightToLeft ? "rtl" : "ltr";
    }

    /// <summary>As RFC 5646 §2.1.1 recommends: <c>zh-hant-tw</c> becomes <c>zh-Hant-TW</c>.</summary>
    public static string Normalise(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return string.Join('-', tag.Split('-').Select(static (part, index) => index == 0 ? part.ToLowerInvariant() : Subtag(part)));
    }

    private static string Subtag(string part) => part.Length switch
    {
        2 => part.ToUpperInvariant(),
        4 when char.IsAsciiLetter(part[0]) => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant(),
        _ => part.ToLowerInvariant(),
    };

    /// <summary>The language's name in itself, the tag where it has none that we know.</summary>
    public static string OwnName(string tag)
    {
        if (!tag.Contains('-', StringComparison.Ordinal) && Words.In(tag) is { } words)
            return words.OwnName;
        var name = Culture(tag) is { } culture && culture != CultureInfo.InvariantCulture ? culture.NativeName : tag;
        return name.Length == 0 ? tag : name;
    }

    /// <summary>Month names of the language, in the Gregorian calendar.</summary>
    public static DateTimeFormatInfo DateFormat(string tag)
    {
        var format = Culture(tag).DateTimeFormat;
        if (format.Calendar is GregorianCalendar)
            return format;
        var gregorian = (DateTimeFormatInfo)format.Clone();
        gregorian.Calendar = new GregorianCalendar();
        return gregorian;
    }

    private static CultureInfo Culture(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
