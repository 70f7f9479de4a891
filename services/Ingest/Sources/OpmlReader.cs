using System.Xml.Linq;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Sources;

/// <summary>
/// Reads lists of feeds as feed readers export them (OPML 2.0, http://opml.org/spec2.opml, and 1.0), whatever the case of their names: folders, which may be
/// nested, become sections, and an outline with an <c>xmlUrl</c> is a feed.
/// </summary>
internal static class OpmlReader
{
    public const int MostOutlines = 5_000;

    private const int LongestLine = 200;

    public static Reading<IReadOnlyList<OpmlOutline>> Read(byte[] body, string? mediaType, string? charset)
    {
        if (AgencyXml.Read(body, mediaType, charset, "Mend it there, or let the feed reader export the list once more.").Failed(out var unread, out var root))
            return unread;
        if (!Is(root, "opml"))
            return Refuse($"The body is XML of another kind: it begins with <{root.Name.LocalName}> and not with <opml>. To add a single feed, send its address to POST /v1/sources.");
        if (root.Elements().FirstOrDefault(child => Is(child, "body")) is not { } list)
            return Refuse("The OPML has no <body>, in which its outlines stand.");
        var outlines = new List<OpmlOutline>();
        Collect(list, [], outlines);
        return outlines.Count <= MostOutlines ? outlines : Refuse($"The list has more than {MostOutlines:N0} outlines. Send it in parts; what is there already is not added twice.");
    }

    private static void Collect(XElement parent, IReadOnlyList<string> folders, List<OpmlOutline> outlines)
    {
        foreach (var element in parent.Elements().Where(child => Is(child, "outline")))
        {
            if (outlines.Count > MostOutlines)
                return;
            // The text is what its user calls it; the title is often the feed's own.
            var name = CleanText.Line(Attribute(element, "text"), LongestLine) ?? CleanText.Line(Attribute(element, "title"), LongestLine);
            var hasFeed = Attribute(element, "xmlUrl") is { Length: > 0 };
            var isFolder = element.Elements().Any(child => Is(child, "outline"));
            if (hasFeed || !isFolder)
                outlines.Add(Outline(element, name, folders));
            if (isFolder)
                Collect(element, hasFeed || name is null ? folders : [.. folders, name], outlines);
        }
    }

    private static OpmlOutline Outline(XElement element, string? name, IReadOnlyList<string> folders)
    {
        var section = folders.Count > 0 ? folders : Category(Attribute(element, "category"));
        return new OpmlOutline
        {
            Name = name,
            Url = Address(Attribute(element, "xmlUrl")),
            // What is said beside the address is not worth refusing the feed for.
            HomePage = Attribute(element, "htmlUrl") is { } page && CanonicalUrl.Of(page) is not null ? page : null,
            Language = Attribute(element, "language") is { } language && SubmissionRules.IsLanguage(language) ? language : null,
            Section = CleanText.Line(string.Join(" / ", section), LongestLine),
            IsSitemap = string.Equals(Attribute(element, "type"), OpmlWriter.Sitemap, StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>The first of <c>/Boston/Weather,/Harvard</c> where there is no folder.</summary>
    private static string[] Category(string? given) => (given ?? "").Split(',')[0].Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Older readers write <c>feed://host/path</c>, or <c>feed:</c> before the whole address.</summary>
    private static string? Address(string? given)
    {
        const string scheme = "feed:";
        if (given?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) != true)
            return given;
        var rest = given[scheme.Length..];
        return rest.StartsWith("//", StringComparison.Ordinal) ? "http:" + rest : rest;
    }

    private static string? Attribute(XElement element, string name) =>
        element.Attributes().FirstOrDefault(one => one.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Trim() is { Length: > 0 } value ? value : null;

    private static bool Is(XElement element, string name) => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static Refusal Refuse(string why) => new(StatusCodes.Status422UnprocessableEntity, why);
}

/// <summary>A feed of a list, or an outline that holds nothing.</summary>
internal sealed record OpmlOutline
{
    public string? Name { get; init; }

    /// <summary>As it stands there; null where none does.</summary>
    public string? Url { get; init; }

    public string? HomePage { get; init; }

    public string? Language { get; init; }

    /// <summary>The folders that it stands in, from the outermost: <c>News / Politics</c>.</summary>
    public string? Section { get; init; }

    public bool IsSitemap { get; init; }
}
