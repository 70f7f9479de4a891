using System.Net;
using System.Text;
using System.Xml.Linq;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Agencies;

/// <summary>The body of NITF: as HTML, which is sanitised like everyone's, and its pictures and links.</summary>
internal sealed record NitfContent(string? Html, IReadOnlyList<Media> Media, IReadOnlyList<Link> Links);

internal static class NitfBody
{
    private const int Most = 100;
    private const int MostColumns = 50;
    private const int MostPadded = 1_000_000;

    public static NitfContent Of(XElement root)
    {
        var body = root.One("body") ?? (root.Is("body") ? root : null);
        var content = body.One("body.content");
        var html = new StringBuilder();
        foreach (var note in body.All("body.head/note").Where(note => note.Get("type") == "pa"))
            Write(note, html);
        if (content is not null)
            WriteChildren(content, html);
        if (content is null || string.IsNullOrWhiteSpace(content.Value))
            foreach (var summary in body.All("body.head/abstract"))
                WriteChildren(summary, html);
        foreach (var line in body.All("body.end/tagline"))
            html.Append("<p>").Append(Inside(line)).Append("</p>");

        var media = content is null ? [] : content.Descendants().Where(one => one.Is("media")).SelectMany(NitfMedia.Of).DistinctBy(one => one.Url).Take(Most).ToList();
        var links = (content is null ? [] : content.Descendants().Where(one => one.Is("a")).Select(one => AgencyDraft.Link(one.Get("href"), one.Value)).Concat(content.Descendants().Where(one => one.Is("media")).Select(NitfMedia.Link)))
            .OfType<Link>().DistinctBy(link => link.Url).Take(Most).ToList();
        return new NitfContent(html.Length == 0 ? null : html.ToString(), media, links);
    }

    private static void WriteChildren(XElement element, StringBuilder html)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText text)
                html.Append(WebUtility.HtmlEncode(text.Value));
            else if (node is XElement child)
                Write(child, html);
        }
    }

    /// <summary>The elements of NITF as those of HTML that mean the same; the rest are their content.</summary>
    private static void Write(XElement element, StringBuilder html)
    {
        switch (element.Name.LocalName)
        {
            case "p" or "ul" or "ol" or "li" or "table" or "caption" or "thead" or "tbody" or "tfoot" or "tr" or "pre" or "dl" or "blockquote" or "em" or "strong" or "sub" or "sup" or "b" or "i" or "u" or "q":
                Tag(element.Name.LocalName, element, html);
                break;
            case "td" or "th":
                Cell(element, html);
                break;
            case "frac":
                Fraction(element, html);
                break;
            case "custom-table":
                Custom(element, html);
                break;
            case "hl1" or "hl2":
                Tag("h2", element, html);
                break;
            case "hl3":
                Tag("h3", element, html);
                break;
            case "hl4" or "dt":
                Tag("h4", element, html);
                break;
            case "dd":
                Tag("p", element, html);
                break;
            case "bq":
                Quote(element, html);
                break;
            case "fn" or "note":
                Note(element, html);
                break;
            case "a":
                html.Append("<a href=\"").Append(WebUtility.HtmlEncode(element.Get("href") ?? "")).Append("\">").Append(Inside(element)).Append("</a>");
                break;
            case "br" or "hr":
                html.Append("<br>");
                break;
            case "media":
                NitfMedia.Write(element, html);
                break;
            case "nitf-table-metadata":
                break;
            case "block" or "nitf-col" or "col" or "colgroup" or "num" or "abstract":
                html.Append(element.Is("block") ? "<div>" : "");
                WriteChildren(element, html);
                html.Append(element.Is("block") ? "</div>" : "");
                break;
            // The place and the people stand in the body's first paragraph too; who distributes is no text.
            case "byline" or "dateline" or "distributor" or "copyrite" or "custom.info" or "datasource":
                break;
            default:
                WriteChildren(element, html);
                break;
        }
    }

    private static void Tag(string tag, XElement element, StringBuilder html)
    {
        html.Append('<').Append(tag).Append('>');
        WriteChildren(element, html);
        html.Append("</").Append(tag).Append('>');
    }

    private static string Inside(XElement element)
    {
        var html = new StringBuilder();
        WriteChildren(element, html);
        return html.ToString();
    }

    /// <summary><c>credit</c> says whose words they are, and <c>quote-source</c> in some.</summary>
    private static void Quote(XElement element, StringBuilder html)
    {
        html.Append("<blockquote>");
        foreach (var node in element.Nodes())
        {
            if (node is XText text)
                html.Append(WebUtility.HtmlEncode(text.Value));
            else if (node is XElement child && !child.Is("credit"))
                Write(child, html);
        }

        if ((element.TextAt("credit") ?? element.Get("quote-source")) is { } credit)
            html.Append("<cite>").Append(WebUtility.HtmlEncode(credit)).Append("</cite>");
        html.Append("</blockquote>");
    }

    /// <summary>A note for editors is in the edNote, and nothing for readers.</summary>
    private static void Note(XElement element, StringBuilder html)
    {
        if (element.Is("fn") || element.Get("type") == "pa" || (element.Get("type") is null && element.Get("noteclass") is null && element.Parent?.Is("body.head") != true))
        {
            html.Append("<div>");
            WriteChildren(element, html);
            html.Append("</div>");
        }
    }

    /// <summary>Over as many columns as it says, as long as that makes nothing huge.</summary>
    private static void Cell(XElement cell, StringBuilder html)
    {
        Tag(cell.Name.LocalName, cell, html);
        for (var i = html.Length > MostPadded ? 1 : Math.Min(cell.Number("colspan") ?? 1, MostColumns); i > 1; i--)
            html.Append('<').Append(cell.Name.LocalName).Append("></").Append(cell.Name.LocalName).Append('>');
    }

    /// <summary>"5 3/4": the stroke may be left out (NITF, frac-sep).</summary>
    private static void Fraction(XElement frac, StringBuilder html)
    {
        if (frac.One("frac-num") is not { } numerator || frac.One("frac-den") is not { } denominator)
        {
            WriteChildren(frac, html);
            return;
        }

        if (html.Length > 0 && char.IsAsciiDigit(html[^1]))
            html.Append(' ');
        html.Append(Inside(numerator)).Append(WebUtility.HtmlEncode(frac.TextAt("frac-sep") ?? "/")).Append(Inside(denominator));
    }

    /// <summary>A table in XML of the agency's own: what each of its parts says, on a line.</summary>
    private static void Custom(XElement table, StringBuilder html)
    {
        foreach (var part in table.Elements())
            html.Append("<p>").Append(WebUtility.HtmlEncode(string.Join(' ', part.DescendantNodesAndSelf().OfType<XText>().Select(text => text.Value.Trim())))).Append("</p>");
    }
}
