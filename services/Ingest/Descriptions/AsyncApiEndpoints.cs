using System.Reflection;
using Newsroom.Contracts;
using Newsroom.Hosting.Descriptions;

namespace Newsroom.Ingest.Descriptions;

/// <summary>
/// <c>/asyncapi.json</c> and the JSON Schemas that it refers to, as they are kept beside the contracts. The addresses are those of the files, so
/// that the references hold in both places.
/// </summary>
internal static class AsyncApiEndpoints
{
    private const string SchemaType = "application/schema+json";
    private const string Ending = ".schema.json";

    private static readonly Assembly Contracts = typeof(SubmitArticle).Assembly;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/asyncapi.json", () => Kept("asyncapi.json", "application/json")).WithName("GetAsyncApi").WithTags(IngestModule.Name)
            .WithSummary("What travels over the broker, as AsyncAPI 3")
            .AnswersText("application/json", "The document.");
        app.MapGet("/schemas/{name}.json", (string name) => Schema(name)).WithName("GetSchema").WithTags(IngestModule.Name)
            .WithSummary("The JSON Schema of one message")
            .WithDescription("By the message's name without 'newsroom.', such as `/schemas/article-published.v1.json`; `.schema.json` is taken too.")
            .AnswersText(SchemaType, "The schema, JSON Schema 2020-12.")
            .Refuses(StatusCodes.Status404NotFound, "No message has this name; /asyncapi.json names them all.");
    }

    private static IResult Schema(string name)
    {
        var file = name.EndsWith(".schema", StringComparison.OrdinalIgnoreCase) ? name[..^".schema".Length] : name;
        return Kept($"Schemas/{file}{Ending}", SchemaType);
    }

    private static IResult Kept(string name, string type) => Contracts.GetManifestResourceStream(name) is { } file
        ? TypedResults.Stream(file, type)
        : TypedResults.Problem("No message has this name; /asyncapi.json names them all.", statusCode: StatusCodes.Status404NotFound);
}
