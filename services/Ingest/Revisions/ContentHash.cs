using System.Security.Cryptography;
using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Revisions;

/// <summary>
/// SHA-256 (lower-case hex) over what makes the content. Not in it: addresses and times, which sources touch without a word being changed.
/// </summary>
internal static class ContentHash
{
    public static string Of(ArticleDraft draft) => Of(JsonSerializer.SerializeToUtf8Bytes(new
    {
        draft.Title,
        draft.Byline,
        draft.Dateline,
        draft.Slugline,
        draft.Language,
        draft.Body,
        draft.Media,
        draft.Subjects,
        draft.Status,
        draft.EmbargoedUntil,
        draft.Urgency,
        draft.EdNote,
        draft.Correction,
        draft.Rights,
    }, WireJson.Options));

    /// <summary>Of the words alone; identifies an article that has neither an id nor an address.</summary>
    public static string OfWords(ArticleDraft draft) => Of(JsonSerializer.SerializeToUtf8Bytes(new { draft.Title, Text = PlainText.Of(draft.Body) }, WireJson.Options));

    private static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
