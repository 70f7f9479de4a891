using System.Text.Json;
using Newsroom.Hosting.Bus;
using Newsroom.Ingest.Agencies;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// What a message from outside is and holds. Its type stands in the CloudEvents <c>type</c> (binary or structured mode, CloudEvents 1.0), the AMQP
/// <c>type</c>, or the routing key, if that ends in <c>withdraw</c>; without any it is a submission.
/// </summary>
/// <param name="Body">The submission itself.</param>
/// <param name="ContentType">As given or told by its first byte.</param>
/// <param name="IsWithdrawal">A kill, and no article.</param>
/// <param name="Facts">What stands beside a page or a text.</param>
internal sealed record StrangersEnvelope(byte[] Body, string? ContentType, bool IsWithdrawal, PageFacts Facts)
{
    private const string Structured = "application/cloudevents+json";
    private const string Withdraw = "newsroom.withdraw-article.v1";

    /// <param name="message">As it came.</param>
    /// <param name="body">Its body, decompressed.</param>
    /// <param name="sender">Who it says that it is from: of a structured CloudEvent, what stands in it.</param>
    public static Reading<StrangersEnvelope> Open(StrangersMessage message, byte[] body, ref SubmissionSender sender)
    {
        if (message.ContentType?.StartsWith(Structured, StringComparison.OrdinalIgnoreCase) == true)
            return Unwrap(message, body, ref sender);
        var type = SubmissionSender.CloudEvent(message, "type") ?? message.Type;
        return new StrangersEnvelope(body, message.ContentType ?? Guess(body), IsWithdraw(type, message.RoutingKey), FactsOf(message));
    }

    private static Reading<StrangersEnvelope> Unwrap(StrangersMessage message, byte[] body, ref SubmissionSender sender)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            var cloudEvent = document.RootElement;
            if (cloudEvent.ValueKind != JsonValueKind.Object)
                return new Refusal(StatusCodes.Status422UnprocessableEntity, "A structured CloudEvent is a JSON object with specversion, id, source, type and data.");
            sender = SubmissionSender.Of(Member(cloudEvent, "id") ?? sender.Id, Member(cloudEvent, "source") ?? sender.Source);
            var type = Member(cloudEvent, "type");
            var contentType = Member(cloudEvent, "datacontenttype") ?? "application/json";
            var data = Data(cloudEvent, contentType);
            return data is null
                ? new Refusal(StatusCodes.Status422UnprocessableEntity, "The CloudEvent has no data: put the submission into 'data', or its bytes into 'data_base64'.")
                : new StrangersEnvelope(data, contentType, IsWithdraw(type, message.RoutingKey), FactsOf(message));
        }
        catch (JsonException problem)
        {
            return new Refusal(StatusCodes.Status400BadRequest, $"The structured CloudEvent is not valid JSON: {problem.Message}");
        }
        catch (InvalidOperationException)
        {
            return new Refusal(StatusCodes.Status400BadRequest, "The structured CloudEvent is not valid JSON: a text in it holds half of a surrogate pair, which is no character.");
        }
    }

    private static string? Member(JsonElement cloudEvent, string name) =>
        cloudEvent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text ? text : null;

    private static byte[]? Data(JsonElement cloudEvent, string? contentType)
    {
        if (cloudEvent.TryGetProperty("data_base64", out var base64) && base64.ValueKind == JsonValueKind.String && base64.TryGetBytesFromBase64(out var bytes))
            return bytes;
        if (!cloudEvent.TryGetProperty("data", out var data) || data.ValueKind == JsonValueKind.Null)
            return null;
        // JSON data stands as itself; any other type as a JSON text (CloudEvents JSON format §3.1).
        return data.ValueKind == JsonValueKind.String && contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true
            ? System.Text.Encoding.UTF8.GetBytes(data.GetString()!)
            : System.Text.Encoding.UTF8.GetBytes(data.GetRawText());
    }

    private static bool IsWithdraw(string? type, string? routingKey) =>
        type is { Length: > 0 } ? type == Withdraw : routingKey?.Split('.')[^1] == "withdraw";

    /// <summary>The type of what comes without one, by how it begins.</summary>
    public static string Guess(byte[] body)
    {
        if (AgencyShape.MediaTypeOf(body) is { } agency)
            return agency;
        foreach (var one in body)
        {
            if (one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF)
                continue;
            return one switch { (byte)'{' or (byte)'[' => "application/json", (byte)'<' => "text/html", _ => "text/plain" };
        }

        return "text/plain";
    }

    private static PageFacts FactsOf(StrangersMessage message)
    {
        return new PageFacts(Said("source"), Said("url"), Said("language"), Said("publishedAt"), Said("guid"));

        string? Said(string name) => SubmissionSender.Header(message, name);
    }
}
