using System.Text;

namespace Newsroom.Ingest.Identity;

/// <summary>One spelling for what may be written in many (RFC 3986 §6.2.2): only what must be encoded is, and in capitals.</summary>
internal static class PercentEncoding
{
    private const string Hex = "0123456789ABCDEF";

    /// <param name="part">Of a URL: a path, a query, a fragment.</param>
    public static string Normal(string part)
    {
        var normal = new StringBuilder(part.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < part.Length; i++)
        {
            var one = part[i];
            if (one == '%')
                i += Octet(part, i, normal);
            else if (IsAllowed(one))
                normal.Append(one);
            else
                i += Encode(part, i, normal, bytes);
        }

        return normal.ToString();
    }

    /// <summary>Returns how many characters beyond the first were read.</summary>
    private static int Octet(string part, int at, StringBuilder normal)
    {
        if (at + 2 >= part.Length || !char.IsAsciiHexDigit(part[at + 1]) || !char.IsAsciiHexDigit(part[at + 2]))
        {
            normal.Append("%25");
            return 0;
        }

        var octet = (byte)((Convert.FromHexString(part.AsSpan(at + 1, 2)))[0]);
        if (octet < 0x80 && IsUnreserved((char)octet))
            normal.Append((char)octet);
        else
            normal.Append('%').Append(Hex[octet >> 4]).Append(Hex[octet & 0xF]);
        return 2;
    }

    private static int Encode(string part, int at, StringBuilder normal, Span<byte> bytes)
    {
        var isWhole = Rune.TryGetRuneAt(part, at, out var rune);
        var written = (isWhole ? rune : Rune.ReplacementChar).EncodeToUtf8(bytes);
        foreach (var octet in bytes[..written])
            normal.Append('%').Append(Hex[octet >> 4]).Append(Hex[octet & 0xF]);
        return isWhole ? rune.Utf16SequenceLength - 1 : 0;
    }

    private static bool IsUnreserved(char one) => char.IsAsciiLetterOrDigit(one) || one is '-' or '.' or '_' or '~';

    private static bool IsAllowed(char one) => IsUnreserved(one) || "!$&'()*+,;=:@/?".Contains(one, StringComparison.Ordinal);
}
