namespace Newsroom.Ingest.Feeds;

/// <summary>The pictures among what an entry encloses.</summary>
internal static class FeedPictures
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];

    /// <summary>By its type, its medium or, where neither is given, the end of its address.</summary>
    public static bool IsPicture(FeedEnclosure one) => one.Type is { } type ? type.StartsWith("image/", StringComparison.Ordinal)
        : one.Medium is { } medium ? medium == "image"
        : IsNamedSo(Path(one.Url));

    /// <summary>Each once in its best form, the one to show first: those of a group are one picture, and so are those whose addresses differ in the query alone.</summary>
    public static IEnumerable<FeedEnclosure> Of(IEnumerable<FeedEnclosure> enclosures) =>
        enclosures.Where(IsPicture).GroupBy(one => one.Group is { } group ? $"{group}" : Path(one.Url) is var path && IsNamedSo(path) ? path : one.Url)
            .Select(forms => forms.OrderByDescending(form => form.IsDefault).ThenByDescending(form => form.Width ?? 0).First())
            .OrderByDescending(one => one.IsDefault);

    private static bool IsNamedSo(string path) => Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string Path(string url) => url.IndexOfAny(['?', '#']) is >= 0 and var end ? url[..end] : url;
}
