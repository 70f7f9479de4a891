using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Newsroom.Hosting.Html;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Feeds;

/// <summary>A document as text, and the encoding that it was read as.</summary>
internal sealed record FeedDocument(string Text, string Encoding);

/// <summary>
/// Finds what bytes are text in. What fits the bytes wins over what is said of them: byte order marks and the zero bytes of UTF-16 and UTF-32
/// first, then UTF-8 if the bytes are that by no accident, then the charset of HTTP and the XML declaration by RFC 3023 (in which <c>text/*</c>
/// without a charset is US-ASCII), then what <see cref="EncodingGuess"/> finds. A document that is UTF-8 but for a few bytes stays UTF-8.
/// </summary>
internal static class FeedEncoding
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Where(c => c is (< 0x20 and not (9 or 10 or 13)) or >= 0x7F).Select(c => (char)c), '\uFEFF', '\uFFFE', '\uFFFF']);

    /// <summary>The XML declaration and the root's first bracket stand within these many.</summary>
    private const int Start = 2_000;

    /// <summary>One character in so many bytes may be unread in a document that is what it says.</summary>
    private const int MostUnread = 50;

    /// <summary>Of the names of encodings (XML, production 81; the colon is IANA's).</summary>
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static FeedDocument Decode(ReadOnlySpan<byte> bytes, FeedOrigin origin)
    {
        if (bytes.Length > FeedBounds.MaxBytes)
            bytes = bytes[..FeedBounds.MaxBytes];
        var (wide, skip) = Sniff(bytes);
        var body = bytes[skip..];
        if (wide is not null && wide != "utf-8" && EncodingNames.Find(wide, isLenient: true) is { } certain)
        {
            // EBCDIC has many code pages, of which the declaration, legible in all of them, names one.
            var own = wide == "cp037" ? Declared(certain.GetString(body[..Math.Min(body.Length, Start)])) : null;
            var named = own is null ? null : EncodingNames.Find(own, isLenient: true);
            return new FeedDocument(Clean((named ?? certain).GetString(body)), named is null ? wide : own!);
        }

        var start = Encoding.Latin1.GetString(body[..Math.Min(body.Length, Start)]);
        var declared = Declared(start);
        var labelled = Rfc3023(origin, declared);
        var isUtf8 = Utf8.IsValid(body);
        var isAscii = isUtf8 && Ascii.IsValid(body);
        if (isUtf8 && !isAscii && (wide == "utf-8" || EncodingNames.IsUtf8(declared) || EncodingNames.IsUtf8(labelled)
            || IsNoAccident(body, EncodingNames.IsAscii(labelled) ? declared : labelled)))
            return new FeedDocument(Clean(Encoding.UTF8.GetString(body)), "utf-8");

        foreach (var name in (ReadOnlySpan<string?>)[labelled, declared, wide])
        {
            if (name is not null && Read(body, Superset(name), isUtf8, isAscii) is { } text)
                return new FeedDocument(Clean(text), Superset(name));
        }

        return isUtf8 ? new FeedDocument(Clean(Encoding.UTF8.GetString(body)), "utf-8")
            : Mixed(body) ?? Unfit(body, declared, Language(start) ?? PrimaryTag(origin.Language));
    }

    /// <summary>
    /// Three characters of UTF-8 and nothing else are no chance of another encoding, whatever a template says; of the West's one is enough, where they
    /// are a capital and a sign.
    /// </summary>
    private static bool IsNoAccident(ReadOnlySpan<byte> body, string? said)
    {
        if (said is null || EncodingNames.OfWeb(said) is "windows-1252" or "iso-8859-15")
            return true;
        var characters = 0;
        while (characters < 3 && body.IndexOfAnyInRange((byte)0xC2, (byte)0xF4) is >= 0 and var lead)
        {
            characters++;
            body = body[(lead + 1)..];
        }

        return characters == 3;
    }

    /// <summary>By RFC 3023, as far as it helps.</summary>
    private static string Rfc3023(FeedOrigin origin, string? declared)
    {
        var charset = origin.Charset?.Trim('"', '\'', ' ').ToLowerInvariant() is { Length: > 0 } given ? given : null;
        var type = origin.MediaType?.ToLowerInvariant() ?? "";
        return type.StartsWith("text/", StringComparison.Ordinal) ? charset ?? "us-ascii" : charset ?? declared ?? "utf-8";
    }

    private static string? Read(ReadOnlySpan<byte> body, string name, bool isUtf8, bool isAscii)
    {
        if (EncodingNames.IsAscii(name))
            return isAscii ? Encoding.ASCII.GetString(body) : null;
        if (EncodingNames.IsUtf8(name))
            return isUtf8 ? Encoding.UTF8.GetString(body) : null;
        if (EncodingNames.Find(name, isLenient: false) is not { } encoding)
            return null;
        try
        {
            // ASCII that is said to be UTF-16 or EBCDIC has lost its markup.
            var text = encoding.GetString(body);
            return HasMarkup(text) || body[..Math.Min(body.Length, Start)].IndexOfAny((byte)'<', (byte)'{') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool HasMarkup(string text) => text.AsSpan(0, Math.Min(text.Length, Start)).IndexOfAny('<', '{') >= 0;

    private static (string? Encoding, int Skip) Sniff(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
            return bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? ("utf-8", 3) : (null, 0);
        return (bytes[0], bytes[1], bytes[2], bytes[3]) switch
        {
            (0, 0, 0xFE, 0xFF) => ("utf-32be", 4),
            (0xFF, 0xFE, 0, 0) => ("utf-32le", 4),
            (0xFE, 0xFF, _, _) => ("utf-16be", 2),
            (0xFF, 0xFE, _, _) => ("utf-16le", 2),
            (0xEF, 0xBB, 0xBF, _) => ("utf-8", 3),
            (0, 0, 0, 0x3C) => ("utf-32be", 0),
            (0x3C, 0, 0, 0) => ("utf-32le", 0),
            (0, not 0, 0, not 0) => ("utf-16be", 0),
            (not 0, 0, not 0, 0) => ("utf-16le", 0),
            (0x4C, 0x6F, 0xA7, 0x94) => ("cp037", 0),
            _ => (null, 0),
        };
    }

    /// <summary>The encoding of the XML declaration, in lower case.</summary>
    private static string? Declared(string start)
    {
        var declaration = start.IndexOf("<?xml", StringComparison.OrdinalIgnoreCase);
        if (declaration < 0)
            return null;
        var end = start.IndexOf('>', declaration);
        var at = start.IndexOf("encoding", declaration, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (end >= 0 && at > end))
            return null;
        // In some pages of EBCDIC the quotation marks are other characters.
        var value = start.AsSpan((at + 8)..(end < 0 ? start.Length : end));
        var from = value.IndexOfAny(NameLetters);
        if (from < 0)
            return null;
        value = value[from..];
        var length = value.IndexOfAnyExcept(NameLetters);
        var name = (length < 0 ? value : value[..length]).ToString().ToLowerInvariant();
        return name.Length < 40 ? name : null;
    }

    private static string Superset(string name) => name is "gb2312" or "gb-2312" or "x-gbk" or "gbk" ? "gb18030" : name;

    /// <summary>UTF-8 with stretches of windows-1252; null if it is more of something else.</summary>
    private static FeedDocument? Mixed(ReadOnlySpan<byte> body)
    {
        var text = new StringBuilder(body.Length);
        var (sequences, strays) = (0, 0);
        while (!body.IsEmpty)
        {
            var ascii = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            text.Append(Encoding.ASCII.GetString(ascii < 0 ? body : body[..ascii]));
            if (ascii < 0)
                break;
            body = body[ascii..];
            if (Rune.DecodeFromUtf8(body, out var rune, out var used) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
                sequences++;
                body = body[used..];
            }
            else
            {
                text.Append(CharacterReferences.FromC1((char)body[0]));
                strays++;
                body = body[1..];
            }
        }

        return sequences > strays ? new FeedDocument(Clean(text.ToString()), "utf-8") : null;
    }

    /// <summary>As what is declared, if that leaves next to nothing unread; else by what it looks like.</summary>
    private static FeedDocument Unfit(ReadOnlySpan<byte> body, string? declared, string? language)
    {
        if (declared is not null && !EncodingNames.IsUtf8(declared) && !EncodingNames.IsAscii(declared) && EncodingNames.Find(Superset(declared), isLenient: true) is { } said
            && said.GetString(body) is var text && text.AsSpan().Count('\uFFFD') * MostUnread <= body.Length && HasMarkup(text))
            return new FeedDocument(Clean(text), Superset(declared));
        var guess = EncodingGuess.Of(body, language);
        return new FeedDocument(Clean(EncodingNames.Find(guess, isLenient: true)!.GetString(body)), guess);
    }

    /// <summary>The first subtag of what the document says of its language, in lower case.</summary>
    private static string? Language(string start)
    {
        foreach (var mark in (ReadOnlySpan<string>)["<language>", "xml:lang=\"", "xml:lang='"])
        {
            if (start.IndexOf(mark, StringComparison.OrdinalIgnoreCase) is >= 0 and var found && PrimaryTag(start[(found + mark.Length)..]) is { } tag)
                return tag;
        }

        return null;
    }

    private static string? PrimaryTag(string? language)
    {
        var tag = language.AsSpan().TrimStart();
        var end = tag.IndexOfAnyExcept(Letters);
        return (end < 0 ? tag : tag[..end]) is { Length: 2 or 3 } primary ? primary.ToString().ToLowerInvariant() : null;
    }

    /// <summary>Without control characters; those that are letters of windows-1252 become them.</summary>
    private static string Clean(string text)
    {
        var first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0)
            return text;
        using var clean = new TextBuffer(text.Length);
        var rest = text.AsSpan();
        while (first >= 0)
        {
            clean.Append(rest[..first]);
            if (CharacterReferences.FromC1(rest[first]) is var one && !char.IsControl(one) && one is not ('\uFEFF' or '\uFFFE' or '\uFFFF'))
                clean.Append(one);
            rest = rest[(first + 1)..];
            first = rest.IndexOfAny(Suspects);
        }

        clean.Append(rest);
        return clean.ToString();
    }
}
