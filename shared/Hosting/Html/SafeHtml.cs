using System.Buffers;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace Newsroom.Hosting.Html;

/// <summary>
/// Makes HTML by strangers harmless. Only what <see cref="Inline"/> lists comes through; everything else is text or gone.
/// Thread-safe.
/// </summary>
public static class SafeHtml
{
    /// <summary>Longer input is cut here; a paragraph of a million characters is an attack or an accident.</summary>
    public const int MaxLength = 1_000_000;

    private const int MaxUrlLength = 4_096;

    // Of a paragraph. Beyond them it is read without its markup.
    private const int MaxTags = 4_000;
    private const int MaxOpen = 200;

    private static readonly HashSet<string> Inlines = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "em", "strong", "b", "i", "code", "sub", "sup", "mark", "q", "cite", "s", "u", "small", "abbr", "time", "br",
    };

    // Inline elements without a meaning of their own: their tags go without leaving a space behind.
    private static readonly HashSet<string> Seamless = new(StringComparer.OrdinalIgnoreCase)
    {
        "span", "font", "ins", "del", "dfn", "kbd", "samp", "var", "big", "tt", "strike", "bdi", "bdo", "label", "data", "wbr",
        "acronym", "nobr", "ruby", "rb", "rt", "rp",
    };

    // Their content is not meant to be read as text. Foreign content (svg, math) is the vehicle of mutation XSS and goes whole.
    private static readonly HashSet<string> Contentless = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "template", "noscript", "noembed", "noframes", "iframe", "frame", "frameset", "object", "embed", "applet",
        "svg", "math", "head", "title", "textarea", "select", "option", "datalist", "button", "xmp", "plaintext", "listing", "canvas",
        "video", "audio", "portal", "fencedframe",
    };

    // Of ASCII; tab and line ends are none.
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code).Except("\t\n\r")]);

    // Made when it is first needed: it reads half of CSS for that, and a page of which nothing is cleaned would wait for it.
    private static readonly Lazy<HtmlSanitizer> Sanitizer = new(Create);

    /// <summary>
    /// Inline markup only: <c>a[href]</c> (http, https, mailto; absolute; <c>rel="nofollow noopener"</c> added), <c>em strong code
    /// sub sup mark q cite s u small br</c>, <c>abbr[title]</c>, <c>time[datetime]</c>; <c>b</c> and <c>i</c> become <c>strong</c>
    /// and <c>em</c>. Other elements lose their tags; script, style, svg and their like lose their content as well. A link without
    /// a usable address becomes plain text.
    /// </summary>
    /// <param name="html">A fragment, in whatever state.</param>
    /// <param name="baseUrl">What relative links are relative to; without it they become text.</param>
    /// <returns>The fragment, trimmed; null where nothing is left.</returns>
    public static string? Inline(string html, Uri? baseUrl)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (string.IsNullOrWhiteSpace(html))
            return null;

        var input = WithoutControls(html.Length > MaxLength ? html[..MaxLength] : html);
        var output = !HtmlBounds.Holds(input, MaxTags, MaxOpen)
            ? WebUtility.HtmlEncode(HtmlBounds.WithoutTags(input))
            : Sanitizer.Value.Sanitize(input, baseUrl?.AbsoluteUri ?? string.Empty);
        // Once more: character references bring control characters back (&#1;). Markup cannot arise from this, because every
        // angle bracket of the text is a reference by now.
        var clean = WithoutControls(output).Trim();
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>
    /// The text without characters that nobody sees and programs stumble over: controls other than tab and line ends, byte order
    /// marks, noncharacters; halves of surrogate pairs become U+FFFD.
    /// </summary>
    public static string WithoutControls(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!HasSuspects(text))
            return text;
        StringBuilder? clean = null;
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!IsSuspect(c))
                continue;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            clean ??= new StringBuilder(text.Length);
            clean.Append(text, from, i - from);
            if (char.IsSurrogate(c))
                clean.Append('\uFFFD');
            from = i + 1;
        }

        return clean is null ? text : clean.Append(text, from, text.Length - from).ToString();
    }

    // Most texts have none, and each of these goes over many letters at a time.
    private static bool HasSuspects(ReadOnlySpan<char> text) =>
        text.ContainsAny(Controls) || text.ContainsAnyInRange('\u007F', '\u009F') || text.ContainsAnyInRange('\uD800', '\uDFFF')
        || text.ContainsAnyInRange('\uFDD0', '\uFDEF') || text.ContainsAny('\uFEFF', '\uFFFE', '\uFFFF');

    private static bool IsSuspect(char c) =>
        c is (< ' ' and not ('\t' or '\n' or '\r')) or (>= '\u007F' and <= '\u009F') or '\uFEFF' or '\uFFFE' or '\uFFFF'
        || (c >= '\uFDD0' && c <= '\uFDEF')
        || char.IsSurrogate(c);

    private static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Inlines,
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "title", "datetime" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        })
        {
            KeepChildNodes = true,
            // Serialising is recursive; the depth keeps it off the end of the stack.
            HtmlParserFactory = static () => new HtmlParser(new HtmlParserOptions { MaximumDepth = 100, IsScripting = false }),
        };
        sanitizer.RemovingTag += Drop;
        sanitizer.PostProcessDom += (_, dom) => Finish(dom.Document);
        return sanitizer;
    }

    private static void Drop(object? sender, RemovingTagEventArgs removing)
    {
        var element = removing.Tag;
        if (Contentless.Contains(element.LocalName) || element.NamespaceUri is not (null or "" or "http://www.w3.org/1999/xhtml"))
        {
            element.Remove();
            removing.Cancel = true;
        }
        else if (!Seamless.Contains(element.LocalName) && element.Parent is not null)
        {
            // <p>one</p><p>two</p> is two words.
            element.Insert(AdjacentPosition.BeforeBegin, " ");
            element.Insert(AdjacentPosition.AfterEnd, " ");
        }
    }

    private static void Finish(IDocument document)
    {
        if (document.Body is not { } body)
            return;

        foreach (var element in body.QuerySelectorAll("*").ToArray())
        {
            if (element.NamespaceUri != "http://www.w3.org/1999/xhtml")
            {
                element.Remove();
                continue;
            }

            switch (element.LocalName)
            {
                case "a":
                    FinishLink(element, document);
                    break;
                case "b":
                    Rename(element, "strong", document);
                    break;
                case "i":
                    Rename(element, "em", document);
                    break;
                case "abbr":
                    KeepOnly(element, "title");
                    break;
                case "time":
                    KeepOnly(element, "datetime");
                    break;
                default:
                    KeepOnly(element, null);
                    break;
            }
        }
    }

    private static void FinishLink(IElement link, IDocument document)
    {
        var href = link.GetAttribute("href")?.Trim();
        if (href is { Length: > 0 and <= MaxUrlLength }
            && Uri.TryCreate(href, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" or "mailto"
            && (url.Scheme == "mailto" || url.Host.Length > 0))
        {
            KeepOnly(link, null);
            link.SetAttribute("href", url.AbsoluteUri);
            link.SetAttribute("rel", "nofollow noopener");
        }
        else
        {
            Unwrap(link, document);
        }
    }

    private static void KeepOnly(IElement element, string? attribute)
    {
        foreach (var name in element.Attributes.Select(a => a.Name).ToArray())
        {
            if (name != attribute)
                element.RemoveAttribute(name);
        }
    }

    private static void Rename(IElement element, string name, IDocument document)
    {
        var renamed = document.CreateElement(name);
        renamed.Append([.. element.ChildNodes]);
        element.Replace(renamed);
    }

    private static void Unwrap(IElement element, IDocument document)
    {
        var content = document.CreateDocumentFragment();
        content.Append([.. element.ChildNodes]);
        element.Replace(content);
    }
}
