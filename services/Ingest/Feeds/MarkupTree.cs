using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// The elements of a document in whatever state, over its text, which is not copied. Never throws, takes time linear in the text and memory
/// linear in the elements, and stays within <see cref="FeedBounds"/>.
/// </summary>
internal sealed class MarkupTree
{
    internal MarkupTree(string text, MarkupNode[] nodes, int count, IReadOnlyList<string?> bases, IReadOnlyDictionary<string, string>? entities, string? doctype, IReadOnlyList<string> namespaces, string rdf) =>
        (Text, Nodes, Count, Bases, Entities, Doctype, Namespaces, Rdf) = (text, nodes, count, bases, entities, doctype, namespaces, rdf);

    public string Text { get; }

    public MarkupNode[] Nodes { get; }

    public int Count { get; }

    public IReadOnlyList<string?> Bases { get; }

    /// <summary>Null if it declares none.</summary>
    public IReadOnlyDictionary<string, string>? Entities { get; }

    public string? Doctype { get; }

    /// <summary>The URIs of the namespaces that are declared anywhere.</summary>
    public IReadOnlyList<string> Namespaces { get; }

    /// <summary>What RDF's attributes have before their names, with its colon.</summary>
    public string Rdf { get; }

    /// <summary>The document itself, whose children are the roots.</summary>
    public FeedElement Document => new(this, 0);

    public static MarkupTree Read(string text, string? baseUrl) => new MarkupReader(text, baseUrl).Read();
}

/// <summary>One element of a tree.</summary>
internal readonly record struct FeedElement(MarkupTree Tree, int Index)
{
    private ref readonly MarkupNode Node => ref Tree.Nodes[Index];

    public bool Exists => Index != 0;

    public FeedName Name => Node.Name;

    public FeedSpace Space => Node.Space;

    public string? Base => Tree.Bases[Node.Base];

    /// <summary>As written, without its prefix.</summary>
    public ReadOnlySpan<char> LocalName
    {
        get
        {
            var name = Exists ? Tree.Text.AsSpan(Node.TagStart + 1, Node.NameEnd - Node.TagStart - 1) : default;
            return name[(name.IndexOf(':') + 1)..];
        }
    }

    public FeedElement Parent => new(Tree, Node.Parent);

    public bool HasElements => Node.FirstChild != 0;

    public bool Is(FeedSpace space, FeedName name) => Node.Space == space && Node.Name == name;

    /// <summary>All between its tags, as in the document.</summary>
    public ReadOnlySpan<char> Raw => Tree.Text.AsSpan(Node.ContentStart, Math.Max(0, Node.ContentEnd - Node.ContentStart));

    /// <summary>The text in it, trimmed; null if there is none.</summary>
    public string? Text() => Text(Raw);

    /// <summary>The text before the first element in it, for elements that hold text alone and may not have been closed.</summary>
    public string? OwnText() => Text(HasElements ? Tree.Text.AsSpan(Node.ContentStart, Tree.Nodes[Node.FirstChild].TagStart - Node.ContentStart) : Raw);

    private string? Text(ReadOnlySpan<char> raw)
    {
        raw = raw.Trim();
        if (raw.IsEmpty)
            return null;
        if (raw.IndexOfAny('<', '&') < 0)
            return raw.ToString();
        using var text = new TextBuffer(raw.Length);
        XmlText.Decode(raw, Tree.Entities, text);
        var decoded = text.Written.Trim();
        return decoded.IsEmpty ? null : decoded.ToString();
    }

    /// <summary>The value of an attribute, whatever the case of its name; null if there is none.</summary>
    /// <param name="name">With its prefix.</param>
    public string? Attribute(string name)
    {
        if (Node.NameEnd >= Tree.Text.Length || Tree.Text[Node.NameEnd] == '>')
            return null;
        var attributes = new TagAttributes(Tree.Text, isXml: true);
        attributes.Start(Node.NameEnd);
        while (attributes.Next(out var key, out var value))
        {
            if (!key.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (value.IndexOf('&') < 0)
                return value.Trim().ToString();
            using var text = new TextBuffer(value.Length);
            XmlText.Decode(value, Tree.Entities, text);
            return text.Written.Trim().ToString();
        }

        return null;
    }

    /// <summary>An attribute of RDF's, whatever its prefix; without one too, as in drafts of RDF.</summary>
    public string? Rdf(string name) => Attribute(Tree.Rdf + name) ?? Attribute(name);

    /// <summary>The value of an attribute as a URL.</summary>
    public string? Url(string attribute) => Attribute(attribute) is { Length: > 0 } value ? UrlReference.Resolve(Base, value) : null;

    /// <summary>What RDF points to.</summary>
    public string? Resource() => Rdf("resource") is { Length: > 0 } value ? UrlReference.Resolve(Base, value) : null;

    /// <summary>The text as a URL.</summary>
    public string? Url() => Text() is { } text ? UrlReference.Resolve(Base, text) : null;

    public ChildEnumerable Children => new(this);

    public FeedElement Child(FeedName name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name && child.Space == FeedSpace.Core)
                return child;
        }

        return new FeedElement(Tree, 0);
    }

    internal readonly struct ChildEnumerable(FeedElement parent)
    {
        public Enumerator GetEnumerator() => new(parent);
    }

    internal struct Enumerator(FeedElement parent)
    {
        private readonly MarkupTree tree = parent.Tree;
        private int next = parent.Tree.Nodes[parent.Index].FirstChild;
        private int current;

        public readonly FeedElement Current => new(tree, current);

        public bool MoveNext()
        {
            current = next;
            if (current == 0)
                return false;
            next = tree.Nodes[current].Next;
            return true;
        }
    }
}
