using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// Finds what bytes are text in, as the HTML standard has it ("determining the character encoding"): byte order marks, what the transport says,
/// what a meta element within the first 1,024 bytes says. Where the bytes do not fit what is said, they decide: UTF-8 if they are that,
/// else what <see cref="EncodingGuess"/> finds. Never fails; what cannot be read becomes U+FFFD.
/// </summary>
internal static class HtmlEncoding
{
    private const int Prescan = 1_024;

    // Pages put their scripts before their metas; the standard's number is a minimum.
    private const int LongPrescan = 16_384;

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create("\"'; \t\r\n/>");

    static HtmlEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (Marked(bytes) is var (marked, skip))
            return marked.GetString(bytes[skip..]);

        var isUtf8 = Utf8.IsValid(bytes);
        if (isUtf8 && Ascii.IsValid(bytes) && bytes.IndexOf((byte)0x1B) < 0 && bytes.IndexOf("~{"u8) < 0)
            return Wide(bytes) ?? Encoding.ASCII.GetString(bytes);
        // UTF-16 that nothing declares has a zero beside each letter of its markup.
        if (Wide(bytes) is { } wide)
            return wide;
        var declared = Known(charset) ?? Known(Declared(bytes[..Math.Min(bytes.Length, Prescan)])) ?? Known(Declared(bytes[..Math.Min(bytes.Length, LongPrescan)]));
        // Bytes beyond ASCII are UTF-8 by no accident, whatever a template says; the escapes of ISO-2022-JP are ASCII.
        if (isUtf8 && (declared is null || EncodingNames.IsUtf8(declared) || bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0))
            return Encoding.UTF8.GetString(bytes);
        if (declared is not null && !EncodingNames.IsUtf8(declared) && Strict(bytes, declared) is { } text)
            return text;
        return Broken(bytes, declared);
    }

    /// <summary>Neither what is declared nor UTF-8.</summary>
    private static string Broken(ReadOnlySpan<byte> bytes, string? declared)
    {
        // A page in UTF-8 with a few bytes of something else stays UTF-8: one part in a hundred of what is beyond ASCII.
        var (good, bad) = Sequences(bytes);
        if (good > 0 && bad * 20 <= good)
            return Encoding.UTF8.GetString(bytes);
        var guess = EncodingGuess.Of(bytes, Language(bytes));
        if (declared is not null && !EncodingNames.IsUtf8(declared) && Lenient(bytes, declared) is { } text && Unread(text) * 50 <= bytes.Length)
            return Unread(text) <= Unread(Lenient(bytes, guess)!) ? text : Lenient(bytes, guess)!;
        return Lenient(bytes, guess) ?? Encoding.UTF8.GetString(bytes);
    }

    private static (Encoding Encoding, int Skip)? Marked(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? (Encoding.UTF8, 3)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? (Encoding.BigEndianUnicode, 2)
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? (Encoding.Unicode, 2)
        : null;

    private static string? Wide(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8)
            return null;
        var start = bytes[..Math.Min(bytes.Length & ~1, 512)];
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        var half = start.Length / 2;
        return odd * 10 > half * 7 && even * 10 < half ? Encoding.Unicode.GetString(bytes)
            : even * 10 > half * 7 && odd * 10 < half ? Encoding.BigEndianUnicode.GetString(bytes)
            : null;
    }

    /// <summary>The name as the Encoding Standard takes it; null if it is not known.</summary>
    private static string? Known(string? name)
    {
        var label = name?.Trim(' ', '"', '\'', '\t', '\r', '\n', '\f', ';').ToLowerInvariant();
        if (label is not { Length: > 0 and < 60 })
            return null;
        var meant = EncodingNames.OfWeb(label);
        return EncodingNames.IsUtf8(meant) || EncodingNames.Find(meant, isLenient: true) is not null ? meant : null;
    }

    /// <summary>The charset of the first meta element that has one, or of an XML declaration.</summary>
    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1))
        {
            if (text.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                at = text.IndexOf("-->", at + 2, StringComparison.Ordinal);
                if (at < 0)
                    return null;
                continue;
            }

            var isMeta = string.Compare(text, at, "<meta", 0, 5, StringComparison.OrdinalIgnoreCase) == 0 && at + 5 < text.Length && (char.IsWhiteSpace(text[at + 5]) || text[at + 5] == '/');
            var isXml = at == 0 && text.StartsWith("<?xml", StringComparison.Ordinal);
            if (!isMeta && !isXml)
                continue;
            var end = text.IndexOf('>', at);
            var tag = text[at..(end < 0 ? text.Length : end)];
            if (Value(tag, isXml ? "encoding" : "charset") is not { } value)
                continue;
            var label = EncodingNames.OfWeb(value.ToLowerInvariant());
            // Whoever could read this far in ASCII has no UTF-16.
            return label.StartsWith("utf-16", StringComparison.Ordinal) || label.StartsWith("ucs-2", StringComparison.Ordinal) ? "utf-8" : label == "x-user-defined" ? "windows-1252" : label;
        }

        return null;
    }

    private static string? Value(string tag, string name)
    {
        for (var at = tag.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = tag.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var rest = tag.AsSpan(at + name.Length).TrimStart();
            if (rest.IsEmpty || rest[0] != '=')
                continue;
            rest = rest[1..].TrimStart().TrimStart("\"'").TrimStart();
            var length = rest.IndexOfAny(ValueEnds);
            var value = length < 0 ? rest : rest[..length];
            if (!value.IsEmpty)
                return value.ToString();
        }

        return null;
    }

    /// <summary>The lang of the root element, which scripts of no declared encoding are told by.</summary>
    private static string? Language(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prescan * 2)]);
        var root = text.IndexOf("<html", StringComparison.OrdinalIgnoreCase);
        var end = root < 0 ? -1 : text.IndexOf('>', root);
        return end < 0 ? null : Value(text[root..end], "lang")?.Split('-', '_')[0].ToLowerInvariant();
    }

    private static string? Strict(ReadOnlySpan<byte> bytes, string name)
    {
        try
        {
            return EncodingNames.Find(name, isLenient: false)?.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Lenient(ReadOnlySpan<byte> bytes, string name) =>
        EncodingNames.IsUtf8(name) ? Encoding.UTF8.GetString(bytes) : EncodingNames.Find(name, isLenient: true)?.GetString(bytes);

    private static int Unread(string text) => text.AsSpan().Count('\uFFFD');

    /// <summary>Characters of UTF-8 beyond ASCII, and bytes that are of none.</summary>
    private static (int Good, int Bad) Sequences(ReadOnlySpan<byte> bytes)
    {
        var (good, bad) = (0, 0);
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var at)
        {
            bytes = bytes[at..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var used) == OperationStatus.Done)
                good++;
            else
                bad++;
            bytes = bytes[used..];
        }

        return (good, bad);
    }
}
