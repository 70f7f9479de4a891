using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Newsroom.Tests.Unit.Ingest.Extraction.Pages;

/// <summary>
/// A page of our own making in the shape of one of the wild, as the samples <c>*.marked.txt</c> have it: fields on lines, three dashes, the
/// page, in whose markup the article's text stands between ⟦ and ⟧.
/// </summary>
/// <param name="Fields"><c>name</c>, <c>f1</c> (the least score), and as they are expected <c>url</c>, <c>title</c>, <c>date</c>, <c>byline</c> ("-" for none), <c>text</c> (where it is in no markup).</param>
/// <param name="Html">Without the marks.</param>
/// <param name="Expected">What stands between them, without markup.</param>
internal sealed partial record MarkedPage(IReadOnlyDictionary<string, string> Fields, string Html, string Expected)
{
    public string Name => Fields["name"];

    public double LeastScore => double.Parse(Fields["f1"], CultureInfo.InvariantCulture);

    public Uri? Url => Fields.TryGetValue("url", out var url) ? new Uri(url) : null;

    /// <summary>All pages of a sample; "=====" parts them.</summary>
    public static IEnumerable<MarkedPage> In(string sample) =>
        Sample.Read(sample).ReplaceLineEndings("\n").Split("\n=====\n", StringSplitOptions.RemoveEmptyEntries).Select(Of);

    private static MarkedPage Of(string page)
    {
        var cut = page.IndexOf("\n---\n", StringComparison.Ordinal);
        var fields = page[..cut].Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')
            .Select(line => line.Split(": ", 2)).ToDictionary(field => field[0], field => field[1]);
        var html = page[(cut + 5)..];
        var marked = fields.TryGetValue("text", out var text) ? text : string.Join('\n', Marks().Matches(html).Select(mark => Said(mark.Groups["said"].Value)));
        return new MarkedPage(fields, html.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal), marked);
    }

    private static string Said(string markup) => WebUtility.HtmlDecode(Tags().Replace(Blocks().Replace(markup, "\n"), ""));

    [GeneratedRegex("⟦(?<said>.*?)⟧", RegexOptions.Singleline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"</?(p|div|br|li|td|tr|h\d|hr)\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Blocks();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();
}
