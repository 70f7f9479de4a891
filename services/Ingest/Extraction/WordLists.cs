using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Words by section and language, from the files of <c>Words/</c>, which say what their sections mean. <c>[section]</c> opens a list and
/// <c>lang: a | b</c> adds to it, as in <c>Phrases.txt</c>.
/// </summary>
internal static class WordLists
{
    private static readonly FrozenDictionary<string, (string Language, string[] Words)[]> Sections = Read();

    /// <summary>All words of a section, the longest first.</summary>
    public static string[] Of(string section) =>
        [.. Sections[section].SelectMany(line => line.Words).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(word => word.Length)];

    /// <summary>The lines of a section, each with its language.</summary>
    public static (string Language, string[] Words)[] Lines(string section) => Sections[section];

    /// <summary>Words as <see cref="TextShape.Key"/> compares them.</summary>
    public static FrozenSet<string> Keys(string section) => Of(section).Select(TextShape.Key).Where(key => key.Length > 0).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, (string, string[])[]> Read()
    {
        var lines = new List<(string Section, string Language, string[] Words)>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var assembly = typeof(WordLists).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.Contains(".Words.", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var section = "";
            while (reader.ReadLine() is { } line)
            {
                if (line.Length == 0 || line[0] == '#')
                    continue;
                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                if (line[0] == '[')
                {
                    section = line.Trim('[', ']', ' ');
                    // Two lists of one name would be one, and nobody would see why.
                    if (!files.TryAdd(section, resource) && files[section] != resource)
                        throw new InvalidDataException($"{resource}: [{section}] is a section of {files[section]}, too; give it another name.");
                }
                else
                {
                    lines.Add((section, colon < 0 ? "" : line[..colon], line[(colon < 0 ? 0 : colon + 2)..].Split(" | ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
                }
            }
        }

        return lines.GroupBy(line => line.Section).ToFrozenDictionary(section => section.Key, section => section.Select(line => (line.Language, line.Words)).ToArray());
    }
}
