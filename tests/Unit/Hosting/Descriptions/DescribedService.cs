using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newsroom.Enrichment;
using Newsroom.Hosting;
using Newsroom.Ingest;
using Newsroom.Publishing;
using Newsroom.Standalone;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Descriptions;

/// <summary>A service as its program builds it, or all in one process, without a broker and on SQLite.</summary>
internal sealed class DescribedService : IAsyncDisposable
{
    private static readonly Dictionary<string, (Action<ServiceHost> Add, Action<WebApplication> Map)> Modules = new(StringComparer.Ordinal)
    {
        [IngestModule.Name] = (IngestModule.Add, IngestModule.Map),
        [EnrichmentModule.Name] = (EnrichmentModule.Add, EnrichmentModule.Map),
        [PublishingModule.Name] = (PublishingModule.Add, PublishingModule.Map),
        [StandaloneModule.Name] = (host => StandaloneModule.Add(host, demo: false), StandaloneModule.Map),
    };

    private readonly WebApplication app;
    private readonly DirectoryInfo data;

    private DescribedService(WebApplication app, DirectoryInfo data)
    {
        this.app = app;
        this.data = data;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    /// <summary>What is mapped below <c>/v1</c> and <c>/traces</c>, with the method, without constraints of parameters.</summary>
    public IEnumerable<string> Routes =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Name))))
        where path.StartsWith("/v1/", StringComparison.Ordinal) || (path + "/").StartsWith("/traces/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        where method != "HEAD"
        select $"{method} {path}";

    public static async Task<DescribedService> StartAsync(string name, params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("newsroom-");
        var (add, map) = Modules[name];
        var app = ServiceHost.Build(
            ["--urls", "http://127.0.0.1:0", "--ConnectionStrings:broker", "memory", "--ConnectionStrings:store", $"Data Source={data.FullName}", .. settings],
            new ServiceDefaults("newsroom-test", 0),
            host =>
            {
                host.Web.Logging.ClearProviders();
                add(host);
            },
            map);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new DescribedService(app, data);
    }

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public async Task<JsonObject> DocumentAsync(string path = "/openapi/v1.json") =>
        JsonNode.Parse(await Http.GetStringAsync(path, TestContext.Current.CancellationToken))!.AsObject();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        data.Delete(recursive: true);
    }

    private static string Name(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        _ => "",
    };
}
