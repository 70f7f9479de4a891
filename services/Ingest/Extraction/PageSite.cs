using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>What a page's site is called.</summary>
internal sealed class PageSite
{
    private readonly FrozenSet<string> keys;

    public PageSite(PageScan scan, JsonLinkedData linked, Uri? url)
    {
        string? Meta(string name) => scan.Metas.TryGetValue(name, out var values) ? values[0] : null;
        var publisher = linked.Names("publisher") is [var first, ..] ? first : null;
        Name = Known("meta og:site_name", Meta("og:site_name")) ?? Known("JSON-LD publisher", publisher)
            ?? Known("JSON-LD WebSite", linked.PublisherNames is [var site, ..] ? site : null) ?? Known("meta application-name", Meta("application-name"))
            ?? Known("meta apple-mobile-web-app-title", Meta("apple-mobile-web-app-title")) ?? Known("meta dc.publisher", Meta("dc.publisher") ?? Meta("dcterms.publisher"));
        string[] declared = [.. new[]
        {
            Meta("og:site_name"), publisher, Meta("application-name"), Meta("apple-mobile-web-app-title"), Meta("dc.publisher"), Meta("twitter:site")?.TrimStart('@'), Meta("copyright"), Host(url),
        }.Concat(linked.PublisherNames).OfType<string>().Where(name => name.Length is > 1 and <= 80).Distinct()];
        // A link to another site's front page may say what the article is called.
        var title = TextShape.Key(Meta("og:title") ?? scan.Title ?? "");
        Names = [.. declared, .. scan.HomeNames.Where(name => TextShape.Key(name) != title)];
        // The front page of somebody's own site may be called after somebody.
        keys = declared.Concat(LastOf(scan.Title)).Concat(declared.Where(Headline.IsDomain).SelectMany(host => host.Split('.').Where(label => label.Length > 3))).Select(TextShape.Key).Where(key => key.Length > 1).ToFrozenSet(StringComparer.Ordinal);
    }

    public (string, string)? Name { get; }

    /// <summary>All that it may be called, its host among them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a name, as <see cref="TextShape.Key"/> has it, is the site's.</summary>
    public bool IsName(string key) =>
        keys.Contains(key) || (key.Length > 6 && keys.Any(one => one.Length > 5 && (key.StartsWith(one, StringComparison.Ordinal) || (one.StartsWith(key, StringComparison.Ordinal) && one.Length <= key.Length + 4))));

    /// <summary>"A headline : Home : News : Hankyo": behind its sections, in one word.</summary>
    private static IEnumerable<string> LastOf(string? title)
    {
        foreach (var mark in (ReadOnlySpan<string>)[" : ", " | ", " - ", " :: ", " > ", " < "])
        {
            if (title?.Split(mark) is { Length: > 2 } parts && !parts[^1].Contains(' ', StringComparison.Ordinal))
                return [parts[^1]];
        }

        return [];
    }

    private static (string, string)? Known(string place, string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > 100 || name.Contains("://", StringComparison.Ordinal) ? null : (name, place);

    private static string? Host(Uri? url) =>
        url?.Host is { Length: > 0 } host ? host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host : null;
}
