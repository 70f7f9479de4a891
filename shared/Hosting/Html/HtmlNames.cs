namespace Newsroom.Hosting.Html;

/// <summary>The names of HTML's elements, old and new.</summary>
public static class HtmlNames
{
    public static bool IsKnown(ReadOnlySpan<char> name) => MarkupElement.Of(name).IsKnown;

    /// <summary>Whether the element is complete without an end tag.</summary>
    public static bool HasNoEnd(ReadOnlySpan<char> name) => MarkupElement.Of(name) switch
    {
        { Use: ElementUse.Void } => true,
        { Name: "input" or "embed" or "meta" or "base" or "param" } => true,
        _ => false,
    };
}
