using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Newsroom.Hosting.Html;

/// <summary>Character references of HTML (and so of XML), as browsers read them where feeds and pages use them.</summary>
public static class CharacterReferences
{
    private const int LongestName = 32;
    private const int LongestOldName = 6;

    // What the bytes 0x80 to 0x9F are in windows-1252: nobody who writes &#147; means a control character (HTML, "numeric character reference end state").
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>As windows-1252 has it, if it is one of the C1 controls.</summary>
    public static char FromC1(char one) => one is >= '\u0080' and <= '\u009F' ? Windows1252[one - 0x80] : one;

    /// <summary>The byte that it is in windows-1252; null if it has none there.</summary>
    public static byte? ToWindows1252(char one) =>
        one <= '\u00FF' ? (byte)one : Windows1252.IndexOf(one, StringComparison.Ordinal) is >= 0 and var at ? (byte)(0x80 + at) : null;

    /// <summary>
    /// Reads the reference that <paramref name="text"/> begins with. A name needs its semicolon; a number does not.
    /// </summary>
    /// <param name="text">From the ampersand on.</param>
    /// <param name="value">What it stands for; empty for a control character.</param>
    /// <returns>How many characters it takes; 0 if it is none and the ampersand is just that.</returns>
    public static int Read(ReadOnlySpan<char> text, out string value)
    {
        value = "";
        if (text.Length < 3)
            return 0;
        if (text[1] == '#')
            return Number(text, out value);

        var end = text[..Math.Min(text.Length, LongestName)].IndexOf(';');
        if (end < 2)
            return 0;
        var name = text[1..end];
        switch (name)
        {
            case "lt":
                value = "<";
                return 4;
            case "gt":
                value = ">";
                return 4;
            case "amp":
                value = "&";
                return 5;
            case "quot":
                value = "\"";
                return 6;
            case "apos":
                value = "'";
                return 6;
            case "nbsp":
                value = "\u00A0";
                return 6;
        }

        foreach (var one in name)
        {
            if (!char.IsAsciiLetterOrDigit(one))
                return 0;
        }

        value = HtmlEntityProvider.Resolver.GetSymbol(text[1..(end + 1)].ToString()) ?? "";
        return value.Length > 0 ? end + 1 : 0;
    }

    /// <summary>As <see cref="Read"/>; and in the text of HTML, though not in addresses, the old names need no semicolon: <c>&amp;copy 2026</c>.</summary>
    public static int ReadOfText(ReadOnlySpan<char> text, out string value)
    {
        var length = Read(text, out value);
        if (length > 0 || text.Length < 3 || !char.IsAsciiLetter(text[1]))
            return length;
        var letters = 1;
        while (letters <= LongestOldName && letters < text.Length && char.IsAsciiLetterOrDigit(text[letters]))
            letters++;
        for (; letters > 2; letters--)
        {
            if (letters < text.Length && text[letters] is ';' or '=')
                continue;
            if (HtmlEntityProvider.Resolver.GetSymbol(text[1..letters].ToString()) is { Length: > 0 } symbol)
            {
                value = symbol;
                return letters;
            }
        }

        return 0;
    }

    private static int Number(ReadOnlySpan<char> text, out string value)
    {
        value = "";
        var length = Code(text, out var code);
        if (length == 0)
            return 0;
        // Two references for the halves of one character, by programs that count in UTF-16.
        if (code is >= 0xD800 and < 0xDC00 && text[length..] is ['&', '#', _, ..] and var rest && Code(rest, out var low) is > 0 and var second && low is >= 0xDC00 and < 0xE000)
        {
            value = SafeHtml.WithoutControls(new Rune((char)code, (char)low).ToString());
            return length + second;
        }

        if (!Rune.IsValid(code) || code == 0)
            value = "\uFFFD";
        else if (code <= 0x9F)
            value = FromC1((char)code) is var one && (!char.IsControl(one) || one is '\t' or '\n' or '\r') ? one.ToString() : "";
        else
            value = SafeHtml.WithoutControls(new Rune(code).ToString());
        return length;
    }

    /// <summary>The number of a reference; 0 where it is too large.</summary>
    /// <returns>How many characters it takes; 0 if there is no number.</returns>
    private static int Code(ReadOnlySpan<char> text, out uint code)
    {
        var hex = text[2] is 'x' or 'X';
        var start = hex ? 3 : 2;
        var end = start;
        while (end < text.Length && (hex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
            end++;
        if (!uint.TryParse(text[start..end], hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out code))
            code = 0;
        return end == start ? 0 : end < text.Length && text[end] == ';' ? end + 1 : end;
    }
}
