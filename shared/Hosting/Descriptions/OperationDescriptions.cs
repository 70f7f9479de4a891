using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Newsroom.Hosting.Access;

namespace Newsroom.Hosting.Descriptions;

/// <summary>Writes what <see cref="EndpointDescriptions"/> says of an endpoint into its operation.</summary>
internal sealed class OperationDescriptions : IOpenApiOperationTransformer
{
    public const string KeyScheme = "key";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        Body(operation, [.. metadata.OfType<BodyExample>()]);
        foreach (var parameter in metadata.OfType<AskedParameter>())
            Parameter(operation, parameter);
        foreach (var example in metadata.OfType<AnswerExample>())
            Example(operation, example);
        foreach (var answer in metadata.OfType<IProducesResponseTypeMetadata>())
            Describe(operation, answer);
        Problems(operation);
        if (metadata.OfType<RequiredScope>().FirstOrDefault() is { } required)
        {
            var scope = required.Scope.ToString().ToLowerInvariant();
            operation.Description = $"{operation.Description} Needs a key with the scope `{scope}` where the service listens beyond loopback.".Trim();
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [] }];
        }

        return Task.CompletedTask;
    }

    private static void Body(OpenApiOperation operation, IReadOnlyList<BodyExample> bodies)
    {
        if (operation.RequestBody?.Content is not { } content || bodies.Count == 0)
            return;
        content.Remove(BodyExample.Any);
        foreach (var body in bodies)
        {
            if (!content.TryGetValue(body.MediaType, out var media))
                continue;
            if (!body.IsJson)
                media.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
            if (body.Standard is { } standard)
                media.Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Description = standard };
            media.Example = body.IsJson ? JsonNode.Parse(body.Text) : body.Text;
        }
    }

    private static void Parameter(OpenApiOperation operation, AskedParameter asked)
    {
        var place = asked.IsHeader ? ParameterLocation.Header : ParameterLocation.Query;
        operation.Parameters ??= [];
        var parameter = operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(one => one.Name == asked.Name && one.In == place);
        if (parameter is null)
        {
            parameter = new OpenApiParameter { Name = asked.Name, In = place, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            operation.Parameters.Add(parameter);
        }

        parameter.Description = asked.Description;
        if (asked.Example is { } example)
            parameter.Example = example;
    }

    private static void Problems(OpenApiOperation operation)
    {
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (response.Content?.TryGetValue("application/problem+json", out var media) != true
                || !int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                continue;
            }

            media!.Example = new JsonObject
            {
                ["title"] = ReasonPhrases.GetReasonPhrase(code),
                ["status"] = code,
                ["detail"] = response.Description,
                ["traceId"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            };
        }
    }

    private static void Describe(OpenApiOperation operation, IProducesResponseTypeMetadata answer)
    {
        if (answer.Description is { } description
            && operation.Responses?.TryGetValue(answer.StatusCode.ToString(CultureInfo.InvariantCulture), out var response) == true)
        {
            response.Description = description;
        }
    }

    private static void Example(OpenApiOperation operation, AnswerExample example)
    {
        if (operation.Responses?.TryGetValue(example.Status.ToString(CultureInfo.InvariantCulture), out var response) == true
            && response.Content?.TryGetValue("application/json", out var media) == true)
        {
            media.Example = JsonNode.Parse(example.Json);
        }
    }
}
