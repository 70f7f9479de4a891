using System.Collections.Concurrent;

namespace Newsroom.Ingest.Extraction;

/// <summary>What was read out of the names that pages give their elements. A site has some hundreds of them and gives each of its pages the same.</summary>
/// <param name="read">What a name says.</param>
internal sealed class ReadNames<T>(Func<string, T> read)
    where T : struct
{
    // Of some dozens of sites; then it begins anew, as somebody may make up a name for each element.
    private const int Most = 20_000;
    private const int Longest = 300;

    private readonly ConcurrentDictionary<string, T> known = new(StringComparer.Ordinal);
    private int count;

    public T Of(string name)
    {
        if (known.TryGetValue(name, out var said))
            return said;
        said = read(name);
        if (name.Length > Longest)
            return said;
        if (Interlocked.Increment(ref count) > Most)
        {
            known.Clear();
            Interlocked.Exchange(ref count, 0);
        }

        known.TryAdd(name, said);
        return said;
    }
}
