using System.Security.Cryptography;
using System.Text;

namespace Newsroom.Ingest.WebSub;

internal enum SignatureOutcome
{
    /// <summary>By SHA-256 or better: the hub sent these very bytes.</summary>
    Good,

    /// <summary>Right, but by SHA-1, which is not trusted with content any more.</summary>
    Weak,

    /// <summary>No secret was given, so there is none.</summary>
    None,

    /// <summary>One was agreed on and is not there.</summary>
    Unsigned,

    /// <summary>It is of other bytes, another secret, or in no form that is known.</summary>
    Wrong,
}

/// <summary><c>X-Hub-Signature: method=hex</c>, an HMAC over the body as it came (WebSub §7.1).</summary>
internal static class HubSignature
{
    public const string Header = "X-Hub-Signature";

    /// <summary>Of several values, as during a change of methods, the best counts.</summary>
    private const int MostValues = 8;

    public static SignatureOutcome Check(IEnumerable<string?> values, string? secret, ReadOnlySpan<byte> body)
    {
        if (secret is null)
            return SignatureOutcome.None;
        var key = Encoding.UTF8.GetBytes(secret);
        var outcome = SignatureOutcome.Unsigned;
        foreach (var value in values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Take(MostValues))
        {
            var one = CheckOne(value, key, body);
            if (one == SignatureOutcome.Good)
                return one;
            if (outcome != SignatureOutcome.Weak)
                outcome = one;
        }

        return outcome;
    }

    private static SignatureOutcome CheckOne(string value, byte[] key, ReadOnlySpan<byte> body)
    {
        var at = value.IndexOf('=', StringComparison.Ordinal);
        var method = at < 0 ? "" : value[..at].Trim().ToLowerInvariant();
        byte[]? computed = method switch
        {
            "sha256" => HMACSHA256.HashData(key, body),
            "sha384" => HMACSHA384.HashData(key, body),
            "sha512" => HMACSHA512.HashData(key, body),
#pragma warning disable CA5350 // Hubs older than WebSub know no other. Such a delivery is a reason to poll and no more.
            "sha1" => HMACSHA1.HashData(key, body),
#pragma warning restore CA5350
            _ => null,
        };
        if (computed is null || !TryHex(value[(at + 1)..].Trim(), computed.Length, out var given) || !CryptographicOperations.FixedTimeEquals(given, computed))
            return SignatureOutcome.Wrong;
        return method == "sha1" ? SignatureOutcome.Weak : SignatureOutcome.Good;
    }

    private static bool TryHex(string text, int length, out byte[] bytes)
    {
        bytes = new byte[length];
        return text.Length == 2 * length && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }
}
