using System.Text;

namespace Newsroom.Ingest.Feeds;

/// <summary>Makes JSON of what was meant to be: with something before or behind it, raw line ends in its strings, escapes that are none, words that are
/// none (<c>NaN</c>), what is nested too deep, the end cut off.</summary>
internal static class JsonMending
{
    private const int MaxDepth = 64;

    /// <summary>One object. What was cut off in the middle is left out, and all that was open is closed. Linear; not always well formed.</summary>
    public static string Mended(string text)
    {
        var json = new StringBuilder(text.Length);
        Span<char> open = stackalloc char[MaxDepth];
        // Where the last value ended, and what was open there.
        var (depth, whole, wholeDepth) = (0, 0, 0);
        var isInString = false;
        for (var at = Math.Max(0, text.IndexOf('{', StringComparison.Ordinal)); at < text.Length; at++)
        {
            var one = text[at];
            if (one == '"')
                isInString = !isInString;
            if (isInString)
            {
                at += InString(text.AsSpan(at), json);
                continue;
            }

            switch (one)
            {
                case '{' or '[' when depth == MaxDepth:
                    json.Append("null");
                    at = Past(text, at);
                    break;
                case '{' or '[':
                    open[depth++] = one == '{' ? '}' : ']';
                    json.Append(one);
                    (whole, wholeDepth) = (json.Length, depth);
                    break;
                case '}' or ']' when depth > 0:
                    json.Append(open[--depth]);
                    if (depth == 0)
                        return json.ToString();
                    (whole, wholeDepth) = (json.Length, depth);
                    break;
                case ',':
                    (whole, wholeDepth) = (json.Length, depth);
                    json.Append(one);
                    break;
                default:
                    if (char.IsAsciiLetter(one) && !(json.Length > 0 && (char.IsAsciiDigit(json[^1]) || json[^1] == '.')))
                        at += Word(text.AsSpan(at), json) - 1;
                    else
                        json.Append(one);
                    break;
            }
        }

        json.Length = whole;
        while (wholeDepth > 0)
            json.Append(open[--wholeDepth]);
        return json.ToString();
    }

    /// <summary>The last character of an object or a list.</summary>
    private static int Past(string text, int at)
    {
        var (depth, isInString) = (0, false);
        for (; at < text.Length; at++)
        {
            if (text[at] == '\\' && isInString)
                at++;
            else if (text[at] == '"')
                isInString = !isInString;
            else if (!isInString && text[at] is '{' or '[')
                depth++;
            else if (!isInString && text[at] is '}' or ']' && --depth == 0)
                return at;
        }

        return text.Length - 1;
    }

    /// <summary>A word that JSON has; null for one that it has not, such as <c>-Infinity</c>.</summary>
    /// <returns>How long it is.</returns>
    private static int Word(ReadOnlySpan<char> text, StringBuilder json)
    {
        var length = 1;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '_'))
            length++;
        var word = text[..length];
        if (json.Length > 0 && json[^1] == '-')
            json.Length--;
        json.Append(word.Equals("true", StringComparison.OrdinalIgnoreCase) ? "true" : word.Equals("false", StringComparison.OrdinalIgnoreCase) ? "false" : "null");
        return length;
    }

    /// <returns>How many characters more than one it took.</returns>
    private static int InString(ReadOnlySpan<char> text, StringBuilder json)
    {
        switch (text[0])
        {
            case '\\' when text.Length > 1:
                if (text[1] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or 'u')
                    json.Append('\\');
                json.Append(text[1]);
                return 1;
            case '\n':
                json.Append("\\n");
                break;
            case < ' ':
                json.Append(' ');
                break;
            default:
                json.Append(text[0]);
                break;
        }

        return 0;
    }
}
