namespace Newsroom.Hosting.Html;

/// <summary>The text of a stretch of XML: CDATA as it stands, references as what they stand for, tags, comments and instructions left out.</summary>
public static class XmlText
{
    /// <param name="raw">As in the document.</param>
    /// <param name="entities">Of the document; null if it declares none.</param>
    /// <param name="output">Is appended to.</param>
    public static void Decode(ReadOnlySpan<char> raw, IReadOnlyDictionary<string, string>? entities, TextBuffer output)
    {
        while (!raw.IsEmpty)
        {
            var run = raw.IndexOfAny('<', '&');
            if (run < 0)
            {
                output.Append(raw);
                return;
            }

            output.Append(raw[..run]);
            raw = raw[run..];
            raw = raw[(raw[0] == '&' ? Reference(raw, entities, output) : Angle(raw, output))..];
        }
    }

    private static int Reference(ReadOnlySpan<char> raw, IReadOnlyDictionary<string, string>? entities, TextBuffer output)
    {
        var length = CharacterReferences.Read(raw, out var value);
        if (entities is not null && raw[1..Math.Min(raw.Length, 42)].IndexOf(';') is > 0 and var end && entities.TryGetValue(raw.Slice(1, end).ToString(), out var given))
            (length, value) = (end + 2, given);
        output.Append(length > 0 ? value : "&");
        return Math.Max(length, 1);
    }

    private static int Angle(ReadOnlySpan<char> raw, TextBuffer output)
    {
        if (raw.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase))
        {
            var end = raw.IndexOf("]]>", StringComparison.Ordinal);
            output.Append(raw[9..(end < 0 ? raw.Length : end)]);
            return end < 0 ? raw.Length : end + 3;
        }

        if (raw.Length < 2 || !(char.IsLetter(raw[1]) || raw[1] is '/' or '!' or '?' or '_'))
        {
            output.Append('<');
            return 1;
        }

        var mark = raw.StartsWith("<!--", StringComparison.Ordinal) ? "-->" : ">";
        var close = raw.IndexOf(mark, StringComparison.Ordinal);
        return close < 0 ? raw.Length : close + mark.Length;
    }
}
