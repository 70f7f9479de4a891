using System.Globalization;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>Whether what was found on a page is an article. The numbers are letters, ideographs weighted.</summary>
internal static class PageJudgement
{
    private const int ShortestArticle = 200;
    private const int ShortestBelowHeadline = 80;
    private const int ShortestDeclaredArticle = 40;
    private const int LongestNotice = 1_500;
    private const double MostLinked = 0.5;
    private const double FewLinks = 0.1;
    private const int FewestLines = 4;
    private const double MostUnreadable = 0.1;

    /// <summary>"Page not found", "Access denied", and a page too short to be about such a thing.</summary>
    public static bool IsNotice(string title, PageTree tree)
    {
        var texts = tree.Titles.Take(3).Select(heading => heading.Element.TextContent.Trim()).Append(title).ToList();
        return tree.Root.Content < LongestNotice && Phrases.Of("missing").Any(phrase => texts.Exists(text => Says(text, phrase)));
    }

    /// <param name="blocks">What was found.</param>
    /// <param name="linked">The share of links in the elements that it was found in.</param>
    /// <param name="tree">The page.</param>
    /// <param name="metadata">What it declares.</param>
    public static bool IsArticle(IReadOnlyList<Block> blocks, double linked, PageTree tree, PageMetadata metadata)
    {
        var running = blocks.Where(block => block.Type is BlockType.Paragraph or BlockType.Quote or BlockType.List)
            .Select(PlainText.Of).ToList();
        var sentences = running.Count(text => (TextShape.EndsSentence(text) && TextShape.Length(text) >= 40) || TextShape.Length(text) >= 200 || (TextShape.Length(text) >= 60 && TextShape.IsWithoutStops(text[^1])));
        var length = Length(running);
        var least = metadata.IsDeclaredArticle ? ShortestDeclaredArticle : metadata.Headline is not null ? ShortestBelowHeadline : ShortestArticle;
        // A poem, a list of steps: lines below a headline, of which none is a link.
        if (sentences == 0 && (metadata.Headline is null || linked > FewLinks || running.Count < FewestLines || length < ShortestDeclaredArticle * 3))
            return false;
        if (length < least || IsUnreadable(running))
            return false;

        // Lists of teasers have sentences too, but most of what they say is a link.
        if (linked > MostLinked)
            return false;
        // A page to log in at; articles for subscribers have the form as well.
        return !tree.AsksForPassword
            || length >= LongestNotice
            || (metadata.IsDeclaredArticle && length >= ShortestArticle);
    }

    /// <summary>Says little else: "Body of sailor not found" and "Forbidden love, forbidden city" are headlines.</summary>
    private static bool Says(string text, string phrase)
    {
        var at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase);
        var rest = text.Length - phrase.Length;
        return (at == 0 && rest <= 12) || (at > 0 && TextShape.Length(phrase) >= 12 && rest <= 40);
    }

    private static bool IsUnreadable(List<string> texts)
    {
        var (all, bad) = (0, 0);
        foreach (var c in texts.SelectMany(text => text))
        {
            all++;
            if (c == '\uFFFD' || char.GetUnicodeCategory(c) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
                bad++;
        }

        return bad > all * MostUnreadable;
    }

    private static int Length(IEnumerable<string> texts) => texts.Sum(text => TextShape.Length(text));
}
