using System.Text;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Revisions;

/// <summary>The lines of <c>PassingLines.txt</c>, which explains itself: counters and "3 hours ago".</summary>
internal static class PassingLines
{
    private const string Resource = "Newsroom.Ingest.Revisions.PassingLines.txt";
    private const int Longest = 60;
    private const string Number = @"(?:\p{Nd}+(?:[.,' ]\p{Nd}+)* ?(?:k|m|rb|jt|mil|tys|тыс|万|만)?)";

    private static readonly Regex Lines = Read();

    /// <param name="text">As <see cref="Furniture.Text"/> gives it.</param>
    public static bool Is(string text) => text.Length <= Longest && Lines.IsMatch(text.ToLowerInvariant());

    private static Regex Read()
    {
        var units = new List<string>();
        var lines = new List<string>();
        var current = units;
        using var reader = new StreamReader(typeof(PassingLines).Assembly.GetManifestResourceStream(Resource)!);
        while (reader.ReadLine() is { } line)
        {
            if (line is ['[', ..])
                current = line == "[units]" ? units : lines;
            else if (line.Length > 0 && line[0] != '#')
                current.AddRange(line.Split(" | ", StringSplitOptions.TrimEntries));
        }

        var unit = $"(?:{string.Join('|', units.Distinct().OrderByDescending(one => one.Length).Select(Regex.Escape))})";
        var patterns = lines.Select(line => Pattern(line, unit));
        // The automaton of all of them has some thousand states; it is built as lines come, and reads each in one pass.
        return new Regex($@"^\P{{L}}*?(?:{string.Join('|', patterns)})[\p{{P}}\p{{S}}\s]*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    private static string Pattern(string line, string unit)
    {
        var pattern = new StringBuilder();
        foreach (var word in line.Split(' '))
        {
            var one = Regex.Escape(word.Trim('(', ')')).Replace(@"\{n}", Number, StringComparison.Ordinal).Replace(@"\{unit}", unit, StringComparison.Ordinal);
            pattern.Append(word[0] == '(' || word[^1] == ')' ? $"(?:{one}:?[ ·|]*)?" : one + @"[ :·|]*");
        }

        return pattern.ToString();
    }
}
