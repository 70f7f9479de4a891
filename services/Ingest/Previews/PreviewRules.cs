using Newsroom.Hosting.Descriptions;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Previews;

/// <summary>Rules for one site's pages, tried on one of them before a source is given them.</summary>
internal static class PreviewRules
{
    public static RouteHandlerBuilder AsksRules(this RouteHandlerBuilder endpoint) => endpoint
        .Asks("keep", "Of a page: a CSS selector of the elements that hold the text, instead of those that would be found. May be repeated, as the four below.", "div.story-text")
        .Asks("drop", "Of a page: a CSS selector of what does not belong to the text.", ".fact-box, .quiz")
        .Asks("title", "Of a page: a CSS selector of the headline; the first that finds something counts.", "h1.headline")
        .Asks("date", "Of a page: a CSS selector of the time of publication, as `datetime`, `content` or text.", "time.published")
        .Asks("byline", "Of a page: a CSS selector of who wrote it.", ".writer");

    public static Reading<ExtractionRules> Of(IQueryCollection query)
    {
        var rules = new ExtractionRules
        {
            Keep = Selectors(query, "keep"),
            Drop = Selectors(query, "drop"),
            Title = Selectors(query, "title"),
            Date = Selectors(query, "date"),
            Byline = Selectors(query, "byline"),
        };
        return rules.Problems() is { Count: > 0 } problems
            ? new Refusal(StatusCodes.Status422UnprocessableEntity, "The rules cannot be used; each field below says why.",
                [.. problems.Select(problem => new FieldProblem(problem.Field, problem.Problem))])
            : rules;
    }

    private static IReadOnlyList<string> Selectors(IQueryCollection query, string name) => [.. query[name].Select(value => value ?? "")];
}
