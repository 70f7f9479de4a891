using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// Builds a <see cref="MarkupTree"/> in one pass. What is broken is read as its author most likely meant it: an end tag closes what is open
/// within it; one that closes nothing is passed over; a title that is never closed ends where the next element of the feed begins; CDATA that
/// is never closed ends where its element does.
/// </summary>
internal sealed partial class MarkupReader(string text, string? baseUrl)
{
    private readonly List<string?> bases = [baseUrl];
    private readonly int[] open = new int[FeedBounds.MaxDepth + 1];
    private MarkupNode[] nodes = new MarkupNode[256];
    private int count = 1;
    private int depth;
    private int at;
    private bool noMoreComments;
    private bool noMoreInstructionEnds;
    private int cdataEnd = -1;
    private int baseLength;
    private IReadOnlyDictionary<string, string>? entities;
    private string? doctype;

    public MarkupTree Read()
    {
        nodes[0].ContentEnd = text.Length;
        nodes[0].NameEnd = text.Length;
        var attributes = new TagAttributes(text, isXml: true);
        while (at < text.Length && count < FeedBounds.MaxElements)
        {
            var next = text.AsSpan(at).IndexOf('<');
            if (next < 0)
                break;
            at += next;
            var mark = at + 1 < text.Length ? text[at + 1] : ' ';
            if (mark == '/')
                EndTag();
            else if (char.IsLetter(mark) || mark == '_')
                StartTag(ref attributes);
            else if (mark == '!')
                Declaration();
            else if (mark == '?')
                Instruction();
            else
                at++;
        }

        while (depth > 0)
            Close(text.Length, byEndTag: false);
        return new MarkupTree(text, nodes, count, bases, entities, doctype, uris, rdf);
    }

    private void StartTag(ref TagAttributes attributes)
    {
        var tagStart = at;
        var nameStart = at + 1;
        var nameEnd = nameStart;
        while (nameEnd < text.Length && text[nameEnd] is > ' ' and not ('>' or '/' or '<' or '='))
            nameEnd++;
        var tag = text.AsSpan(nameStart, nameEnd - nameStart);
        if (FeedNames.Name(tag[(tag.IndexOf(':') + 1)..]) is FeedName.Item or FeedName.Entry)
            CloseOpenEntry(tagStart);
        var parent = open[depth];
        var isTracked = depth < FeedBounds.MaxDepth;
        var number = count;
        var basis = nodes[parent].Base;
        var space = nodes[parent].Default;
        var declared = namespaces.Count;
        attributes.Start(nameEnd);
        while (attributes.Next(out var name, out var value))
        {
            if (name.StartsWith("xmlns", StringComparison.OrdinalIgnoreCase) && (name.Length == 5 || name[5] == ':'))
                space = Declare(name, value, space);
            else if (name.Equals("xml:base", StringComparison.OrdinalIgnoreCase) || name.Equals("base", StringComparison.OrdinalIgnoreCase))
                basis = Rebase(basis, value);
        }

        at = attributes.End;
        if (!isTracked)
            return;
        if (number == nodes.Length)
            Array.Resize(ref nodes, nodes.Length * 2);
        count++;
        ref var node = ref nodes[number];
        var qualified = text.AsSpan(nameStart, nameEnd - nameStart);
        var colon = qualified.IndexOf(':');
        node.TagStart = tagStart;
        node.NameEnd = nameEnd;
        node.ContentStart = node.ContentEnd = at;
        node.Parent = parent;
        node.Default = space;
        node.Base = basis;
        node.Namespaces = declared;
        node.Space = colon < 0 ? space : Space(qualified[..colon]);
        node.Name = FeedNames.Name(qualified[(colon + 1)..]);
        if (!hasRoot && node.Name is FeedName.Rss or FeedName.Feed or FeedName.Rdf or FeedName.Channel)
            Adopt(ref node, colon < 0 ? "" : qualified[..colon]);
        ref var above = ref nodes[parent];
        if (above.LastChild == 0)
            above.FirstChild = number;
        else
            nodes[above.LastChild].Next = number;
        above.LastChild = number;
        if (attributes.IsEmptyElement)
            Forget(declared);
        else
            open[++depth] = number;
    }

    /// <summary>An entry within an entry follows one that was never closed.</summary>
    private void CloseOpenEntry(int end)
    {
        for (var i = depth; i > 0; i--)
        {
            if (nodes[open[i]].Name is not (FeedName.Item or FeedName.Entry) || nodes[open[i]].Space != FeedSpace.Core)
                continue;
            while (depth >= i)
                Close(end, byEndTag: false);
            return;
        }
    }

