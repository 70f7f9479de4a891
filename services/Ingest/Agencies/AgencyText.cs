using System.Globalization;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Agencies;

/// <summary>What agencies write alike in all of their formats.</summary>
internal static class AgencyText
{
    private const int TopicDigits = 8;

    // Of a byline; what has more is none.
    private const int MostLines = 50;

    // In aliases, addresses and names of the IPTC's lists; "subref" is what the Subject Codes were called before.
    private static readonly string[] TopicLists = ["medtop", "mediatopic", "media topic", "subjectcode", "subject code", "subref", "iptc"];

    /// <summary>
    /// The provider of <c>urn:newsml:PROVIDER:date:id</c> (RFC 3085), the authority of <c>tag:AUTHORITY,date:…</c> (RFC 4151), the host of a URL.
    /// The name in an id is taken before any that is written for people: identity hangs on it and must not change with a copyright line.
    /// </summary>
    public static string? Authority(string id)
    {
        var parts = id.Split(':');
        if (parts.Length > 3 && parts[0].Equals("urn", StringComparison.OrdinalIgnoreCase) && parts[1].Equals("newsml", StringComparison.OrdinalIgnoreCase))
            return Named(parts[2]);
        if (parts.Length > 2 && parts[0].Equals("tag", StringComparison.OrdinalIgnoreCase))
            return Named(parts[1].Split(',')[0]);
        return Uri.TryCreate(id, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? Named(url.IdnHost) : null;
    }

    /// <summary>Not if their ids say that two agencies gave them: what evolved from another's article is no version of it.</summary>
    public static bool MayBeOfOne(string id, string? other) => other is null || Authority(id) is not { } its || Authority(other) is not { } theirs || its == theirs;

    /// <summary>"By Ada Nilsen and Bo Lund" as two names; what is not so clear stays one.</summary>
    public static List<string>? Byline(string? line)
    {
        if (TextShape.Line(line) is not { } clean)
            return null;
        var names = TopLines.Names(clean);
        if (names.Count == 0)
            names = TopLines.Split(clean);
        return names.Count > 0 && names.TrueForAll(TopLines.IsName) ? names : [clean];
    }

    /// <summary>The same of a line that is written on several: what does not go on with the names is an office or an agency.</summary>
    public static List<string>? Byline(IReadOnlyList<string> lines)
    {
        var names = new List<string>();
        for (var i = 0; i < Math.Min(lines.Count, MostLines); i++)
        {
            // "By" alone, "Ada Nilsen," and "and Bo Lund" are parts of one.
            var line = lines[i];
            while (i + 1 < Math.Min(lines.Count, MostLines) && (line[^1] == ',' || !line.Contains(' ', StringComparison.Ordinal) || char.IsLower(lines[i + 1][0]) || lines[i + 1][0] == '&'))
                line += " " + lines[++i];
            if (!Bylines.BeginsWithOtherRole(line) && (names.Count == 0 || TopLines.Names(line).Count > 0))
                names.AddRange(Byline(line) ?? []);
        }

        return names.Count == 0 ? null : [.. names.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>"HAMMERSTAD, 3 March (NTA) -" without the dash that leads on to the text; null if nothing is left, or a time alone.</summary>
    public static string? Dateline(string? line) => TextShape.Line(line?.TrimEnd('-', '–', '—', ' ')) is { } place && !IsTime(place) ? place : null;

    private static bool IsTime(string place) => char.IsAsciiDigit(place[0]) && (FeedDates.Read(place) is not null || FeedDates.Read(place.Split(' ')[0]) is not null);

    /// <summary><c>medtop:20000349</c> or <c>subj:04000000</c>, whichever way it is written; null for a code of another list.</summary>
    /// <param name="code">The code, with or without its list before it, or its address.</param>
    /// <param name="list">Alias, address or name of its list, if that stands apart.</param>
    public static string? Topic(string? code, string? list = null)
    {
        var whole = code?.Split('?', '#')[0].TrimEnd('/', ' ') ?? "";
        var at = whole.LastIndexOfAny([':', '/']) + 1;
        var (before, digits) = (whole[..at] + list, whole[at..]);
        var isTheirs = before.Length == 0 || before is "subj" or "subj:" || Array.Exists(TopicLists, name => before.Contains(name, StringComparison.OrdinalIgnoreCase));
        if (!isTheirs || digits.Length != TopicDigits || !digits.All(char.IsAsciiDigit))
            return null;
        // Media Topics begin with 2000, Subject Codes with 01 to 17.
        return digits.StartsWith("2000", StringComparison.Ordinal) ? "medtop:" + digits
            : string.CompareOrdinal(digits, "01") >= 0 && string.CompareOrdinal(digits, "18") < 0 ? "subj:" + digits
            : null;
    }

    /// <summary>In one text, each once; null where there is none.</summary>
    public static string? Joined(IEnumerable<string?> texts)
    {
        var said = texts.Select(TextShape.Line).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return said.Count == 0 ? null : string.Join(" ", said);
    }

    /// <summary>What pictures may not be used for, besides what the text may not; for editors, as a picture's own rights go nowhere else.</summary>
    public static string? TermsOfPictures(IEnumerable<string?> terms, string? ofText) =>
        Joined(terms.Where(one => one is not null && one != ofText).Distinct(StringComparer.Ordinal).Select(one => $"Pictures: {one}"));

    /// <summary>When it is of no use any more, for editors.</summary>
    public static string? Expiry(string? text) => FeedDates.Read(text) is { } expires ? Expiry(expires) : null;

    public static string Expiry(DateTimeOffset expires) => string.Create(CultureInfo.InvariantCulture, $"Expires {expires.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.");

    /// <summary>What a code or its address ends with: <c>canceled</c> of <c>stat:canceled</c>.</summary>
    public static string? Word(string? code) => code?[(code.LastIndexOfAny([':', '/']) + 1)..].Trim();

    private static string? Named(string authority) =>
        Submissions.CleanText.Line(authority.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? authority[4..] : authority, Submissions.SubmissionRules.LongestSource)?.ToLowerInvariant();
}
