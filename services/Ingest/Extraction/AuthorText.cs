using System.Buffers;
using System.Text;
using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>What stands in an element that holds authors, as lines of names are read.</summary>
internal static class AuthorText
{
    private static readonly SearchValues<string> OfOthers = SearchValues.Create(["testimonial", "pullquote", "pull-quote"], StringComparison.OrdinalIgnoreCase);

    private const int HighestQuote = 5;
    private const int LongestOfNames = 160;
    private const int MostOfNames = 20;

    /// <summary>The text, with a bar between elements that stand beside each other: a name and what somebody is.</summary>
    public static string? Parted(IElement element)
    {
        var text = new StringBuilder();
        Read(element);
        // A comma between elements stands for itself.
        return TextShape.Line(text.ToString())?.Replace(" | , | ", ", ", StringComparison.Ordinal);

        void Read(INode node)
        {
            INode? before = null;
            foreach (var child in node.ChildNodes)
            {
                if (child is IText words)
                {
                    text.Append(words.Data);
                }
                else if (child is IElement inner && !HtmlElements.IsHidden(inner) && !(inner.ClassName is not null && ClassNames.IsBesideName(ClassNames.Of(inner))))
                {
                    var isApart = !HtmlElements.IsInline(inner) || before is IElement || inner.LocalName == "br";
                    if (isApart)
                        text.Append(Joint(TextShape.Line(text.ToString())));
                    Read(inner);
                    if (!HtmlElements.IsInline(inner))
                        text.Append(Joint(TextShape.Line(text.ToString())));
                }

                before = child;
            }
        }
    }

    /// <summary>Who is quoted, who took a picture, or whom a sentence speaks of.</summary>
    public static bool IsOfAnother(IElement element)
    {
        if (element.LocalName == "a" && element.ParentElement is { LocalName: "p" } paragraph && TextShape.Line(paragraph.TextContent)?.Length > LongestOfNames && !IsSaid(element))
            return true;
        if (element.LocalName == "a" && element.ParentElement is { ChildNodes.Length: <= MostOfNames } names && TextShape.Line(names.TextContent) is { Length: <= LongestOfNames } line && TextShape.Line(element.TextContent) is { } name && Bylines.IsOfPictures(line, name))
            return true;
        var outer = element.ParentElement;
        for (var height = 0; outer is not null && height < HighestQuote; height++, outer = outer.ParentElement)
        {
            if (outer.LocalName is "blockquote" or "figure" or "figcaption" || (outer.ClassName is { Length: < 200 } called && called.AsSpan().ContainsAny(OfOthers)))
                return true;
        }

        return false;
    }

    /// <summary>By the link itself, and not by its address.</summary>
    private static bool IsSaid(IElement link) =>
        (link.GetAttribute("rel")?.Contains("author", StringComparison.OrdinalIgnoreCase) ?? false) || (link.ClassName is { Length: < 200 } name && ClassNames.IsAuthor(name));

    /// <summary>The texts of the outermost elements inside that are wanted, ten at most; what is in a <c>content</c> attribute goes first.</summary>
    public static List<string> Inner(IElement element, Func<IElement, bool> wanted)
    {
        var found = new List<string>();
        Look(element);
        return found;

        void Look(IElement around)
        {
            foreach (var child in around.ChildNodes.OfType<IElement>())
            {
                if (found.Count >= 10)
                    return;
                if (!wanted(child))
                    Look(child);
                else if ((child.GetAttribute("content") ?? HtmlElements.TextOf(child)) is { Length: > 0 } text)
                    found.Add(text);
            }
        }
    }

    /// <summary>A label and the name behind it are one part.</summary>
    private static string Joint(string? before) =>
        before is null || Bylines.EndsWithBy(before) ? " " : Bylines.EndsWithOtherRole(before) ? ": " : " | ";
}