    private void EndTag()
    {
        var tagStart = at;
        var nameStart = at + 2;
        var nameEnd = nameStart;
        while (nameEnd < text.Length && text[nameEnd] is > ' ' and not ('>' or '<'))
            nameEnd++;
        var rest = text.AsSpan(nameEnd).IndexOfAny('>', '<');
        at = rest < 0 ? text.Length : nameEnd + rest + (text[nameEnd + rest] == '>' ? 1 : 0);
        var name = text.AsSpan(nameStart, nameEnd - nameStart);
        for (var i = depth; i > 0; i--)
        {
            ref readonly var node = ref nodes[open[i]];
            if (!name.Equals(text.AsSpan(node.TagStart + 1, node.NameEnd - node.TagStart - 1), StringComparison.OrdinalIgnoreCase))
                continue;
            while (depth > i)
                Close(tagStart, byEndTag: false);
            Close(tagStart, byEndTag: true);
            return;
        }
    }

    private void Close(int end, bool byEndTag)
    {
        var number = open[depth--];
        ref var node = ref nodes[number];
        node.ContentEnd = end;
        Forget(node.Namespaces);
        if (!byEndTag && IsLeaf(node))
            EndAtNextElement(number);
    }

    /// <summary>What holds text in feeds, and no elements of the feed.</summary>
    private static bool IsLeaf(in MarkupNode node) => node.Space != FeedSpace.Xhtml && node.Name is FeedName.Title or FeedName.Link or FeedName.Description
        or FeedName.Guid or FeedName.Id or FeedName.PubDate or FeedName.Date or FeedName.Category or FeedName.Summary or FeedName.Content or FeedName.Encoded
        or FeedName.Language or FeedName.Copyright or FeedName.Generator or FeedName.Enclosure or FeedName.Updated or FeedName.Published or FeedName.Creator
        or FeedName.Subject or FeedName.Url or FeedName.Name or FeedName.Email or FeedName.Ttl;

    /// <summary>Of an element that was never closed: elements of the feed in it are its followers.</summary>
    private void EndAtNextElement(int number)
    {
        ref var node = ref nodes[number];
        var last = 0;
        var child = node.FirstChild;
        while (child != 0 && !(nodes[child].Name is not (FeedName.None or FeedName.Div or FeedName.Body) && nodes[child].Space is not (FeedSpace.Xhtml or FeedSpace.Other)))
        {
            last = child;
            child = nodes[child].Next;
        }

        if (child == 0)
            return;
        node.ContentEnd = nodes[child].TagStart;
        ref var above = ref nodes[node.Parent];
        nodes[node.LastChild].Next = node.Next;
        if (above.LastChild == number)
            above.LastChild = node.LastChild;
        node.Next = child;
        node.LastChild = last;
        if (last == 0)
            node.FirstChild = 0;
        else
            nodes[last].Next = 0;
    }

    private void Declaration()
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase))
        {
            at = CdataEnd();
        }
        else if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            var end = noMoreComments ? -1 : rest[4..].IndexOf("-->", StringComparison.Ordinal);
            noMoreComments = end < 0;
            if (end < 0)
                SkipPast(">");
            else
                at += end + 7;
        }
        else if (doctype is null && rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            at = FeedDoctype.Read(text, at, out doctype, out entities);
        }
        else
        {
            SkipPast(">");
        }
    }

    private int CdataEnd()
    {
        var start = at + 9;
        // Looked for once, also where many begin before it.
        if (cdataEnd < start && cdataEnd != text.Length)
            cdataEnd = text.AsSpan(start).IndexOf("]]>", StringComparison.Ordinal) is >= 0 and var found ? start + found : text.Length;
        var end = cdataEnd == text.Length ? -1 : cdataEnd - start;
        if (depth == 0)
            return end < 0 ? text.Length : start + end + 3;
        // Never closed, and it is the next one's end that was found? Then its element's end tag stands before the next one's beginning.
        var reach = text.AsSpan(start, end < 0 ? text.Length - start : end);
        var another = end < 0 ? reach.Length : reach.IndexOf("<![CDATA[", StringComparison.Ordinal);
        if (another >= 0)
        {
            ref readonly var node = ref nodes[open[depth]];
            var closing = reach[..another].IndexOf(string.Concat("</", text.AsSpan(node.TagStart + 1, node.NameEnd - node.TagStart - 1)), StringComparison.Ordinal);
            if (closing >= 0)
                return start + closing;
        }

        return end < 0 ? text.Length : start + end + 3;
    }

    private void Instruction()
    {
        noMoreInstructionEnds = noMoreInstructionEnds || text.AsSpan(at).IndexOf("?>", StringComparison.Ordinal) < 0;
        SkipPast(noMoreInstructionEnds ? ">" : "?>");
    }

    private void SkipPast(string mark)
    {
        var end = text.AsSpan(at).IndexOf(mark, StringComparison.Ordinal);
        at = end < 0 ? text.Length : at + end + mark.Length;
    }

    private int Rebase(int basis, ReadOnlySpan<char> value)
    {
        using var decoded = new TextBuffer(value.Length);
        XmlText.Decode(value, entities, decoded);
        if (UrlReference.Resolve(bases[basis], decoded.Written) is not { } url || (bases[basis] is null && UrlReference.Scheme(url) is null))
            return basis;
        if (url == bases[basis] || (baseLength += url.Length) > FeedBounds.MaxBases)
            return basis;
        bases.Add(url);
        return bases.Count - 1;
    }
}
