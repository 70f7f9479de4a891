namespace Newsroom.Ingest.Extraction;

/// <summary>How a page's language and place write dates of numbers alone.</summary>
internal static class PageHabits
{
    private static readonly string[] DayFirstEnglish = ["uk", "ie", "au", "nz", "in", "za", "sg", "my", "pk", "bd", "lk", "ng", "ke", "gh", "hk", "mt", "ae", "eu", "de", "fr", "nl", "it", "es", "id", "th", "np", "tz", "ug", "zw", "zm", "bw"];

    /// <summary>True where 3/4/2024 is in March; null where nothing tells.</summary>
    public static bool? MonthFirst(string? language, string? host)
    {
        var top = host?[(host.LastIndexOf('.') + 1)..] ?? "";
        if (language is null)
            return top.Length == 2 && !top.Equals("us", StringComparison.OrdinalIgnoreCase) ? false : null;
        var parts = language.Split('-');
        if (parts[0] != "en")
            return false;
        if (Array.Exists(DayFirstEnglish, land => top.Equals(land, StringComparison.OrdinalIgnoreCase)))
            return false;
        // The United States, the Philippines; en alone, and en-US as many a template has it, decide for them only where the host does not gainsay.
        return parts.Length == 1 || parts[^1] is "US" or "PH" or "CA";
    }
}
