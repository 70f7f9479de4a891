using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>All elements of a page in reading order, and how they stand to each other; a set of them is a flag for each.</summary>
internal sealed class PageElements
{
    private readonly List<IElement> elements = [];
    private readonly List<int> parents = [];
    private readonly List<int> previous = [];

    public PageElements(IHtmlDocument document) => Add(document, parent: -1);

    public int Count => elements.Count;

    public IElement this[int index] => elements[index];

    public bool[] All()
    {
        var all = new bool[Count];
        Array.Fill(all, true);
        return all;
    }

    /// <summary>Those that stand inside (a space), as a child (<c>></c>), anywhere behind (<c>~</c>) or right behind (<c>+</c>) one of these.</summary>
    public bool[] Reached(bool[] from, char combinator)
    {
        var reached = new bool[Count];
        for (var i = 0; i < Count; i++)
        {
            var near = combinator is ' ' or '>' ? parents[i] : previous[i];
            // What the nearest one of them is reached from reaches this one too.
            reached[i] = near >= 0 && (from[near] || (combinator is ' ' or '~' && reached[near]));
        }

        return reached;
    }

    /// <summary>The place of each among those of its siblings that count, from 1; 0 for what does not count itself.</summary>
    /// <param name="counted">Those that count.</param>
    /// <param name="ofType">Those of another name don't count.</param>
    /// <param name="fromEnd">The last is 1.</param>
    public int[] Places(bool[] counted, bool ofType, bool fromEnd)
    {
        var places = new int[Count];
        var last = new int[Count + 1];
        var lastOfType = new Dictionary<(int, string), int>();
        for (var step = 0; step < Count; step++)
        {
            var i = fromEnd ? Count - 1 - step : step;
            if (counted[i])
                places[i] = ofType ? lastOfType[(parents[i], elements[i].LocalName)] = lastOfType.GetValueOrDefault((parents[i], elements[i].LocalName)) + 1 : ++last[parents[i] + 1];
        }

        return places;
    }

    private void Add(INode node, int parent)
    {
        var before = -1;
        foreach (var child in node.ChildNodes)
        {
            if (child is not IElement element)
                continue;
            var index = elements.Count;
            elements.Add(element);
            parents.Add(parent);
            previous.Add(before);
            before = index;
            Add(element, index);
        }
    }
}
