using System.Buffers;
using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Whether one of many phrases stands in a text. Those of ASCII alone are looked for by themselves and so many at a time as are found many
/// letters at a time; the others, which are not in texts of ASCII, cost several times as much.
/// </summary>
internal sealed class PhraseSearch
{
    // More are looked for letter by letter (System.Buffers, "Teddy").
    private const int MostAtATime = 80;

    private readonly SearchValues<string>[] plain;
    private readonly SearchValues<string> others;

    public PhraseSearch(IEnumerable<string> phrases, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        var all = phrases.Distinct(StringComparer.Ordinal).ToLookup(static phrase => Ascii.IsValid(phrase));
        plain = [.. all[true].Chunk(MostAtATime).Select(chunk => SearchValues.Create(chunk, comparison))];
        others = SearchValues.Create([.. all[false]], comparison);
    }

    public bool IsIn(ReadOnlySpan<char> text)
    {
        foreach (var some in plain)
        {
            if (text.ContainsAny(some))
                return true;
        }

        return !Ascii.IsValid(text) && text.ContainsAny(others);
    }
}
