using System.Text;
using Newsroom.Enrichment.Texts;

namespace Newsroom.Enrichment.Summaries;

/// <summary>
/// Cuts plain text into whole sentences, after UAX 29 with the exceptions of news prose: abbreviations, initials, ordinals,
/// ellipses, quotations. An empty line always ends a sentence. Thai and Lao have no full stop; there a space ends a phrase, and
/// phrases are put together to pieces of at least <see cref="PhraseLength"/> characters.
/// </summary>
internal static class SentenceSplitter
{
    private const int PhraseLength = 100;

    private const string Weak = ".!?…";
    private const string Strong = "。！？｡．؟۔।॥።፧፨։។៕။‼⁇⁈⁉";
    private const string Closers = "\"'”’»›)]}」』】〉》）〕］｣";

    /// <summary>German closes with what Chinese opens with, and Danish with what French does: they count only before a space.</summary>
    private const string MirroredClosers = "“‘«‹";
    private const string Openers = "\"'“‘„‚«‹»([{「『【〈《（¿¡—–-•";

    /// <param name="text">Plain text.</param>
    /// <param name="language">BCP 47: decides on abbreviations and ordinals.</param>
    public static IReadOnlyList<string> Split(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(language);
        var sentences = new List<string>();
        var abbreviations = Abbreviations.Of(language);
        var questionMark = language.StartsWith("el", StringComparison.Ordinal) ? ';' : '\u037E';
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            int end;
            if (text[at] == '\n' && IsEmptyLine(text, at))
                end = at + 1;
            else if (Strong.Contains(text[at]) || text[at] == questionMark)
                end = EndOfStrong(text, at);
            else if (Weak.Contains(text[at]))
                end = EndOfWeak(text, start, at, abbreviations);
            else
                continue;

            if (end < 0)
                continue;
            Add(sentences, text[start..end]);
            start = end;
            at = end - 1;
        }

        Add(sentences, text[start..]);
        return sentences;
    }

    private static bool IsEmptyLine(string text, int at)
    {
        for (at++; at < text.Length && char.IsWhiteSpace(text[at]); at++)
        {
            if (text[at] == '\n')
                return true;
        }

        return false;
    }

    /// <summary>Ends the sentence whatever follows, except in a quotation that the sentence goes on after: 「はい。」と述べた.</summary>
    private static int EndOfStrong(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && Strong.Contains(text[end]))
            end++;
        var closed = SkipClosers(text, end);
        if (closed < text.Length && closed > end && text[closed] is >= '\u3041' and <= '\u309F')
            return -1;
        if (closed == end && OpenQuote(text, at) is { } closer && text.IndexOf(closer, end, Math.Min(200, text.Length - end)) >= 0)
            return -1;
        return closed;
    }

    /// <summary>The sign that would close a corner bracket still open at this place, if it was opened not long ago.</summary>
    private static char? OpenQuote(string text, int at)
    {
        for (var before = at - 1; before >= Math.Max(0, at - 200); before--)
        {
            if (text[before] is '」' or '』' or '\n')
                return null;
            if (text[before] is '「' or '『')
                return text[before] == '「' ? '」' : '』';
        }

        return null;
    }

    private static int EndOfWeak(string text, int start, int at, Abbreviations abbreviations)
    {
        var end = at + 1;
        while (end < text.Length && (Weak.Contains(text[end]) || Strong.Contains(text[end])))
            end++;
        var run = end - at;
        var closed = SkipClosers(text, end);
        if (closed == text.Length)
            return closed;
        if (!char.IsWhiteSpace(text[closed]))
            return -1;

        var next = closed;
        while (next < text.Length && (char.IsWhiteSpace(text[next]) || Openers.Contains(text[next])))
            next++;
        if (next == text.Length)
            return text.Length;
        // "Stop!" he said. … and an ellipsis that the sentence goes on after.
        if (char.IsLower(text[next]))
            return -1;
        return text[at] == '.' && run == 1 && closed == end && IsAbbreviation(text, start, at, next, abbreviations) ? -1 : closed;
    }

    /// <summary>Closing quotes and brackets right after the stop; the French guillemet may have a space before it.</summary>
    private static int SkipClosers(string text, int at)
    {
        while (at < text.Length && (Closers.Contains(text[at])
            || MirroredClosers.Contains(text[at]) && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1]))))
            at++;
        if (at + 1 < text.Length && text[at] is ' ' or '\u00A0' or '\u202F' && text[at + 1] == '»')
            return SkipClosers(text, at + 2);
        return at;
    }

    private static bool IsAbbreviation(string text, int start, int at, int next, Abbreviations abbreviations)
    {
        var wordStart = at;
        while (wordStart > start && !char.IsWhiteSpace(text[wordStart - 1]) && !Openers.Contains(text[wordStart - 1]))
            wordStart--;
        var word = text[wordStart..at];
        if (word.Length == 0)
            return false;

        var nextEnd = next;
        while (nextEnd < text.Length && (char.IsLetter(text[nextEnd]) || text[nextEnd] == '\''))
            nextEnd++;
        var nextIsNumber = char.IsDigit(text[next]);
        var nextOpens = abbreviations.Openers.Contains(text[next..nextEnd]);

        if (abbreviations.BeforeName.Contains(word) || nextIsNumber && abbreviations.BeforeNumber.Contains(word))
            return true;
        if (abbreviations.OrdinalsWithStop && word.Length <= 2 && word.All(char.IsAsciiDigit))
            return !nextOpens;
        return (abbreviations.Either.Contains(word) || IsInitials(word)) && !nextOpens;
    }

    /// <summary>"J", "K.J", "А": one capital letter between stops.</summary>
    private static bool IsInitials(string word)
    {
        foreach (var part in word.Split('.', '-'))
        {
            if (part.Length != 1 || !char.IsUpper(part[0]))
                return false;
        }

        return true;
    }

    private static void Add(List<string> sentences, string piece)
    {
        var sentence = string.Join(' ', piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (sentence.Length == 0)
            return;

        if (sentence.Length > 2 * PhraseLength && Scripts.MainOf(sentence) is Script.Thai or Script.Lao)
            AddPhrases(sentences, sentence);
        else
            sentences.Add(sentence);
    }

    private static void AddPhrases(List<string> sentences, string sentence)
    {
        var piece = new StringBuilder();
        foreach (var phrase in sentence.Split(' '))
        {
            if (piece.Length >= PhraseLength)
            {
                sentences.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(piece.Length > 0 ? " " : "").Append(phrase);
        }

        if (piece.Length < PhraseLength / 2)
            sentences[^1] += " " + piece;
        else
            sentences.Add(piece.ToString());
    }
}
