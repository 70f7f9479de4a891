namespace Newsroom.Ingest.Extraction;

/// <summary>Whether an article is for those who pay.</summary>
internal static class PagePaywall
{
    /// <summary>Null where the page does not say.</summary>
    public static (bool Value, string Place)? Of(PageScan scan, JsonLinkedData linked)
    {
        if (linked.IsFree is { } isFree)
            return (!isFree, "JSON-LD isAccessibleForFree");
        foreach (var name in (ReadOnlySpan<string>)["article:content_tier", "og:article:content_tier", "content_tier", "isAccessibleForFree", "access", "cXenseParse:recs:paywall", "paywall"])
        {
            if (scan.Metas.TryGetValue(name, out var values) && Tier(name, values[0]) is { } tier)
                return (tier, $"meta {name}");
        }

        // An empty element waits on free pages as well.
        return scan.Marks.Exists(mark => (mark.Kind & PageMarks.Paywall) != 0 && !mark.Element.HasAttribute("hidden") && mark.Element.TextContent.AsSpan().Trim().Length is > 20 and < 2_000)
            ? (true, "class name of a paywall")
            : null;
    }

    private static bool? Tier(string name, string value)
    {
        var isFreeWhenTrue = name == "isAccessibleForFree";
        return value.Trim().ToUpperInvariant() switch
        {
            "LOCKED" or "METERED" or "PAID" or "PREMIUM" or "SUBSCRIPTION" or "SUBSCRIBER" or "SUBSCRIBERS" => true,
            "FREE" or "OPEN" or "PUBLIC" => false,
            "TRUE" or "YES" or "1" => !isFreeWhenTrue,
            "FALSE" or "NO" or "0" => isFreeWhenTrue,
            _ => null,
        };
    }
}
