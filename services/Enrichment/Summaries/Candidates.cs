using System.Text.RegularExpressions;
using Newsroom.Contracts;
using Newsroom.Enrichment.Texts;

namespace Newsroom.Enrichment.Summaries;

/// <summary>Finds the sentences of a body that may stand in a summary.</summary>
internal static partial class Candidates
{
    private const string Ends = ".!?…。！？｡．؟۔।॥፧።៕។";

    private static readonly char[] Punctuation = [',', '.', '"', '“', '„', '«', '\'', '‘', ':', '،'];

    /// <summary>A summary is found within this much: news that buries its point deeper has none.</summary>
    private const int MostSentences = 60;

    /// <param name="body">Paragraphs count; headings, lists, tables, quotations and captions do not speak for the article.</param>
    /// <param name="title">A sentence that only repeats it is left out.</param>
    /// <param name="language">Primary language.</param>
    /// <param name="sentences">How many sentences the body has, fit or not.</param>
    public static IReadOnlyList<Candidate> Of(IReadOnlyList<Block> body, string title, string language, out int sentences)
    {
        var candidates = new List<Candidate>();
        sentences = 0;
        foreach (var block in body)
        {
            if (block.Type != BlockType.Paragraph || string.IsNullOrWhiteSpace(block.Text) || sentences >= MostSentences)
                continue;

            // Submissions in plain text may come as one block with empty lines in it.
            foreach (var paragraph in block.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (IsPromotion(paragraph))
                    continue;
                foreach (var sentence in SentenceSplitter.Split(Dateline().Replace(paragraph, ""), language).Where(IsSentence))
                {
                    if (IsFit(sentence, title))
                        candidates.Add(new(sentences, sentence, Terms.Of(sentence, language), HangsOnPrevious(sentence, language)));
                    sentences++;
                }
            }
        }

        return candidates;
    }

    private static bool IsPromotion(string paragraph) =>
        Array.Exists(SummaryWords.Promotions, start => paragraph.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    /// <summary>Ends as a sentence does: headings, bylines, credits and link texts that pass for paragraphs don't.</summary>
    private static bool IsSentence(string text)
    {
        var last = text.AsSpan().TrimEnd("\"'”’“»«›)]」』】）’ ");
        if (last.Length == 0)
            return false;
        return Ends.Contains(last[^1]) || text.Length > 40 && Scripts.IsUnspacedAlphabet(Scripts.MainOf(text));
    }

    private static bool IsFit(string sentence, string title) =>
        !sentence.Equals(title, StringComparison.OrdinalIgnoreCase)
        && !sentence.Contains("://", StringComparison.Ordinal)
        && IsBalanced(sentence, '(', ')')
        && IsBalanced(sentence, '“', '”')
        && IsBalanced(sentence, '「', '」')
        && IsBalanced(sentence, '«', '»')
        && sentence.Count(sign => sign == '"') % 2 == 0;

    /// <summary>A quotation or bracket that goes on beyond the sentence would be left open. German „…“ and »…« count as well.</summary>
    private static bool IsBalanced(string sentence, char open, char close)
    {
        int opened = sentence.Count(sign => sign == open), closed = sentence.Count(sign => sign == close);
        if (open == '“')
        {
            var low = sentence.Count(sign => sign == '„');
            return low > 0 ? low == opened + closed : opened == closed;
        }

        return opened == closed;
    }

    private static bool HangsOnPrevious(string sentence, string language)
    {
        var dangling = SummaryWords.DanglingOf(language);
        if (Scripts.IsUnspaced(Scripts.MainOf(sentence)))
            return dangling.Any(start => sentence.StartsWith(start, StringComparison.Ordinal));

        var words = sentence.ToLowerInvariant().Split(' ', 6).Take(4).Select(word => word.Trim(Punctuation)).ToArray();
        return dangling.Contains(words[0]) || SummaryWords.PointingBackOf(language).Any(word => words.AsSpan(1).Contains(word));
    }

    /// <summary>"PORT ALDER (Agency) – ", "JAKARTA, Example.org - ", "MADRID, 3 mar (Agencia) — ": place in capitals, then a dash.</summary>
    [GeneratedRegex(@"^\s*\p{Lu}[\p{Lu}\s.'’/-]{2,40}(?:\s*[,(][^–—\n]{0,40}?)?\s*(?:\s[-–]|--|—)\s*(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Dateline();
}
