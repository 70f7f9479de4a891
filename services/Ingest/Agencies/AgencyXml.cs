using System.Buffers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Newsroom.Hosting.Html;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Reads the XML of agencies. Of a DOCTYPE, which NITF comes with, only entities are read that are short and plain text; nothing is fetched; the
/// others are those of XML and of HTML, so that none can grow. A bare ampersand is one. Depth, nodes and attributes are bounded.
/// </summary>
internal static class AgencyXml
{
    public const int MaxDepth = 200;
    public const int MaxNodes = 200_000;
    private const int MaxAttributes = 200;

    private static readonly SearchValues<char> NoNames = SearchValues.Create(" \t\r\n<&\"'");

    /// <summary>The document's root, without comments and instructions.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="mediaType">As the sender says.</param>
    /// <param name="charset">As the sender says.</param>
    /// <param name="advice">What the sender can do about XML that is broken.</param>
    public static Reading<XElement> Read(byte[] body, string? mediaType, string? charset, string advice = "Mend it there, or send the article as JSON.")
    {
        // What fits the bytes wins over what the declaration says: wrong ones are common.
        var text = FeedEncoding.Decode(body, new FeedOrigin(mediaType, charset)).Text.TrimStart();
        if (References(text).Failed(out var unknown, out text))
            return unknown;
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Ignore,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                MaxCharactersInDocument = FeedBounds.MaxBytes,
                MaxCharactersFromEntities = 1_000_000,
                // A stray control character is not worth an article.
                CheckCharacters = false,
            });
            return Tree(reader);
        }
        catch (XmlException problem)
        {
            return new Refusal(StatusCodes.Status400BadRequest, $"The body is not well-formed XML: {Sentence(problem)} {advice}");
        }
    }

    /// <summary>A document as the bytes that <see cref="Read"/> makes it of.</summary>
    public static byte[] Write(XElement root)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
            root.WriteTo(writer);
        return stream.ToArray();
    }

    private static Reading<XElement> Tree(XmlReader reader)
    {
        var open = new Stack<XElement>();
        XElement? root = null;
        var nodes = 0;
        while (reader.Read())
        {
            if (++nodes > MaxNodes)
                return TooMuch($"has more than {MaxNodes:N0} nodes");
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.Count >= MaxDepth)
                        return TooMuch($"is nested deeper than {MaxDepth} elements, at <{reader.LocalName}>");
                    if (reader.AttributeCount > MaxAttributes)
                        return TooMuch($"has more than {MaxAttributes} attributes in <{reader.LocalName}>");
                    var element = Element(reader);
                    if (open.TryPeek(out var parent))
                        parent.Add(element);
                    root ??= element;
                    if (!reader.IsEmptyElement)
                        open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when open.Count > 0:
                    open.Peek().Add(new XText(reader.Value));
                    break;
            }
        }

        return root is null ? new Refusal(StatusCodes.Status400BadRequest, "The body is XML without an element.") : root;
    }

    private static XElement Element(XmlReader reader)
    {
        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
        while (reader.MoveToNextAttribute())
        {
            // Names know their namespaces; what declared them is written anew where the tree is.
            if (reader.NamespaceURI != XNamespace.Xmlns.NamespaceName)
                element.SetAttributeValue(XName.Get(reader.LocalName, reader.NamespaceURI), reader.Value);
        }

        reader.MoveToElement();
        return element;
    }

    /// <summary>Named references that are no XML as the characters that they stand for; those within CDATA are text.</summary>
    private static Reading<string> References(string text)
    {
        using var output = new TextBuffer(text.Length + 64);
        IReadOnlyDictionary<string, string>? declared = null;
        var rest = text.AsSpan();
        while (true)
        {
            var at = rest.IndexOfAny('&', '<');
            if (at < 0)
                break;
            if (rest[at] == '<')
            {
                if (declared is null && rest[at..].StartsWith("<!DOCTYPE", StringComparison.Ordinal))
                    FeedDoctype.Read(text, text.Length - rest.Length + at, out _, out declared);
                var skip = Opaque(rest[at..]);
                output.Append(rest[..(at + skip)]);
                rest = rest[(at + skip)..];
                continue;
            }

            output.Append(rest[..at]);
            rest = rest[at..];
            var end = rest[..Math.Min(rest.Length, 64)].IndexOf(';');
            if (end < 2 || rest[1..end].ContainsAny(NoNames))
            {
                output.Append("&amp;");
                rest = rest[1..];
                continue;
            }

            if (rest[1] == '#' || rest[1..end] is "amp" or "lt" or "gt" or "quot" or "apos")
            {
                output.Append('&');
                rest = rest[1..];
                continue;
            }

            var value = declared?.GetValueOrDefault(rest[1..end].ToString());
            if (value is null && CharacterReferences.Read(rest, out value) != end + 1)
            {
                return new Refusal(StatusCodes.Status400BadRequest,
                    $"The XML uses the entity &{rest[1..end]}; which neither XML nor HTML knows. Its DOCTYPE is not read for more than entities of short and plain text: write the characters themselves.");
            }

            if (output.Length > FeedBounds.MaxBytes)
                return TooMuch("grows by its entities");

            foreach (var one in value)
                output.Append(System.Globalization.CultureInfo.InvariantCulture, one);
            rest = rest[(end + 1)..];
        }

        output.Append(rest);
        return output.Written.ToString();
    }

    private static void Append(this TextBuffer output, IFormatProvider culture, char one)
    {
        if (one is '<' or '&' or '>')
            output.Append(string.Create(culture, $"&#{(int)one};"));
        else
            output.Append(one);
    }

    /// <summary>The length of what has no references in it: a comment, CDATA, an instruction, a DOCTYPE; else of the bracket alone.</summary>
    private static int Opaque(ReadOnlySpan<char> text)
    {
        var mark = text.StartsWith("<!--", StringComparison.Ordinal) ? "-->"
            : text.StartsWith("<![CDATA[", StringComparison.Ordinal) ? "]]>"
            : text.StartsWith("<?", StringComparison.Ordinal) ? "?>"
            : text.StartsWith("<!DOCTYPE", StringComparison.Ordinal) ? text[..(text.IndexOf('>') is >= 0 and var close ? close : text.Length)].Contains('[') ? "]>" : ">"
            : null;
        if (mark is null)
            return 1;
        var end = text.IndexOf(mark, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + mark.Length;
    }

    private static Refusal TooMuch(string what) => new(StatusCodes.Status422UnprocessableEntity, $"The XML {what}. Nothing that is sent here needs that: send it without.");

    private static string Sentence(XmlException problem)
    {
        var message = problem.Message;
        return message.Length > 300 ? message[..300] + "…" : message;
    }
}
