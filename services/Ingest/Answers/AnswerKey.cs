using System.Security.Cryptography;
using System.Text;

namespace Newsroom.Ingest.Answers;

/// <summary>
/// Ids under which answers are kept: UUIDv8 (RFC 9562 §5.8) of a SHA-256, so that neither a sender's key nor an API key can be read off, and two
/// senders with the same key don't meet.
/// </summary>
internal static class AnswerKey
{
    /// <param name="authorization">Who sent it: the header, empty where none is asked for.</param>
    /// <param name="key">The <c>Idempotency-Key</c>.</param>
    public static Guid OfRequest(string authorization, string key) => Of("http", authorization, key);

    /// <summary>CloudEvents 1.0 §3.1: source and id together name an event.</summary>
    public static Guid OfEvent(string source, string id) => Of("event", source, id);

    /// <summary>Of one request under a key, where that request was not taken: it does not use the key up.</summary>
    public static Guid OfRefusal(Guid key, string request) => Of("refusal", key.ToString(), request);

    /// <summary>Of one of several articles that came in one body under a key.</summary>
    public static Guid OfPart(Guid key, int number) => Of("part", key.ToString(), number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Lower-case hex.</summary>
    public static string Hash(ReadOnlyMemory<byte> body, params ReadOnlySpan<string?> facts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var fact in facts)
            Append(hash, fact);
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Guid Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
            Append(hash, part);
        var bytes = hash.GetHashAndReset().AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>With its length before it, so that "a", "bc" and "ab", "c" differ.</summary>
    private static void Append(IncrementalHash hash, string? part)
    {
        var bytes = Encoding.UTF8.GetBytes(part ?? "");
        hash.AppendData(BitConverter.GetBytes(part is null ? -1 : bytes.Length));
        hash.AppendData(bytes);
    }
}
