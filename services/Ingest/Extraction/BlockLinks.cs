using System.Net;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>The links of blocks that were written here, and so are written in one way (<see cref="HtmlElements.InlineTag"/>).</summary>
internal static class BlockLinks
{
    private const string Start = "<a href=\"";
    private const string End = "</a>";

    /// <summary>Those of the text that was kept, each address once: links to other articles around it went with their lines.</summary>
    public static IReadOnlyList<Link> Of(IReadOnlyList<Block> blocks, int most)
    {
        var links = new List<Link>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var html in blocks.Select(block => block.Html).OfType<string>())
        {
            for (var at = html.IndexOf(Start, StringComparison.Ordinal); at >= 0 && links.Count < most; at = html.IndexOf(Start, at + 1, StringComparison.Ordinal))
            {
                var address = at + Start.Length;
                var quote = html.IndexOf('"', address);
                var text = quote < 0 ? -1 : html.IndexOf('>', quote) + 1;
                var end = text <= 0 ? -1 : html.IndexOf(End, text, StringComparison.Ordinal);
                if (end < 0)
                    break;
                var url = WebUtility.HtmlDecode(html[address..quote]);
                if (WebAddress.Absolute(url, null) is { } absolute && seen.Add(absolute) && TextShape.Line(WithoutTags(html[text..end])) is { } words)
                    links.Add(new Link { Url = absolute, Text = words });
            }
        }

        return links;
    }

    private static string WithoutTags(string html) =>
        html.Contains('<', StringComparison.Ordinal) ? Hosting.Html.HtmlBounds.WithoutTags(html) : WebUtility.HtmlDecode(html);
}
