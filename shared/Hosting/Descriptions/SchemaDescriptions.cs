using System.Reflection;
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
        var ofType = MemberDocs.Of(context.JsonTypeInfo.Type);
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
}
