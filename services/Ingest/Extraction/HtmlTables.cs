using AngleSharp.Dom;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>Lists and tables, whose parts are plain text.</summary>
internal static class HtmlTables
{
    private const int MaxItems = 1_000;
    private const int MaxCells = 100;

    /// <summary>Items of nested lists follow the one that they hang on.</summary>
    public static Block? List(IElement list, Func<IElement, bool> isLeftOut)
    {
        var items = new List<string>();
        AddItems(list, items, isLeftOut);
        return items.Count == 0 ? null : new Block { Type = BlockType.List, Ordered = list.LocalName == "ol", Items = items };
    }

    /// <summary>Rows of equal meaning; the first is a header if it has nothing but <c>th</c> or stands in <c>thead</c>.</summary>
    public static Block? Table(IElement table, Func<IElement, bool> isLeftOut)
    {
        var rows = new List<IReadOnlyList<string>>();
        bool? hasHeader = null;
        foreach (var row in HtmlElements.FindAll(table, static element => element.LocalName == "tr").Take(MaxItems))
        {
            if (isLeftOut(row))
                continue;
            var cells = row.Children.Where(cell => cell.LocalName is "td" or "th" && !isLeftOut(cell)).Take(MaxCells).ToList();
            var texts = cells.ConvertAll(cell => HtmlElements.TextOf(cell, isLeftOut) ?? "");
            if (texts.TrueForAll(text => text.Length == 0))
                continue;
            hasHeader ??= cells.TrueForAll(cell => cell.LocalName == "th") || row.ParentElement?.LocalName == "thead";
            rows.Add(texts);
        }

        return rows.Count == 0 ? null : new Block { Type = BlockType.Table, Rows = rows, HasHeader = hasHeader };
    }

    private static void AddItems(IElement list, List<string> items, Func<IElement, bool> isLeftOut)
    {
        foreach (var child in list.ChildNodes)
        {
            if (items.Count >= MaxItems)
                return;
            if (child is not IElement item || isLeftOut(item))
                continue;
            if (IsList(item))
            {
                AddItems(item, items, isLeftOut);
                continue;
            }

            if (HtmlElements.TextOf(item, element => IsList(element) || isLeftOut(element)) is { } text)
                items.Add(text);
            AddNested(item, items, isLeftOut);
        }
    }

    private static void AddNested(IElement item, List<string> items, Func<IElement, bool> isLeftOut)
    {
        foreach (var child in item.ChildNodes)
        {
            if (child is not IElement element || isLeftOut(element))
                continue;
            if (IsList(element))
                AddItems(element, items, isLeftOut);
            else
                AddNested(element, items, isLeftOut);
        }
    }

    private static bool IsList(IElement element) => element.LocalName is "ul" or "ol";
}
