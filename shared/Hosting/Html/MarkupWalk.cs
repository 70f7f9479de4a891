using System.Buffers;

namespace Newsroom.Hosting.Html;

/// <summary>The one pass of <see cref="SafeMarkup"/>. Linear: nothing is looked at again, and what is searched for in vain is not searched for twice.</summary>
internal ref partial struct MarkupWalk
{
    private static readonly SearchValues<char> InAttributes = SearchValues.Create("<>&\"'`");

    private const int LongestPrefix = 40;

    private readonly ReadOnlySpan<char> text;
    private readonly MarkupSource source;
    private readonly bool isText;
    private readonly TextBuffer output;
    private readonly OpenElement[] open = new OpenElement[SafeMarkup.MaxOpen];
    private TagAttributes attributes;
    private int depth;
    private int at;
    private int commentEnd;
    private int bangEnd;
    private string? baseUrl;
    private string? loadedLater;

    // Within an element that goes with its content: which, and how many of it are open.
    private string? dropped;
    private int droppedDepth;

    // Where the next end tag of a name stands, by name; int.MaxValue where there is none.
    private Dictionary<string, int>? ends;

    public MarkupWalk(ReadOnlySpan<char> text, MarkupSource source, bool isText, TextBuffer output)
    {
        this.text = text;
        (this.source, this.isText, this.output, baseUrl) = (source, isText, output, source.BaseUrl);
        attributes = new TagAttributes(text, source.IsXml);
    }

    /// <summary>Whether anything was written that can be seen: text, or an element that is seen without.</summary>
    public bool HasSubstance { get; private set; }

    public void Run()
    {
        while (at < text.Length)
        {
            var run = text[at..].IndexOfAny('<', '&', '>');
            if (run < 0)
            {
                Write(text[at..]);
                break;
            }

            Write(text.Slice(at, run));
            at += run;
            switch (text[at])
            {
                case '&':
                    Reference();
                    break;
                case '>':
                    Write(">");
                    at++;
                    break;
                default:
                    Angle();
                    break;
            }
        }

        while (depth > 0)
            Close();
    }

    private void Reference()
    {
        var length = source.IsXml ? CharacterReferences.Read(text[at..], out var value) : CharacterReferences.ReadOfText(text[at..], out value);
        if (length == 0 && source.Entities is { } entities && text[at..Math.Min(text.Length, at + 42)].IndexOf(';') is > 1 and var end
            && entities.TryGetValue(text.Slice(at + 1, end - 1).ToString(), out var given))
            (length, value) = (end + 1, given);
        Write(length > 0 ? value : "&");
        at += Math.Max(length, 1);
    }

    private void Angle()
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        if (char.IsAsciiLetter(next))
        {
            StartTag();
        }
        else if (next == '/' && at + 2 < text.Length && char.IsAsciiLetter(text[at + 2]))
        {
            EndTag();
        }
        else if (next == '!')
        {
            Declaration();
        }
        else if (next is '?' or '/')
        {
            SkipPast(">");
        }
        else
        {
            Write("<");
            at++;
        }
    }

    private void Declaration()
    {
        var rest = text[at..];
        if (source.IsXml && rest.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase))
        {
            var end = rest.IndexOf("]]>", StringComparison.Ordinal);
            Write(rest[9..(end < 0 ? rest.Length : end)]);
            at = end < 0 ? text.Length : at + end + 3;
        }
        else if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            var end = Next("-->", at + 2, ref commentEnd);
            // Of HTML only (WHATWG HTML, "comment end bang state").
            var bang = source.IsXml ? -1 : Next("--!>", at + 4, ref bangEnd);
            if (bang >= 0 && (end < 0 || bang < end))
                at = bang + 4;
            else if (end >= 0)
                at = end + 3;
            else
                SkipPast(">");
        }
        else
        {
            SkipPast(">");
        }
    }

    /// <summary>Where the mark is next, or -1; looked for no more than once over the same text.</summary>
    private readonly int Next(string mark, int from, ref int known)
    {
        if (known == -1 || known >= from)
            return known;
        var found = from > text.Length ? -1 : text[from..].IndexOf(mark, StringComparison.Ordinal);
        return known = found < 0 ? -1 : from + found;
    }

    private void SkipPast(string mark)
    {
        var end = text[at..].IndexOf(mark, StringComparison.Ordinal);
        at = end < 0 ? text.Length : at + end + mark.Length;
    }

    private MarkupElement Name(int from)
    {
        var end = from;
        while (end < text.Length && text[end] is > ' ' and not ('>' or '/' or '<'))
            end++;
        var name = text[from..end];
        at = end;
        return MarkupElement.Of(source.IsXml && name.LastIndexOf(':') is >= 0 and var colon ? name[(colon + 1)..] : name);
    }

    private void StartTag()
    {
        var element = Name(at + 1);
        if (dropped is not null || element.Use is not (ElementUse.Kept or ElementUse.Void) || isText)
        {
            if (dropped is null && !isText && source.Frames is { } frames && element.Name == "iframe")
                Frame(frames);
            Skip(element);
            return;
        }

        CloseImplied(element);
        var isOpen = element.Use == ElementUse.Kept && depth < SafeMarkup.MaxOpen;
        if (element.Use == ElementUse.Void || isOpen)
            output.Append('<');
        var shown = output.Length;
        if (element.Use == ElementUse.Void || isOpen)
            output.Append(element.Name);
        var outerBase = baseUrl;
        var hasSource = Attributes(element, shown);
        if (element.Name == "img" && !hasSource)
            output.Shorten(shown - 1);
        else if (output.Length > shown)
            output.Append('>');
        HasSubstance |= hasSource || element.Name == "hr";
        at = attributes.End;
        if (isOpen)
        {
            open[depth++] = new OpenElement(element, outerBase);
            if (source.IsXml && attributes.IsEmptyElement)
                Close();
        }
        else
        {
            baseUrl = outerBase;
        }
    }

    /// <summary>An element that leaves no tags, and perhaps nothing of its content either.</summary>
    private void Skip(MarkupElement element)
    {
        attributes.Start(at);
        while (attributes.Next(out _, out _))
        {
        }

        at = attributes.End;
        if (isText && element.IsBlock && dropped is null)
            output.Append(' ');
        if (element.Use is not (ElementUse.Dropped or ElementUse.DroppedRaw) || (source.IsXml && attributes.IsEmptyElement))
            return;
        if (dropped is not null)
        {
            if (element.Name == dropped)
                droppedDepth++;
            return;
        }

        var end = End(element.Name);
        if (element.Use == ElementUse.Dropped || source.IsXml)
        {
            // One that is never closed takes nothing with it, but for scripts and styles, which are no text.
            if (end is not null || element.Use == ElementUse.DroppedRaw)
                (dropped, droppedDepth) = (element.Name, 1);
        }
        else if (!attributes.IsEmptyElement || (end is { } own && !text[at..own].Contains("<" + element.Name, StringComparison.OrdinalIgnoreCase)))
        {
            at = end ?? text.Length;
        }
    }

    /// <summary>The next end tag of a name, of XML with whatever prefix; null if there is none. No stretch is searched twice for one name.</summary>
    private int? End(string name)
    {
        ends ??= [];
        if (!ends.TryGetValue(name, out var end) || end < at)
            ends[name] = end = Find(name);
        return end == int.MaxValue ? null : end;
    }

    private readonly int Find(string name)
    {
        for (var from = at; text[from..].IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var found; from += found + name.Length)
        {
            var (start, after) = (from + found, from + found + name.Length);
            // "</header" is none of a head.
            if (after < text.Length && text[after] is > ' ' and not ('>' or '/' or '<'))
                continue;
            if (source.IsXml && start > at && text[start - 1] == ':')
                start -= Prefix(text[Math.Max(at, start - LongestPrefix)..start]);
            if (start >= at + 2 && text[start - 1] == '/' && text[start - 2] == '<')
                return start - 2;
        }

        return int.MaxValue;
    }

    /// <summary>How much of the end of a text is the prefix of a name, its colon included.</summary>
    private static int Prefix(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && text[^(length + 1)] is > ' ' and not ('>' or '/' or '<'))
            length++;
        return length;
    }

    private void EndTag()
    {
        var element = Name(at + 2);
        attributes.Start(at);
        while (attributes.Next(out _, out _))
        {
        }

        at = attributes.End;
        if (dropped is not null)
        {
            if (element.Name == dropped && (--droppedDepth == 0 || End(dropped) is null))
                dropped = null;
            return;
        }

        if (isText)
        {
            if (element.IsBlock)
                output.Append(' ');
            return;
        }

        for (var i = depth - 1; i >= 0; i--)
        {
            if (!ReferenceEquals(open[i].Element, element))
                continue;
            while (depth > i)
                Close();
            return;
        }
    }

    private void Write(scoped ReadOnlySpan<char> run)
    {
        if (dropped is not null || run.IsEmpty)
            return;
        HasSubstance = HasSubstance || !run.IsWhiteSpace();
        if (isText)
            output.Append(run);
        else
            Escape(run, isAttribute: false);
    }

    private readonly void Escape(scoped ReadOnlySpan<char> run, bool isAttribute)
    {
        int special;
        while ((special = isAttribute ? run.IndexOfAny(InAttributes) : run.IndexOfAny('<', '>', '&')) >= 0)
        {
            output.Append(run[..special]);
            output.Append(run[special] switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '"' => "&quot;", '`' => "&#96;", _ => "&#39;" });
            run = run[(special + 1)..];
        }

        output.Append(run);
    }
}
