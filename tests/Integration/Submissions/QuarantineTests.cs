using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using RabbitMQ.Client;
using Xunit;

namespace Newsroom.Tests.Integration.Submissions;

/// <summary>What cannot be taken goes to quarantine with its reason: once, never round and round, and past its neighbours.</summary>
public sealed class QuarantineTests(NewsroomFixture fixture) : IClassFixture<NewsroomFixture>
{
    private const string Queue = "ingest.take-submission";
    private static readonly byte[] Bomb = Gzip(new byte[200 * 1024 * 1024]);

    public static TheoryData<string, string> Cases => new()
    {
        { "empty body", "empty" },
        { "empty body without content type", "empty" },
        { "two megabytes", "larger than" },
        { "broken json", "not valid JSON" },
        { "wrong type", "title" },
        { "unknown field", "embargoedUntill" },
        { "no title", "title" },
        { "page without article", "No article could be found" },
        { "invalid utf-8", "not valid UTF-8" },
        { "gzip bomb", "after decompression" },
        { "not gzip", "gzip" },
        { "unknown encoding", "content encoding" },
        { "unknown type", "application/x-tar" },
        { "envelope of the bus", "application/vnd.masstransit+json" },
        { "structured event without data", "no data" },
        { "withdrawal of nothing", "which article" },
        { "type that is half a type", "not well formed" },
        { "type of semicolons", "not well formed" },
        { "type with a space", "not well formed" },
        { "type that is very long", "not well formed" },
        { "charset that nobody knows", "charset" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_in_quarantine_once_with_its_reason_and_its_neighbours_are_published(string what, string reason)
    {
        var newsroom = await fixture.UpAsync();
        var stranger = await fixture.StrangerAsync();
        var (body, properties, routingKey) = Message(what);
        properties.Headers = new Dictionary<string, object?> { ["test"] = what };

        await stranger.SendAsync(Sample.Json("before " + what));
        await stranger.SendAsync(body, properties, routingKey);
        await stranger.SendAsync(Sample.Json("after " + what));

        await newsroom.Client.ChangesBecomeAsync(Sample.IdOf("before " + what), "published 1");
        await newsroom.Client.ChangesBecomeAsync(Sample.IdOf("after " + what), "published 1");
        var kept = Assert.Single(await Eventually.BecomesAsync(
            () => newsroom.Client.QuarantinedAsync(what), found => found.Count > 0, $"'{what}' is not in quarantine"));
        Assert.Contains(reason, kept["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(body.Length, kept["size"]!.GetValue<int>());
        Assert.Equal(properties.ContentType, kept["contentType"]?.GetValue<string>());
        var whole = await newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/quarantine/{kept["id"]}", TestContext.Current.CancellationToken);
        Assert.Equal(body.Take(1024 * 1024), Convert.FromBase64String(whole!["body"]!.GetValue<string>()));
        Assert.Equal(0u, await stranger.CountAsync(Queue));
        Assert.Null(await stranger.CountAsync(Queue + "_error"));
        Assert.Null(await stranger.CountAsync(Queue + "_skipped"));
    }

    private static Letter Message(string what) => what switch
    {
        "empty body" => Bytes([], "application/json"),
        "empty body without content type" => Bytes([], null),
        "two megabytes" => Json(Sample.Json(what, text: new string('a', 2_000_000))),
        "broken json" => Json("""{"source":"d","title":"""),
        "wrong type" => Json("""{"source":"d","title":5,"body":{"text":"a"}}"""),
        "unknown field" => Json("""{"source":"d","title":"t","embargoedUntill":"2030-01-01T00:00:00Z","body":{"text":"a"}}"""),
        "no title" => Json("""{"source":"d","body":{"text":"a"}}"""),
        "page without article" => Bytes("<html><head><title>Sign in</title></head><body><form><input name=user></form></body></html>"u8.ToArray(), "text/html"),
        "invalid utf-8" => Bytes([.. "{\"source\":\"d\",\"title\":\""u8, 0xC3, 0x28, .. "\",\"body\":{\"text\":\"a\"}}"u8], "application/json"),
        "gzip bomb" => Bytes(Bomb, "application/json", "gzip"),
        "not gzip" => Bytes("{}"u8.ToArray(), "application/json", "gzip"),
        "unknown encoding" => Bytes("{}"u8.ToArray(), "application/json", "zstd"),
        "unknown type" => Bytes([1, 2, 3], "application/x-tar"),
        "envelope of the bus" => Bytes("""{"messageType":["urn:message:x"],"message":{}}"""u8.ToArray(), "application/vnd.masstransit+json"),
        "structured event without data" => Bytes("""{"specversion":"1.0","type":"newsroom.submit-article.v1"}"""u8.ToArray(), "application/cloudevents+json"),
        "withdrawal of nothing" => Json("{}") with { RoutingKey = "articles.withdraw" },
        // MassTransit parses the content type before any deserializer is asked (its issue #2374).
        "type that is half a type" => Bytes("{}"u8.ToArray(), "application"),
        "type of semicolons" => Bytes("{}"u8.ToArray(), ";;"),
        "type with a space" => Bytes("{}"u8.ToArray(), "application / json json"),
        "type that is very long" => Bytes("{}"u8.ToArray(), new string('x', 200)),
        "charset that nobody knows" => Bytes("A headline\n\nAnd its text."u8.ToArray(), "text/plain; charset=nope"),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private static Letter Json(string text) => Bytes(Encoding.UTF8.GetBytes(text), "application/json");

    private static Letter Bytes(byte[] body, string? contentType, string? contentEncoding = null)
    {
        var properties = new BasicProperties();
        if (contentType is not null)
            properties.ContentType = contentType;
        if (contentEncoding is not null)
            properties.ContentEncoding = contentEncoding;
        return new Letter(body, properties, "articles.submit");
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(plain);
        return packed.ToArray();
    }

    private sealed record Letter(byte[] Body, BasicProperties Properties, string RoutingKey);
}
