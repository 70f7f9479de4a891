using System.Collections.Frozen;
using System.Globalization;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// Zones by name. Where a name is of several zones, the one that feeds mean most. Single letters are RFC 822's, whose signs are the wrong way
/// round and which feeds follow if they use them at all.
/// </summary>
internal static class FeedZones
{
    /// <summary>Hours from UTC, and the names of that zone.</summary>
    private const string Names = """
        -11 SST
        -10 HST HAST
        -9 AKST HADT
        -8 PST AKDT
        -7 MST PDT PT
        -6 CST MDT MT
        -5 EST CDT CT COT PET ECT
        -4 EDT ET AST AT CLT VET BOT GYT PYT
        -3.5 NST
        -3 ADT BRT ART CLST UYT GFT SRT FKT PMST
        -2.5 NDT
        -2 BRST
        -1 AZOT CVT EGT
        0 UT UTC GMT Z WET UCT Zulu
        1 BST CET MET MEZ WEST WAT
        2 CEST MEST MESZ EET OEZ SAST CAT
        3 EEST OESZ MSK МСК TRT EAT IDT
        3.5 IRST
        4 MSD GST AZT GET SAMT
        4.5 AFT IRDT
        5 PKT UZT YEKT
        5.5 IST
        5.75 NPT
        6 BDT OMST
        6.5 MMT
        7 WIB ICT NOVT KRAT
        8 WITA HKT SGT MYT PHT PHST AWST IRKT
        9 WIT JST KST YAKT
        9.5 ACST
        10 AEST CHST VLAT
        10.5 ACDT
        11 AEDT MAGT
        12 NZST FJT PETT
        12.75 CHAST
        13 NZDT
        """;

    /// <summary>Where a date in numbers begins with its day, and where with its month.</summary>
    private const string DayFirst = """
        WIB WITA WIT ICT SGT MYT HKT IST PKT NPT MSK МСК TRT BST WET WEST CET MET MEZ CEST MEST MESZ EET OEZ EEST OESZ
        SAST EAT CAT WAT BRT ART CLT CLST COT PET BOT UYT PYT VET AWST ACST ACDT AEST AEDT NZST NZDT
        """;

    private const string MonthFirst = "EST EDT ET CST CDT CT MST MDT MT PST PDT PT AKST AKDT HST HAST HADT";

    private static readonly FrozenDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> Orders =
        Words(DayFirst).Select(name => (name, true)).Concat(Words(MonthFirst).Select(name => (name, false)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Names of a place's time by summer and winter alike.</summary>
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Places = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ET"] = "America/New_York",
        ["CT"] = "America/Chicago",
        ["MT"] = "America/Denver",
        ["PT"] = "America/Los_Angeles",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> Areas =
        new[] { "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Canada", "Europe", "Indian", "Pacific", "US" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // West of Greenwich, then east, an hour each; J is none.
    private const string Military = "ABCDEFGHIKLM NOPQRSTUVWXY";

    private static readonly FrozenDictionary<string, TimeSpan>.AlternateLookup<ReadOnlySpan<char>> Zones = Read().GetAlternateLookup<ReadOnlySpan<char>>();

    public static TimeSpan? Of(ReadOnlySpan<char> name) => Zones.TryGetValue(name, out var zone) ? zone : null;

    /// <summary>Whether a date in numbers begins with its day where a zone is; null where both are met, or it is not known.</summary>
    public static bool? IsDayFirst(ReadOnlySpan<char> name) => Orders.TryGetValue(name, out var isDayFirst) ? isDayFirst : null;

    /// <summary><c>Europe/Oslo</c>, as IANA names zones, and <c>ET</c>, which is New York's by summer and winter; null if it is no such name, or not known here.</summary>
    public static TimeZoneInfo? Region(ReadOnlySpan<char> name)
    {
        if (Places.TryGetValue(name, out var place))
            return TimeZoneInfo.TryFindSystemTimeZoneById(place, out var there) ? there : null;
        var slash = name.IndexOf('/');
        return slash > 0 && name.Length < 40 && Areas.Contains(name[..slash].ToString()) && TimeZoneInfo.TryFindSystemTimeZoneById(name.ToString(), out var zone) ? zone : null;
    }

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
        var hours = int.Parse(kept[..hourDigits], CultureInfo.InvariantCulture);
        var minutes = digits > hourDigits ? int.Parse(kept[hourDigits..digits], CultureInfo.InvariantCulture) : 0;
        var offset = TimeSpan.FromMinutes((hours * 60) + minutes);
        return text[0] == '+' ? offset : -offset;
    }

    private static string[] Words(string names) => names.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static FrozenDictionary<string, TimeSpan> Read()
    {
        var zones = new Dictionary<string, TimeSpan>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Names.Split('\n', StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ');
            foreach (var name in words[1..])
                zones.Add(name, TimeSpan.FromHours(double.Parse(words[0], CultureInfo.InvariantCulture)));
        }

        for (var i = 0; i < Military.Length; i++)
        {
            if (Military[i] != ' ')
                zones.Add(Military[i].ToString(), TimeSpan.FromHours(i < 12 ? -1 - i : i - 12));
        }

        return zones.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
