namespace Newsroom.Hosting.Html;

/// <summary>Which elements are open, and what closes them.</summary>
internal ref partial struct MarkupWalk
{
    /// <summary>A paragraph ends where a block begins, a list item where the next begins, and so with cells, rows and terms.</summary>
    private void CloseImplied(MarkupElement element)
    {
        if (depth == 0)
            return;
        if (element.IsBlock && open[depth - 1].Element.Name == "p" && element.Name != "br")
            Close();
        switch (element.Name)
        {
            case "li":
                CloseUpTo(["li"], ["ul", "ol"]);
                break;
            case "dt" or "dd":
                CloseUpTo(["dt", "dd"], ["dl"]);
                break;
            case "td" or "th":
                CloseUpTo(["td", "th"], ["tr", "table"]);
                break;
            case "tr":
                CloseUpTo(["tr"], ["table"]);
                break;
        }
    }

    private void CloseUpTo(scoped ReadOnlySpan<string> names, scoped ReadOnlySpan<string> within)
    {
        for (var i = depth - 1; i >= 0 && !within.Contains(open[i].Element.Name); i--)
        {
            if (!names.Contains(open[i].Element.Name))
                continue;
            while (depth > i)
                Close();
            return;
        }
    }

    private void Close()
    {
        var closed = open[--depth];
        baseUrl = closed.OuterBase;
        output.Append("</");
        output.Append(closed.Element.Name);
        output.Append('>');
    }

    private readonly record struct OpenElement(MarkupElement Element, string? OuterBase);
}
