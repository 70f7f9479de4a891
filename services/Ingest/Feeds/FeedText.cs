using System.Text;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// Texts of feeds, by what their format says that they are and, where it says nothing and feeds differ, by what they look like. An Atom text
/// is what it says (text, html, xhtml; in 0.3 by mode). In RSS a title is text unless its tags and references look like HTML; a description is
/// HTML. Elements where escaped HTML should be are taken as the markup that they are.
/// </summary>
internal static class FeedText
{
    private enum Kind
    {
        Text,
        Html,
        Xhtml,
    }

    /// <summary>One line of text without markup.</summary>
    public static string? Line(FeedElement element, bool isAtom)
    {
        var (kind, inner, decoded) = Read(element, isHtmlByDefault: false, isAtom);
        var line = kind switch
        {
            Kind.Xhtml => SafeMarkup.Text(Bounded(inner.Raw), Source(inner, isXml: true)),
            Kind.Html => SafeMarkup.Text(Bounded(decoded), Source(inner, isXml: false)),
            _ => SafeMarkup.OneLine(Bounded(Referred(decoded))),
        };
        return Cut(line);
    }

    /// <summary>Plain text with its references of old HTML undone, which need no semicolon: <c>AT&amp;ampT</c>, <c>&amp;copy 2026</c>. Those with one are meant to be seen.</summary>
    private static string Referred(string text)
    {
        if (!text.Contains('&', StringComparison.Ordinal) || text.Length > FeedBounds.MaxMarkup)
            return text;
        using var line = new TextBuffer(text.Length);
        var rest = text.AsSpan();
        while (rest.IndexOf('&') is >= 0 and var mark)
        {
            line.Append(rest[..mark]);
            rest = rest[mark..];
            var length = CharacterReferences.ReadOfText(rest, out var symbol);
            // In a word that goes on, another is chance: "food&notes".
            var isOld = length > 0 && rest[length - 1] != ';' && (symbol == "&" || length == rest.Length || !char.IsLetterOrDigit(rest[length]));
            line.Append(isOld ? symbol : "&");
            rest = rest[(isOld ? length : 1)..];
        }

        line.Append(rest);
        return line.ToString();
    }

    /// <summary>HTML made harmless, links absolute.</summary>
    public static string? Html(FeedElement element, bool isHtmlByDefault, bool isAtom)
    {
        var (kind, inner, decoded) = Read(element, isHtmlByDefault, isAtom);
        return kind switch
        {
            Kind.Xhtml => SafeMarkup.Html(Bounded(inner.Raw), Source(inner, isXml: true)),
            Kind.Html => SafeMarkup.Html(Bounded(decoded), Source(inner, isXml: false)),
            _ => Encoded(Bounded(decoded)),
        };
    }

    /// <summary>Plain text as HTML.</summary>
    public static string? Encoded(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.IsEmpty ? null
            : text.IndexOfAny('<', '>', '&') < 0 ? text.ToString()
            : text.ToString().Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }

    /// <summary>One line of a text that may be HTML, as feeds in JSON have it.</summary>
    public static string? Line(string? text) =>
        text is null ? null : Cut(FeedMarkup.LooksLikeHtml(text) ? SafeMarkup.Text(Bounded(text), new MarkupSource(null)) : SafeMarkup.OneLine(Bounded(text)));

    public static ReadOnlySpan<char> Bounded(ReadOnlySpan<char> text) => text.Length > FeedBounds.MaxMarkup ? text[..FeedBounds.MaxMarkup] : text;

    public static string? Cut(string? line) => line is { Length: > FeedBounds.MaxLine }
        ? line[..(char.IsHighSurrogate(line[FeedBounds.MaxLine - 1]) ? FeedBounds.MaxLine - 1 : FeedBounds.MaxLine)]
        : line;

    private static MarkupSource Source(FeedElement element, bool isXml) => new(element.Base, isXml, isXml ? element.Tree.Entities : null, FeedFrames.Link);

    private static (Kind Kind, FeedElement Inner, string Decoded) Read(FeedElement element, bool isHtmlByDefault, bool isAtom)
    {
        var type = element.Attribute("type")?.ToLowerInvariant() ?? "";
        var mode = element.Attribute("mode")?.ToLowerInvariant() ?? "";
        var semicolon = type.IndexOf(';', StringComparison.Ordinal);
        if (semicolon >= 0)
            type = type[..semicolon].TrimEnd();
        var kind = type switch
        {
            "" => isHtmlByDefault ? Kind.Html : Kind.Text,
            "html" or "text/html" => Kind.Html,
            "xhtml" or "application/xhtml+xml" => Kind.Xhtml,
            _ => Kind.Text,
        };
        if (mode == "base64" || (mode.Length == 0 && isAtom && IsBinary(type)))
            return Base64(element, kind);
        var inner = element;
        if (OnlyDiv(element) is { } div)
        {
            // <div> around escaped HTML is no markup of its own.
            if (kind == Kind.Html && !div.HasElements && div.Raw.IndexOf("&lt;", StringComparison.Ordinal) >= 0)
                return (Kind.Html, div, div.Text() ?? "");
            return (Kind.Xhtml, div, "");
        }

        if (inner.HasElements)
            return (Kind.Xhtml, inner, "");
        if (kind == Kind.Xhtml)
        {
            // Said to be elements, and escaped all the same.
            var escaped = inner.Text() ?? "";
            return mode == "escaped" || (escaped.Contains("</", StringComparison.Ordinal) && FeedMarkup.LooksLikeHtml(escaped)) ? (Kind.Html, inner, escaped) : (Kind.Xhtml, inner, "");
        }

        var text = TwiceEncoded.Undone(inner.Text() ?? "");
        if (kind == Kind.Text && (!isAtom || type.Length == 0 && mode == "escaped") && FeedMarkup.LooksLikeHtml(text))
            kind = Kind.Html;
        return (kind, inner, text);
    }

    /// <summary>The one element of another, if it is a <c>div</c> and nothing stands beside it.</summary>
    private static FeedElement? OnlyDiv(FeedElement element)
    {
        FeedElement? only = null;
        foreach (var child in element.Children)
        {
            if (only is not null || child.Name != FeedName.Div)
                return null;
            only = child;
        }

        if (only is not { } div)
            return null;
        var raw = element.Raw.Trim();
        return raw.StartsWith("<", StringComparison.Ordinal) && raw.EndsWith(">", StringComparison.Ordinal) ? div : null;
    }

    private static bool IsBinary(string type) =>
        type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal)
        && !type.EndsWith("+xml", StringComparison.Ordinal) && !type.EndsWith("/xml", StringComparison.Ordinal);

    private static (Kind, FeedElement, string) Base64(FeedElement element, Kind kind)
    {
        var encoded = element.Text() ?? "";
        if (encoded.Length > FeedBounds.MaxMarkup)
            return (Kind.Text, element, "");
        var bytes = new byte[(encoded.Length * 3 / 4) + 4];
        if (!Convert.TryFromBase64String(encoded, bytes, out var written))
            return (kind, element, encoded);
        var text = Encoding.UTF8.GetString(bytes, 0, written);
        // A picture is no text.
        if (text.AsSpan().IndexOf('\uFFFD') >= 0 || text.AsSpan().IndexOfAnyInRange('\0', '\u0008') >= 0)
            return (Kind.Text, element, "");
        return (kind == Kind.Text && !FeedMarkup.LooksLikeHtml(text) ? Kind.Text : Kind.Html, element, SafeHtml.WithoutControls(text));
    }
}
