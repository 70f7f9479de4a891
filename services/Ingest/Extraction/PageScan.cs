using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>A part of a page that belongs to readers, to other articles or to the site. If the headline stands in it, it is none.</summary>
internal sealed class PageZone
{
    public bool HasHeading { get; set; }
}

/// <summary>Where something stands on a page.</summary>
/// <param name="At">Characters of text before it.</param>
/// <param name="Zone">The part beside the article that it is in, if any.</param>
/// <param name="Article">The <c>article</c> element around it, by number; 0 if there is none.</param>
internal readonly record struct PagePlace(int At, PageZone? Zone, int Article)
{
    public bool IsAside => Zone is { HasHeading: false };
}

/// <summary>An element that may say something of the article, and as what.</summary>
internal sealed record PageMark(IElement Element, PageMarks Kind, string Name, PagePlace Place);

/// <summary>A line of text as it is shown.</summary>
internal sealed record ScannedLine(string Text, PagePlace Place);

/// <summary>
/// One walk over a page that collects whatever may say who, when and what: metas, JSON-LD, microdata and RDFa, links, headings, times, class
/// names, and the lines of text with where they stand. Linear; fields are made of it afterwards.
/// </summary>
internal sealed class PageScan
{
    /// <summary>Ends a line within a text ("line separator", of which Unicode says so and browsers show nothing); menus are written so (<see cref="PageMenus"/>).</summary>
    public const string LineEnd = "\u2028";

