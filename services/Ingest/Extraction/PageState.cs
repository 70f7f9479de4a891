using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// The data that a page hands to its scripts (<c>__NEXT_DATA__</c> and the like): where nothing is written until they run, the article is
/// in there. Which object it is tells a member with the page's title; its text is the longest of the members that are called so.
/// </summary>
internal sealed class PageState
{
    /// <summary>Longer ones, in UTF-16 units, are left out.</summary>
    public const int MaxLength = 2_000_000;

    public const int MaxScripts = 10;

    private const int MaxObjects = 20_000;
    private const int MaxText = 400_000;
    private const int MaxDepth = 30;
    private const int Shortest = 80;
    private const int MaxAuthors = 20;

    private static readonly string[] Titles = ["title", "headline", "name", "heading", "seoTitle", "headlines"];

    private static readonly string[] Bodies =
        ["articleBody", "body", "bodyHtml", "body_html", "bodyText", "content", "contentHtml", "content_html", "content_elements", "html", "text", "fullText", "full_text", "rendered", "paragraphs", "blocks", "story", "article_content"];

    private static readonly string[] Dates =
        ["datePublished", "publishedAt", "published_at", "publishedDate", "published_date", "publishDate", "publish_date", "publicationDate", "firstPublished", "firstPublishedAt", "first_publish_date", "display_date", "displayDate", "published", "pubDate", "pubdate", "date"];

    private static readonly string[] Writers = ["author", "authors", "byline", "bylines", "by", "credits", "contributors", "writers"];

    private readonly string key;
    private int objects;

    private PageState(string title) => key = TextShape.Key(title);

    /// <summary>As HTML or as lines of plain text; null if there is none.</summary>
    public string? Body { get; private set; }

    /// <summary>As it is given.</summary>
    public string? Published { get; private set; }

    public IReadOnlyList<string> Authors { get; private set; } = [];

    /// <param name="scripts">The contents of the <c>application/json</c> scripts.</param>
    /// <param name="title">The page's.</param>
    public static PageState Of(IEnumerable<string> scripts, string title)
    {
        var state = new PageState(title);
        foreach (var script in scripts.Where(script => MayTell(script, title)).Take(MaxScripts))
        {
            state.objects = 0;
            foreach (var value in LooseJson.Read(script))
                state.Look(value, 0);
        }

        return state;
    }

    /// <summary>Whether the longest word of the title stands there, if it is one that is written the same in JSON: reading it all takes longer.</summary>
    private static bool MayTell(string script, string title)
    {
        var word = title.Split([' ', '"', '\'', '/', '\\', '&', '<', '>'], StringSplitOptions.RemoveEmptyEntries).Where(part => part.All(char.IsAsciiLetterOrDigit)).MaxBy(part => part.Length);
        return word is null || script.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private void Look(LooseValue value, int depth)
    {
        if (depth > MaxDepth || ++objects > MaxObjects)
            return;
        if (value.Members is { } members)
        {
            if (IsTitled(members, key))
                Take(value);
            foreach (var member in members.Values)
                Look(member, depth + 1);
        }

        foreach (var item in value.Items ?? [])
            Look(item, depth + 1);
    }

    private void Take(LooseValue article)
    {
        if (TextOf(article) is { Length: >= Shortest } text && text.Length > (Body?.Length ?? 0))
            Body = text;
        Published ??= Dates.Select(name => article[name]?.Text).FirstOrDefault(text => text is { Length: > 5 and < 60 });
        if (Authors.Count == 0)
            Authors = [.. Writers.SelectMany(name => NamesOf(article[name], 0)).Take(MaxAuthors)];
    }

    private static IEnumerable<string> NamesOf(LooseValue? given, int depth)
    {
        if (given is null || depth > 3)
            return [];
        if (given.Text is { Length: > 0 and < 200 } name)
            return [name];
        if (given.Items is { } items)
            return items.Take(MaxAuthors).Where(item => (item["role"] ?? item["type"])?.Text is not { } role || !Bylines.IsOtherRole(role)).SelectMany(item => NamesOf(item, depth + 1));
        return NamesOf(given["name"] ?? given["fullName"] ?? given["displayName"] ?? given["by"] ?? given["title"] ?? given["text"], depth + 1);
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
