using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Newsroom.Enrichment;
using Newsroom.Tests.Unit.Enrichment.Languages;
using Newsroom.Tests.Unit.Hosting.Descriptions;
using Xunit;

namespace Newsroom.Tests.Unit.Enrichment.Analysis;

public sealed class AnalyzeEndpointTests : IAsyncLifetime
{
    private DescribedService _service = null!;

    public async ValueTask InitializeAsync() => _service = await DescribedService.StartAsync(EnrichmentModule.Name);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_text_is_answered_with_what_is_known_of_it()
    {
        var asked = JsonSerializer.Serialize(new { title = "Jembatan baru dibuka", text = Paragraphs.Indonesian, language = "id", publishedAt = "2026-03-01T08:30:00Z", source = "Desk" });
        var (status, answer) = await Post(asked);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("id", answer.GetProperty("language").GetProperty("code").GetString());
        Assert.InRange(answer.GetProperty("language").GetProperty("confidence").GetDouble(), 0.7, 1);
        Assert.InRange(answer.GetProperty("wordCount").GetInt32(), 45, 50);
        Assert.Equal(1, answer.GetProperty("readingMinutes").GetInt32());
        Assert.Equal("", answer.GetProperty("summary").GetString());
        Assert.Empty(answer.GetProperty("topics").EnumerateArray());
        Assert.False(answer.TryGetProperty("entities", out _));
    }

    [Theory]
    [InlineData("", 400, "empty")]
    [InlineData("{\"text\": \"a", 400, "not valid JSON")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}", 400, "stands once")]
    [InlineData("[]", 422, "object")]
    [InlineData("{}", 422, "\"text\" is missing")]
    [InlineData("{\"text\":null}", 422, "\"text\" is missing")]
    [InlineData("{\"text\":\" \\n\"}", 422, "\"text\" is empty")]
    [InlineData("{\"text\":7}", 422, "not a number")]
    [InlineData("{\"text\":[\"a\"]}", 422, "not an array")]
    [InlineData("{\"text\":\"a\",\"titel\":\"b\"}", 422, "no field \"titel\"")]
    [InlineData("{\"text\":\"a\",\"Title\":\"b\"}", 422, "case-sensitive")]
    [InlineData("{\"text\":\"a\",\"publishedAt\":\"yesterday\"}", 422, "RFC 3339")]
    [InlineData("{\"text\":\"\\ud83d\"}", 422, "Unicode")]
    [InlineData("{\"text\":\"a\",\"\\ud83d\":1}", 422, "Unicode")]
    [InlineData("{\"text\":\"a\",\"language\":{}}", 422, "not an object")]
    public async Task A_wrong_request_is_told_what_to_do(string body, int status, string words)
    {
        var (answered, problem) = await Post(body);
        Assert.Equal(status, (int)answered);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200_000, 200)]
    [InlineData(200_001, 413)]
    [InlineData(3_000_000, 413)]
    public async Task A_text_has_a_greatest_length(int length, int status)
    {
        var (answered, _) = await Post(JsonSerializer.Serialize(new { text = new string('a', length) }));
        Assert.Equal(status, (int)answered);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task Anything_but_JSON_is_refused(string? type)
    {
        var (answered, problem) = await Post("{\"text\":\"a\"}", type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answered);
        Assert.Contains("application/json", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm() => Assert.Equal(HttpStatusCode.OK, (await Post("\uFEFF{\"text\":\"a\"}")).Status);

    private async Task<(HttpStatusCode Status, JsonElement Answer)> Post(string body, string? type = "application/json")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var answer = await _service.Http.PostAsync(new Uri("/v1/analyze", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var json = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(answer.IsSuccessStatusCode ? "application/json" : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(json);
        return (answer.StatusCode, document.RootElement.Clone());
    }
}