    private const int MaxMarks = 1_500;
    private const int MaxLines = 3_000;
    private const int LongestLine = 400;
    private const int MaxMetas = 1_000;
    private const int FarthestArticle = 400;

    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "style", "template", "iframe", "frame", "object", "embed", "canvas", "video", "audio", "svg", "math", "select", "textarea", "datalist", "noscript", "map",
    };

    private readonly StringBuilder line = new();
    private PagePlace lineStart;
    private int at;
    private readonly List<int> articleStarts = [];
    private bool isTooLong;

    private PageScan()
    {
    }

    /// <summary>By name in lower case, the first and the others.</summary>
    public Dictionary<string, List<string>> Metas { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Scripts { get; } = [];

    /// <summary>What scripts make the page of, in the browser.</summary>
    public List<string> States { get; } = [];

    /// <summary>The same, of scripts that say so in their own words (<see cref="ScriptState"/>).</summary>
    public List<string> Assigned { get; } = [];
    public List<PageMark> Marks { get; } = [];
    public List<PageMark> Headings { get; } = [];
    public List<ScannedLine> Lines { get; } = [];

    /// <summary>A day of publication in the page's scripts.</summary>
    public string? ScriptDate { get; private set; }

    /// <summary>What the links to the front page are called: mostly the site's name.</summary>
    public List<string> HomeNames { get; } = [];

    public string? Title { get; private set; }
    public string? Canonical { get; private set; }

    public static PageScan Of(IHtmlDocument document)
    {
        var scan = new PageScan();
        if (document.DocumentElement is { } root)
            scan.Walk(root, default, isHidden: false);
        scan.EndLine(default);
        return scan;
    }

    /// <summary>The <c>article</c> element that a headline stands in, or that begins right below it; 0 if there is none.</summary>
    public int ArticleOf(PagePlace headline)
    {
        if (headline.Article > 0)
            return headline.Article;
        var below = articleStarts.FindIndex(start => start >= headline.At);
        return below >= 0 && articleStarts[below] - headline.At <= FarthestArticle ? below + 1 : 0;
    }

    /// <summary>One word that the page has on a line of its own in a menu above the headline.</summary>
    public bool IsSection(string name, PagePlace? headline) => headline is { } own && !name.Contains(' ', StringComparison.Ordinal) && !TextShape.IsIdeograph(name[0]) && !PersonName.IsAgency(name)
        && Lines.Exists(line => line.Place.IsAside && line.Place.At < own.At && line.Text.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void Walk(IElement element, PagePlace place, bool isHidden)
    {
        var name = element.LocalName;
        switch (name)
        {
            case "script":
                ReadScript(element);
                return;
            case "meta":
                ReadMeta(element);
                return;
            case "link":
                ReadLink(element);
                return;
            case "title":
                Title ??= TextShape.Line(element.TextContent);
                return;
            case "br":
                EndLine(place with { At = at });
                return;
        }

        if (Skipped.Contains(name))
            return;
        place = Enter(element, name, place, ref isHidden);
        var isBlock = !HtmlElements.IsInline(element);
        if (isBlock)
            EndLine(place);
        // Not by NextSibling, which counts its way there from the first (AngleSharp), and so costs the square of the siblings.
        var children = element.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is IElement inner)
                Walk(inner, place with { At = at }, isHidden);
            else if (children[i] is IText text && !isHidden)
                Append(text.Data, place, i == 0);
        }

        if (isBlock)
            EndLine(place);
    }

    private PagePlace Enter(IElement element, string name, PagePlace place, ref bool isHidden)
    {
        place = place with { At = at };
        var facts = ElementFacts.Of(element);
        isHidden = isHidden || facts.IsHidden;
        if (name == "article")
        {
            articleStarts.Add(at);
            place = place with { Article = articleStarts.Count };
        }

        var marks = facts.OnlyClass is { } only ? ClassNames.OfClass(only) : ClassNames.Marks(facts.Names());
        // A footer or an aside of the article itself may say who wrote it.
        if (!(name is "aside" or "footer" && (place.Article > 0 || (marks & (PageMarks.Author | PageMarks.Date)) != 0)))
            marks |= ElementMarks(element, name);
        var property = facts.Property;
        if ((name is "h1" or "h2" or "h3" or "h4" || (name == "font" && IsLarge(element)) ? name : LevelOf(element, name)) is { } level)
        {
            if (Headings.Count < 200)
                Headings.Add(new PageMark(element, marks | (ClassNames.Property(property) & (PageMarks.Title | PageMarks.Sure)), level, place));
            if (level == "h1" && place.Zone is { } around)
                around.HasHeading = true;
        }

        if (name == "a" && HomeNames.Count < 4 && PageTitle.IsHome(element.GetAttribute("href")))
            AddHomeName(element);
        if ((marks & PageMarks.Aside) != 0 && name is not ("html" or "body" or "main" or "article" or "h1" or "h2" or "header" or "time" or "a" or "span"))
            place = place with { Zone = place.Zone is { HasHeading: false } outer ? outer : new PageZone() };
        marks &= ~PageMarks.Aside;
        if ((marks != 0 || property is not null || name == "time") && Marks.Count < MaxMarks && name is not ("html" or "body"))
            Marks.Add(new PageMark(element, marks | ClassNames.Property(property), property ?? name, place));
        return place;
    }

    /// <summary>Of an element that is a heading by its role alone (WAI-ARIA).</summary>
    private static string? LevelOf(IElement element, string name) =>
        name is "div" or "p" or "span" && element.GetAttribute("role") == "heading" ? element.GetAttribute("aria-level") switch { "1" => "h1", "2" => "h2", "3" => "h3", _ => null } : null;

    /// <summary>As headings were written before style sheets.</summary>
    private static bool IsLarge(IElement font) => font.GetAttribute("size")?.Trim() is "5" or "6" or "7" or "+2" or "+3" or "+4";

    private void AddHomeName(IElement link)
    {
        var name = HtmlElements.TextOf(link) ?? TextShape.Line(HtmlElements.Find(link, static inner => inner.LocalName == "img" && inner.HasAttribute("alt"))?.GetAttribute("alt")) ?? TextShape.Line(link.GetAttribute("title") ?? link.GetAttribute("aria-label"));
        if (name is { Length: > 2 and <= 60 } && !Boilerplate.IsNavigation(name) && !Boilerplate.IsLine(name))
            HomeNames.Add(name);
    }

    private static PageMarks ElementMarks(IElement element, string name)
    {
        if (name is "nav" or "aside" or "footer" or "dialog")
            return PageMarks.Aside;
        if (name == "time")
            return PageMarks.Date;
        if (name != "a")
            return 0;
        if (element.GetAttribute("rel") is { } rel && rel.Contains("author", StringComparison.OrdinalIgnoreCase))
            return PageMarks.Author | PageMarks.Sure;
        return element.GetAttribute("href") is { } href && ClassNames.IsAuthorAddress(href) ? PageMarks.Author : 0;
    }

    private void ReadScript(IElement script)
    {
        if (script.GetAttribute("type") is { } type && type.Contains("ld+json", StringComparison.OrdinalIgnoreCase) && Scripts.Count < 50)
            Scripts.Add(script.TextContent);
        else if (script.GetAttribute("type") is { } data && data.Contains("application/json", StringComparison.OrdinalIgnoreCase) && States.Count < PageState.MaxScripts)
            States.Add(script.TextContent);
        else if (script.GetAttribute("type") == ScriptState.Type && Assigned.Count < PageState.MaxScripts)
            Assigned.Add(script.TextContent);
    }

    private void ReadMeta(IElement meta)
    {
        if (meta.GetAttribute("name") == ScriptState.DateName)
        {
            ScriptDate ??= meta.GetAttribute("content");
            return;
        }

        var name = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("http-equiv") ?? meta.GetAttribute("itemprop") ?? meta.GetAttribute("pubdate");
        if (name is null || Metas.Count >= MaxMetas || TextShape.Line(meta.GetAttribute("content") ?? meta.GetAttribute("datetime")) is not { } content)
            return;
        Add(name.Trim(), content);
        if (meta.GetAttribute("property") is not null && meta.GetAttribute("name") is { } other)
            Add(other.Trim(), content);
        if (meta.GetAttribute("itemprop") is { } property && property != name)
            Add(property.Trim(), content);
    }

    private void Add(string name, string content)
    {
        if (!Metas.TryGetValue(name, out var values))
            Metas[name] = values = [];
        if (values.Count < 30 && !values.Contains(content))
            values.Add(content);
    }

    private void ReadLink(IElement link)
    {
        if (link.GetAttribute("rel") is not { } rel || link.GetAttribute("href") is not { } href)
            return;
        if (rel.Contains("canonical", StringComparison.OrdinalIgnoreCase))
            Canonical ??= href;
        if (link.GetAttribute("itemprop") is { } property)
            Add(property, href);
    }

    /// <summary>Letters that stand in two elements beside one another and in no word.</summary>
    public static bool IsApart(char last, char next) =>
        (char.IsLower(last) || char.IsDigit(last)) && (char.IsUpper(next) || (char.IsDigit(next) && char.IsLower(last)));

    private void Append(string text, PagePlace place, bool isFirst)
    {
        foreach (var range in text.AsSpan().Split(LineEnd))
        {
            if (range.Start.Value > 0)
                EndLine(place);
            Append(text.AsSpan(range), place, isFirst);
        }
    }

    private void Append(ReadOnlySpan<char> text, PagePlace place, bool isFirst)
    {
        if (line.Length == 0)
            lineStart = place with { At = at };
        // Two elements beside one another that a style sheet keeps apart: "By Ada Nilsen" and "12 March".
        else if (isFirst && text.Length > 0 && IsApart(line[^1], text[0]))
            line.Append(' ');
        if (line.Length >= LongestLine)
        {
            (isTooLong, at) = (true, at + text.Length);
            return;
        }

        var hadSpace = line.Length == 0 || line[^1] == ' ';
        var before = line.Length;
        foreach (var one in text)
        {
            var isSpace = char.IsWhiteSpace(one);
            if (!isSpace || !hadSpace)
                line.Append(isSpace ? ' ' : one);
            hadSpace = isSpace;
        }

        at += line.Length - before;
        isTooLong = line.Length > LongestLine;
    }

    private void EndLine(PagePlace place)
    {
        if (line.Length == 0)
            return;
        if (!isTooLong && Lines.Count < MaxLines && line.ToString().Trim() is { Length: > 0 } text)
            Lines.Add(new ScannedLine(text, lineStart with { Zone = lineStart.Zone ?? place.Zone }));
        line.Clear();
        isTooLong = false;
    }
}
