using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>What a hub was asked for.</summary>
internal sealed record HubRequest(string Path, IReadOnlyDictionary<string, string> Form)
{
    public string Mode => Form["hub.mode"];
    public string Topic => Form["hub.topic"];
    public string Callback => Form["hub.callback"];
    public string? Secret => Form.GetValueOrDefault("hub.secret");
}

/// <summary>A WebSub hub over TLS, on loopback. It takes every request and verifies it before it answers, as hubs may, unless a test says otherwise.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    public static readonly X509Certificate2 Certificate = MakeCertificate();

    private readonly WebApplication app;
    private readonly HttpClient http = new();

    private TestHub(WebApplication app) => this.app = app;

    public ConcurrentQueue<HubRequest> Asked { get; } = new();

    /// <summary>What the subscriber answered to verifications.</summary>
    public ConcurrentQueue<HttpStatusCode> Verified { get; } = new();

    public string LeaseSeconds { get; set; } = "864000";

    /// <summary>In place of taking and verifying.</summary>
    public Func<HttpContext, HubRequest, Task>? Answer { get; set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate));
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var hub = new TestHub(builder.Build());
        hub.app.Run(hub.TakeAsync);
        await hub.app.StartAsync(Cancellation);
        return hub;
    }

    public string Url(string path = "/", string scheme = "https", string host = "hub.example") =>
        $"{scheme}://{host}:{new Uri(app.Urls.First(url => url.StartsWith(scheme + ":", StringComparison.Ordinal))).Port}{path}";

    public HubRequest Last(string mode = "subscribe") => Asked.Last(asked => asked.Mode == mode);

    public async Task<HttpStatusCode> VerifyAsync(HubRequest asked, string? mode = null, string? topic = null)
    {
        var challenge = Guid.NewGuid().ToString("N");
        var (status, body) = await GetAsync(asked.Callback, new()
        {
            ["hub.mode"] = mode ?? asked.Mode,
            ["hub.topic"] = topic ?? asked.Topic,
            ["hub.challenge"] = challenge,
            ["hub.lease_seconds"] = LeaseSeconds,
        });
        Assert.Equal(status == HttpStatusCode.OK, body == challenge);
        Verified.Enqueue(status);
        return status;
    }

    public async Task<HttpStatusCode> DenyAsync(HubRequest asked, string reason) =>
        (await GetAsync(asked.Callback, new() { ["hub.mode"] = "denied", ["hub.topic"] = asked.Topic, ["hub.reason"] = reason })).Status;

    /// <summary>Sends content, signed with the secret of the subscription unless something else is said.</summary>
    public async Task<HttpStatusCode> DeliverAsync(HubRequest asked, string content, string method = "sha256", string? signature = null)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        using var request = new HttpRequestMessage(HttpMethod.Post, asked.Callback) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/rss+xml");
        var signed = signature ?? (asked.Secret is { } secret ? Sign(method, secret, bytes) : "");
        if (signed.Length > 0)
            request.Headers.Add("X-Hub-Signature", signed);
        using var answer = await http.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    public static string Sign(string method, string secret, byte[] bytes)
    {
        var key = Encoding.UTF8.GetBytes(secret);
#pragma warning disable CA5350 // What old hubs do.
        var hash = method switch
        {
            "sha1" => HMACSHA1.HashData(key, bytes),
            "sha384" => HMACSHA384.HashData(key, bytes),
            "sha512" => HMACSHA512.HashData(key, bytes),
            _ => HMACSHA256.HashData(key, bytes),
        };
#pragma warning restore CA5350
        return $"{method}={Convert.ToHexStringLower(hash)}";
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var asked = new HubRequest(context.Request.Path, form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        Asked.Enqueue(asked);
        if (Answer is { } answer)
        {
            await answer(context, asked);
            return;
        }

        await VerifyAsync(asked);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string callback, Dictionary<string, string?> query)
    {
        using var answer = await http.GetAsync(new Uri(QueryHelpers.AddQueryString(callback, query)), Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hub.example", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>An answer that is none of a hub's.</summary>
    public static Task Refuse(HttpContext http, int status, string? reason = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain";
        return reason is null ? Task.CompletedTask : http.Response.WriteAsync(reason);
    }
}
