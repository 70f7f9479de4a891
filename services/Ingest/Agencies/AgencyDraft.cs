using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>What every reader of agencies' formats ends with: the rules of a submission, and what only agencies say.</summary>
internal sealed record AgencyDraft
{
    public required SubmitArticle Submission { get; init; }

    /// <summary>For people, where the source's id is a domain or a code.</summary>
    public string? SourceName { get; init; }

    public SourceVersion? Version { get; init; }

    public IReadOnlyList<Link> Links { get; init; } = [];

    public required string Extraction { get; init; }

    public IReadOnlyDictionary<string, string> Evidence { get; init; } = new Dictionary<string, string>();

    /// <summary>How the fields of a submission are called where they come from: <c>/title</c> is <c>body.head/hedline/hl1</c>.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    public Reading<ArticleDraft> Check(DateTimeOffset now, string via)
    {
        if (SubmissionRules.Check(Submission, now, via).Failed(out var refusal, out var draft))
            return refusal with { Fields = [.. (refusal.Fields ?? []).Select(field => field with { Pointer = Names.GetValueOrDefault(field.Pointer, field.Pointer) })] };
        return draft with
        {
            Source = draft.Source with { Name = CleanText.Line(SourceName, SubmissionRules.LongestSource) ?? draft.Source.Name, Kind = SourceKind.Agency },
            Links = Links,
            Version = Version,
            Evidence = Evidence,
            Extraction = Extraction,
        };
    }

    /// <summary>Reads a time, if there is one. One that cannot be read is a refusal: an embargo that is passed over goes out at once.</summary>
    public static Refusal? Time(string element, string? text, ref DateTimeOffset? time)
    {
        if (text is null)
            return null;
        if (FeedDates.Read(text) is not { } read)
            return Wrong(element, $"'{(text.Length > 40 ? text[..40] + "…" : text)}' is no time as in ISO 8601, such as 2026-03-01T08:30:00Z or 20260301T083000Z.");
        time = read;
        return null;
    }

    public static Refusal Wrong(string element, string detail) =>
        new(StatusCodes.Status422UnprocessableEntity, $"The article cannot be taken: {detail}", [new FieldProblem(element, detail)]);

    public static Link? Link(string? href, string? text) => WebAddress.Absolute(href, null) is { } url ? new Link { Url = url, Text = TextShape.Line(text) } : null;

    /// <summary>Null where nothing is said.</summary>
    public static Rights? OrNull(Rights rights) => rights == new Rights() ? null : rights;
}
