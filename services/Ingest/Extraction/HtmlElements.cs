using System.Net;
using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>What elements mean to a reader of articles.</summary>
internal static class HtmlElements
{
    /// <summary>Never text: scripts, controls, players, navigation.</summary>
    public static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "iframe", "frame", "frameset", "object", "embed", "applet", "canvas", "video", "audio", "svg", "math",
        "head", "title", "meta", "link", "base", "map", "area", "nav", "dialog", "button", "input", "select", "textarea", "option",
        "datalist", "progress", "meter", "noembed", "noframes", "xmp", "plaintext", "param", "source", "track", "amp-ad", "amp-embed",
    };

    /// <summary>Parts of a line.</summary>
    public static readonly HashSet<string> Inlines = new(StringComparer.Ordinal)
    {
        "a", "em", "strong", "b", "i", "code", "sub", "sup", "mark", "q", "cite", "s", "u", "small", "abbr", "time", "span", "font",
        "ins", "del", "dfn", "kbd", "samp", "var", "big", "tt", "strike", "bdi", "bdo", "label", "data", "wbr", "acronym", "nobr", "ruby",
        "rb", "rp", "rt", "output", "slot",
    };

    private static readonly string[] HiddenClasses =
        ["visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "screenreader-only"];

    private static readonly string[] PictureNames = ["img", "image", "photo", "foto", "pict", "figure", "gambar", "bild", "imagen", "media"];

    private const int ShortestFormOfAPage = 600;
    private const int ShortestText = 600;
    private const int LongestAddress = 4_096;
    private const int LongestNumbers = 40_000;
    private const int MostCellsOfAProgram = 7;
    private const int DeepestSource = 4;
    private const int LongestPictureLine = 200;
    private const int ShortPictureLine = 90;
    private const int MostOfPicture = 30;

    public static bool IsHidden(IElement element)
    {
        if (Dropped.Contains(element.LocalName) || element.NamespaceUri is not (null or "http://www.w3.org/1999/xhtml"))
            return true;
        // A whole page inside a form is how ASP.NET Web Forms writes it; other forms are for filling in.
        if (element.LocalName == "form")
            return FindAll(element, static inner => inner.LocalName == "p").Sum(p => p.TextContent.Length) < ShortestFormOfAPage;
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true")
            return true;
        if (element.ClassName is { } classes && ContainsAny(classes, HiddenClasses))
            return true;
        return element.GetAttribute("style") is { } style && PageKinds.HidesStyle(style);
    }

    public static bool IsInline(IElement element) => Inlines.Contains(element.LocalName);

    /// <summary>A long text, and two breaks in a row, twice or more.</summary>
    public static bool HoldsText(IElement element)
    {
        var (pairs, isBreak, letters) = (0, false, 0);
        foreach (var child in element.ChildNodes)
        {
            if (child is IText text)
            {
                letters += text.Data.Length;
                if (string.IsNullOrWhiteSpace(text.Data))
                    continue;
            }

            var isNext = child is IElement { LocalName: "br" };
            if (isNext && isBreak)
                pairs++;
            isBreak = isNext && !isBreak;
        }

        return pairs > 1 && letters >= ShortestText;
    }

    /// <summary>A control that shows and hides what is below it, and is its heading: "How fast can you come?".</summary>
    public static bool IsHeadingButton(IElement element) =>
        element.LocalName == "button"
        && (element.ParentElement is { LocalName: "h2" or "h3" or "h4" or "h5" or "h6" or "dt" }
            || (element.ClassName is { Length: < 200 } name && (name.Contains("accordion", StringComparison.OrdinalIgnoreCase) || name.Contains("faq", StringComparison.OrdinalIgnoreCase))));

    /// <summary>A mark that leads to a note, or to the heading that it stands in: "[1]", "¶".</summary>
    public static bool IsReferenceMark(IElement element)
    {
        if (element.LocalName == "sup")
            return element.TextContent.Length <= 12 && Find(element, static inner => inner.LocalName == "a" && LeadsWithin(inner)) is not null;
        return element.LocalName == "a" && LeadsWithin(element) && element.TextContent is { Length: <= 3 } mark && !mark.Any(char.IsLetter);
    }

    private static bool LeadsWithin(IElement link) => link.GetAttribute("href") is { Length: > 0 } href && (href[0] == '#' || href.Contains("#cite", StringComparison.Ordinal) || href.Contains("#fn", StringComparison.Ordinal));

    /// <summary>The tags that inline markup keeps; null where the element says nothing that lasts.</summary>
    public static (string Start, string End)? InlineTag(IElement element, Uri? baseUrl) => element.LocalName switch
    {
        "em" or "i" => ("<em>", "</em>"),
        "strong" or "b" => ("<strong>", "</strong>"),
        "code" or "sub" or "sup" or "mark" or "q" or "cite" or "s" or "u" or "small" => ($"<{element.LocalName}>", $"</{element.LocalName}>"),
        "a" when Address(element, baseUrl) is { } url => ($"<a href=\"{WebUtility.HtmlEncode(url)}\" rel=\"nofollow noopener\">", "</a>"),
        "abbr" when TextShape.Line(element.GetAttribute("title")) is { } title => ($"<abbr title=\"{WebUtility.HtmlEncode(title)}\">", "</abbr>"),
        "time" when TextShape.Line(element.GetAttribute("datetime")) is { } time => ($"<time datetime=\"{WebUtility.HtmlEncode(time)}\">", "</time>"),
        _ => null,
    };

    /// <summary>A list whose items hold more than a line: cards, a gallery, a whole article.</summary>
    public static bool IsLayoutList(IElement list) =>
        Find(list, static element => element.LocalName is "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "figure" or "picture" or "table" or "blockquote" or "article" or "section"
            || (element.LocalName == "li" && HasTwoParagraphs(element))) is not null
        || list.Children.Any(item => item.TextContent.Length > 2_000);

    /// <summary>A table that arranges a page rather than data: nested, of one cell a row, or with blocks in its cells.</summary>
    public static bool IsLayoutTable(IElement table)
    {
        if (table.GetAttribute("role") is "presentation" or "none")
            return true;
        var cells = false;
        var block = Find(table, element =>
        {
            cells |= element.LocalName == "tr" && element.ChildElementCount > 1;
            return element.LocalName is "table" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "figure" or "blockquote" or "form"
                || (element.LocalName == "td" && HasTwoParagraphs(element));
        });
        // A program beside the numbers of its lines.
        return block is not null || !cells || (FindAll(table, static element => element.LocalName == "tr").Take(2).Count() == 1 && FindAll(table, static element => element.LocalName == "pre").Take(2).Count() == 2);
    }

    /// <summary>The numbers that stand beside the lines of a program, in a cell of their own.</summary>
    public static bool IsLineNumbers(IElement preformatted)
    {
        if (preformatted.ParentElement is not { LocalName: "td", ChildNodes.Length: <= 3, ParentElement: { ChildNodes.Length: <= MostCellsOfAProgram } row } || preformatted.TextContent is not { Length: < LongestNumbers } text)
            return false;
        var numbers = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return numbers.Length > 0 && int.TryParse(numbers[0], out var first) && numbers.Index().All(one => int.TryParse(one.Item, out var number) && number == first + one.Index)
            && row.Children.Any(cell => cell != preformatted.ParentElement && Find(cell, static inner => inner.LocalName == "pre") is not null);
    }

    /// <summary>The first element inside that is wanted, in reading order.</summary>
    public static IElement? Find(IElement root, Func<IElement, bool> isWanted)
    {
        var children = root.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            if (children[i] is not IElement element)
                continue;
            if (isWanted(element))
                return element;
            if (Find(element, isWanted) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>All elements inside that are wanted, in reading order.</summary>
    public static List<IElement> FindAll(IElement root, Func<IElement, bool> isWanted)
    {
        var found = new List<IElement>();
        _ = Find(root, element =>
        {
            if (isWanted(element))
                found.Add(element);
            return false;
        });
        return found;
    }

    private static bool HasTwoParagraphs(IElement element)
    {
        var paragraphs = 0;
        foreach (var child in element.ChildNodes)
        {
            if (child is IElement { LocalName: "p" } && ++paragraphs > 1)
                return true;
        }

        return false;
    }

    /// <summary>A picture with its caption from before <c>figure</c>: of WordPress; or as a list, in which the picture is what is explained (SPIP).</summary>
    public static bool IsFigureLike(IElement element) =>
        (element.LocalName == "div" && element.ClassList.Contains("wp-caption"))
        || (element.LocalName == "dl" && element.Children is [{ LocalName: "dt" } term, ..] && string.IsNullOrWhiteSpace(term.TextContent) && Find(term, static inner => inner.LocalName is "img" or "amp-img") is not null
            && element.Children.Skip(1).All(static child => child.LocalName == "dd"));

    /// <summary>A picture and one line that is no sentence of the text: what it shows, or who took it.</summary>
    public static bool IsPictureWithLine(IElement element)
    {
        if (element.LocalName is not ("div" or "figure") || element.ChildElementCount is 0 or > 4)
            return false;
        var isCalled = IsCalledPicture(element);
        var (pictures, left, letters) = (0, MostOfPicture, new System.Text.StringBuilder());
        return Reads(element) && pictures > 0 && letters.ToString().Trim() is { Length: > 0 } line && (isCalled || line.Length <= ShortPictureLine || !TextShape.EndsSentence(line));

        // Ends at the first sign that there is more.
        bool Reads(IElement around)
        {
            foreach (var child in around.ChildNodes)
            {
                if (--left < 0)
                    return false;
                if (child is IText { Data.Length: > LongestPictureLine * 10 })
                    return false;
                if (child is IText text)
                    letters.Append(text.Data.AsSpan().Trim());
                else if (child is IElement { LocalName: "img" or "amp-img" })
                    pictures++;
                else if (child is IElement { LocalName: "br" })
                    letters.Append(' ');
                else if (child is IElement inner && (inner.LocalName is not ("div" or "span" or "picture" or "source" or "a" or "noscript" or "small" or "em" or "i" or "strong" or "b" or "button") && !(isCalled && inner.LocalName == "p") || !Reads(inner)))
                    return false;
                if (letters.Length > LongestPictureLine)
                    return false;
            }

            return true;
        }
    }

    private static bool IsCalledPicture(IElement element) =>
        Array.Exists(PictureNames, name => element.ClassName?.Contains(name, StringComparison.OrdinalIgnoreCase) == true || element.Id?.Contains(name, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Who said it: <c>footer</c>, or a <c>cite</c> that stands by itself and not in a sentence.</summary>
    public static IElement? SourceOfQuote(IElement quote) =>
        FindNear(quote, static element => element.LocalName is "footer" or "figcaption", DeepestSource)
        ?? FindNear(quote, element => element.LocalName == "cite" && ((element.ParentElement == quote && IsLast(element, quote)) || IsAlone(element)), DeepestSource);

    /// <summary>As <see cref="Find"/>, not deeper than so and not in quotes inside: those have sources of their own.</summary>
    private static IElement? FindNear(IElement root, Func<IElement, bool> isWanted, int depth)
    {
        foreach (var child in root.ChildNodes)
        {
            if (child is not IElement element || element.LocalName == "blockquote")
                continue;
            if (isWanted(element))
                return element;
            if (depth > 1 && FindNear(element, isWanted, depth - 1) is { } found)
                return found;
        }

        return null;
    }

    private static bool IsLast(IElement element, IElement parent)
    {
        var children = parent.ChildNodes;
        for (var i = children.Length - 1; i >= 0; i--)
        {
            if (children[i] == element)
                return true;
            if (!string.IsNullOrWhiteSpace(children[i].TextContent))
                return false;
        }

        return false;
    }

    private static bool IsAlone(IElement cite) =>
        cite.ParentElement is { ChildNodes.Length: <= 4 } parent && parent.TextContent.Length < 500 && TextShape.Key(parent.TextContent) == TextShape.Key(cite.TextContent);

    /// <summary>The visible text on one line.</summary>
    public static string? TextOf(INode node) => TextOf(node, IsHidden);

    /// <summary>The text on one line, without the elements that are left out.</summary>
    public static string? TextOf(INode node, Func<IElement, bool> isLeftOut)
    {
        var run = new InlineRun();
        Read(node, run, isLeftOut);
        return run.Take().Text;
    }

    private static void Read(INode node, InlineRun run, Func<IElement, bool> isLeftOut)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
            {
                run.Append(text.Data);
            }
            else if (child is IElement { LocalName: "br" })
            {
                run.Space();
            }
            else if (child is IElement element && element.LocalName != "noscript" && !isLeftOut(element) && !IsReferenceMark(element))
            {
                var apart = !IsInline(element);
                if (apart)
                    run.Space();
                Read(element, run, isLeftOut);
                if (apart)
                    run.Space();
            }
        }
    }

    private static bool ContainsAny(string text, string[] parts) =>
        Array.Exists(parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static string? Address(IElement link, Uri? baseUrl)
    {
        var href = link.GetAttribute("href")?.Trim();
        if (href is null or "" || href[0] == '#' || href.Length > LongestAddress)
            return null;
        return href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? href : WebAddress.Absolute(href, baseUrl);
    }
}
