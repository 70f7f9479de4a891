using System.Text;
using System.Xml;

namespace Newsroom.Publishing.Feeds;

/// <summary>Text as XML 1.0 §2.2 can hold it.</summary>
internal static class XmlText
{
    /// <summary>
    /// Without the characters that no XML document may contain, not even as references: most control characters, lone
    /// surrogates, U+FFFE and U+FFFF. One of them in a title would make readers refuse the whole feed.
    /// </summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bad = FirstBad(text, 0);
        if (bad < 0)
            return text;
        var clean = new StringBuilder(text.Length);
        var from = 0;
        for (; bad >= 0; bad = FirstBad(text, from))
        {
            clean.Append(text, from, bad - from);
            from = bad + 1;
        }

        return clean.Append(text, from, text.Length - from).ToString();
    }

    private static int FirstBad(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                continue;
            if (i + 1 >= text.Length || !XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                return i;
            i++;
        }

        return -1;
    }
}
