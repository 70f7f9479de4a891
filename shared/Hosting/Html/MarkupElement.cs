using System.Collections.Frozen;

namespace Newsroom.Hosting.Html;

/// <summary>What <see cref="SafeMarkup"/> does with an element.</summary>
internal enum ElementUse
{
    /// <summary>It comes through, with the attributes that it may have.</summary>
    Kept,

    /// <summary>It comes through and has no end tag.</summary>
    Void,

    /// <summary>Its tags go, its content stays.</summary>
    Unwrapped,

    /// <summary>It goes with all that is in it.</summary>
    Dropped,

    /// <summary>As <see cref="Dropped"/>; in HTML nothing but its own end tag ends it.</summary>
    DroppedRaw,
}

/// <param name="Name">In lower case, as it is written out.</param>
/// <param name="Use">What is done with it.</param>
/// <param name="IsBlock">Whether it begins on a new line, so that text on both sides of it is not one word.</param>
/// <param name="Attributes">Those that it may have besides title, lang and dir.</param>
internal sealed record MarkupElement(string Name, ElementUse Use, bool IsBlock, string[] Attributes)
{
    private static readonly MarkupElement Unknown = new("", ElementUse.Unwrapped, false, []);

    private static readonly FrozenDictionary<string, MarkupElement>.AlternateLookup<ReadOnlySpan<char>> Known =
        All().ToFrozenDictionary(element => element.Name, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static MarkupElement Of(ReadOnlySpan<char> name) => Known.TryGetValue(name, out var element) ? element : Unknown;

    /// <summary>Whether HTML has such an element.</summary>
    public bool IsKnown => Name.Length > 0;

    public static bool IsUrl(string attribute) => attribute is "href" or "src" or "cite" or "poster";

    private static IEnumerable<MarkupElement> All() =>
    [
        .. Make("abbr acronym b bdi bdo big cite code dfn em font i kbd mark rp rt ruby s samp small span strike strong sub sup tt u var", ElementUse.Kept, false),
        .. Make("address article aside center details dl dd dt div figcaption figure footer h1 h2 h3 h4 h5 h6 header main nav p pre section summary ul li "
            + "table caption thead tbody tfoot tr", ElementUse.Kept, true),
        .. Make("a", ElementUse.Kept, false, "href"),
        .. Make("q", ElementUse.Kept, false, "cite"),
        .. Make("ins del", ElementUse.Kept, false, "cite datetime"),
        .. Make("time", ElementUse.Kept, false, "datetime"),
        .. Make("blockquote", ElementUse.Kept, true, "cite"),
        .. Make("ol", ElementUse.Kept, true, "start"),
        .. Make("td th", ElementUse.Kept, true, "colspan rowspan"),
        .. Make("colgroup", ElementUse.Kept, true, "span"),
        .. Make("video audio", ElementUse.Kept, true, "src poster controls width height"),
        .. Make("picture", ElementUse.Kept, false),
        .. Make("img", ElementUse.Void, false, "src alt width height"),
        .. Make("source", ElementUse.Void, false, "src type"),
        .. Make("col", ElementUse.Void, false, "span"),
        .. Make("br hr", ElementUse.Void, true),
        .. Make("wbr", ElementUse.Void, false),
        .. Make("body html form fieldset legend label noscript object applet dir menu multicol map blink marquee nobr ilayer layer o "
            + "input area param embed base link meta frame bgsound keygen basefont isindex spacer", ElementUse.Unwrapped, false),
        .. Make("svg math template select datalist button canvas frameset head portal fencedframe", ElementUse.Dropped, false),
        .. Make("script style iframe noembed noframes xmp plaintext listing textarea title", ElementUse.DroppedRaw, false),
    ];

    private static IEnumerable<MarkupElement> Make(string names, ElementUse use, bool isBlock, string attributes = "") =>
        names.Split(' ').Select(name => new MarkupElement(name, use, isBlock, attributes.Length == 0 ? [] : attributes.Split(' ')));
}
