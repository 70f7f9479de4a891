using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>What agencies write alike in all of their formats.</summary>
internal static class AgencyText
{
    private const string MediaTopics = "cv.iptc.org/newscodes/mediatopic/";
    private const string SubjectCodes = "cv.iptc.org/newscodes/subjectcode/";

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

    /// <summary>"HAMMERSTAD, 3 March (NTA) -" without the dash that leads on to the text; null if nothing is left.</summary>
    public static string? Dateline(string? line) => TextShape.Line(line?.TrimEnd('-', '–', '—', ' '));

    /// <summary><c>medtop:20000349</c> or <c>subj:04000000</c>, whichever way it is written; null for a code of another list.</summary>
    public static string? Topic(string? code)
    {
        if (code is null)
            return null;
        return Below("medtop:", code) is { } topic ? "medtop:" + topic
            : Below("subj:", code) is { } subject ? "subj:" + subject
            : After(MediaTopics, code) is { } byUri ? "medtop:" + byUri
            : After(SubjectCodes, code) is { } subjectUri ? "subj:" + subjectUri
            : null;
    }

    private static string? Below(string prefix, string code) =>
        code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && code.Length > prefix.Length ? code[prefix.Length..] : null;

    private static string? After(string list, string code) =>
        code.IndexOf(list, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && code[(at + list.Length)..].TrimEnd('/') is { Length: > 0 } topic ? topic : null;

    private static string? Named(string authority) =>
        Submissions.CleanText.Line(authority.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? authority[4..] : authority, Submissions.SubmissionRules.LongestSource)?.ToLowerInvariant();
}
