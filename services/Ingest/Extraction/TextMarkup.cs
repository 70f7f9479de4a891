using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>Text as HTML writes it between tags, and as the sanitiser does: quotes stay what they are (HTML Standard, "serialising HTML fragments").</summary>
internal static class TextMarkup
{
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny('<', '>', '&') < 0)
            return text;
        var html = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            Append(html, c);
        return html.ToString();
    }

    public static void Append(StringBuilder html, char c)
    {
        switch (c)
        {
            case '<':
                html.Append("&lt;");
                break;
            case '>':
                html.Append("&gt;");
                break;
            case '&':
                html.Append("&amp;");
                break;
            default:
                html.Append(c);
                break;
        }
    }
}
