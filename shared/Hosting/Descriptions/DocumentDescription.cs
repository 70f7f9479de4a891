using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Newsroom.Hosting.Descriptions;

/// <summary>What a service is for, in a sentence or two. In a process with several, each is a tag of the one document.</summary>
internal sealed record ServiceDescription(string Name, string Text);

/// <summary>The head of <c>/openapi/v1.json</c>, and what is served without an endpoint of its own.</summary>
internal sealed class DocumentDescription(IEnumerable<ServiceDescription> services) : IOpenApiDocumentTransformer
{
    private const string Errors = "Errors are problem details (RFC 9457) whose `detail` says what to do; 503 with `Retry-After` while the store is away. "
        + "Names are camelCase, times RFC 3339 in UTC, languages BCP 47. Lists answer `items` and `next`, which `after` takes for the page that follows.";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var described = services.ToList();
        document.Info.Title = described is [{ } only] ? $"Newsroom {only.Name}" : "Newsroom";
        document.Info.Description = string.Join("\n\n", [.. described.Select(service => service.Text), Errors]);
        document.Info.License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [OperationDescriptions.KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key of Newsroom:Access:Keys, with the scopes submit, edit or admin. Needed as soon as the service listens beyond loopback.",
            },
        };
        document.Tags = new HashSet<OpenApiTag>(
        [
            .. described.Select(service => new OpenApiTag { Name = service.Name, Description = service.Text }),
            new OpenApiTag { Name = "health", Description = "For whatever runs the process." },
        ]);
        AddHealth(document, "/health/live", "The process answers");
        AddHealth(document, "/health/ready", "Bus and stores answer too");
        return Task.CompletedTask;
    }

    private static void AddHealth(OpenApiDocument document, string path, string summary)
    {
        document.Paths[path] = new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Get] = new()
                {
                    Summary = summary,
                    Tags = new HashSet<OpenApiTagReference> { new("health", document) },
                    Responses = new OpenApiResponses { ["200"] = Answer("It does."), ["503"] = Answer("It does not; `checks` say what is the matter.") },
                },
            },
        };
    }

    private static OpenApiResponse Answer(string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["status"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "healthy, degraded or unhealthy" },
                        ["checks"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "By name: its status and a detail." },
                    },
                },
            },
        },
    };
}
