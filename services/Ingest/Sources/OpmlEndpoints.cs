using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using Newsroom.Hosting.Access;
using Newsroom.Hosting.Descriptions;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Sources;

/// <summary><c>/v1/sources.opml</c> and <c>/v1/sources/import</c>: the sources as a list that feed readers exchange.</summary>
internal static class OpmlEndpoints
{
    public const string MediaType = "text/x-opml";

    private const int MostBytes = 4 * 1024 * 1024;
    private const int Page = 500;

    private const string Example = """
        <opml version="2.0">
          <body>
            <outline text="Harbour">
              <outline type="rss" text="Bay Post" xmlUrl="https://bay.example/feed.xml" htmlUrl="https://bay.example/"/>
            </outline>
          </body>
        </opml>
        """;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/sources.opml", ExportAsync).RequireScope(AccessScope.Edit).WithName("ExportSources").WithTags(IngestModule.Name)
            .WithSummary("All sources as OPML")
            .WithDescription("For feed readers, and for `POST /v1/sources/import` of another newsroom. Sections are folders. Of each source its name, address, home page and language are there.")
            .AnswersText(MediaType, "The list, OPML 2.0.");
        app.MapPost("/v1/sources/import", ImportAsync).RequireScope(AccessScope.Edit).WithName("ImportSources").WithTags(IngestModule.Name)
            .WithSummary("Poll all feeds of a list")
            .WithDescription($"OPML, as feed readers export it; at most {OpmlReader.MostOutlines:N0} outlines. Folders become sections, `News / Politics` where they are nested. "
                + "Nothing is fetched before the answer: each feed is polled when its turn comes. What is there already stays as it is, so that a list can be sent again.")
            .Takes<string>(new BodyExample(MediaType, Example), new BodyExample("application/xml", Example))
            .Answers<ImportView>(StatusCodes.Status200OK, "What became of each outline: added, known (it was there already) or refused, with the reason.")
            .Refuses(StatusCodes.Status400BadRequest, "The body is no XML; the sentence says where it breaks.")
            .Refuses(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {MostBytes:N0} bytes.")
            .Refuses(StatusCodes.Status415UnsupportedMediaType, "The content encoding is not understood.")
            .Refuses(StatusCodes.Status422UnprocessableEntity, "It is XML, and no OPML or too much of it; the sentence says why.");
    }

    private static async Task<IResult> ExportAsync(HttpResponse response, ISourceStore sources, TimeProvider clock, CancellationToken cancellation)
    {
        var all = new List<Source>();
        while (await sources.ListAsync(Page, all.Count == 0 ? null : all[^1].Id, null, cancellation) is { Count: > 0 } page)
            all.AddRange(page);
        response.Headers.ContentDisposition = "attachment; filename=\"sources.opml\"";
        return TypedResults.Bytes(OpmlWriter.Write(all, clock.GetUtcNow()), MediaType + "; charset=utf-8");
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, OpmlImport import, CancellationToken cancellation)
    {
        if ((await BodyReader.ReadAsync(request.Body, request.Headers.ContentEncoding, MostBytes, cancellation)).Failed(out var unread, out var body))
            return SubmitArticleEndpoint.Problem(OfList(unread));
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        // Whatever type it is said to be: few programs know that of OPML.
        if (OpmlReader.Read(body, MediaTypeNames.Application.Xml, type?.Charset.Value).Failed(out var refusal, out var outlines))
            return SubmitArticleEndpoint.Problem(refusal);
        var imported = await import.AddAsync(outlines, cancellation);
        return TypedResults.Ok(new ImportView(Count(ImportOutcome.Added), Count(ImportOutcome.Known), Count(ImportOutcome.Refused), imported));

        int Count(ImportOutcome outcome) => imported.Count(one => one.Outcome == outcome);
    }

    /// <summary>The sentences of bodies speak of articles.</summary>
    private static Refusal OfList(Refusal refusal) => refusal.Status switch
    {
        StatusCodes.Status413PayloadTooLarge => refusal with { Detail = $"The list is larger than {MostBytes:N0} bytes (after decompression). Send it in parts; what is there already is not added twice." },
        StatusCodes.Status400BadRequest when refusal.Detail.StartsWith("The body is empty", StringComparison.Ordinal) =>
            refusal with { Detail = "The body is empty. Send a list of feeds as OPML, as feed readers export it." },
        _ => refusal,
    };

    /// <param name="Added">How many are sources from now on.</param>
    /// <param name="Known">How many were sources already, or stand in the list twice.</param>
    /// <param name="Refused">How many are none.</param>
    /// <param name="Items">Each outline, in the list's order.</param>
    internal sealed record ImportView(int Added, int Known, int Refused, IReadOnlyList<ImportedOutline> Items);
}
