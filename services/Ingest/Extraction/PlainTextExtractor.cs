using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Reads a news page that somebody saved as plain text: the site's name, a menu, the headline, the text, links to other articles.
/// </summary>
internal static class PlainTextExtractor
{
    private const string Method = "text/1";

    // The headline is near the top, or the text is no article.
    private const int LinesToSearch = 40;

    /// <returns>Null if there is no headline with a text below it.</returns>
    public static ExtractedArticle? Extract(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cut = text.Length > BodyBlocks.MaxLength ? text[..BodyBlocks.MaxLength] : text;
        var lines = cut.ReplaceLineEndings("\n").Split('\n').Select(line => TextShape.Line(line) ?? "").ToList();
        var top = new TopLines();
        var at = FindHeadline(lines, top);
        if (at < 0)
            return null;

        var above = lines.Take(at).Where(line => line.Length > 0).ToList();
        var (title, siteName, siteEvidence) = Title(lines[at], above);
        bool IsSiteName(string line) => siteName is not null && TextShape.Key(line) == TextShape.Key(siteName) || Headline.IsDomain(line);

        var rest = Boilerplate.Without(BelowHeadline(lines, at, title, top), IsSiteName);
        var blocks = BodyBlocks.FromText(string.Join('\n', rest));
        if (!blocks.Any(block => block.Type is not BlockType.Heading && TextShape.Length(PlainText.Of(block)) >= 20))
            return null;

        var evidence = new Dictionary<string, string>(top.Evidence) { ["title"] = $"line {at + 1}" };
        if (siteName is not null)
            evidence["siteName"] = siteEvidence;
        var dateline = TopLines.Dateline(blocks[0]);
        if (dateline is not null)
            evidence["dateline"] = "opening of the first paragraph";
        return new ExtractedArticle
        {
            Title = title,
            Byline = top.Byline,
            Dateline = dateline,
            PublishedAt = top.PublishedAt,
            SiteName = siteName,
            Blocks = blocks,
            Method = Method,
            Evidence = evidence,
        };
    }

    /// <summary>
    /// The first line that can be a headline. A label before it (a section, a kicker) is shorter than what follows; a paragraph
    /// before it means that there is none.
    /// </summary>
    private static int FindHeadline(List<string> lines, TopLines top)
    {
        var label = -1;
        var filled = 0;
        for (var i = 0; i < lines.Count && filled < LinesToSearch; i++)
        {
            var line = lines[i];
            if (line.Length == 0)
                continue;
            filled++;
            if (Headline.IsDomain(line) || Headline.IsKnownSite(line) || Boilerplate.IsLine(line) || Boilerplate.IsNavigation(line)
                || Boilerplate.IsLinkHeading(line) || top.Take(line, $"line {i + 1}") || IsNamedBelow(lines, i))
                continue;
            if (TextShape.IsParagraph(line) && !Headline.CanBe(line))
                return label;
            if (Headline.CanBe(line) && TextShape.Words(line) >= 3)
                return label >= 0 && IsHeadlineAbove(lines, label, i) ? label : i;
            if (TextShape.LooksLikeHeading(line) && TextShape.Length(line) >= 4)
                label = label < 0 ? i : label;
        }

        return label;
    }

    /// <summary>The name of the site stands at the top, and again after the headline below: "Gazette", "Rain | Gazette".</summary>
    private static bool IsNamedBelow(List<string> lines, int at) =>
        TextShape.Words(lines[at]) <= 5
        && lines.Skip(at + 1).Where(line => line.Length > lines[at].Length).Take(LinesToSearch / 2).Any(line =>
            Headline.WithoutSite(line, lines[at]).SiteName is { } site && TextShape.Key(site) == TextShape.Key(lines[at]));

    /// <summary>A short line is the headline after all if the longer one below it reads as text.</summary>
    private static bool IsHeadlineAbove(List<string> lines, int label, int next) =>
        TextShape.Words(lines[label]) >= 2 && TextShape.EndsSentence(lines[next]) && !TextShape.EndsSentence(lines[label]);

    private static (string Title, string? SiteName, string Evidence) Title(string line, List<string> above)
    {
        var domain = above.Find(Headline.IsDomain);
        var (title, named) = Headline.WithoutSite(line, above.Where(text => TextShape.Words(text) <= 5));
        if (domain is not null)
            return (title, domain, "domain above the headline");
        var known = above.Find(Headline.IsKnownSite);
        // "News" above a headline is a menu's word.
        if (known is not null && !Boilerplate.IsNavigation(known))
            return (title, known, "name above the headline");
        return (title, named, "after the headline");
    }

    /// <summary>The lines below the headline, without who and when, and without the headline said again.</summary>
    private static List<string> BelowHeadline(List<string> lines, int at, string title, TopLines top)
    {
        var below = new List<string>();
        var inText = false;
        var titleKey = TextShape.Key(title);
        for (var i = at + 1; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Length > 0 && !inText)
            {
                if (TextShape.Key(line) == titleKey || Boilerplate.IsNavigation(line) || top.Take(line, $"line {i + 1}"))
                    continue;
                inText = TextShape.IsParagraph(line);
            }

            below.Add(line);
        }

        return below;
    }
}
