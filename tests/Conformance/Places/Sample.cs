using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Outbox;

namespace Newsroom.Tests.Conformance.Places;

/// <summary>What is put into stores.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An article with every member set and a block of every type.</summary>
    public static Article Article { get; } = Message<ArticleEnriched>("article-enriched.v1.json").Article;

    public static Contracts.Enrichment Enrichment { get; } = Message<ArticleEnriched>("article-enriched.v1.json").Enrichment;

    /// <summary>What has broken stores elsewhere: characters beyond the BMP, joined emoji, combining marks, both directions, separators, NUL, BSON's own signs.</summary>
    public const string OddText = "🚢👩‍👩‍👧 e\u0301\u0308 العربية עברית 漢字 𠀀 \u2028\u2029\u200b\ufeff \0 \u0001 \\ \" $where a.b {} <&> \U0010FFFF";

    /// <summary>A waiting message; <paramref name="text"/> tells it from others.</summary>
    public static OutboxEntry Entry(string text, DateTimeOffset? time = null, DateTimeOffset? notBefore = null) => new()
    {
        Id = Guid.CreateVersion7(),
        Type = "newsroom.article-received.v1",
        Body = JsonSerializer.Serialize(new { text }, WireJson.Options),
        Subject = "a subject",
        Time = time ?? Now,
        NotBefore = notBefore,
    };

    public static string TextOf(OutboxEntry entry) => JsonDocument.Parse(entry.Body).RootElement.GetProperty("text").GetString()!;

    /// <summary>To compare by: equal if every member is, lists included.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, WireJson.Options);

    private static T Message<T>(string name)
    {
        using var stream = typeof(Sample).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, WireJson.Options)!;
    }
}
