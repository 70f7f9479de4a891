namespace Newsroom.Ingest.Feeds;

/// <content>Of which vocabulary a name is: by what is declared, by its prefix, and at the root by what it is called.</content>
internal sealed partial class MarkupReader
{
    private const int LongestPrefix = 40;

    private readonly List<(string Prefix, FeedSpace Space)> namespaces = [];
    private readonly List<string> uris = [];
    private string rdf = "rdf:";
    private bool hasRoot;

    /// <summary>What the root of a feed is called is the vocabulary of feeds, whatever else its namespace or its prefix is.</summary>
    private void Adopt(ref MarkupNode root, ReadOnlySpan<char> prefix)
    {
        hasRoot = true;
        if (root.Space is FeedSpace.Core or FeedSpace.Rdf)
            return;
        root.Space = FeedSpace.Core;
        if (prefix.IsEmpty)
            root.Default = FeedSpace.Core;
        else
            namespaces.Add((prefix.ToString(), FeedSpace.Core));
    }

    private FeedSpace Declare(ReadOnlySpan<char> name, ReadOnlySpan<char> value, FeedSpace inherited)
    {
        var uri = value.Trim().ToString();
        var known = FeedNames.Space(uri);
        if (uris.Count < FeedBounds.MaxNamespaces)
            uris.Add(uri);
        if (name.Length <= 6)
            return known ?? (uri.Length == 0 ? FeedSpace.Core : inherited);
        var prefix = name[6..];
        if (known == FeedSpace.Rdf && prefix.Length <= LongestPrefix)
            rdf = string.Concat(prefix, ":");
        if (namespaces.Count < FeedBounds.MaxNamespaces)
            namespaces.Add((prefix.ToString(), known ?? FeedNames.ByPrefix(prefix)));
        return inherited;
    }

    private FeedSpace Space(ReadOnlySpan<char> prefix)
    {
        for (var i = namespaces.Count - 1; i >= 0; i--)
        {
            if (prefix.Equals(namespaces[i].Prefix, StringComparison.Ordinal))
                return namespaces[i].Space;
        }

        return FeedNames.ByPrefix(prefix);
    }

    private void Forget(int declared) => namespaces.RemoveRange(declared, namespaces.Count - declared);
}
