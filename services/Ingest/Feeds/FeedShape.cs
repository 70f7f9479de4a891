using System.Buffers;
using System.Text;
using System.Text.Json;
using Newsroom.Hosting.Outgoing;

namespace Newsroom.Ingest.Feeds;

/// <summary>Tells feeds from articles, by media type and, where that says little, by how the body begins.</summary>
internal static class FeedShape
{
    /// <summary>The root stands within these many bytes, whatever comments, styles and white space are before it.</summary>
    private const int Looked = 4_096;

    private static readonly string[] Types =
    [
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/xml", "text/xml", "application/rss",
        "application/x-rss+xml", "application/x-cdf", "application/xml-external-parsed-entity", "text/rss+xml", "text/atom+xml", "text/rdf+xml", "text/rss",
    ];

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    private static readonly string[] Roots = ["rss", "feed", "RDF", "channel", "entry"];

    /// <summary>Whether a feed alone is sent as this type.</summary>
    public static bool IsFeedType(string? mediaType) =>
        mediaType is not null && (Types.Contains(mediaType, StringComparer.OrdinalIgnoreCase)
            || (mediaType.EndsWith("+xml", StringComparison.OrdinalIgnoreCase) && !mediaType.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether it is a feed, as far as can be told without reading it. Servers send feeds as everything, pictures included.</summary>
    public static bool IsFeed(ReadOnlySpan<byte> body, string? mediaType) =>
        IsFeedType(mediaType) || LooksLikeFeed(body);

    private static bool LooksLikeFeed(ReadOnlySpan<byte> body)
    {
        if (BoundedContent.IsGzip(body))
            body = BoundedContent.Gunzip(body.ToArray(), Looked);
        // The zero bytes of UTF-16 and UTF-32 leave the letters standing.
        var start = new StringBuilder(Looked);
        foreach (var one in body[..Math.Min(body.Length, Looked)])
        {
            if (one is not (0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF))
                start.Append((char)one);
        }

        var text = start.ToString().AsSpan().TrimStart();
        return text.StartsWith("{", StringComparison.Ordinal) ? IsJsonFeed(body) : HasFeedRoot(text);
    }

    /// <summary>By its own <c>version</c>: an article may be about feeds.</summary>
    private static bool IsJsonFeed(ReadOnlySpan<byte> body)
    {
        if (body.IndexOf("jsonfeed.org"u8) < 0)
            return false;
        var reader = new Utf8JsonReader(body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body[3..] : body, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("version"u8))
                    return reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString()!.Contains("jsonfeed.org/version/", StringComparison.OrdinalIgnoreCase);
            }
        }
        catch (JsonException)
        {
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
        }

        return false;
    }

    private static bool HasFeedRoot(ReadOnlySpan<char> text)
    {
        // A script's warning, which is text, <br> and <b>; a style of the server's.
        var isLittered = false;
        while (text.StartsWith("<", StringComparison.Ordinal))
        {
            text = text[1..];
            if (text.IsEmpty)
                return false;
            if (text[0] is '?' or '!' || (isLittered && text[0] == '/'))
            {
                var mark = text.StartsWith("!--", StringComparison.Ordinal) ? "-->" : text[0] == '?' ? "?>" : ">";
                var end = text.StartsWith("!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? FeedDoctype.End(text)
                    : text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var found ? found + mark.Length : -1;
                if (end < 0)
                    return false;
                text = text[end..].TrimStart();
                if (isLittered && text.IndexOf('<') is > 0 and var tag)
                    text = text[tag..];
                continue;
            }

            var length = text.IndexOfAny(NameEnds);
            var name = length < 0 ? text : text[..length];
            name = name[(name.LastIndexOf(':') + 1)..];
            foreach (var root in Roots)
            {
                if (name.Equals(root, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            var next = name is "br" or "b" ? text.IndexOf('<') : name is "style" ? text.IndexOf("</style", StringComparison.Ordinal) : -1;
            if (next < 0)
                return false;
            isLittered = true;
            text = text[next..];
        }

        return false;
    }
}
