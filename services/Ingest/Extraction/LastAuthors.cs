namespace Newsroom.Ingest.Extraction;

/// <summary>Who may have written an article of a page that names nobody beside it: the owner of the site, the one box with a name beside the text, a part of the paper.</summary>
/// <param name="scan">The page.</param>
/// <param name="people">Of its JSON-LD.</param>
/// <param name="metas">The names of meta elements that say who wrote it.</param>
/// <param name="isNear">Whether a place is beside the headline.</param>
/// <param name="isSite">Whether a name is the site's own.</param>
internal sealed class LastAuthors(
    PageScan scan, IReadOnlyList<(string Name, bool IsOrganization)> people, IReadOnlyList<string> metas, Func<PagePlace, bool> isNear, Func<string, bool> isSite)
{
    private const int LongestName = 40;

    public (IReadOnlyList<string> Names, string Evidence)? Find() => OfOwnSite() ?? OfBox() ?? OfOffice();

    /// <summary>Whose site is called after its author: a name that can only be a person's.</summary>
    private (IReadOnlyList<string> Names, string Evidence)? OfOwnSite()
    {
        var declared = people.Where(author => !author.IsOrganization).Select(author => (author.Name, Place: "JSON-LD author"))
            .Concat(metas.SelectMany(name => scan.Metas.GetValueOrDefault(name) ?? []).Select(name => (Name: name, Place: "meta author")))
            .Concat(scan.Marks.Where(mark => (mark.Kind & PageMarks.Author) != 0 && (mark.Kind & PageMarks.Sure) != 0 && !mark.Place.IsAside && mark.Element.TextContent.Length < 60)
                .Select(mark => (Name: HtmlElements.TextOf(mark.Element) ?? "", Place: mark.Name)));
        foreach (var (text, place) in declared.Take(20))
        {
            if (Bylines.Of(text, null) is { Count: 1 } own && PersonName.IsPlainly(own[0]))
                return (own, place);
        }

        return null;
    }

    /// <summary>In a box beside the text, where that is the only one.</summary>
    private (IReadOnlyList<string> Names, string Evidence)? OfBox()
    {
        var named = scan.Marks.Where(mark => (mark.Kind & PageMarks.Author) != 0 && mark.Place.IsAside && mark.Element.TextContent.Length <= LongestName && !AuthorText.IsOfAnother(mark.Element)
                && mark.Element.ClassName is { Length: < 200 } name && name.Contains("name", StringComparison.OrdinalIgnoreCase) && !name.Contains("comment", StringComparison.OrdinalIgnoreCase))
            .Take(20).SelectMany(mark => Bylines.Of(mark.Element.TextContent, isSite)).DistinctBy(TextShape.Key).ToList();
        return named is [var only] && PersonName.IsPlainly(only) ? (named, "box beside the text") : null;
    }

    /// <summary>"The Harbour Post Bureau": a part of the paper, where the page shows it as its author.</summary>
    private (IReadOnlyList<string> Names, string Evidence)? OfOffice()
    {
        foreach (var mark in scan.Marks.Where(mark => (mark.Kind & PageMarks.Author) != 0 && !mark.Place.IsAside && isNear(mark.Place) && mark.Element.LocalName != "meta").Take(20))
        {
            if (HtmlElements.TextOf(mark.Element) is { Length: <= LongestName } text && isSite(text) && PersonName.IsOffice(text))
                return ([Bylines.WithoutBy(text)], "byline beside the headline");
        }

        return null;
    }
}
