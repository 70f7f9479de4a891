using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>What a site's rules find on a page.</summary>
internal sealed class RuledPage
{
    private const int MaxParts = 500;
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
        var keep = new List<IElement>();
        if (rules.Keep.Count > 0)
        {
            foreach (var element in document.QuerySelectorAll(string.Join(", ", rules.Keep)).Take(MaxParts))
            {
                if (keep.Count == 0 || !keep[^1].Contains(element))
                    keep.Add(element);
            }
        }

        var drop = new HashSet<IElement>(ReferenceEqualityComparer.Instance);
        foreach (var selector in rules.Drop)
            drop.UnionWith(document.QuerySelectorAll(selector));
        var date = First(document, rules.Date, static element => element.GetAttribute("datetime") ?? element.GetAttribute("content") ?? HtmlElements.TextOf(element));
        var byline = First(document, rules.Byline, HtmlElements.TextOf);
        return new RuledPage(keep, drop)
        {
            Title = First(document, rules.Title, HtmlElements.TextOf),
            PublishedAt = PageTime.Read(date)?.Time,
            Byline = byline is null ? [] : TopLines.Names(byline) is { Count: > 0 } names ? names : TopLines.Split(byline),
        };
    }

    /// <summary>Takes out of the page what the rules drop.</summary>
    public void Mark(PageTree tree)
    {
        foreach (var node in tree.Nodes)
            node.IsDropped = drop.Contains(node.Element);
    }

    private static string? First(IHtmlDocument document, IReadOnlyList<string> selectors, Func<IElement, string?> read) =>
        selectors.Select(selector => document.QuerySelector(selector)).OfType<IElement>().Select(read).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
