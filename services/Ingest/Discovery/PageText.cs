using System.Text;
using System.Text.Unicode;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Discovery;

/// <summary>A page as text, well enough to find addresses and names in it.</summary>
internal static class PageText
{
    /// <summary>The HTML standard looks for a page's own charset within these many bytes ("prescan a byte stream"); real pages put scripts before it.</summary>
    private const int Prescanned = 8_192;

    /// <summary>By byte order mark, as the server says, as the page says; else UTF-8 if it is that, and windows-1252.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);
        var name = (charset ?? Declared(bytes) ?? "windows-1252").ToLowerInvariant();
        var encoding = EncodingNames.Find(name, isLenient: true) ?? EncodingNames.Find("windows-1252", isLenient: true) ?? Encoding.Latin1;
        return encoding.GetString(bytes);
    }

    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prescanned)]);
        var at = start.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var name = start.AsSpan(at + 8).TrimStart("\"' ");
        var length = 0;
        while (length < name.Length && (char.IsAsciiLetterOrDigit(name[length]) || name[length] is '-' or '_' or ':' or '.'))
            length++;
        return length > 0 ? name[..length].ToString() : null;
    }
}
