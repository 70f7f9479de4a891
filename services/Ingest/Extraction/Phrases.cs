using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>The words of <c>Phrases.txt</c>, which says what its sections mean.</summary>
internal static class Phrases
{
    private const string Resource = "Newsroom.Ingest.Extraction.Phrases.txt";

    private static readonly FrozenDictionary<string, string[]> Sections = Read();

    private static readonly FrozenDictionary<string, int> MonthNumbers = ReadMonths();

    /// <summary>All phrases of a section, the longest first.</summary>
    public static IReadOnlyList<string> Of(string section) => Sections[section];

    /// <summary>1 to 12, by name or abbreviation in any of the languages; null if it is no month.</summary>
    public static int? Month(string name) => MonthNumbers.TryGetValue(TextShape.Key(name), out var number) ? number : null;

    private static FrozenDictionary<string, string[]> Read() =>
        Lines()
            .SelectMany(line => line.Text.Split(" | ").Select(phrase => (line.Section, Phrase: phrase.Trim())))
            .GroupBy(entry => entry.Section, entry => entry.Phrase)
            .ToFrozenDictionary(
                section => section.Key,
                section => section.Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(phrase => phrase.Length).ToArray());

    private static FrozenDictionary<string, int> ReadMonths()
    {
        var months = new Dictionary<string, int>();
        foreach (var (_, text) in Lines().Where(line => line.Section == "months"))
        {
            var names = text.Split(" | ");
            for (var i = 0; i < names.Length; i++)
            {
                // The same word for two months would make dates of one language wrong in another.
                foreach (var name in names[i].Split('/').Select(TextShape.Key))
                {
                    if (!months.TryAdd(name, i + 1) && months[name] != i + 1)
                        throw new InvalidDataException($"{Resource}: {name} is month {months[name]} and {i + 1}.");
                }
            }
        }

        return months.ToFrozenDictionary();
    }

    private static IEnumerable<(string Section, string Text)> Lines()
    {
        using var stream = typeof(Phrases).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var reader = new StreamReader(stream);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[')
                section = line.Trim('[', ']', ' ');
            else
                yield return (section, line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        }
    }
}
