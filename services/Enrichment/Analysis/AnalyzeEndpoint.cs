using Microsoft.Net.Http.Headers;
using Newsroom.Contracts;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Hosting.Requests;

namespace Newsroom.Enrichment.Analysis;

/// <summary>
/// <c>POST /v1/analyze</c>: an article's text in, what would be known about it out; stores nothing. Needs
/// <see cref="ArticleAnalysis"/> among the services.
/// </summary>
internal static class AnalyzeEndpoint
{
    /// <summary>A character takes at most six bytes in JSON (\uXXXX); the rest is for the other fields.</summary>
    private const int LargestBody = AnalyzeRequest.LongestText * 6 + 64 * 1024;

    public static void MapAnalyze(IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        routes.MapPost("/v1/analyze", Answer)
            .RequireScope(AccessScope.Submit)
            .WithName("Analyze")
            .WithSummary("Analyse a text without storing it")
            .WithTags(EnrichmentModule.Name)
            .Takes<AnalyzeRequest>(new BodyExample("application/json", """
                { "title": "Ferry line to close in June", "text": "The ferry line across the bay will close at the end of June.\n\nA bridge takes its place." }
                """))
            .Answers<AnalyzeResponse>(StatusCodes.Status200OK, "What would be known about the text.")
            .Refuses(StatusCodes.Status400BadRequest, "The body is empty or not valid JSON.")
            .Refuses(StatusCodes.Status413PayloadTooLarge, "The text has more than 200,000 characters.")
            .Refuses(StatusCodes.Status415UnsupportedMediaType, "Send JSON in UTF-8 with the header \"Content-Type: application/json\".")
            .Refuses(StatusCodes.Status422UnprocessableEntity, "A field is missing, not known, or not what it should be; the sentence says which.");
    }

    private static async Task<IResult> Answer(HttpRequest request, ArticleAnalysis analysis, CancellationToken stop)
    {
        try
        {
            RequireJson(request);
            var asked = AnalyzeRequest.Read(await ReadBody(request, stop));
            var enrichment = await analysis.OfAsync(asked.Title ?? string.Empty, asked.ToBody(), asked.Language, stop);
            return Results.Json(AnalyzeResponse.Of(enrichment), WireJson.Options);
        }
        catch (AnalyzeFault fault)
        {
            return Results.Problem(fault.Message, statusCode: fault.Status, title: fault.Title);
        }
    }

    private static void RequireJson(HttpRequest request)
    {
        // A charset other than UTF-8 is not JSON between systems (RFC 8259, 8.1).
        var charset = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            ? HeaderUtilities.RemoveQuotes(type.Charset)
            : default;
        if (!request.HasJsonContentType() || charset.Length > 0 && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw AnalyzeFault.NotJson("Send JSON in UTF-8 with the header \"Content-Type: application/json\".");
    }

    private static async Task<byte[]> ReadBody(HttpRequest request, CancellationToken stop) =>
        request.ContentLength > LargestBody ? throw TooLarge() : await BoundedBody.ReadAsync(request.Body, LargestBody, stop) ?? throw TooLarge();

    private static AnalyzeFault TooLarge() =>
        AnalyzeFault.TooLarge("The body is larger than any text of 200,000 characters. Shorten the text, or leave out what is not text.");
}
