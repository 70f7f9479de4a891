using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>A line in words, numbers and marks, and each as the lists of <c>Words/Wire.txt</c> compare it: without case and accents.</summary>
internal sealed class WireLine
{
    private readonly string[] keys;

    public WireLine(string text)
    {
        Text = text;
        Tokens = new DateTokens(text);
        keys = new string[Tokens.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = Key(Tokens[i]);
    }

    public string Text { get; }

    public DateTokens Tokens { get; }

    public int Count => keys.Length;

    /// <summary>Empty beyond the end.</summary>
    public string this[int at] => at >= 0 && at < keys.Length ? keys[at] : "";

    public bool IsMark(int at) => Tokens[at] is { Length: 1 } text && !char.IsLetterOrDigit(text[0]);

    /// <summary>A dash between words, or what ends a part of a line; the hyphen of a word and the point of 09.00 end nothing.</summary>
    public bool IsEnd(int at) => Tokens[at] switch
    {
        ":" => !(Tokens.Touch(at - 1) && Tokens.Touch(at) && char.IsAsciiDigit(Tokens[at + 1][0])),
        "-" or "." => !Tokens.Touch(at),
        "：" or "–" or "—" or "(" or ")" or "[" or "]" or ";" or "|" or "*" or "/" or "=" => true,
        _ => false,
    };

    /// <summary>Whether only marks follow.</summary>
    public bool IsDone(int at)
    {
        while (at < Count && IsMark(at))
            at++;
        return at >= Count;
    }

    /// <summary>From a token to the end.</summary>
    public string From(int at) => at < Count ? Text[Tokens.Start(at)..] : "";

    public string Before(int at) => at < Count ? Text[..Tokens.Start(at)] : Text;

    public static string Key(string token) => TextShape.Key(token) is { Length: > 0 } key ? key : token;
}
