using Newsroom.Hosting.Descriptions;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Previews;

/// <summary>Rules for one site's pages, tried on one of them before a source is given them, or with what one has already.</summary>
internal static class PreviewRules
{
    private const string Source = "sourceId";
    private const int MostIgnored = 20;

    private static readonly string[] Known = ["url", "source", "guid", "language", "publishedAt", Source, "keep", "drop", "title", "date", "byline"];

    public static RouteHandlerBuilder AsksRules(this RouteHandlerBuilder endpoint) => endpoint
        .Asks(Source, "Of a page: the `id` of a source of `/v1/sources`, whose `extraction` is used; each of the five below goes before its own.")
        .Asks("keep", "Of a page: a CSS selector of the elements that hold the text, instead of those that would be found. May be repeated, as the four below.", "div.story-text")
        .Asks("drop", "Of a page: a CSS selector of what does not belong to the text.", ".fact-box, h2.related ~ *")
        .Asks("title", "Of a page: a CSS selector of the headline, as `content` or text; the first that finds something counts.", "h1.headline")
        .Asks("date", "Of a page: a CSS selector of the time of publication, as `datetime`, `content` or text.", "time.published")
        .Asks("byline", "Of a page: a CSS selector of who wrote it, one element or several, as `content` or text.", ".writer");

    /// <summary>Names that mean nothing here: a mistyped rule is passed over, and what is shown would be taken for what it makes. Null where there are none.</summary>
    public static IReadOnlyList<string>? Ignored(IQueryCollection query) =>
        query.Keys.Where(name => !Known.Contains(name, StringComparer.OrdinalIgnoreCase)).Take(MostIgnored).ToList() is { Count: > 0 } unknown ? unknown : null;

    /// <summary>No rules where none are asked for.</summary>
    public static async Task<Reading<ExtractionRules>> OfAsync(IQueryCollection query, ISourceStore sources, CancellationToken cancellation)
    {
        ExtractionRules? stored = null;
        if (query[Source].ToString() is { Length: > 0 } given)
        {
            if (!Guid.TryParse(given, out var id))
                return new Refusal(StatusCodes.Status422UnprocessableEntity, "The rules cannot be used: the sourceId is no id.", [new FieldProblem(Source, "It is the id of a source, as GET /v1/sources has it.")]);
            if (await sources.FindAsync(id, cancellation) is not { } source)
                return SourceKeeper.Missing(id);
            stored = source.Settings.Extraction;
        }

        var rules = new ExtractionRules
        {
            Keep = Selectors(query, "keep") ?? stored?.Keep ?? [],
            Drop = Selectors(query, "drop") ?? stored?.Drop ?? [],
            Title = Selectors(query, "title") ?? stored?.Title ?? [],
            Date = Selectors(query, "date") ?? stored?.Date ?? [],
            Byline = Selectors(query, "byline") ?? stored?.Byline ?? [],
        };
        return rules.Problems() is { Count: > 0 } problems
            ? new Refusal(StatusCodes.Status422UnprocessableEntity, "The rules cannot be used; each field below says why.",
                [.. problems.Select(problem => new FieldProblem(problem.Field, problem.Problem))])
            : rules;
    }

    private static IReadOnlyList<string>? Selectors(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) ? [.. values.Select(value => value ?? "")] : null;
}
