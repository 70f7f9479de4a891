using System.Diagnostics;
using Newsroom.Hosting.Descriptions;

namespace Newsroom.Ingest.WebSub;

/// <summary>
/// <c>/v1/websub/{callback}</c>: where hubs verify what they were asked for, and deliver (WebSub §5.2, §5.3, §7). It asks for no API key: whoever knows a callback
/// is the hub that it was made for, and content is believed by its signature only.
/// </summary>
internal static class WebSubEndpoints
{
    public const string Path = "/v1/websub";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path + "/{callback}", VerifyAsync).WithName("VerifyIntent").WithTags(IngestModule.Name)
            .WithSummary("For WebSub hubs: verify a subscription")
            .WithDescription("A hub asks whether a subscription, or its end, was meant; or says that it denies one.")
            .Asks("hub.mode", "`subscribe`, `unsubscribe` or `denied`.").Asks("hub.topic", "The feed, as the hub was asked for it.")
            .Asks("hub.challenge", "Sent back as it came.").Asks("hub.lease_seconds", "For how long it is granted.").Asks("hub.reason", "Why it is denied.")
            .AnswersText("text/plain", "It was meant: the challenge.")
            .Refuses(StatusCodes.Status404NotFound, "Nothing like this was asked for.");
        app.MapPost(Path + "/{callback}", DeliverAsync).WithName("DeliverContent").WithTags(IngestModule.Name)
            .WithSummary("For WebSub hubs: deliver what is new in a feed")
            .WithDescription("Entries are taken if `X-Hub-Signature` is right and by SHA-256 or better. In any other case the feed is polled instead, and the answer is the same.")
            .AsksHeader(HubSignature.Header, "The body's HMAC with the subscription's secret.", "sha256=…")
            .Answers<object>(StatusCodes.Status202Accepted, "It is safe that its entries are taken, or the feed is polled.")
            .Refuses(StatusCodes.Status404NotFound, "There is no such callback.")
            .Refuses(StatusCodes.Status410Gone, "The subscription has ended.");
    }

    private static async Task<IResult> VerifyAsync(string callback, HttpRequest request, IntentAnswering answering, CancellationToken cancellation)
    {
        var asked = new HubQuery(One("hub.mode"), One("hub.topic"), One("hub.challenge"), One("hub.lease_seconds"), One("hub.reason"));
        var refusal = await Hidden(() => answering.AnswerAsync(callback, asked, cancellation));
        if (refusal is not null)
            return TypedResults.Problem(refusal, statusCode: StatusCodes.Status404NotFound);
        // What a stranger sent goes back to it; nobody is to take it for a page.
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Text(asked.Challenge ?? "", "text/plain");

        string? One(string name) => request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;
    }

    private static async Task<IResult> DeliverAsync(string callback, HttpRequest request, Deliveries deliveries, CancellationToken cancellation) =>
        await Hidden(() => deliveries.ReceiveAsync(callback, request.Body, DeliveryHeaders.Of(request.Headers), cancellation)) switch
        {
            DeliveryOutcome.Unknown => TypedResults.Problem("There is no such callback.", statusCode: StatusCodes.Status404NotFound),
            DeliveryOutcome.Gone => TypedResults.Problem("The subscription has ended; send nothing more.", statusCode: StatusCodes.Status410Gone),
            _ => TypedResults.StatusCode(StatusCodes.Status202Accepted),
        };

    /// <summary>Below the request's span, and outside of what the server says of the request in every line of its log: the callback, which is a secret.</summary>
    private static Task<T> Hidden<T>(Func<Task<T>> work)
    {
        var request = Activity.Current;
        request?.SetTag("url.path", Path + "/{callback}");
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() =>
            {
                Activity.Current = request;
                return work();
            });
        }
    }
}
