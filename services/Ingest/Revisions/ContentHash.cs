using System.Security.Cryptography;
using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Revisions;

/// <summary>SHA-256 (lower-case hex) over what makes the content.</summary>
internal static class ContentHash
{
    public static string Of(ArticleDraft draft) => Of(Content.Of(draft));

    public static string Of(Content content) => Of(JsonSerializer.SerializeToUtf8Bytes(content, WireJson.Options));

    /// <summary>Of the words alone; identifies an article that has neither an id nor an address.</summary>
    public static string OfWords(ArticleDraft draft) => Of(JsonSerializer.SerializeToUtf8Bytes(new { draft.Title, Text = PlainText.Of(draft.Body) }, WireJson.Options));

    private static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
