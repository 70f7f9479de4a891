using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>What a site's rules find on a page.</summary>
internal sealed class RuledPage
{
    private const int MaxParts = 500;
    private const int MaxPeople = 50;
    private readonly HashSet<IElement> drop;

    private RuledPage(List<IElement> keep, HashSet<IElement> drop)
    {
        Keep = keep;
        this.drop = drop;
    }

    /// <summary>In reading order, none inside another.</summary>
    public IReadOnlyList<IElement> Keep { get; }

    public string? Title { get; private init; }

    public DateTimeOffset? PublishedAt { get; private init; }

    public IReadOnlyList<string> Byline { get; private init; } = [];

    public static RuledPage Of(IHtmlDocument document, ExtractionRules rules)
    {
        var page = new PageElements(document);
        return new RuledPage(Outermost(Found(page, rules.Keep), MaxParts), new HashSet<IElement>(Found(page, rules.Drop), ReferenceEqualityComparer.Instance))
        {
            Title = First(page, rules.Title, Said),
            PublishedAt = PageTime.Read(First(page, rules.Date, static element => element.GetAttribute("datetime") ?? Said(element)))?.Time,
            Byline = People(page, rules.Byline),
        };
    }

    /// <summary>Takes out of the page what the rules drop.</summary>
    public void Mark(PageTree tree)
    {
        foreach (var node in tree.Nodes)
            node.IsDropped = drop.Contains(node.Element);
    }

    /// <summary>What one of the selectors finds, in reading order. One that cannot be used, of rules from before that was said, finds nothing.</summary>
    private static IEnumerable<IElement> Found(PageElements page, IReadOnlyList<string> selectors)
    {
        var found = new bool[page.Count];
        foreach (var selector in selectors)
        {
            var some = RuleSelector.Of(selector, out _)?.In(page) ?? [];
            for (var i = 0; i < some.Length; i++)
                found[i] |= some[i];
        }

        return Enumerable.Range(0, page.Count).Where(i => found[i]).Select(i => page[i]);
    }

    private static List<IElement> Outermost(IEnumerable<IElement> elements, int most)
    {
        var outermost = new List<IElement>();
        foreach (var element in elements.Take(most))
        {
            if (outermost.Count == 0 || !outermost[^1].Contains(element))
                outermost.Add(element);
        }

        return outermost;
    }

    private static string? First(PageElements page, IReadOnlyList<string> selectors, Func<IElement, string?> read) => selectors
        .Select(selector => Found(page, [selector]).Take(MaxPeople).Select(read).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)))
        .FirstOrDefault(text => text is not null);

    /// <summary>Of all that the first selector finds that finds somebody: several writers have an element each.</summary>
    private static List<string> People(PageElements page, IReadOnlyList<string> selectors) => selectors
        .Select(selector => Outermost(Found(page, [selector]), MaxPeople).Select(Said).OfType<string>().SelectMany(Names).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxPeople).ToList())
        .FirstOrDefault(people => people.Count > 0) ?? [];

    private static List<string> Names(string line) => TopLines.Names(line) is { Count: > 0 } names ? names : TopLines.Split(line);

    /// <summary>What an element says to machines (<c>meta</c>, RDFa), else to people.</summary>
    private static string? Said(IElement element) => TextShape.Line(element.GetAttribute("content")) ?? HtmlElements.TextOf(element);
}
