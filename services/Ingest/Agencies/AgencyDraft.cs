using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>What every reader of agencies' formats ends with: the rules of a submission, and what only agencies say.</summary>
internal sealed record AgencyDraft
{
    private const int LongestHoldTitle = 200;

    // Lists of keywords, the time and the genre stand there.
    private const int MostAboveTitle = 6;

    public required SubmitArticle Submission { get; init; }

    /// <summary>For people, where the source's id is a domain or a code.</summary>
    public string? SourceName { get; init; }

    public SourceVersion? Version { get; init; }

    /// <summary>See <see cref="ArticleDraft.OtherNames"/>.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    public IReadOnlyList<Link> Links { get; init; } = [];

    public required string Extraction { get; init; }

    public IReadOnlyDictionary<string, string> Evidence { get; init; } = new Dictionary<string, string>();

    /// <summary>How the fields of a submission are called where they come from: <c>/title</c> is <c>body.head/hedline/hl1</c>.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    public Reading<ArticleDraft> Check(DateTimeOffset now, string via)
    {
        if (Checked(now, via).Failed(out var refusal, out var draft))
            return Named(refusal);
        return draft with
        {
            Source = draft.Source with { Name = CleanText.Line(SourceName, SubmissionRules.LongestSource) ?? draft.Source.Name, Kind = SourceKind.Agency },
            Body = BelowTitle(draft.Body, draft.Title),
            Links = Links,
            Version = Version,
            OtherNames = [.. OtherNames.Where(name => name != draft.Guid)],
            Evidence = Evidence,
            Extraction = Extraction,
        };
    }

    /// <summary>A hold must hold, and need not say again what it holds back: what it says stands in for title and text, which nobody reads.</summary>
    private Reading<ArticleDraft> Checked(DateTimeOffset now, string via)
    {
        // Superdesk and others write 0 where nobody has said how urgent it is.
        var submission = Submission.Urgency == 0 ? Submission with { Urgency = null } : Submission;
        var read = SubmissionRules.Check(submission, now, via);
        if (submission.Status != ArticleStatus.Withheld || read.Refusal?.Fields is not { } fields || !fields.All(field => field.Pointer is "/title" or "/body"))
            return read;
        var said = CleanText.Line(submission.Title ?? submission.EdNote, LongestHoldTitle) ?? "Withheld";
        return SubmissionRules.Check(submission with { Title = said, Body = new SubmittedBody { Text = said } }, now, via);
    }

    /// <summary>Without a heading that says the title again, and what little stands above it.</summary>
    private static IReadOnlyList<Block> BelowTitle(IReadOnlyList<Block> body, string title)
    {
        for (var i = 0; i < Math.Min(body.Count - 1, MostAboveTitle); i++)
        {
            var block = body[i];
            if (block is { Type: BlockType.Heading, Text: { } heading } && TextShape.Key(heading) == TextShape.Key(title))
                return [.. body.Skip(i + 1)];
            if (block.Type is BlockType.Image or BlockType.Quote or BlockType.Table || (block is { Type: BlockType.Paragraph, Text: { } text } && TextShape.IsParagraph(text)))
                break;
        }

        return body;
    }

    /// <summary>In the words of the format.</summary>
    private Refusal Named(Refusal refusal) => refusal with
    {
        Detail = refusal.Fields is [var only] ? Whole(Detail(only)) : refusal.Detail,
        Fields = [.. (refusal.Fields ?? []).Select(field => new FieldProblem(Names.GetValueOrDefault(field.Pointer, field.Pointer), Detail(field)))],
    };

    private string Detail(FieldProblem field) => field.Pointer switch
    {
        "/source" when Submission.Source is null => "Name the source: nothing in it does, its id neither. Say it beside it, with ?source=.",
        "/body" when Submission.Body is null => $"An article needs a body, and there is no text in {Names.GetValueOrDefault("/body", "it")}. What it only links to is not fetched.",
        _ => field.Detail,
    };

    private static string Whole(string detail) => $"The article cannot be taken: {detail}";

    /// <summary>Reads a time, if there is one. One that cannot be read is a refusal: an embargo that is passed over goes out at once.</summary>
    public static Refusal? Time(string element, string? text, ref DateTimeOffset? time)
    {
        if (text is null)
            return null;
        if (FeedDates.Read(text) is not { } read)
            return Wrong(element, $"'{(text.Length > 40 ? text[..40] + "…" : text)}' is no time as in RFC 3339 or ISO 8601, such as 2026-03-01T08:30:00Z or 20260301T083000Z.");
        time = read;
        return null;
    }

    public static Refusal Wrong(string element, string detail) =>
        new(StatusCodes.Status422UnprocessableEntity, Whole(detail), [new FieldProblem(element, detail)]);

    public static Link? Link(string? href, string? text) => WebAddress.Absolute(href, null) is { } url ? new Link { Url = url, Text = TextShape.Line(text) } : null;

    /// <summary>Null where nothing is said.</summary>
    public static Rights? OrNull(Rights rights) => rights == new Rights() ? null : rights;
}
