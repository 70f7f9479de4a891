using System.Text;

namespace Newsroom.Ingest.Submissions;

/// <summary>Text that is to stand on one line.</summary>
internal static class CleanText
{
    /// <summary>
    /// Without control characters, white space run together, in Unicode normal form C, cut at <paramref name="longest"/>; null if nothing is left.
    /// </summary>
    public static string? Line(string? text, int longest)
    {
        if (text is null)
            return null;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                    clean.Append(' ');
            }
            else if (rune != Rune.ReplacementChar || text.Contains('\uFFFD', StringComparison.Ordinal))
            {
                clean.Append(rune.ToString());
            }
        }

        var line = clean.ToString().Trim().Normalize(NormalizationForm.FormC);
        if (line.Length > longest)
            line = line[..(char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest)];
        return line.Length == 0 ? null : line;
    }
}
