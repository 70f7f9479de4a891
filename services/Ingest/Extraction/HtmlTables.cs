using AngleSharp.Dom;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>Lists and tables, whose parts are plain text.</summary>
internal static class HtmlTables
{
    private const int MaxItems = 1_000;
    private const int MaxCells = 100;

    /// <summary>Items of nested lists follow the one that they hang on.</summary>
    public static Block? List(IElement list)
    {
        var items = new List<string>();
        AddItems(list, items);
        return items.Count == 0 ? null : new Block { Type = BlockType.List, Ordered = list.LocalName == "ol", Items = items };
    }

    /// <summary>Rows of equal meaning; the first is a header if it has nothing but <c>th</c> or stands in <c>thead</c>.</summary>
    public static Block? Table(IElement table)
    {
        var rows = new List<IReadOnlyList<string>>();
        bool? hasHeader = null;
        foreach (var row in table.QuerySelectorAll("tr").Take(MaxItems))
        {
            var cells = row.Children.Where(cell => cell.LocalName is "td" or "th").Take(MaxCells).ToList();
            var texts = cells.ConvertAll(cell => HtmlElements.TextOf(cell) ?? "");
            if (texts.TrueForAll(text => text.Length == 0))
                continue;
            hasHeader ??= cells.TrueForAll(cell => cell.LocalName == "th") || row.ParentElement?.LocalName == "thead";
            rows.Add(texts);
        }

        return rows.Count == 0 ? null : new Block { Type = BlockType.Table, Rows = rows, HasHeader = hasHeader };
    }

    private static void AddItems(IElement list, List<string> items)
    {
        foreach (var child in list.Children)
        {
            if (items.Count >= MaxItems)
                return;
            if (HtmlElements.IsHidden(child))
                continue;
            if (IsList(child))
            {
                AddItems(child, items);
                continue;
            }

            if (HtmlElements.TextOf(child, element => !IsList(element)) is { } text)
                items.Add(text);
            foreach (var nested in child.QuerySelectorAll("ul, ol").Where(nested => IsOutermost(nested, child)))
                AddItems(nested, items);
        }
    }

    private static bool IsList(IElement element) => element.LocalName is "ul" or "ol";

    private static bool IsOutermost(IElement nested, IElement item)
    {
        for (var parent = nested.ParentElement; parent is not null && parent != item; parent = parent.ParentElement)
        {
            if (IsList(parent))
                return false;
        }

        return true;
    }
}
