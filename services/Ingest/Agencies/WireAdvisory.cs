using System.Globalization;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Agencies;

/// <summary>What a message does to another one. <see cref="Id"/> is the other's, null where it names none.</summary>
internal sealed partial record WireAdvisory(bool IsKill, string Announced, string? Id)
{
    /// <summary>Null for an article like any other. Words in capitals announce it; in a headline, a kill is news.</summary>
    public static WireAdvisory? Of(WireMessage message, WireText text, DateTimeOffset sent)
    {
        var named = text.Everything.Select(line => Named().Match(line)).FirstOrDefault(found => found.Success);
        var kill = text.Announcements.FirstOrDefault(line => Kill().IsMatch(line)) ?? text.Slugs.Find(slug => KillBehind().IsMatch(slug)) ?? named?.Value;
        var announced = kill ?? text.Announcements.FirstOrDefault(line => Correction().IsMatch(line)) ?? text.Slugs.Find(slug => CorrectionBehind().IsMatch(slug));
        return announced is null ? null : new WireAdvisory(kill is not null, announced, Named(message, text, sent));
    }

    /// <summary>The title without what announces it.</summary>
    public static string? Without(string? headline) =>
        headline is null ? null : Correction().Match(headline) is { Success: true } found && headline[found.Length..].TrimStart(' ', ':', '-', '–', '—') is { Length: > 0 } rest ? rest : headline;

    /// <summary>
    /// A source and a number, <c>sri0123</c>, or a number alone that is said to be one. Its day is the one that is given with it; else the
    /// message's own, or the day before if it counted further than this one does.
    /// </summary>
    private static string? Named(WireMessage message, WireText text, DateTimeOffset sent)
    {
        foreach (var line in text.Everything)
        {
            foreach (Match found in Reference().Matches(line))
            {
                var service = found.Groups["source"].Success ? found.Groups["source"].Value : message.Service;
                var number = (found.Groups["number"].Success ? found.Groups["number"] : found.Groups["alone"]).Value;
                if (!service.Equals(message.Service, StringComparison.OrdinalIgnoreCase) || Number(number) == Number(message.Number))
                    continue;
                var day = WireTimes.Day(line[(found.Index + found.Length)..], sent);
                if (day == DateOnly.FromDateTime(sent.UtcDateTime) && Number(number) > Number(message.Number) && !Dated().IsMatch(line))
                    day = day.AddDays(-1);
                return WireMessage.IdOf(service, number, day);
            }
        }

        return null;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;
    private const string Before = @"^\W*((BULLETIN|MANDATORY|URGENT|ATTENTION|ADVISORY|NOTICE|EDITORS?|EDS|Eds|Editors|BC|AM|PM|AP)\W+){0,5}";

    [GeneratedRegex(Before + @"(KILL|WITHDRAW|WITHDRAWN|WITHDRAWAL)\b", Plain)]
    private static partial Regex Kill();

    [GeneratedRegex(@"[/ ,(](KILL|WITHDRAW|WITHDRAWN|WITHDRAWAL)\)?$|-(WITHDRAWN|WITHDRAWAL)$", Plain)]
    private static partial Regex KillBehind();

    [GeneratedRegex(Before + @"(CORRECTION|CORRECTED|CORRECTIVE|CORRECTING)\b", Plain)]
    private static partial Regex Correction();

    [GeneratedRegex(@"[/ ,(\-](CORRECTION|CORRECTED|CORRECTIVE)\)?$", Plain)]
    private static partial Regex CorrectionBehind();

    [GeneratedRegex(@"\b(please|must|editors?:?) (kill|withdraw) (the )?((story|item|message|article) )?[A-Za-z]{1,4}[0-9]{3,4}\b", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?<source>[A-Za-z]{1,4})(?<number>[0-9]{3,4})\b|\b(message|item|story|number|no\.?) #?(?<alone>[0-9]{3,4})\b", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex Dated();
}
