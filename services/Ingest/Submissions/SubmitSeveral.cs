using Newsroom.Ingest.Agencies;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// A body of several articles over HTTP: each is taken by itself and answered in turn, <c>{ "items": [ … ] }</c>. If the sender gets no answer, the
/// same body again does no harm.
/// </summary>
internal static class SubmitSeveral
{
    /// <param name="parts">In order.</param>
    /// <param name="take">Takes one; its number, from 1, tells it from the others under one <c>Idempotency-Key</c>.</param>
    public static async Task<IResult> TakeAsync(IReadOnlyList<AgencyPart> parts, Func<AgencyPart, int, Task<Reading<IntakeResult>>> take)
    {
        var items = new List<ItemAnswer>();
        Refusal? first = null;
        for (var i = 0; i < parts.Count; i++)
        {
            using var span = IngestTelemetry.StartItem(i + 1);
            if ((await take(parts[i], i + 1)).Failed(out var refusal, out var result))
            {
                IngestTelemetry.Count("refused", "http");
                first ??= refusal;
                items.Add(new ItemAnswer("refused") { Detail = refusal.Detail, Errors = refusal.Fields });
            }
            else
            {
                items.Add(ItemAnswer.Of(result));
            }
        }

        // Nothing was taken, and a status that says so is seen by who reads no further.
        return first is not null && items.TrueForAll(item => item.ArticleId is null)
            ? TypedResults.Problem($"None of the {items.Count} articles can be taken. The first: {first.Detail}", statusCode: first.Status, extensions: new Dictionary<string, object?> { ["items"] = items })
            : TypedResults.Accepted((string?)null, new SeveralAnswer(items));
    }
}

/// <summary>The answers to the articles of one body, in their order.</summary>
internal sealed record SeveralAnswer(IReadOnlyList<ItemAnswer> Items);

/// <summary>What came of one of them: added, revised, unchanged, withdrawn or refused.</summary>
internal sealed record ItemAnswer(string Outcome)
{
    public Guid? ArticleId { get; init; }

    public int? Revision { get; init; }

    /// <summary>Where its status is.</summary>
    public string? Status { get; init; }

    /// <summary>Refused: why.</summary>
    public string? Detail { get; init; }

    public IReadOnlyList<FieldProblem>? Errors { get; init; }

    public static ItemAnswer Of(IntakeResult result) => new(result.Counted())
    {
        ArticleId = result.ArticleId,
        Revision = result.Revision,
        Status = IntakeAnswer.StatusUrl(result.ArticleId),
        Detail = result.Refused,
    };
}
