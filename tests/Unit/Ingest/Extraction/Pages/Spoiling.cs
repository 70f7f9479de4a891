using System.Text.RegularExpressions;

namespace Newsroom.Tests.Unit.Ingest.Extraction.Pages;

/// <summary>What happens to markup on its way from a template to a reader.</summary>
internal static partial class Spoiling
{
    public static readonly Dictionary<string, Func<string, string>> All = new()
    {
        ["end tags left out"] = static html => LooseEnds().Replace(html, ""),
        ["wrong nesting"] = static html => Paragraph().Replace(html, "<b><p><i>$1</b></i></p>"),
        ["advertisements between paragraphs"] = static html => html.Replace("</p>", "</p><div class=\"adsbygoogle ad-slot\"><script>push({});</script><span>Advertisement</span></div>", StringComparison.Ordinal),
        ["no names and no semantics"] = static html => Names().Replace(Semantic().Replace(html, "$1div"), ""),
        ["no white space"] = static html => White().Replace(html, "><"),
    };

    [GeneratedRegex("</(p|li|td|th|tr)>")]
    private static partial Regex LooseEnds();

    [GeneratedRegex("<p>([^<]+)</p>")]
    private static partial Regex Paragraph();

    [GeneratedRegex("(</?)(article|main|section|header|footer|aside|nav|figure)(?=[ >])")]
    private static partial Regex Semantic();

    [GeneratedRegex(" (class|id|itemprop)=\"[^\"]*\"")]
    private static partial Regex Names();

    [GeneratedRegex(">\\s+<")]
    private static partial Regex White();
}
