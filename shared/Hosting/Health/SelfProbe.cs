namespace Newsroom.Hosting.Health;

/// <summary>
/// <c>--health</c>: asks the service that runs in the same container whether it is ready, and ends with 0 or 1. Chiselled images have
/// no shell and no curl to do that with.
/// </summary>
internal static class SelfProbe
{
    public const string Argument = "--health";

    public static async Task<int> RunAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{Port()}/health/ready"));
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    private static int Port()
    {
        var urls = Environment.GetEnvironmentVariable("ASPNETCORE_URLS")?.Split(';')[0];
        if (urls is not null && int.TryParse(urls.TrimEnd('/').Split(':')[^1], out var fromUrls))
            return fromUrls;
        return int.TryParse(Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS")?.Split(';')[0], out var port) ? port : 8080;
    }
}
