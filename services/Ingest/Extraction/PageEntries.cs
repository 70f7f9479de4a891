namespace Newsroom.Ingest.Extraction;

/// <summary>Entries of an article that is a list: "1. The old mill", "2. The quay".</summary>
internal static class PageEntries
{
    private const int FewestEntries = 3;
    private const int ShortestEntry = 4;

    // Letters of a heading, and of the text below it.
    private const int LongestHeading = 200;
    private const int ShortestText = 60;

    /// <summary>"1. The old mill", "2. The quay": headings that count, each with text below it, are entries of the article, also where they are links.</summary>
    public static void Mark(PageTree tree)
    {
        var run = new List<PageNode>();
        var (last, step) = (0, 0);
        foreach (var node in tree.Nodes)
        {
            if (!node.Is(NodeKind.Heading) || NumberOf(node) is not (> 0 and var number) || node.IsInside(NodeKind.Aside | NodeKind.Navigation | NodeKind.Footer))
                continue;
            var goesOn = run.Count > 0 && Math.Abs(number - last) == 1 && (step == 0 || number - last == step) && node.Element.LocalName == run[0].Element.LocalName
                && node.ContentBefore - run[^1].ContentBefore >= ShortestText;
            if (!goesOn)
            {
                MarkRun(run);
                run.Clear();
            }

            step = goesOn ? number - last : 0;
            last = number;
            run.Add(node);
        }

        MarkRun(run);

        static void MarkRun(List<PageNode> run)
        {
            if (run.Count < FewestEntries)
                return;
            foreach (var entry in run)
            {
                for (var node = entry; node is { HasEntry: false }; node = node.Parent)
                    node.HasEntry = true;
            }
        }
    }

    /// <summary>The number that a heading begins with; 0 if it has none.</summary>
    private static int NumberOf(PageNode heading)
    {
        if (heading.Text is < ShortestEntry or > LongestHeading)
            return 0;
        var text = heading.Element.TextContent.AsSpan().TrimStart();
        var end = text.IndexOfAnyExceptInRange('0', '9');
        // "14.06.2024" and "10:15" are none.
        return end is 1 or 2 && text[end] is '.' or ')' or ':' && end + 1 < text.Length && !char.IsAsciiDigit(text[end + 1]) ? int.Parse(text[..end], System.Globalization.CultureInfo.InvariantCulture) : 0;
    }
}
