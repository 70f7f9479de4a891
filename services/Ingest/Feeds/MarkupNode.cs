namespace Newsroom.Ingest.Feeds;

/// <summary>An element of a <see cref="MarkupTree"/>: places in its text, and the numbers of its relatives (0 for none, because 0 is the document).</summary>
internal struct MarkupNode
{
    public int TagStart;
    public int NameEnd;
    public int ContentStart;
    public int ContentEnd;
    public int Parent;
    public int FirstChild;
    public int LastChild;
    public int Next;
    public FeedSpace Space;
    public FeedName Name;

    /// <summary>The vocabulary of names without a prefix within it.</summary>
    public FeedSpace Default;

    /// <summary>Number of its base URL among the tree's.</summary>
    public int Base;

    /// <summary>How many namespaces were declared before it.</summary>
    public int Namespaces;
}
