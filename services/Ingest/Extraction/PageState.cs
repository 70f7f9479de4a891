using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// The data that a page hands to its scripts (<c>__NEXT_DATA__</c> and the like): where nothing is written until they run, the article is
/// in there. Which object it is tells a member with the page's title; its text is the longest of the members that are called so.
/// </summary>
internal static class PageState
{
    /// <summary>Longer ones, in UTF-16 units, are left out.</summary>
    public const int MaxLength = 2_000_000;

    public const int MaxScripts = 10;

    private const int MaxObjects = 20_000;
    private const int MaxText = 400_000;
    private const int MaxDepth = 30;
    private const int Shortest = 80;

    private static readonly string[] Titles = ["title", "headline", "name", "heading", "seoTitle", "headlines"];

    private static readonly string[] Bodies =
        ["articleBody", "body", "bodyHtml", "body_html", "bodyText", "content", "contentHtml", "content_html", "content_elements", "html", "text", "fullText", "full_text", "rendered", "paragraphs", "blocks", "story", "article_content"];

    /// <summary>As HTML or as lines of plain text.</summary>
    /// <param name="scripts">The contents of the <c>application/json</c> scripts.</param>
    /// <param name="title">The page's.</param>
    public static string? Body(IEnumerable<string> scripts, string title)
    {
        var key = TextShape.Key(title);
        string? best = null;
        foreach (var script in scripts.Take(MaxScripts))
        {
            var objects = 0;
            foreach (var value in LooseJson.Read(script))
                Look(value, key, 0, ref objects, ref best);
        }

        return best;
    }

    private static void Look(LooseValue value, string key, int depth, ref int objects, ref string? best)
    {
        if (depth > MaxDepth || ++objects > MaxObjects)
            return;
        if (value.Members is { } members)
        {
            if (IsTitled(members, key) && TextOf(value) is { Length: >= Shortest } text && text.Length > (best?.Length ?? 0))
                best = text;
            foreach (var member in members.Values)
                Look(member, key, depth + 1, ref objects, ref best);
        }

        foreach (var item in value.Items ?? [])
            Look(item, key, depth + 1, ref objects, ref best);
    }

    private static bool IsTitled(Dictionary<string, LooseValue> members, string key)
    {
        foreach (var name in Titles)
        {
            if (members.GetValueOrDefault(name) is { } title && (title.Text ?? title["rendered"]?.Text ?? title["basic"]?.Text) is { Length: > 0 and < 500 } text && TextShape.Key(text) == key)
                return true;
        }

        return false;
    }

    private static string? TextOf(LooseValue article)
    {
        string? longest = null;
        foreach (var name in Bodies)
        {
            if (article[name] is not { } body)
                continue;
            var text = new StringBuilder();
            Append(body, text, 0);
            if (text.Length > (longest?.Length ?? 0))
                longest = text.ToString();
        }

        return longest;
    }

    /// <summary>Strings are what they are; of objects the text in them, each a paragraph.</summary>
    private static void Append(LooseValue value, StringBuilder text, int depth)
    {
        if (depth > MaxDepth || text.Length > MaxText)
            return;
        if (value.Text is { Length: > 0 } line)
        {
            if (text.Length > 0)
                text.Append("\n\n");
            text.Append(line);
        }

        foreach (var item in value.Items ?? [])
            Append(item, text, depth + 1);
        if (value.Members is null)
            return;
        foreach (var name in (ReadOnlySpan<string>)["content", "text", "html", "value", "rendered", "children", "items"])
        {
            if (value[name] is not { } inner)
                continue;
            Append(inner, text, depth + 1);
            return;
        }
    }
}
