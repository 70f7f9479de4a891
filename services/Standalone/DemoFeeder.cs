using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Newsroom.Hosting;

namespace Newsroom.Standalone;

/// <summary>
/// <c>--demo</c>: sends a dozen articles in by the front door, as any program would, one of them in two revisions, one of them withdrawn, and says
/// where to look. Done twice, it changes nothing.
/// </summary>
internal sealed class DemoFeeder(IServer server, IHostApplicationLifetime lifetime, IHttpClientFactory clients) : BackgroundService
{
    public const string Argument = "--demo";

    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(37);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public static void Add(ServiceHost host)
    {
        host.Services.AddHttpClient().AddHostedService<DemoFeeder>();
        // Those who set their own see their own.
        if (host.Web.Configuration.GetSection("Newsroom:Site:Partners").Exists())
            return;
        host.Web.Configuration["Newsroom:Site:Partners:0:Name"] = "Alder Valley Wire";
        host.Web.Configuration["Newsroom:Site:Partners:0:Url"] = "https://wire.example.org/";
        host.Web.Configuration["Newsroom:Site:Partners:1:Name"] = "Kabar Pesisir";
        host.Web.Configuration["Newsroom:Site:Partners:1:Url"] = "https://kabarpesisir.example.org/";
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        using var client = clients.CreateClient();
        client.BaseAddress = new Uri(Welcome.AddressOf(server));
        try
        {
            await FeedAsync(client, stoppingToken);
        }
        catch (Exception problem) when (problem is HttpRequestException or TimeoutException)
        {
            Console.WriteLine($"The demonstration could not be fed: {problem.Message}");
        }
    }

    private static async Task FeedAsync(HttpClient client, CancellationToken cancellation)
    {
        var index = JsonSerializer.Deserialize<DemoIndex>(Text("index.json"), JsonSerializerOptions.Web)!;
        var look = new List<string>();
        for (var i = 0; i < index.Articles.Count; i++)
        {
            var article = index.Articles[i];
            var publishedAt = DateTimeOffset.UtcNow - (index.Articles.Count - i) * Apart;
            var id = await SendAsync(client, article, article.File, publishedAt, cancellation);
            if (id is null)
                continue;
            var slug = await PublishedSlugAsync(client, id, revision: 1, cancellation);
            foreach (var (revision, number) in (article.Revisions ?? []).Select((file, at) => (file, at + 2)))
            {
                await SendAsync(client, article, revision, publishedAt, cancellation);
                await PublishedSlugAsync(client, id, number, cancellation);
                look.Add($"  corrected  {client.BaseAddress}articles/{Uri.EscapeDataString(slug)}");
            }

            if (article.Withdraw is { } withdraw)
            {
                using var answer = await client.PostAsJsonAsync(new Uri($"/v1/articles/{id}/withdraw", UriKind.Relative), withdraw, cancellation);
                look.Add($"  withdrawn  {client.BaseAddress}articles/{Uri.EscapeDataString(slug)} (answers 410)");
            }
        }

        Console.WriteLine($"""

            The demonstration is in: {index.Articles.Count} articles.
              front page {client.BaseAddress}
            {string.Join(Environment.NewLine, look)}

            """);
    }

    /// <summary>The article's id; null if it was withdrawn before.</summary>
    private static async Task<string?> SendAsync(HttpClient client, DemoArticle article, string file, DateTimeOffset publishedAt, CancellationToken cancellation)
    {
        using var answer = file.EndsWith(".txt", StringComparison.Ordinal)
            ? await client.PostAsync(
                new Uri($"/v1/articles?source={Uri.EscapeDataString(article.Source ?? "")}&url={Uri.EscapeDataString(article.Url ?? "")}&publishedAt={publishedAt.UtcDateTime:O}", UriKind.Relative),
                new StringContent(Text(file), Encoding.UTF8, "text/plain"), cancellation)
            : await client.PostAsync(new Uri("/v1/articles", UriKind.Relative), new StringContent(Dated(file, publishedAt), Encoding.UTF8, "application/json"), cancellation);
        if (answer.StatusCode == HttpStatusCode.Conflict)
            return null;
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{file}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellation)}");
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation))!["articleId"]!.GetValue<string>();
    }

    private static string Dated(string file, DateTimeOffset publishedAt)
    {
        var submission = JsonNode.Parse(Text(file))!.AsObject();
        submission["publishedAt"] ??= publishedAt.UtcDateTime.ToString("O");
        return submission.ToJsonString();
    }

    private static async Task<string> PublishedSlugAsync(HttpClient client, string id, int revision, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestWait);
        while (!limit.IsCancellationRequested)
        {
            using var answer = await client.GetAsync(new Uri($"/v1/published/{id}", UriKind.Relative), cancellation);
            if (answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation) is { } published
                && published["revision"]!.GetValue<int>() >= revision)
            {
                return published["slug"]!.GetValue<string>();
            }

            await Task.Delay(50, cancellation);
        }

        throw new TimeoutException($"The article {id} was taken but not published within {LongestWait}.");
    }

    private static string Text(string file)
    {
        using var stream = typeof(DemoFeeder).Assembly.GetManifestResourceStream(file) ?? throw new FileNotFoundException(file);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record DemoIndex(IReadOnlyList<DemoArticle> Articles);

    private sealed record DemoArticle(string File, string? Source, string? Url, IReadOnlyList<string>? Revisions, DemoWithdrawal? Withdraw);

    private sealed record DemoWithdrawal(string? Reason);
}
