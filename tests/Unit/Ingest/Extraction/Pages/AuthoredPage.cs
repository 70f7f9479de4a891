using System.Text;

namespace Newsroom.Tests.Unit.Ingest.Extraction.Pages;

/// <summary>A page under construction: its markup, and beside it the text that its article has.</summary>
internal sealed class AuthoredPage(AuthoredText text)
{
    private readonly StringBuilder html = new();
    private readonly List<string> expected = [];

    public AuthoredText Text { get; } = text;

    /// <summary>What the article says, as <c>PlainText</c> writes it.</summary>
    public string Expected => string.Join("\n\n", expected);

    public string Html => html.ToString();

    public AuthoredPage Add(string markup)
    {
        html.Append(markup).Append('\n');
        return this;
    }

    public AuthoredPage Head(string more = "") => Add(
        $"<!DOCTYPE html><html lang=\"{Text.Language}\"><head><meta charset=\"utf-8\"><title>{Text.Title} - Saltmere Post</title>"
        + $"<meta property=\"og:site_name\" content=\"Saltmere Post\"><meta property=\"og:title\" content=\"{Text.Title}\"><meta property=\"og:type\" content=\"article\">{more}"
        + "<style>.ad{float:left}</style><script>window.state = {\"html\": \"<p>Not of the page.</p>\"};</script></head>");

    /// <summary>Paragraphs of the story, each in such an element.</summary>
    public AuthoredPage Paragraphs(int from, int to, string start = "<p>", string end = "</p>")
    {
        for (var i = from; i < to; i++)
            Says(Text.Paragraphs[i], start, end);
        return this;
    }

    /// <summary>Markup around a text that belongs to the article.</summary>
    public AuthoredPage Says(string said, string start = "<p>", string end = "</p>")
    {
        expected.Add(said);
        return Add(start + said + end);
    }

    public AuthoredPage Heading(int number, string start = "<h2>", string end = "</h2>") => Says(Text["headings"][number], start, end);

    public AuthoredPage List(string tag = "ul")
    {
        expected.Add(string.Join('\n', Text["items"]));
        return Add($"<{tag}>{string.Concat(Text["items"].Select(item => $"<li>{item}</li>"))}</{tag}>");
    }

    public AuthoredPage Table()
    {
        expected.Add(string.Join('\n', Text["rows"]));
        var rows = Text["rows"].Select((row, at) => $"<tr>{string.Concat(row.Split('\t').Select(cell => at == 0 ? $"<th>{cell}</th>" : $"<td>{cell}</td>"))}</tr>");
        return Add($"<table class=\"results\"><tbody>{string.Concat(rows)}</tbody></table>");
    }

    // What stands around an article.
    public AuthoredPage Menu() => Add(
        "<header class=\"site-header\"><a href=\"/\">Saltmere Post</a><nav><ul>" + string.Concat(Enumerable.Range(1, 9).Select(n => $"<li><a href=\"/s{n}\">{Text["teasers"][n % 4]}</a></li>")) + "</ul></nav></header>");

    public AuthoredPage Share() => Add($"<div class=\"share-buttons\"><span>{Text["share"][0]}</span><a href=\"https://f.example/\">Facebook</a><a href=\"https://w.example/\">WhatsApp</a></div>");

    public AuthoredPage ReadMore() => Add($"<p><strong><a href=\"/storm\">{Text["readmore"][0]}</a></strong></p>");

    public AuthoredPage Newsletter() => Add($"<div class=\"newsletter-box\"><h3>Newsletter</h3><p>{Text["newsletter"][0]}</p><form><input type=\"email\"><button>OK</button></form></div>");

    public AuthoredPage Picture() => Add($"<figure><img src=\"/mill.jpg\" width=\"800\" height=\"500\" alt=\"\"><figcaption>{Text["caption"][0]}</figcaption></figure>");

    public AuthoredPage AuthorBox() => Add($"<div class=\"author-box\"><img src=\"/a.jpg\" width=\"60\" height=\"60\"><p>{Text["authorbox"][0]}</p><a href=\"/authors/1\">{Text["byline"][0]}</a></div>");

    public AuthoredPage Related() => Add(
        $"<section class=\"related-articles\"><h3>{Text["related"][0]}</h3>" + string.Concat(Text["teasers"].Select((teaser, at) =>
            $"<div class=\"card\"><a href=\"/r{at}\"><img src=\"/r{at}.jpg\"></a><h4><a href=\"/r{at}\">{teaser}</a></h4><p>{teaser}.</p></div>")) + "</section>");

    public AuthoredPage Comments() => Add($"<section id=\"comments\"><ol class=\"comment-list\"><li class=\"comment\"><p>{Text["comment"][0]}</p></li><li class=\"comment\"><p>{Text["comment"][0]}</p></li></ol></section>");

    public AuthoredPage Foot() => Add(
        $"<aside class=\"sidebar\"><h3>{Text["related"][0]}</h3><ul>{string.Concat(Text["teasers"].Select((teaser, at) => $"<li><a href=\"/x{at}\">{teaser}</a></li>"))}</ul></aside>"
        + $"<footer class=\"site-footer\"><p>© 2025 Saltmere Post. All rights reserved.</p><ul><li><a href=\"/about\">About</a></li><li><a href=\"/terms\">Terms</a></li></ul></footer>"
        + $"<div class=\"cookie-banner\"><p>{Text["cookies"][0]}</p><button>OK</button></div><script>track();</script></body></html>");
}
