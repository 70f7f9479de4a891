using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Newsroom.Hosting.Descriptions;

/// <summary><c>/openapi/v1.json</c>, and <c>/docs</c> to browse it.</summary>
internal static class DescriptionSetup
{
    /// <summary>Whatever a browser finds in the page, it asks no other host. The page's own script and style stand inline.</summary>
    private const string OnlyFromHere = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void AddDescriptions(this IServiceCollection services)
    {
        // Nothing is read with these options that would take "7" for a number, and the document is not to promise it.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = description => description.HttpMethod != HttpMethods.Head;
            options.AddDocumentTransformer<DocumentDescription>();
            options.AddOperationTransformer<OperationDescriptions>();
            options.AddSchemaTransformer<SchemaDescriptions>();
        });
    }

    public static void MapDescriptions(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapScalarApiReference("/docs", page => page
                .WithTitle("Newsroom API")
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideDeveloperTools()
                .HideClientButton())
            .AddEndpointFilter(static (context, next) =>
            {
                context.HttpContext.Response.Headers.ContentSecurityPolicy = OnlyFromHere;
                context.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
                return next(context);
            })
            .ExcludeFromDescription();
    }
}
