using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Outgoing;

namespace Newsroom.Ingest.Fetching;

/// <summary>
/// Gets what others publish: through <see cref="GuardedConnections"/>, in turn with everyone else who wants something of the same host, within all
/// limits of <see cref="OutgoingOptions"/>, and by robots.txt where that is asked for. Whatever the other side does is an outcome and no exception.
/// </summary>
internal sealed class Fetcher : IDisposable
{
    private readonly OutgoingOptions options;
    private readonly FetchingOptions manners;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker http;
    private readonly HostTurns turns;
    private readonly RobotsCache robots;

    public Fetcher(GuardedConnections connections, IOptions<OutgoingOptions> options, IOptions<FetchingOptions> manners, TimeProvider clock)
    {
        this.options = options.Value;
        this.manners = manners.Value;
        this.clock = clock;
        http = new HttpMessageInvoker(connections.CreateHandler());
        turns = new HostTurns(clock);
        robots = new RobotsCache(clock, this.options.ProductToken);
    }

    public void Dispose() => http.Dispose();

    public async Task<Fetched> GetAsync(FetchRequest request, CancellationToken cancellation)
    {
        using var span = IngestTelemetry.Source.StartActivity("ingest.fetch", ActivityKind.Client);
        span?.SetTag("server.address", request.Url.IsAbsoluteUri ? request.Url.Host : null);
        var fetched = await FollowAsync(request, cancellation);
        span?.SetTag("newsroom.fetch.outcome", Word(fetched.Outcome));
        if (fetched.Status is { } status)
            span?.SetTag("http.response.status_code", status);
        IngestTelemetry.CountFetch(Word(fetched.Outcome));
        return fetched;
    }

    /// <summary>Whether the host of a URL is asked for something, or somebody waits to ask it.</summary>
    public bool IsBusyWith(Uri url) => turns.IsTaken(url.Authority);

    /// <summary>The robots.txt that holds for a URL, as far as it is known or can be had.</summary>
    public Task<RobotsRules> RobotsAsync(Uri url, CancellationToken cancellation) => robots.ForAsync(url, GetRobotsAsync, cancellation);

