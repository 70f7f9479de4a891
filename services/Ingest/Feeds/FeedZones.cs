using System.Collections.Frozen;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// Zones by name. Where a name is of several zones, the one that feeds mean most. Single letters are RFC 822's, whose signs are the wrong way
/// round and which feeds follow if they use them at all.
/// </summary>
internal static class FeedZones
{
    private static readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> Hours = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["WET"] = 0, ["UCT"] = 0, ["Zulu"] = 0,
        ["EST"] = -5, ["EDT"] = -4, ["ET"] = -4, ["CST"] = -6, ["CDT"] = -5, ["CT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["MT"] = -6,
        ["PST"] = -8, ["PDT"] = -7, ["PT"] = -7, ["AST"] = -4, ["ADT"] = -3, ["AT"] = -4, ["NST"] = -3.5, ["NDT"] = -2.5,
        ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10, ["HAST"] = -10, ["SST"] = -11,
        ["BRT"] = -3, ["BRST"] = -2, ["ART"] = -3, ["CLT"] = -4, ["CLST"] = -3, ["COT"] = -5, ["PET"] = -5, ["VET"] = -4, ["UYT"] = -3,
        ["BST"] = 1, ["CET"] = 1, ["MET"] = 1, ["MEZ"] = 1, ["WEST"] = 1, ["WAT"] = 1,
        ["CEST"] = 2, ["MEST"] = 2, ["MESZ"] = 2, ["EET"] = 2, ["OEZ"] = 2, ["SAST"] = 2, ["CAT"] = 2,
        ["EEST"] = 3, ["OESZ"] = 3, ["MSK"] = 3, ["МСК"] = 3, ["TRT"] = 3, ["EAT"] = 3, ["IDT"] = 3, ["MSD"] = 4, ["GST"] = 4,
        ["IRST"] = 3.5, ["PKT"] = 5, ["IST"] = 5.5, ["NPT"] = 5.75, ["WIB"] = 7, ["ICT"] = 7, ["WITA"] = 8, ["HKT"] = 8, ["SGT"] = 8, ["MYT"] = 8,
        ["PHT"] = 8, ["AWST"] = 8, ["WIT"] = 9, ["JST"] = 9, ["KST"] = 9, ["ACST"] = 9.5, ["ACDT"] = 10.5, ["AEST"] = 10, ["AEDT"] = 11,
        ["NZST"] = 12, ["NZDT"] = 13,
        ["A"] = -1, ["B"] = -2, ["C"] = -3, ["D"] = -4, ["E"] = -5, ["F"] = -6, ["G"] = -7, ["H"] = -8, ["I"] = -9, ["K"] = -10, ["L"] = -11, ["M"] = -12,
        ["N"] = 1, ["O"] = 2, ["P"] = 3, ["Q"] = 4, ["R"] = 5, ["S"] = 6, ["T"] = 7, ["U"] = 8, ["V"] = 9, ["W"] = 10, ["X"] = 11, ["Y"] = 12,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static TimeSpan? Of(ReadOnlySpan<char> name) => Hours.TryGetValue(name, out var hours) ? TimeSpan.FromHours(hours) : null;

    /// <summary>
    /// The zone that a text begins with: <c>Z</c>, a name, <c>+0700</c>, <c>+07:00</c>, <c>+7</c>, <c>GMT+7</c>, <c>Etc/GMT</c>. UTC if it names
    /// none or one that is not known; null if it is a number that is no zone.
    /// </summary>
    public static TimeSpan? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim(" ()[],");
        if (text.StartsWith("etc/", StringComparison.OrdinalIgnoreCase))
            text = text[4..];
        var letters = 0;
        while (letters < text.Length && char.IsLetter(text[letters]))
            letters++;
        var named = letters == 0 ? TimeSpan.Zero : Of(text[..letters]) ?? TimeSpan.Zero;
        var number = text[letters..].TrimStart();
        if (number.IsEmpty || number[0] is not ('+' or '-' or '−') || (letters > 0 && named != TimeSpan.Zero))
            return named;
        return Number(number);
    }

    private static TimeSpan? Number(ReadOnlySpan<char> text)
    {
        var digits = 0;
        var colon = -1;
        Span<char> kept = stackalloc char[4];
        foreach (var one in text[1..])
        {
            if (char.IsAsciiDigit(one))
            {
                if (digits == 4)
                    break;
                kept[digits++] = one;
            }
            else if (one is ':' or '.' && colon < 0 && digits is 1 or 2)
            {
                colon = digits;
            }
            else if (one != ' ' || digits > 0)
            {
                break;
            }
        }

        if (digits == 0)
            return null;
        var hourDigits = colon > 0 ? colon : digits <= 2 ? digits : digits - 2;
        var hours = int.Parse(kept[..hourDigits], System.Globalization.CultureInfo.InvariantCulture);
        var minutes = digits > hourDigits ? int.Parse(kept[hourDigits..digits], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var offset = TimeSpan.FromMinutes((hours * 60) + minutes);
        return text[0] == '+' ? offset : -offset;
    }
}
