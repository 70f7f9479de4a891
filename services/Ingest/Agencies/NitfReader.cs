using System.Globalization;
using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Makes a draft of IPTC NITF 3.x. <c>docdata/doc-id</c> names the article; where an agency numbers its versions in it, <c>du-key</c>, which is
/// the same through all of them, does.
/// </summary>
internal static class NitfReader
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["/source"] = "docdata/doc-id/@regsrc",
        ["/guid"] = "docdata/doc-id/@id-string",
        ["/title"] = "body.head/hedline/hl1",
        ["/byline"] = "body.head/byline",
        ["/language"] = "body/@xml:lang",
        ["/urgency"] = "docdata/urgency/@ed-urg",
        ["/body"] = "body.content",
        ["/media"] = "body.content/media",
        ["/subjects"] = "tobject/tobject.subject",
    };

    public static Reading<ArticleDraft> Read(XElement root, PageFacts facts, DateTimeOffset now, string via)
    {
        var nitf = new NitfHead(root);
        if (nitf.Times(out var times) is { } wrongTime)
            return wrongTime;
        if (nitf.Status(times).Failed(out var wrongStatus, out var standing))
            return wrongStatus;
        var id = standing.KilledId ?? nitf.Id(times);
        if (standing.Status == ArticleStatus.Canceled && id is null && facts.Guid is null)
            return AgencyDraft.Wrong("docdata/doc-id/@id-string", "A kill must name what it kills: doc-id has no id-string and there is no du-key.");

        var isKill = standing.Status == ArticleStatus.Canceled;
        var content = NitfBody.Of(root);
        var submission = new SubmitArticle
        {
            Source = facts.Source ?? nitf.Source(id) ?? facts.DefaultSource,
            Guid = facts.Guid ?? id,
            Url = facts.Url ?? WebAddress.Absolute(nitf.Published.Get("ex-ref"), null),
            Title = nitf.Title,
            Byline = nitf.Byline,
            Language = facts.Language ?? nitf.Language,
            PublishedAt = times.First ?? times.Issued,
            UpdatedAt = times.Issued,
            Status = standing.Status,
            EmbargoedUntil = times.EmbargoedUntil,
            Urgency = nitf.Data.One("urgency").Number("ed-urg"),
            EdNote = nitf.EdNote(times),
            Correction = nitf.Correction,
            Slugline = nitf.Slugline,
            Dateline = nitf.Dateline,
            Subjects = NitfSubjects.Of(root),
            Rights = nitf.Rights,
            Media = [.. content.Media],
            Body = content.Html is null ? null : isKill ? null : new SubmittedBody { Html = content.Html },
        };
        return new AgencyDraft
        {
            Submission = submission,
            SourceName = nitf.Rights?.OriginalSource ?? nitf.Rights?.CopyrightHolder,
            Version = new SourceVersion(nitf.Version, SubmissionRules.Milliseconds(times.Issued)),
            Links = content.Links,
            Extraction = "nitf/1",
            Names = Names,
        }.Check(now, via);
    }
}

/// <summary>When an NITF document was first issued, issued in this version, may be used, and is of no use any more.</summary>
internal readonly record struct NitfTimes(DateTimeOffset? First, DateTimeOffset? Issued, DateTimeOffset? EmbargoedUntil, DateTimeOffset? Expires);

/// <summary>What may be done with an article; <see cref="KilledId"/>: it is a notice that kills this other one.</summary>
internal sealed record NitfStanding(ArticleStatus Status, string? KilledId = null);

/// <summary>The parts of NITF that are about the article: <c>head</c> and <c>body.head</c>.</summary>
internal sealed class NitfHead(XElement root)
{
    private readonly XElement? head = root.One("head");
    private readonly XElement? top = root.One("body/body.head");

    public XElement? Data { get; } = root.One("head/docdata");

    public XElement? Published { get; } = root.One("head/pubdata");