    /// <summary>As telemetry spells it.</summary>
    public static string Word(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.NotModified => "not_modified",
        FetchOutcome.NotFound => "not_found",
        FetchOutcome.TooLarge => "too_large",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    private async Task<Fetched> FollowAsync(FetchRequest request, CancellationToken cancellation)
    {
        try
        {
            GuardedConnections.Check(request.Url);
        }
        catch (ForbiddenAddressException forbidden)
        {
            return new Fetched(FetchOutcome.Refused, request.Url) { Reason = forbidden.Message };
        }

        var way = new Redirects(request.Url, options.MaxRedirects);
        var budget = new TimeBudget(clock, options.TotalTimeout);
        string? inTurnWith = null;
        while (true)
        {
            var hop = await HopAsync(request, way, budget, inTurnWith, cancellation);
            if (hop is not null)
                return hop with { PermanentUrl = way.Permanent, Downgraded = way.Downgraded };
            inTurnWith = way.Previous!.Authority;
        }
    }

    /// <summary>One request; null if it was redirected and there is another to make.</summary>
    private async Task<Fetched?> HopAsync(FetchRequest request, Redirects way, TimeBudget budget, string? inTurnWith, CancellationToken cancellation)
    {
        var url = way.Current;
        var pause = manners.PausePerHost;
        if (request.ObeyRobots)
        {
            var rules = await RobotsAsync(url, cancellation);
            if (rules == RobotsRules.Away)
                return new Fetched(FetchOutcome.Busy, url) { Reason = $"robots.txt of {url.Host} cannot be had now, and without it nothing may be fetched there." };
            if (!rules.Allows(url))
                return new Fetched(FetchOutcome.Refused, url) { Reason = $"robots.txt of {url.Host} does not allow {options.ProductToken} to fetch {url.AbsolutePath}." };
            if (rules.CrawlDelay > pause)
                pause = rules.CrawlDelay.Value;
        }

        // A redirect within a host belongs to the request before it.
        using var turn = await turns.EnterAsync(url.Authority, url.Authority == inTurnWith ? TimeSpan.Zero : pause, cancellation);
        using var limit = budget.Start();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await SendAsync(request, way, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return limit.IsCancellationRequested
                ? new Fetched(FetchOutcome.Failed, url) { Reason = $"{url.Host} took longer than {options.TotalTimeout.TotalSeconds:0.#} s." }
                : new Fetched(FetchOutcome.Failed, url) { Reason = $"{url.Host} did not take a connection within {options.ConnectTimeout.TotalSeconds:0.#} s." };
        }
        catch (TooLargeException tooLarge)
        {
            return new Fetched(FetchOutcome.TooLarge, way.Current) { Reason = tooLarge.Message };
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or SocketException or InvalidDataException or ForbiddenAddressException or InvalidOperationException or FormatException)
        {
            return ForbiddenAddressException.In(problem) is { } forbidden
                ? new Fetched(FetchOutcome.Refused, way.Current) { Reason = forbidden.Message }
                : new Fetched(FetchOutcome.Failed, way.Current) { Reason = Sentence(problem, url) };
        }
        finally
        {
            budget.Stop();
        }
    }

    private async Task<Fetched?> SendAsync(FetchRequest request, Redirects way, CancellationToken cancellation)
    {
        var url = way.Current;
        using var message = Message(request, url);
        using var response = await http.SendAsync(message, cancellation);
        if (Redirects.Is(response.StatusCode))
        {
            var trouble = way.Follow(response.StatusCode, AnswerHeaders.First(response.Headers, "Location"));
            return trouble is null ? null : Described(FetchOutcome.Failed, url, response) with { Reason = trouble };
        }

        var answer = Described(Outcome(response.StatusCode, request), url, response);
        if (answer.Outcome != FetchOutcome.Fetched)
            return answer.Outcome == FetchOutcome.NotModified ? answer : answer with { Reason = $"{url.Host} answered {(int)response.StatusCode}." };
        var most = Math.Min(request.MaxBytes ?? int.MaxValue, options.MaxBytesDecompressed);
        return answer with { Body = await BoundedContent.ReadAsync(response.Content, options.MaxBytes, most, cancellation) };
    }

    private HttpRequestMessage Message(FetchRequest request, Uri url)
    {
        // HTTP/2 where TLS finds it, 1.1 elsewhere.
        var message = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Headers.TryAddWithoutValidation("User-Agent", options.Agent);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", BoundedContent.AcceptEncoding);
        if (request.ETag is { } etag)
            message.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (request.LastModified is { } lastModified)
            message.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
        return message;
    }

    private static FetchOutcome Outcome(HttpStatusCode status, FetchRequest request) => (int)status switch
    {
        200 or 203 => FetchOutcome.Fetched,
        304 when request.ETag is not null || request.LastModified is not null => FetchOutcome.NotModified,
        404 => FetchOutcome.NotFound,
        410 => FetchOutcome.Gone,
        429 or 503 => FetchOutcome.Busy,
        _ => FetchOutcome.Failed,
    };

    private Fetched Described(FetchOutcome outcome, Uri url, HttpResponseMessage response)
    {
        var now = clock.GetUtcNow();
        var headers = response.Headers;
        var content = response.Content.Headers;
        var cacheControl = headers.NonValidated.TryGetValues("Cache-Control", out var all) ? string.Join(',', all) : null;
        return new Fetched(outcome, url)
        {
            Status = (int)response.StatusCode,
            ContentType = AnswerHeaders.First(content, "Content-Type"),
            ETag = AnswerHeaders.First(headers, "ETag"),
            LastModified = AnswerHeaders.First(content, "Last-Modified"),
            RetryAfter = AnswerHeaders.RetryAfter(AnswerHeaders.First(headers, "Retry-After"), now),
            MaxAge = AnswerHeaders.MaxAge(cacheControl, AnswerHeaders.First(content, "Expires"), AnswerHeaders.First(headers, "Date"), AnswerHeaders.First(headers, "Age"), now),
            Links = headers.NonValidated.TryGetValues("Link", out var links) ? LinkHeader.Read(links, url) : [],
        };
    }

    private Task<Fetched> GetRobotsAsync(Uri url) =>
        FollowAsync(new FetchRequest(url) { Accept = "text/plain, */*;q=0.5" }, CancellationToken.None);

    private static string Sentence(Exception problem, Uri url) => problem switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => $"{url.Host} sends more headers than are taken.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"{url.Host} could not be trusted: {Innermost(problem)}",
        _ when problem.GetBaseException() is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => $"{url.Host} is not known to the name servers.",
        _ when problem.GetBaseException() is SocketException socket => $"{url.Host} cannot be reached: {socket.Message}.",
        InvalidDataException => $"What {url.Host} sent cannot be decompressed: {problem.Message}",
        _ => $"{url.Host} broke off: {Innermost(problem)}",
    };

    private static string Innermost(Exception problem) => problem.GetBaseException().Message;

    /// <summary>What is left of a time limit, counted only between <see cref="Start"/> and <see cref="Stop"/>.</summary>
    private sealed class TimeBudget(TimeProvider clock, TimeSpan limit)
    {
        private TimeSpan left = limit;
        private long startedAt;

        public CancellationTokenSource Start()
        {
            startedAt = clock.GetTimestamp();
            return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        }

        public void Stop() => left -= clock.GetElapsedTime(startedAt);
    }
}
