using System.Net;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Extraction;

/// <summary>Where an article goes on that is on several pages, by what its page links to. Linear in the page.</summary>
internal static partial class PageParts
{
    private const int MaxLinks = 5_000;
    private const int LongestAddress = 2_048;

    /// <summary>The page that has all of it, or else the next one; null if the page leads to neither.</summary>
    /// <param name="html">Of the page.</param>
    /// <param name="url">Of the page.</param>
    /// <param name="number">Which page of the article it is, from 1.</param>
    public static Uri? Next(string html, Uri url, int number)
    {
        var own = PartAddress.Of(url);
        if (own.Number == PartAddress.Whole)
            return null;
        Uri? next = null;
        foreach (var (address, isNext) in Links(html))
        {
            if (!Uri.TryCreate(url, address, out var link) || link.Scheme is not ("http" or "https") || !link.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase))
                continue;
            var part = PartAddress.Of(link);
            if (number == 1 && part.Number == PartAddress.Whole && part.Article == own.Article)
                return Without(link);
            if (part.Article == own.Article && part.Number == number + 1)
                next ??= Without(link);
            // Whatever the parameter is called: a site whose next article it were would have it in the path.
            else if (isNext && link.AbsolutePath == url.AbsolutePath && link.Query.Length > 1 && link.Query != url.Query)
                next ??= Without(link);
        }

        return next;
    }

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
                yield return (address, RelNext().IsMatch(match.Value));
        }
    }

    [GeneratedRegex(@"<(?:a|link)\s[^<>]{1,4000}>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\shref\s*=\s*(?:""(?<double>[^""]*)""|'(?<single>[^']*)'|(?<bare>[^\s>""']+))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\srel\s*=\s*[""']?(?:[^""'>]*\s)?next(?![\w-])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex RelNext();
}
