using System.Collections.Frozen;

namespace Newsroom.Hosting.Html;

/// <summary>
/// How many elements that format are open, and which of them an end tag can close: none from before an object, a table or the like that is itself
/// still open (WHATWG HTML, "has an element in scope", "push onto the list of active formatting elements a marker"). Where the tags don't match, rather
/// more are counted than the parser has.
/// </summary>
public sealed class OpenFormatting
{
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Numbers = HtmlBounds.Formatting.Split(' ')
        .Select((name, number) => (name, number)).ToFrozenDictionary(one => one.name, one => one.number, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Boundaries =
        "object applet marquee template table td th caption tr tbody thead tfoot".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Of those that are open, from the outermost; the first is of what stands in none.
    private readonly List<Scope> scopes = [new Scope("")];
    private int tables;

    /// <summary>All that are open.</summary>
    public int Count { get; private set; }

    private Scope Innermost => scopes[^1];

    public static bool IsFormatting(ReadOnlySpan<char> name) => Numbers.TryGetValue(name, out _);

    public static bool IsBoundary(ReadOnlySpan<char> name) => Boundaries.Contains(name);

    public void Open(ReadOnlySpan<char> name)
    {
        Innermost.Open[Numbers[name]]++;
        Count++;
    }

    /// <summary>Whether one was open that the end tag closes.</summary>
    public bool Close(ReadOnlySpan<char> name)
    {
        ref var open = ref Innermost.Open[Numbers[name]];
        if (open == 0)
            return false;
        open--;
        Count--;
        return true;
    }

    /// <summary>A cell that stands in no table is none; the next one ends it, or the next row.</summary>
    public void Begin(ReadOnlySpan<char> boundary)
    {
        if (!Boundaries.TryGetValue(boundary, out var name) || (IsOfTable(name) && tables == 0))
            return;
        if (IsOfTable(name) && IsCell(Innermost.Boundary))
            Leave();
        if (IsOfTable(name) && !IsCell(name))
            return;
        scopes.Add(new Scope(name));
        tables += name is "table" or "template" ? 1 : 0;
    }

    /// <summary>What was open in it is closed like what was open before it from now on.</summary>
    /// <returns>Whether it was open.</returns>
    public bool End(ReadOnlySpan<char> boundary)
    {
        if (!Boundaries.TryGetValue(boundary, out var name))
            return false;
        var isRow = IsOfTable(name) && !IsCell(name);
        if (IsCell(Innermost.Boundary) && (isRow || name == "table"))
            Leave();
        if (name != Innermost.Boundary)
            return isRow;
        Leave();
        return true;
    }

    /// <summary>
    /// Names of all that an end tag may close, each as often as it is open, and counts them as closed but for those from before a table, which may be
    /// open again in what stands between its cells.
    /// </summary>
    public IEnumerable<string> CloseAll()
    {
        for (var at = scopes.Count - 1; at >= 0; at--)
        {
            var scope = scopes[at];
            foreach (var name in Numbers.Dictionary.Keys)
            {
                var number = Numbers.Dictionary[name];
                for (var left = at == scopes.Count - 1 || !scope.IsEnded ? scope.Open[number] : 0; left > 0; left--)
                    yield return name;
                if (at < scopes.Count - 1)
                    continue;
                Count -= scope.Open[number];
                scope.Open[number] = 0;
            }

            scope.IsEnded = true;
            if (scope.Boundary != "table")
                yield break;
        }
    }

    private static bool IsCell(string boundary) => boundary is "td" or "th" or "caption";

    private static bool IsOfTable(string boundary) => IsCell(boundary) || boundary is "tr" or "tbody" or "thead" or "tfoot";

    private void Leave()
    {
        var inner = Innermost;
        scopes.RemoveAt(scopes.Count - 1);
        tables -= inner.Boundary is "table" or "template" ? 1 : 0;
        for (var number = 0; number < inner.Open.Length; number++)
            Innermost.Open[number] += inner.Open[number];
    }

    private sealed class Scope(string boundary)
    {
        public string Boundary { get; } = boundary;
        public int[] Open { get; } = new int[Numbers.Dictionary.Count];

        /// <summary>Whether end tags of all of them were written while a table within it was open.</summary>
        public bool IsEnded { get; set; }
    }
}
