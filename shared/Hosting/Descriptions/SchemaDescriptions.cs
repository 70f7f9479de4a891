using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Newsroom.Hosting.Descriptions;

/// <summary>The docstrings of types and properties as descriptions of their schemas.</summary>
internal sealed class SchemaDescriptions : IOpenApiSchemaTransformer
{
    /// <summary>By these the framework knows that a schema becomes a reference, and what then stands beside the reference.</summary>
    private const string SchemaId = "x-schema-id";
    private const string BesideReference = "x-ref-description";

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset) || type.IsEnum)
            AsText(schema);
        if (type == typeof(ProblemDetails))
            AddOurs(schema);
        var ofType = MemberDocs.Of(type);
        if (context.JsonPropertyInfo?.AttributeProvider is not PropertyInfo property)
        {
            schema.Description ??= ofType;
            return Task.CompletedTask;
        }

        var ofProperty = MemberDocs.Of(property);
        if (schema.Metadata?.TryGetValue(SchemaId, out var id) != true || id is not string { Length: > 0 })
        {
            schema.Description = ofProperty ?? schema.Description;
            return Task.CompletedTask;
        }

        schema.Description ??= ofType;
        if (ofProperty is not null)
            schema.Metadata![BesideReference] = ofProperty;
        return Task.CompletedTask;
    }

    /// <summary>What has a converter of its own comes without a type; and one word of null would be shared by all who refer to it.</summary>
    private static void AsText(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.String;
        if (schema.Enum is { } words)
            schema.Enum = [.. words.Where(word => word is not null && word.GetValueKind() == JsonValueKind.String)];
    }

    private static void AddOurs(OpenApiSchema schema)
    {
        schema.Description = "RFC 9457. `detail` says what to do.";
        schema.Properties ??= new Dictionary<string, IOpenApiSchema>();
        schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Under which the log has the details." };
        schema.Properties["errors"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = "Where several fields are wrong, each of them.",
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["pointer"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "JSON pointer (RFC 6901) to the field." },
                    ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What is wrong with it." },
                },
            },
        };
    }
}