    public string? Title => top.TextAt("hedline/hl1") ?? head.TextAt("title") ?? top.TextAt("hedline/hl2") ?? top.TextAt("headline");

    public string? Language =>
        (root.One("body/body.content") ?? root.One("body") ?? root).Language() ?? root.One("body").Get("lang") ?? root.Get("baselang") ?? Meta("language");

    public string? Slugline => Data.One("du-key").Get("key") is { } key && !LooksLikeId(key) ? key : Meta("slugline") ?? Meta("slug") ?? Meta("keyword");

    public string? Dateline => top.TextAt("dateline/location") ?? AgencyText.Dateline(top.TextAt("dateline"));

    /// <summary>Names where they are marked, else the line without the office that <c>byttl</c> sets apart.</summary>
    public IReadOnlyList<string>? Byline
    {
        get
        {
            var lines = top.All("byline").ToList();
            var people = lines.SelectMany(line => line.Descendants().Where(one => one.Is("person"))).Select(Person).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (people.Count > 0)
                return people;
            var written = lines.SelectMany(line => AgencyText.Byline(WithoutTitle(line)) ?? []).Distinct(StringComparer.Ordinal).ToList();
            return written.Count > 0 ? written : null;
        }
    }

    public string? Correction => Data.One("correction") is { } correction ? correction.Get("info") ?? correction.Text() ?? "A corrected version, says its source." : null;

    public string? Version => Data.One("du-key").Get("version") ?? Data.One("du-key").Get("generation");

    public Rights? Rights
    {
        get
        {
            var copyright = Data.One("doc.copyright");
            var rights = Data.One("doc.rights");
            var notice = (top.One("rights") is { HasElements: false } line ? line.Text() : null) ?? top.All("note").FirstOrDefault(note => note.Get("noteclass") == "cpyrt").Text();
            return AgencyDraft.OrNull(new Rights
            {
                CopyrightHolder = CleanText.Line(copyright.Get("holder") ?? top.TextAt("rights/rights.owner") ?? rights.Get("owner"), 500),
                CopyrightNotice = CleanText.Line(notice, 2_000),
                UsageTerms = CleanText.Line(Joined([top.TextAt("rights/rights.limitations"), rights.Get("limitations"), rights.Get("type"), rights.Get("agent")]), 5_000),
                OriginalSource = CleanText.Line(top.TextAt("distributor/org") ?? top.TextAt("distributor") ?? Data.One("doc-id").Get("regsrc") ?? FirstOnItsWay, 500),
            });
        }
    }

    public string? Source(string? id) => (id is null ? null : AgencyText.Authority(id)) ?? Data.One("doc-id").Get("regsrc") ?? top.TextAt("distributor/org") ?? top.TextAt("distributor")
        ?? FirstOnItsWay ?? Data.One("doc.copyright").Get("holder");

    /// <summary>Of those through whose hands it went (<c>del-list</c>) the first.</summary>
    private string? FirstOnItsWay => Data.All("del-list/from-src").Where(hand => hand.Get("src-name") is not null).MinBy(hand => hand.Number("level-number") ?? int.MaxValue).Get("src-name");

    /// <summary>
    /// The doc-id, unless it begins with the du-key and so counts the versions behind it. A du-key alone is made anew each day (NITF), and
    /// is an id with the day only.
    /// </summary>
    public string? Id(NitfTimes times)
    {
        var (id, key) = (Data.One("doc-id").Get("id-string"), Data.One("du-key").Get("key"));
        if (id is null)
            return key is not null && times.Issued is { } day ? string.Create(CultureInfo.InvariantCulture, $"{key}/{day:yyyy-MM-dd}") : null;
        return key is { Length: >= 8 } && LooksLikeId(key) && id.StartsWith(key, StringComparison.Ordinal) ? key : id;
    }

