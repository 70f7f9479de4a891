using System.Text.RegularExpressions;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>What is said to editors in the text of agencies, and by whom it is signed.</summary>
internal static partial class WireNotes
{
    private static readonly WireWords Staff = new("staff");
    private static readonly WireWords Notebook = new("notebook");
    private static readonly WireWords Corrects = new("corrects");

    private const int LongestByline = 80;

    // News has such words in longer sentences.
    private const int LongestOfStaff = 120;

    /// <summary>"The following information is not intended for publication", "# Notizblock"; what follows is for editors alone.</summary>
    public static bool IsForStaff(string text)
    {
        var line = new WireLine(text);
        if (line.Tokens[0] == "#")
        {
            var at = 1;
            while (line.Tokens[at] == "#")
                at++;
            if (Notebook.At(line, at) is > 0 and var width && at + width >= line.Count)
                return true;
        }

        // Until a time, it is an embargo.
        return text.Length <= LongestOfStaff && Staff.IsIn(line) && WireEmbargo.Of(text, WirePlace.Top) is null;
    }

    /// <summary>The same of a whole message, above its headline or in it; "Names not for publication, court rules" is news.</summary>
    public static bool IsAllForStaff(string text)
    {
        var line = new WireLine(text);
        return Staff.Find(line) is >= 0 and var at && line.IsDone(at + Staff.At(line, at)) && !IsNote(text) && WireEmbargo.Of(text, WirePlace.Top) is null;
    }

    public static bool IsNote(string text)
    {
        if (Note().IsMatch(text))
            return true;
        var line = new WireLine(text.Length > LongestByline ? text[..LongestByline] : text);
        return Notebook.At(line, 0) is > 0 and var width && line.Tokens[width] is ":" or "：";
    }

    /// <summary>"(Corrects the year in the second paragraph)" without its brackets; null if it is no such line.</summary>
    /// <param name="text">A line or a paragraph.</param>
    /// <param name="isBracketed">Whether only one in brackets is.</param>
    public static string? Correction(string text, bool isBracketed)
    {
        var isCorrection = text[0] == '(' ? text.IndexOf(')', StringComparison.Ordinal) is var end && (end < 0 || end >= text.TrimEnd('.', '=', ' ').Length - 1) && Corrects.At(new WireLine(text.Length > LongestByline ? text[..LongestByline] : text), 1) > 0 : !isBracketed && Correction().IsMatch(text);
        return isCorrection ? text.Trim('(', ')', ' ', '=') : null;
    }

    /// <summary>"By dpa correspondents =", which names nobody; null for a line that is not signed so.</summary>
    public static List<string>? Signed(string text)
    {
        if (text.Length > LongestByline || !text.EndsWith('='))
            return null;
        var word = Phrases.Of("byline").FirstOrDefault(word => char.IsLetter(word[^1]) && text.Length > word.Length && text[word.Length] == ' ' && text.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        return word is not null && TextShape.Line(text[word.Length..].TrimEnd('=', ' ')) is { } who ? [who] : null;
    }

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^[\W_]*(eds|editors?|attention|note to editors?|editor's note|ap photos?|ap graphics?|photos?) ?(:|[A-Z]{3}[0-9]| editors)", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex Note();

    [GeneratedRegex(@"^(corrects|correcting|corrected to|refiles to|refiling to) ", Plain | RegexOptions.IgnoreCase)]
    private static partial Regex Correction();
}
