using System.Globalization;
using System.Text.RegularExpressions;
using Newsroom.Ingest.Identity;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// The address of a page of an article that is on several: that of the first, with a number or a word for all of them put to it in one of the ways that
/// sites have: <c>?page=2</c>, <c>/2</c>, <c>/seite-2</c>, <c>_2.html</c>, <c>?page=all</c>.
/// </summary>
/// <param name="Article">What the addresses of all its pages have in common.</param>
/// <param name="Number">Which of them: 1, 2, …; <see cref="Whole"/> for one that has all of it.</param>
internal readonly partial record struct PartAddress(string Article, int Number)
{
    public const int Whole = 0;

    private const int Highest = 99;

    private static readonly HashSet<string> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        "page", "pg", "pageno", "page_no", "pagenum", "page_num", "pagenumber", "p", "pagina", "pag", "seite", "halaman", "hal", "sayfa", "strana", "strona", "sida", "side", "sivu", "trang", "oldal", "stranica",
    };

    private static readonly HashSet<string> Switches = new(StringComparer.OrdinalIgnoreCase) { "single", "singlepage", "single_page", "onepage", "fullpage", "showall", "viewall", "view-all", "view_all" };

    private static readonly HashSet<string> All = new(StringComparer.OrdinalIgnoreCase) { "all", "full", "semua", "alles", "alle", "gesamt", "tout", "todo", "tudo", "tutto", "single" };

    public static PartAddress Of(Uri url)
    {
        var query = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).ToList();
        for (var i = 0; i < query.Count; i++)
        {
            var (name, value) = query[i].IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (query[i][..at], query[i][(at + 1)..]) : (query[i], "");
            var number = Numbers.Contains(name) ? NumberOf(value) ?? (All.Contains(value) ? Whole : null) : Switches.Contains(name) && value is "" or "1" or "true" or "yes" ? Whole : (int?)null;
            // "?p=123" is the number of a post where nothing else says which.
            if (number is null || (name.Length == 1 && !Slug().IsMatch(url.AbsolutePath)))
                continue;
            query.RemoveAt(i);
            return new PartAddress(Common(url, url.AbsolutePath, query), number.Value);
        }

        var path = url.AbsolutePath;
        if (WholePath().Match(path) is { Success: true } whole)
            return new PartAddress(Common(url, whole.Groups["article"].Value, query), Whole);
        foreach (var way in (ReadOnlySpan<Regex>)[WordPath(), PlainPath(), UnderscorePath()])
        {
            if (way.Match(path) is { Success: true } match && NumberOf(match.Groups["number"].Value) is { } number)
                return new PartAddress(Common(url, match.Groups["article"].Value + match.Groups["ending"].Value, query), number);
        }

        return new PartAddress(Common(url, path, query), 1);
    }

    private static int? NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Highest ? number : null;

    private static string Common(Uri url, string path, List<string> query)
    {
        var address = $"{url.GetLeftPart(UriPartial.Authority)}{path}{(query.Count == 0 ? "" : "?" + string.Join('&', query))}";
        return CanonicalUrl.Of(address) is { } canonical ? CanonicalUrl.Key(canonical) : address;
    }

    /// <summary>Names its article by several words.</summary>
    [GeneratedRegex(@"\p{L}[^/]*[-_][^/]*\p{L}", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Slug();

    [GeneratedRegex(@"^(?<article>.*/[^/]{6,})/(?:komplettansicht|singlepage|onepage|viewall|view-all|all|full|gesamt)/?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex WholePath();

    /// <summary>"/slug/page/2", "/slug/seite-2", "/slug,page=2.html"</summary>
    [GeneratedRegex(@"^(?<article>.*/[^/]{6,}?)[/,_.-](?:page|pagina|seite|halaman|hal|sayfa|strana|strona|sida|side|sivu|p)[-_/=]?(?<number>\d{1,2})(?<ending>\.[a-z]{3,5})?/?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex WordPath();

    /// <summary>"/slug/2"</summary>
    [GeneratedRegex(@"^(?<article>.*/[^/]*\p{L}[^/]{6,})/(?<number>\d{1,2})/?$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex PlainPath();

    /// <summary>"content_1234_2.htm"</summary>
    [GeneratedRegex(@"^(?<article>.*/[^/]{6,})_(?<number>\d{1,2})(?<ending>\.[a-z]{3,5})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex UnderscorePath();
}
