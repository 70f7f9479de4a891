using System.Globalization;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Extraction;

/// <summary>What an address says of its article's date, as many sites put it there.</summary>
/// <param name="Day">The day; null if there is none.</param>
/// <param name="Month">The first of the month, where there is no more.</param>
internal readonly partial record struct PageAddress(DateOnly? Day, DateOnly? Month)
{
    /// <summary>/2024/06/18/, /2024-06-18-, /20240618/, /2024/jun/18/, /24_giugno_18/; the first of the addresses that has one.</summary>
    public static PageAddress Of(IEnumerable<string?> addresses)
    {
        foreach (var address in addresses)
        {
            if (address is not { Length: < 4_096 })
                continue;
            if (Find(address) is { } day)
                return new PageAddress(day, null);
            if (Monthly().Match(address) is { Success: true } match)
                return new PageAddress(null, new DateOnly(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), 1));
        }

        return default;
    }

    private static DateOnly? Find(string address)
    {
        // Milan and Rome write the day out: /19_novembre_17/.
        if (Italian().Match(address) is { Success: true } written && DateNames.Month(written.Groups["name"].Value, "it") is { } named)
            return DateCalendar.Day(2000 + int.Parse(written.Groups["year"].ValueSpan, CultureInfo.InvariantCulture), named, int.Parse(written.Groups["day"].ValueSpan, CultureInfo.InvariantCulture));
        var match = Dated().Match(address);
        if (!match.Success)
            return null;
        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var month = match.Groups["name"].Success ? DateNames.Month(match.Groups["name"].Value, "en") : Number("month");
        return DateCalendar.Day(Number("year"), month, Number("day"));
    }

    [GeneratedRegex("[/_=.-](?<year>(19|20)[0-9]{2})(?:(?<mark>[/_.-])(?:(?<month>0?[1-9]|1[0-2])|(?<name>[a-zA-Z]{3}))\\k<mark>(?<day>[0-2]?[0-9]|3[01])(?![0-9])|(?<month>0[1-9]|1[0-2])(?<day>[0-2][0-9]|3[01])(?=[/_.tT-]|[0-9]{0,6}(?:[/_.?-]|$)))", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Dated();

    [GeneratedRegex("/(?<year>[0-2][0-9])_(?<name>[a-z]{5,9})_(?<day>[0-2][0-9]|3[01])/", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Italian();

    [GeneratedRegex("/((?:19|20)[0-9]{2})[/-]?(0[1-9]|1[0-2])/", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Monthly();
}
