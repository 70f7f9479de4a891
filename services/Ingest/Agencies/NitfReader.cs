using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Makes a draft of IPTC NITF 3.x, which is the article that <see cref="NitfNames"/> says, in a new revision or not.
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
        if (nitf.Standing().Failed(out var wrongStatus, out var standing))
            return wrongStatus;
        var isKill = standing.Status == ArticleStatus.Canceled;
        if (nitf.Times(standing, out var times) is { } wrongTime && !isKill)
            return wrongTime;
        var names = NitfNames.Of(root, standing, times);
        if (isKill && names.Id is null && facts.Guid is null)
            return AgencyDraft.Wrong("docdata/doc-id/@id-string", "A kill must name what it kills: doc-id has no id-string and there is no du-key.");

        var content = NitfBody.Of(root);
        var submission = new SubmitArticle
        {
            Source = facts.Source ?? nitf.Source(names.Id) ?? facts.DefaultSource,
            Guid = facts.Guid ?? names.Id,
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
            Body = content.Html is null ? null : new SubmittedBody { Html = content.Html },
        };
        return new AgencyDraft
        {
            Submission = submission,
            SourceName = nitf.Rights?.OriginalSource ?? nitf.Rights?.CopyrightHolder,
            OtherNames = facts.Guid is null ? names.Others : [],
            // Another document counts anew, and what it is about did so before.
            Version = new SourceVersion(names.IsOfAnother ? null : nitf.Version, SubmissionRules.Milliseconds(times.Issued)),
            Links = content.Links,
            Extraction = "nitf/1",
            Names = Names,
        }.Check(now, via);
    }
}

/// <summary>When an NITF document was first issued, issued in this version, may be used, and is of no use any more.</summary>
internal readonly record struct NitfTimes(DateTimeOffset? First, DateTimeOffset? Issued, DateTimeOffset? EmbargoedUntil, DateTimeOffset? Expires);
