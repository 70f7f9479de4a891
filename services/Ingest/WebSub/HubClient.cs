using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Outgoing;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.WebSub;

/// <summary>
/// Asks hubs for a subscription or its end (WebSub §5.1), in turn with what else is wanted of the same host. Goes through the same guard as whatever is
/// fetched. Whatever a hub does is an answer and no exception.
/// </summary>
internal sealed class HubClient : IDisposable
{
    /// <summary>Of an answer, which is a sentence at most.</summary>
    private const int MostBytes = 16 * 1024;

    private const int LongestReason = 200;

    private readonly OutgoingOptions outgoing;
    private readonly FetchingOptions manners;
    private readonly WebSubOptions settings;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker http;
    private readonly HostTurns turns;

    public HubClient(GuardedConnections connections, IOptions<OutgoingOptions> outgoing, IOptions<FetchingOptions> manners, IOptions<WebSubOptions> options, TimeProvider clock)
        : this(connections.CreateHandler(), outgoing, manners, options, clock)
    {
    }

    internal HubClient(HttpMessageHandler handler, IOptions<OutgoingOptions> outgoing, IOptions<FetchingOptions> manners, IOptions<WebSubOptions> options, TimeProvider clock)
    {
        this.outgoing = outgoing.Value;
        this.manners = manners.Value;
        settings = options.Value;
        this.clock = clock;
        http = new HttpMessageInvoker(handler);
        turns = new HostTurns(clock);
    }

    public void Dispose() => http.Dispose();

    public async Task<HubAnswer> AskAsync(Subscription subscription, Intent intent, CancellationToken cancellation)
    {
        using var span = IngestTelemetry.Source.StartActivity("ingest.ask-hub", ActivityKind.Client);
        var mode = Mode(intent);
        var url = new Uri(subscription.MovedTo ?? subscription.Hub);
        span?.SetTag("newsroom.source.id", subscription.SourceId.ToString()).SetTag("newsroom.websub.mode", mode).SetTag("server.address", url.Host);
        using var turn = await turns.EnterAsync(url.Authority, manners.PausePerHost, cancellation);
        using var limit = new CancellationTokenSource(outgoing.TotalTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var answer = await AnswerAsync(url, Form(subscription, intent, mode), span, either.Token, cancellation);
        if (answer.Problem is { } problem)
            span?.SetStatus(ActivityStatusCode.Error, problem);
        return answer.Problem is null ? answer with { MovedTo = answer.MovedTo ?? subscription.MovedTo } : answer;
    }

    private async Task<HubAnswer> AnswerAsync(Uri url, IReadOnlyList<KeyValuePair<string, string>> form, Activity? span, CancellationToken limited, CancellationToken cancellation)
    {
        try
        {
            GuardedConnections.Check(url);
            return await FollowAsync(new Redirects(url, outgoing.MaxRedirects), form, span, limited);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new HubAnswer($"{url.Host} did not answer in time.");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or SocketException or InvalidDataException or ForbiddenAddressException or InvalidOperationException or FormatException)
        {
            return new HubAnswer(ForbiddenAddressException.In(problem)?.Message ?? $"{url.Host} cannot be reached: {problem.GetBaseException().Message}");
        }
    }

    /// <summary>A hub may send the request elsewhere, as it is, by 307 or 308 (WebSub §5.1.2); the others would make a GET of it.</summary>
    private async Task<HubAnswer> FollowAsync(Redirects way, IReadOnlyList<KeyValuePair<string, string>> form, Activity? span, CancellationToken cancellation)
    {
        while (true)
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, way.Current)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
                Content = new FormUrlEncodedContent(form),
            };
            message.Headers.TryAddWithoutValidation("User-Agent", outgoing.Agent);
            message.Headers.TryAddWithoutValidation("Accept-Encoding", BoundedContent.AcceptEncoding);
            using var response = await http.SendAsync(message, cancellation);
            span?.SetTag("http.response.status_code", (int)response.StatusCode);
            if ((int)response.StatusCode is not (307 or 308))
                return (await AnswerAsync(way.Current.Host, response, cancellation)) with { MovedTo = way.Permanent?.AbsoluteUri };
            if (way.Follow(response.StatusCode, AnswerHeaders.First(response.Headers, "Location")) is { } trouble)
                return new HubAnswer(trouble);
            if (way.Downgraded && !settings.SecretOverHttp && form.Any(field => field.Key == "hub.secret"))
                return new HubAnswer($"{way.Previous!.Host} sends the request on to plain http, where its secret would be none.");
        }
    }

    /// <summary>202 is what a hub is to say; those older than WebSub say 204 once they have verified.</summary>
    private async Task<HubAnswer> AnswerAsync(string host, HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
            return new HubAnswer();
        var retryAfter = AnswerHeaders.RetryAfter(AnswerHeaders.First(response.Headers, "Retry-After"), clock.GetUtcNow());
        return new HubAnswer($"{host} answered {(int)response.StatusCode}{await ReasonAsync(response, cancellation)}", retryAfter);
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "text/plain")
            return ".";
        try
        {
            var body = await BoundedContent.ReadAsync(response.Content, MostBytes, MostBytes, cancellation);
            return CleanText.Line(Encoding.UTF8.GetString(body), LongestReason) is { } reason ? ": " + reason : ".";
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            return ".";
        }
    }

    private List<KeyValuePair<string, string>> Form(Subscription subscription, Intent intent, string mode)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("hub.mode", mode),
            new("hub.topic", subscription.Topic),
            new("hub.callback", subscription.Key.Callback),
        };
        if (intent == Intent.Unsubscribe)
            return form;
        form.Add(new("hub.lease_seconds", ((long)settings.Lease.TotalSeconds).ToString(CultureInfo.InvariantCulture)));
        if (subscription.Key.Secret is { } secret)
            form.Add(new("hub.secret", secret));
        return form;
    }

    private static string Mode(Intent intent) => intent == Intent.Subscribe ? "subscribe" : "unsubscribe";
}
