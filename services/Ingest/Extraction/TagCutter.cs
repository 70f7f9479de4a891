using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>Tags that carry a program's whole state in an attribute.</summary>
internal static class TagCutter
{
    private const int LongValue = 2_048;

    /// <summary>The tag without the values that are longer than addresses and descriptions are; at most so long.</summary>
    public static string Short(ReadOnlySpan<char> tag, int longest)
    {
        var kept = new StringBuilder();
        var at = 0;
        while (at < tag.Length && kept.Length < longest)
        {
            var quote = tag[at..].IndexOfAny('"', '\'');
            if (quote < 0)
            {
                kept.Append(tag[at..Math.Min(tag.Length, at + longest)]);
                break;
            }

            var open = at + quote;
            var length = tag[(open + 1)..].IndexOf(tag[open]);
            var end = length < 0 ? tag.Length : open + 1 + length + 1;
            kept.Append(tag[at..Math.Min(open, at + longest)]);
            if (end - open <= LongValue)
                kept.Append(tag[open..end]);
            else
                kept.Append("\"\"");
            at = end;
        }

        if (kept.Length == 0 || kept[^1] != '>')
            kept.Append('>');
        return kept.ToString();
    }
}
