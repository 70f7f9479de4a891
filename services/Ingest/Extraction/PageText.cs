using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>What is known of a page before its text is read.</summary>
internal sealed record PageContext(PageTree Tree, PageMetadata Metadata, string Title, string? SiteName, Uri? BaseUrl);

/// <summary>The article's blocks, where they came from, and whether they are an article at all.</summary>
internal sealed record PageText(IReadOnlyList<Block> Blocks, string Evidence, bool IsArticle = true)
{
    private const int LongestTopLine = 120;
    private const int MaxTopLines = 10;
    private const int LeastPictures = 3;

    /// <summary>The first of these that is an article: the best part of the page, what is left of the whole page, the JSON-LD's text, all that runs.</summary>
    /// <returns>Where none is, the first of them that has any text, as no article.</returns>
    public static PageText Read(PageContext page, RuledPage? rules, TopLines top)
    {
        rules?.Mark(page.Tree);
        page.Tree.Mark(page.Title, page.Metadata.Headline);
        var authors = page.Metadata.Byline(page.SiteName);
        top.Know(authors, authors.Count > 0 ? [] : page.Metadata.LastByline(page.SiteName)?.Names ?? [], page.BaseUrl?.Host, page.Metadata.Language());
        var dating = page.Metadata.IsDeclaredDated ? PageDating.Declared : page.Metadata.PublishedAt() is not null ? PageDating.Shown : PageDating.None;
        PagePruning.Prune(page.Tree, dating, page.Title);
        var without = PagePruning.Dropped(page.Tree);
        if (rules is { Keep.Count: > 0 })
        {
            without.ExceptWith(rules.Keep);
            var kept = Tidied(page, HtmlBlocks.From(rules.Keep, without, page.BaseUrl), top);
            return new PageText(kept, "rule", kept.Count > 0);
        }

        var (parts, evidence) = PageBody.Find(page.Tree);
        without.UnionWith(new PageRuns(page.Tree, parts[^1]).Below().Select(below => below.Element));
        TakeTop(page.Tree, parts, top);
        var notes = PageNotes.Missing(page.Tree, parts, without);
        without.ExceptWith(notes.Select(note => note.Element));
        parts.InsertRange(0, notes.Where(note => note.Index < parts[0].Index));
        parts.AddRange(notes.Where(note => note.Index > parts[0].Index && !parts.Contains(note)));
        var linked = Share(parts);
        var blocks = Tidied(page, HtmlBlocks.From(parts.Select(part => part.Element), without, page.BaseUrl), top);
        if (LinkedBody.Complete(page, blocks) is { } complete)
            return new PageText(complete, "JSON-LD articleBody");
        blocks = LinkedBody.Trimmed(page, blocks);
        if (PageJudgement.IsArticle(blocks, linked, page.Tree, page.Metadata))
            return new PageText(blocks, evidence);

        if (Told(blocks) is { } gallery && PageJudgement.IsArticle(gallery, linked, page.Tree, page.Metadata))
            return new PageText(gallery, evidence);

        var all = Tidied(page, HtmlBlocks.From([page.Tree.Root.Element], without, page.BaseUrl), top);
        if (PageJudgement.IsArticle(all, Share([page.Tree.Root]), page.Tree, page.Metadata))
            return new PageText(all, "all that is not around the text");
        if (page.Metadata.IsDeclaredArticle)
        {
            // The page says that it has an article: what was cut away may be it.
            var running = Tidied(page, [.. HtmlBlocks.From(page.Tree.Root.Element, page.BaseUrl).Where(IsRunning)], top);
            if (PageJudgement.IsArticle(running, 0, page.Tree, page.Metadata))
                return new PageText(running, "the paragraphs of the page");
        }

        return page.Metadata.State?.Body is { } state && Tidied(page, LinkedBody.Blocks(state), top) is var made && PageJudgement.IsArticle(made, 0, page.Tree, page.Metadata)
            ? new PageText(made, "data of the page's scripts")
            : Doubtful(page, (blocks, evidence), (all, "all that is not around the text"));
    }

    /// <summary>Of what is no article the first that has something in it; of a list of links, which is nothing but what stands around texts, the list.</summary>
    private static PageText Doubtful(PageContext page, params ReadOnlySpan<(IReadOnlyList<Block> Blocks, string Evidence)> tried)
    {
        foreach (var (blocks, evidence) in tried)
        {
            if (blocks.Count > 0)
                return new PageText(blocks, evidence, IsArticle: false);
        }

        var around = page.Tree.Nodes.Select(node => node.Element).Where(element => element.LocalName is "nav" or "header" or "footer" or "aside").ToHashSet();
        return new PageText(BlockTidy.Tidy(HtmlBlocks.From([page.Tree.Root.Element], around, page.BaseUrl), page.Title, new TopLines()), "all of the page", IsArticle: false);
    }

    /// <summary>Of pictures and little else, the captions are the text; null where there are few.</summary>
    private static List<Block>? Told(IReadOnlyList<Block> blocks)
    {
        if (blocks.Count(IsCaptioned) < LeastPictures)
            return null;
        return [.. blocks.SelectMany(block => IsCaptioned(block)
            ? (Block[])[block with { Text = null, Media = block.Media! with { Caption = null } }, new Block { Type = BlockType.Paragraph, Text = block.Text }]
            : [block])];
    }

    private static bool IsCaptioned(Block block) => block is { Type: BlockType.Image, Text.Length: > 0, Media: not null };

    private static bool IsRunning(Block block) => block.Type == BlockType.Paragraph && block.Text is { } text && TextShape.IsParagraph(text)
        && (block.Html is null || !block.Html.StartsWith("<a ", StringComparison.Ordinal));

    private static IReadOnlyList<Block> Tidied(PageContext page, IReadOnlyList<Block> blocks, TopLines top)
    {
        var site = page.SiteName is null ? null : TextShape.Key(page.SiteName);
        return BlockTidy.Tidy(Boilerplate.Without(blocks, line => site is not null && line.Length < 80 && TextShape.Key(line) == site), page.Title, top);
    }

    /// <summary>Lines that say who and when were taken out of the text by their names; they are read before the text's own first lines.</summary>
    private static void TakeTop(PageTree tree, List<PageNode> parts, TopLines top)
    {
        var (taken, end) = (0, parts[^1].End);
        for (var i = 0; i < end && taken < MaxTopLines; i++)
        {
            var node = tree.Nodes[i];
            if (!node.IsDropped)
                continue;
            i = node.End - 1;
            if (!node.Has(NameMeaning.Byline) || node.Text is 0 or > LongestTopLine || HtmlElements.TextOf(node.Element) is not { } line)
                continue;
            taken++;
            _ = top.Take(line, "line above the text");
        }
    }

    /// <summary>How much of the text is links.</summary>
    private static double Share(List<PageNode> parts) =>
        (double)parts.Sum(part => part.KeptLinked) / Math.Max(1, parts.Sum(part => part.KeptText));
}
