using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>One standalone process for all cases: it must stay up through every one of them.</summary>
public sealed class StandaloneFixture : IAsyncLifetime
{
    public StandaloneProcess Newsroom { get; } = new();

    public async ValueTask InitializeAsync() => await Newsroom.StartAsync();

    public ValueTask DisposeAsync() => Newsroom.DisposeAsync();
}

public sealed class BadInputTests(StandaloneFixture fixture) : IClassFixture<StandaloneFixture>
{
    private static readonly byte[] Bomb = Gzip(new byte[200 * 1024 * 1024]);

    public static TheoryData<string, int, string> Cases => new()
    {
        { "empty", 400, "empty" },
        { "two megabytes", 413, "larger than" },
        { "broken json", 400, "not valid JSON" },
        { "a list", 422, "one article is an object" },
        { "wrong type", 422, "title" },
        { "unknown field", 422, "embargoedUntill" },
        { "no title", 422, "title" },
        { "no body", 422, "body" },
        { "page without article", 422, "No article could be found" },
        { "invalid utf-8", 400, "not valid UTF-8" },
        { "gzip bomb", 413, "after decompression" },
        { "not gzip", 400, "gzip" },
        { "unknown encoding", 415, "content encoding" },
        { "unknown type", 415, "application/x-tar" },
        { "deep json", 400, "depth" },
        { "bad time", 422, "RFC 3339" },
        { "bad urgency", 422, "Urgency" },
        { "bad url", 422, "absolute http(s) URL" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_answered_with_a_sentence_that_helps(string what, int status, string says)
    {
        using var content = Content(what);
        using var answer = await fixture.Newsroom.Client.Ingest.PostAsync("/v1/articles", content, TestContext.Current.CancellationToken);
        var problem = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(says, JsonNode.Parse(problem)!["detail"]!.GetValue<string>() + JsonNode.Parse(problem)!["errors"]?.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        using var neighbour = NewsroomClient.Json("Desk", "after " + what, "A neighbour that is fine", Sample.Text);
        var id = (await fixture.Newsroom.Client.SubmitAsync(neighbour))["articleId"]!.GetValue<string>();
        await fixture.Newsroom.Client.PublishedAsync(id);
    }

    private static HttpContent Content(string what) => what switch
    {
        "empty" => Bytes([], "application/json"),
        "two megabytes" => Bytes(Encoding.UTF8.GetBytes("""{"source":"d","title":"t","body":{"text":"LONG"}}""".Replace("LONG", new string('a', 2_000_000), StringComparison.Ordinal)), "application/json"),
        "broken json" => Json("""{"source":"d","title":"""),
        "a list" => Json("[]"),
        "wrong type" => Json("""{"source":"d","title":5,"body":{"text":"a"}}"""),
        "unknown field" => Json("""{"source":"d","title":"t","embargoedUntill":"2030-01-01T00:00:00Z","body":{"text":"a"}}"""),
        "no title" => Json("""{"source":"d","body":{"text":"a"}}"""),
        "no body" => Json("""{"source":"d","title":"t"}"""),
        "page without article" => Bytes(Encoding.UTF8.GetBytes("<html><head><title>Sign in</title></head><body><form><input name=user><input name=password></form></body></html>"), "text/html"),
        "invalid utf-8" => Bytes([.. "{\"source\":\"d\",\"title\":\""u8, 0xC3, 0x28, .. "\",\"body\":{\"text\":\"a\"}}"u8], "application/json"),
        "gzip bomb" => Bytes(Bomb, "application/json", "gzip"),
        "not gzip" => Bytes("{}"u8.ToArray(), "application/json", "gzip"),
        "unknown encoding" => Bytes("{}"u8.ToArray(), "application/json", "zstd"),
        "unknown type" => Bytes([1, 2, 3], "application/x-tar"),
        "deep json" => Json(new string('[', 500) + new string(']', 500)),
        "bad time" => Json("""{"source":"d","title":"t","publishedAt":"yesterday","body":{"text":"a"}}"""),
        "bad urgency" => Json("""{"source":"d","title":"t","urgency":12,"body":{"text":"a"}}"""),
        "bad url" => Json("""{"source":"d","title":"t","url":"javascript:alert(1)","body":{"text":"a"}}"""),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private static ByteArrayContent Json(string text) => Bytes(Encoding.UTF8.GetBytes(text), "application/json");

    private static ByteArrayContent Bytes(byte[] bytes, string type, string? encoding = null)
    {
        var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(plain);
        return packed.ToArray();
    }
}
