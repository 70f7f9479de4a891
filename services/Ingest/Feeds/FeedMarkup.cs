using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <summary>Whether a text that should be plain is HTML.</summary>
internal static class FeedMarkup
{
    /// <summary>
    /// It has an end tag, an element that has none, or a character reference; and every tag in it is one of HTML, so that
    /// <c>List&lt;int&gt;</c> and <c>&lt;foo&gt;</c> stay as they are.
    /// </summary>
    public static bool LooksLikeHtml(string text)
    {
        var isMarked = false;
        var rest = text.AsSpan();
        while (rest.IndexOfAny('<', '&') is >= 0 and var found)
        {
            rest = rest[found..];
            if (rest[0] == '&')
            {
                isMarked |= CharacterReferences.Read(rest, out _) is var length && length > 0 && rest[length - 1] == ';';
                rest = rest[1..];
                continue;
            }

            if (rest.StartsWith("<!--", StringComparison.Ordinal))
            {
                isMarked = true;
                rest = rest[4..];
                continue;
            }

            var isEnd = rest.Length > 1 && rest[1] == '/';
            var name = rest[(isEnd ? 2 : 1)..];
            var end = 0;
            while (end < name.Length && char.IsAsciiLetterOrDigit(name[end]))
                end++;
            rest = rest[1..];
            if (end == 0)
                continue;
            if (end >= name.Length || name[end] is not ('>' or '/' or ' ' or '\t' or '\r' or '\n') || !HtmlNames.IsKnown(name[..end]))
                return false;
            isMarked |= isEnd || HtmlNames.HasNoEnd(name[..end]);
        }

        return isMarked;
    }
}