    public Refusal? Times(out NitfTimes times)
    {
        times = default;
        DateTimeOffset? first = null, issued = null, release = null, expires = null;
        var history = root.All("head/revision-history").Select(entry => entry.Get("norm")).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();
        var wrong = AgencyDraft.Time("docdata/date.issue/@norm", Norm("date.issue") ?? Published.Get("date.publication"), ref issued)
            ?? AgencyDraft.Time("revision-history/@norm", history, ref first)
            ?? AgencyDraft.Time("docdata/date.release/@norm", Norm("date.release"), ref release)
            ?? AgencyDraft.Time("docdata/date.expire/@norm", Norm("date.expire"), ref expires);
        var isEmbargoed = Data.Get("management-status") == "embargoed";
        if (wrong is null && isEmbargoed && release is null)
            return AgencyDraft.Wrong("docdata/date.release", "It is embargoed, and nothing says until when: give date.release with norm, or management-status=\"withheld\".");
        // Most say the moment of issue once more as the release, which is no embargo.
        var embargo = isEmbargoed || (release is not null && (issued is null || release > issued)) ? release : null;
        times = new NitfTimes(first, issued, embargo, expires);
        return wrong;
    }

    public Reading<NitfStanding> Status(NitfTimes times)
    {
        var about = Data.Get("management-doc-idref");
        var theirs = Data.Get("management-idref-status") ?? Data.Get("management-doc-idref-status");
        if (about is not null && theirs is not null && theirs != "usable")
        {
            return theirs is "canceled" or "cancelled"
                ? new NitfStanding(ArticleStatus.Canceled, about)
                : AgencyDraft.Wrong("docdata/@management-idref-status",
                    $"It sets another document to '{theirs}', which only that document can say: send {about} itself with management-status=\"{theirs}\", or cancel it.");
        }

        return Data.Get("management-status")?.ToLowerInvariant() switch
        {
            null or "usable" or "embargoed" => new NitfStanding(ArticleStatus.Usable),
            "withheld" => new NitfStanding(ArticleStatus.Withheld),
            "canceled" or "cancelled" => new NitfStanding(ArticleStatus.Canceled),
            var other => AgencyDraft.Wrong("docdata/@management-status", $"'{other}' is no status of NITF: it is usable, embargoed, withheld or canceled."),
        };
    }

    /// <summary>Everything that is said to editors and not to readers.</summary>
    public string? EdNote(NitfTimes times) => Joined(
    [
        .. Data.All("ed-msg").Select(message => message.Get("info") ?? message.Text()),
        .. top.All("note").Where(note => note.Get("noteclass") != "cpyrt" && note.Get("type") != "pa").Select(XmlParts.Text),
        times.Expires is { } expires ? string.Create(CultureInfo.InvariantCulture, $"Expires {expires.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.") : null,
    ]);

    private static string? Joined(IEnumerable<string?> texts)
    {
        var said = texts.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return said.Count == 0 ? null : string.Join(" ", said);
    }

    /// <summary>The parts of a name may stand without a space between.</summary>
    private static string? Person(XElement person) => person.HasElements && person.Nodes().All(node => node is XElement || string.IsNullOrWhiteSpace((node as XText)?.Value))
        ? TextShape.Line(string.Join(' ', person.Elements().Select(XmlParts.Text)))
        : person.Text();

    private static string WithoutTitle(XElement line) =>
        string.Concat(line.DescendantNodes().OfType<XText>().Where(text => !text.Ancestors().Any(one => one.Is("byttl"))).Select(text => text.Value));

    private static bool LooksLikeId(string key) => key.Any(char.IsAsciiDigit) && !key.Contains(' ', StringComparison.Ordinal) && key.Length >= 8;

    private string? Norm(string date) => Data.One(date).Get("norm");

    private string? Meta(string name) => head.All("meta").FirstOrDefault(meta => meta.Get("name")?.Equals(name, StringComparison.OrdinalIgnoreCase) == true).Get("content");
}
