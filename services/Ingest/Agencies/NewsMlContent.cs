using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Agencies;

/// <summary>The text of a newsItem: NITF or XHTML inside it, or text as it stands; of several that say the same the one with markup.</summary>
internal sealed record NewsMlContent(SubmittedBody? Body, IReadOnlyList<Media> Media, IReadOnlyList<Link> Links, NitfHead? Nitf)
{
    public static NewsMlContent Of(NewsMlItem item)
    {
        var set = item.Item.One("contentSet");
        var remote = NewsMlPictures.Remote(item, set).ToList();
        foreach (var inline in set.All("inlineXML"))
        {
            if (inline.Elements().FirstOrDefault(one => one.Is("nitf")) is { } nitf)
            {
                var content = NitfBody.Of(nitf);
                return new NewsMlContent(content.Html is null ? null : new SubmittedBody { Html = content.Html }, [.. content.Media, .. remote], content.Links, new NitfHead(nitf));
            }

            // A drawing that stands beside the text.
            if (inline.Get("contenttype")?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true)
                continue;
            if (inline.HasElements)
                return new NewsMlContent(new SubmittedBody { Html = Markup(inline) }, remote, [], null);
        }

        return new NewsMlContent(Data(set), remote, [], null);
    }

    private static SubmittedBody? Data(XElement? set)
    {
        var given = set.All("inlineData").Concat(set.All("inlineXML")).Select(one => (Type: one.Get("contenttype") ?? "text/plain", Text: Text(one))).Where(one => !string.IsNullOrWhiteSpace(one.Text)).ToList();
        var html = given.Find(one => one.Type.Contains("html", StringComparison.OrdinalIgnoreCase)).Text;
        if (html is not null)
            return new SubmittedBody { Html = html };
        var plain = given.Find(one => one.Type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)).Text;
        return plain is null ? null : Plain(plain);
    }

    /// <summary>What is called plain and is HTML all the same.</summary>
    public static SubmittedBody Plain(string text) => FeedMarkup.LooksLikeHtml(text) ? new SubmittedBody { Html = text } : new SubmittedBody { Text = text };

    /// <summary>As it stands, or of base64.</summary>
    private static string? Text(XElement inline)
    {
        if (inline.Get("encoding")?.Contains("base64", StringComparison.OrdinalIgnoreCase) != true)
            return inline.Value;
        var bytes = new byte[inline.Value.Length];
        return Convert.TryFromBase64String(inline.Value, bytes, out var length)
            ? FeedEncoding.Decode(bytes.AsSpan(0, length), new FeedOrigin("application/octet-stream", MediaTypeHeaderValue.TryParse(inline.Get("contenttype"), out var type) ? type.CharSet : null)).Text
            : null;
    }

    /// <summary>XHTML as HTML: names without their prefixes, empty elements closed in a way that HTML reads.</summary>
    public static string Markup(XElement element)
    {
        var html = new StringBuilder();
        foreach (var node in element.Nodes())
            Write(node, html);
        return html.ToString();
    }

    private static void Write(XNode node, StringBuilder html)
    {
        if (node is XText text)
        {
            html.Append(System.Net.WebUtility.HtmlEncode(text.Value));
        }
        else if (node is XElement element && element.Name.LocalName is not ("script" or "style" or "head" or "title" or "template") && !IsForEditors(element))
        {
            var name = element.Name.LocalName;
            html.Append('<').Append(name);
            foreach (var attribute in element.Attributes().Where(one => one.Name.NamespaceName.Length == 0))
                html.Append(' ').Append(attribute.Name.LocalName).Append("=\"").Append(System.Net.WebUtility.HtmlEncode(attribute.Value)).Append('"');
            html.Append('>');
            if (name is "br" or "img" or "hr" or "col" or "wbr" or "source" or "input" or "meta" or "link")
                return;
            foreach (var child in element.Nodes())
                Write(child, html);
            html.Append("</").Append(name).Append('>');
        }
    }

    /// <summary>dpa marks in its notepad what is not for publication: telephone numbers, contacts.</summary>
    private static bool IsForEditors(XElement element) => element.Get("class")?.Contains("nonpublic", StringComparison.OrdinalIgnoreCase) == true;
}
