using System.Net;
using System.Text.RegularExpressions;
using Newsroom.Ingest.Identity;

namespace Newsroom.Ingest.Extraction;

/// <summary>Where an article goes on that is on several pages, by what its page links to. Linear in the page.</summary>
internal static partial class PageParts
{
    private const int MaxLinks = 5_000;
    private const int LongestAddress = 2_048;

    /// <summary>The page that has all of it, or else the next one; null if the page leads to neither.</summary>
    /// <param name="html">Of the page.</param>
    /// <param name="url">Of the page.</param>
    /// <param name="first">Of the article's first page.</param>
    /// <param name="number">Which page of the article it is, from 1.</param>
    /// <param name="withWhole">Whether one that has all of it is wanted.</param>
    public static Uri? Next(string html, Uri url, Uri first, int number, bool withWhole)
    {
        var own = PartAddress.Of(first);
        // A feed leads to first pages: a number there is that of the article.
        if (own.Number != 1)
            return null;
        Uri? next = null;
        Uri? called = null;
        foreach (var (address, isNext) in Links(html))
        {
            if (!Uri.TryCreate(url, address, out var link) || link.Scheme is not ("http" or "https") || !link.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase) || IsOfReaders(link) || IsSame(link, url) || IsSame(link, first))
                continue;
            var part = PartAddress.Of(link);
            if (withWhole && number == 1 && part.Number == PartAddress.Whole && part.Article == own.Article)
                return Without(link);
            if (part.Article == own.Article && part.Number == number + 1)
                next ??= Without(link);
            // Whatever the parameter is called, and whether it counts from 0: the address of the first page and one parameter more.
            if (isNext && CanonicalUrl.Of(link.AbsoluteUri) != CanonicalUrl.Of(first.AbsoluteUri) && (part.Article == own.Article ? part.Number != PartAddress.Whole : HasOneMore(link, first)))
                called ??= Without(link);
        }

        return called ?? next;
    }

    private static bool HasOneMore(Uri link, Uri first)
    {
        var own = Parameters(first);
        var more = Parameters(link);
        return link.AbsolutePath == first.AbsolutePath && first.AbsolutePath.Length > 1 && more.Length == own.Length + 1 && Array.TrueForAll(own, more.Contains);
    }

    private static string[] Parameters(Uri url) => url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsSame(Uri one, Uri other) => one.AbsolutePath == other.AbsolutePath && one.Query == other.Query;

    /// <summary>Leads to what readers wrote, below the same article.</summary>
    private static bool IsOfReaders(Uri link) => link.Fragment.Contains("comment", StringComparison.OrdinalIgnoreCase) || link.Fragment.Contains("komentar", StringComparison.OrdinalIgnoreCase);

    private static Uri Without(Uri link) => link.Fragment.Length == 0 ? link : new Uri(link.GetLeftPart(UriPartial.Query));

    private static IEnumerable<(string Address, bool IsNext)> Links(string html)
    {
        var left = MaxLinks;
        for (var match = Tag().Match(html); match.Success && left-- > 0; match = match.NextMatch())
        {
            if (Address().Match(match.Value) is not { Success: true } found)
                continue;
            var address = WebUtility.HtmlDecode(found.Groups["double"].Success ? found.Groups["double"].Value : found.Groups["single"].Success ? found.Groups["single"].Value : found.Groups["bare"].Value).Trim();
            if (address.Length is > 0 and <= LongestAddress && address[0] != '#')
                yield return (address, Relation().Match(match.Value) is { Success: true } relation && relation.Groups["names"].Value.Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase));
        }
    }

    [GeneratedRegex(@"<(?:a|link)\s[^<>]{1,4000}>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\shref\s*=\s*(?:""(?<double>[^""]*)""|'(?<single>[^']*)'|(?<bare>[^\s>""']+))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\srel\s*=\s*(?:""(?<names>[^""]*)""|'(?<names>[^']*)'|(?<names>[^\s>""']+))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Relation();
}
