using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

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

    public string? Slugline => Data.One("du-key").Get("key") is { } key && !NitfNames.LooksLikeId(key) ? key : Meta("slugline") ?? Meta("slug") ?? Meta("keyword");

    public string? Dateline => top.TextAt("dateline/location") ?? top.All("dateline").Select(line => AgencyText.Dateline(Without(line, "story.date").Text())).FirstOrDefault(place => place is not null);

    /// <summary>Names where nothing else is, else the line without the office that <c>byttl</c> sets apart.</summary>
    public IReadOnlyList<string>? Byline
    {
        get
        {
            var names = top.All("byline").SelectMany(line => People(line) ?? AgencyText.Byline(Without(line, "byttl").Lines()) ?? []).Distinct(StringComparer.Ordinal).ToList();
            return names.Count > 0 ? names : null;
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
                UsageTerms = CleanText.Line(AgencyText.Joined([top.TextAt("rights/rights.limitations"), rights.Get("limitations"), rights.Get("type"), rights.Get("agent")]), 5_000),
                OriginalSource = CleanText.Line(top.TextAt("distributor/org") ?? top.TextAt("distributor") ?? Data.One("doc-id").Get("regsrc") ?? FirstOnItsWay, 500),
            });
        }
    }

    public string? Source(string? id) => (id is null ? null : AgencyText.Authority(id)) ?? Data.One("doc-id").Get("regsrc") ?? top.TextAt("distributor/org") ?? top.TextAt("distributor")
        ?? FirstOnItsWay ?? Data.One("doc.copyright").Get("holder");

    /// <summary>Of those through whose hands it went (<c>del-list</c>) the first.</summary>
    private string? FirstOnItsWay => Data.All("del-list/from-src").Where(hand => hand.Get("src-name") is not null).MinBy(hand => hand.Number("level-number") ?? int.MaxValue).Get("src-name");

    public Refusal? Times(NitfStanding standing, out NitfTimes times)
    {
        times = default;
        DateTimeOffset? first = null, issued = null, release = null, expires = null;
        var history = root.All("head/revision-history").Select(entry => entry.Get("norm")).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();
        var wrong = AgencyDraft.Time("docdata/date.issue/@norm", Norm("date.issue") ?? Published.Get("date.publication"), ref issued)
            ?? AgencyDraft.Time("revision-history/@norm", history, ref first)
            ?? AgencyDraft.Time("docdata/date.release/@norm", Norm("date.release") ?? Data.TextAt("date.release"), ref release)
            ?? AgencyDraft.Time("docdata/date.expire/@norm", Norm("date.expire"), ref expires);
        if (wrong is null && standing.IsEmbargoed && release is null)
            return AgencyDraft.Wrong("docdata/date.release", "It is embargoed, and nothing says until when: give date.release with norm, or management-status=\"withheld\".");
        // Most say the moment of issue once more as the release, which is no embargo.
        var embargo = standing.IsEmbargoed || (release is not null && (issued is null || release > issued)) ? release : null;
        times = new NitfTimes(first, issued, embargo, expires);
        return wrong;
    }

    /// <summary>Its own status, or the one that it gives the document that it is about: then it is a notice of that.</summary>
    public Reading<NitfStanding> Standing()
    {
        var theirs = Data.Get("management-doc-idref") is null ? null : Data.Get("management-idref-status") ?? Data.Get("management-doc-idref-status");
        var own = Data.Get("management-status");
        // That another one is usable holds nothing of this one.
        if (theirs is not null && !PublicationStatus.IsEmbargoed(theirs) && PublicationStatus.Of(theirs) == ArticleStatus.Usable && own is not null)
            theirs = null;
        var said = theirs ?? own;
        if (PublicationStatus.IsEmbargoed(said))
            return new NitfStanding(ArticleStatus.Usable, IsEmbargoed: true, theirs is not null);
        return PublicationStatus.Of(said) is { } status
            ? new NitfStanding(status, IsEmbargoed: false, theirs is not null)
            : AgencyDraft.Wrong(theirs is null ? "docdata/@management-status" : "docdata/@management-idref-status",
                $"'{said}' is no status of NITF: it is usable, embargoed, withheld or canceled.");
    }

    /// <summary>Everything that is said to editors and not to readers.</summary>
    public string? EdNote(NitfTimes times) => AgencyText.Joined(
    [
        .. Data.All("ed-msg").Select(message => message.Get("info") ?? message.Text()),
        .. top.All("note").Where(note => note.Get("noteclass") != "cpyrt" && note.Get("type") != "pa").Select(XmlParts.Text),
        times.Expires is { } expires ? AgencyText.Expiry(expires) : null,
    ]);

    /// <summary>The parts of a name may stand without a space between.</summary>
    private static string? Person(XElement person) => person.HasElements && person.Nodes().All(node => node is XElement || string.IsNullOrWhiteSpace((node as XText)?.Value))
        ? TextShape.Line(string.Join(' ', person.Elements().Select(XmlParts.Text)))
        : person.Text();

    /// <summary>Those that are marked, if the rest of the line names nobody: "By … and …".</summary>
    private static List<string>? People(XElement line)
    {
        var people = line.Descendants().Where(one => one.Is("person")).Select(Person).OfType<string>().ToList();
        var rest = Without(Without(line, "byttl"), "person").Text();
        return people.Count > 0 && (rest is null || !(Bylines.BeginsWithOtherRole(rest) || TopLines.AddsName(rest))) ? people : null;
    }

    private static XElement Without(XElement element, string name)
    {
        var copy = new XElement(element);
        copy.Descendants().Where(one => one.Is(name)).ToList().ForEach(one => one.Remove());
        return copy;
    }

    private string? Norm(string date) => Data.One(date).Get("norm");

    private string? Meta(string name) => head.All("meta").FirstOrDefault(meta => meta.Get("name")?.Equals(name, StringComparison.OrdinalIgnoreCase) == true).Get("content");
}

/// <summary>What may be done with an article, <see cref="IsEmbargoed"/> before its time; <see cref="IsOfAnother"/>: so says a notice of it, which is another document.</summary>
internal sealed record NitfStanding(ArticleStatus Status, bool IsEmbargoed, bool IsOfAnother);
