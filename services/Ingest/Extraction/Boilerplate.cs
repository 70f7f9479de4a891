using System.Buffers;
using System.Collections.Frozen;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>Tells an article's lines from those that its page puts around it. The words are in <c>Phrases.txt</c>.</summary>
internal static class Boilerplate
{
    private const int LongestStart = 240;
    private const int LongestWithin = 400;
    private const int LongestConsent = 2_500;
    private const int LongestCredit = 90;
    private const int LongestHeadline = 130;
    private const int LongestOfPicture = 80;
    private const int LongestReading = 40;
    private const int LongestCall = 40;
    private const int LongestOfABar = 30;

    // Names of buttons are shorter.
    private const int ShortestQuote = 25;

    private const int MostWordsOfALabel = 4;

    // The longest line that is looked up whole.
    private const int LongestWhole = 100;

    private static readonly FrozenSet<string> WholeLines = Keys("line");
    private static readonly PhraseSearch Within = new(Phrases.Of("within"));

    private static readonly string[] Consents = [.. Phrases.Of("consent")];
    private static readonly PhraseSearch Consent = new(Consents);

    private static readonly PhraseSearch Cookies = new(Phrases.Of("cookies"));

    private static readonly PhraseSearch Storing = new(Phrases.Of("storing"));

    private static readonly LineStarts Starting = new("start");

    private static readonly FrozenSet<string> LinkHeadings = Keys("links");
    private static readonly FrozenSet<string> MenuWords = Keys("menu");
    private static readonly FrozenSet<string> CommentHeadings = Keys("discussion");
    private static readonly FrozenSet<string> CallHeadings = Keys("asks");
    private static readonly SearchValues<char> Opening = SearchValues.Create("\"“„«»‘「『《");
    private static readonly SearchValues<char> Closing = SearchValues.Create("\"”“»«’」』》");
    private static readonly PhraseSearch Reading = new(Phrases.Of("reading"));

    // Before a name, with nothing between them.
    private static readonly string[] PhotoWords = ["Photo ", "Foto "];
    private static readonly string[] Photos = [.. Phrases.Of("photo")];
    private static readonly string[] Agos = [.. Phrases.Of("ago")];
    private static readonly string[] CountedComments = [.. Keys("counted")];
    private static readonly char[] Digits = [.. "0123456789"];
    private static readonly char[] MenuMarks = ['|', '>', '›', '»', '·', '•', '/', '\t', '｜', '＞', '❯'];

    /// <summary>An advertisement, a share bar, a pointer to another article, a newsletter, a notice of cookies or copyright.</summary>
    public static bool IsLine(string line)
    {
        if (IsConsent(line))
            return true;
        if (line.Length > LongestWithin || TextShape.Length(line) is var length && length > LongestWithin)
            return false;
        if (!line.Any(char.IsLetterOrDigit))
            return true;
        if (IsCopyright(line) || EndsAsCaption(line))
            return true;
        if (line.Length <= LongestWhole && (TextShape.IsKeyIn(WholeLines, line.AsSpan().TrimEnd("0123456789 ().")) || IsShareBar(line) || IsReadingTime(line) || IsBar(line) || IsUnread(line)))
            return true;
        // Sites have no speakers. A pointer to another article may quote its headline.
        if (length <= LongestStart && Starting.Begin(line) && !(length > LongestHeadline && Quotes(line)))
            return true;
        return Within.IsIn(line) && !Quotes(line);
    }

    /// <summary>Somebody's words, and not the name of a button.</summary>
    private static bool Quotes(string line)
    {
        for (var at = line.AsSpan().IndexOfAny(Opening); at >= 0 && at + ShortestQuote < line.Length;)
        {
            var rest = line.AsSpan(at + 1);
            var end = rest.IndexOfAny(Closing);
            if (end < 0)
                return false;
            if (end >= ShortestQuote ? rest[..end].Count(' ') > 1 || TextShape.IsIdeograph(rest[0]) : end >= ShortestQuote / 2 && TextShape.IsIdeograph(rest[0]))
                return true;
            var next = rest[(end + 1)..].IndexOfAny(Opening);
            if (next < 0)
                return false;
            at += end + 2 + next;
        }

        return false;
    }

    /// <summary>"{loadposition advert}": of a system that did not know it.</summary>
    private static bool IsUnread(string line) => line[0] == '{' && line[^1] == '}' && TextShape.Words(line) <= 4;

    /// <summary>"3 min read", "Lesezeit: 4 Minuten".</summary>
    public static bool IsReadingTime(string line) => line.Length <= LongestReading && line.Any(char.IsDigit) && Reading.IsIn(line);

    /// <summary>"Weekdays | Talk at noon | 29 January | 12:10".</summary>
    private static bool IsBar(string line)
    {
        if (line.IndexOf(" | ", StringComparison.Ordinal) is not (> 0 and var first) || line.LastIndexOf(" | ", StringComparison.Ordinal) == first || TextShape.EndsSentence(line))
            return false;
        return Array.TrueForAll(line.Split(" | "), part => part.Length <= LongestOfABar);
    }

    /// <summary>"The hall on Monday. (Photo: Ada Nilsen)"</summary>
    private static bool EndsAsCaption(string line)
    {
        var end = line.AsSpan().TrimEnd(" .。");
        if (line.Length <= LongestOfPicture && NamesPhotographer(line))
            return true;
        if (end.IsEmpty || end[^1] is not (')' or '）' or ']') || end.LastIndexOfAny('(', '（', '[') is not (>= 0 and var from) || end.Length - from > LongestCredit)
            return false;
        var credit = end[(from + 1)..^1].ToString();
        return credit.EndsWith("/Getty Images", StringComparison.OrdinalIgnoreCase) || (credit.Length > 3 && NamesPhotographer(credit))
            || Array.Exists(PhotoWords, word => credit.Length > word.Length + 1 && credit.StartsWith(word, StringComparison.OrdinalIgnoreCase) && char.IsUpper(credit[word.Length]))
            || Array.Exists(Photos, label => credit.Length > label.Length + 1 && credit.StartsWith(label, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>"莫小雨 摄": in Chinese the word stands behind the name.</summary>
    public static bool NamesPhotographer(ReadOnlySpan<char> text) => text is [.., '摄' or '攝'];

    /// <summary>Of a site, and not of a bakery or of what somebody says about sites.</summary>
    /// <param name="text">Of one element.</param>
    /// <param name="isOwn">Whether it says so of itself.</param>
    public static bool IsOfStoring(string text, out bool isOwn)
    {
        isOwn = false;
        if (!SpeaksOfCookies(text) || Quotes(text))
            return false;
        isOwn = Consent.IsIn(text);
        return isOwn || Storing.IsIn(text);
    }

    /// <summary>In whatever language: the word is the same in nearly all of them.</summary>
    public static bool SpeaksOfCookies(string text) => Cookies.IsIn(text);

    /// <summary>A heading above links to other articles.</summary>
    public static bool IsLinkHeading(string line) => line.Length <= 60 && TextShape.IsKeyIn(LinkHeadings, line);

    /// <summary>A heading above what asks readers for something: to subscribe to a letter, to vote, to give.</summary>
    public static bool IsCallHeading(string line) => line.Length <= LongestCall && TextShape.IsKeyIn(CallHeadings, line);

    /// <summary>Who wrote something and how long ago, or only this: "greyferg · 3 hours ago".</summary>
    public static bool IsAgo(string line)
    {
        if (line.Length > 60 || TextShape.EndsSentence(line) || !line.Any(char.IsDigit))
            return false;
        return Array.Exists(Agos, word => line.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (TextShape.IsIdeograph(word[0]) ? char.IsLetter(line[^2]) : line.Length > word.Length && line[^(word.Length + 1)] == ' ')
            || (TextShape.Words(line) <= 4 && LineStarts.With(line, word)));
    }

    /// <summary>A heading above what readers write: "Comments", with or without their number, "2 thoughts on …".</summary>
    public static bool IsCommentsHeading(string line)
    {
        var words = line.AsSpan().Trim();
        while (!words.IsEmpty && !char.IsLetter(words[0]))
            words = words[1..];
        while (!words.IsEmpty && !char.IsLetter(words[^1]))
            words = words[..^1];
        if (TextShape.IsKeyIn(CommentHeadings, words))
            return true;
        // "5. Comments on the Wind" is the fifth of a list.
        var said = line.AsSpan().TrimStart();
        var number = said.IndexOfAnyExceptInRange('0', '9');
        return number > 0 && said[number] is not ('.' or ')' or ':') && TextShape.Key(line).TrimStart(Digits) is var counted && Array.Exists(CountedComments, start => counted.StartsWith(start, StringComparison.Ordinal));
    }

    /// <summary>A breadcrumb or a menu on one line: several short parts between marks, or nothing but words of navigation.</summary>
    public static bool IsNavigation(string line)
    {
        if (TextShape.IsKeyIn(MenuWords, line))
            return true;
        var parts = line.Split(MenuMarks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length >= 3 && parts.All(part => TextShape.Words(part) <= 3 && TextShape.Length(part) <= 28))
            return true;
        // "Home > News > The headline itself" ends in the headline, shortened or not.
        if (parts.Length >= 2 && MenuWords.Contains(TextShape.Key(parts[0])) && parts.SkipLast(1).All(part => TextShape.Words(part) <= 3))
            return true;
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length >= 3 && words.Count(word => TextShape.IsKeyIn(MenuWords, word)) >= words.Length * 0.75;
    }

    /// <summary>The lines without boilerplate; an empty line is kept as what parts paragraphs.</summary>
    public static IEnumerable<string> Without(IEnumerable<string> lines, Func<string, bool> isSiteName)
    {
        var amongLinks = false;
        foreach (var line in lines)
        {
            if (line.Length == 0)
            {
                yield return line;
                continue;
            }

            if (IsLinkHeading(line))
                amongLinks = true;
            else if (TextShape.IsParagraph(line))
                amongLinks = false;
            if (!amongLinks && !isSiteName(line) && !IsLine(line))
                yield return line;
        }
    }

    /// <summary>As <see cref="Without(IEnumerable{string}, Func{string, bool})"/>, of blocks made from a page.</summary>
    public static IEnumerable<Block> Without(IEnumerable<Block> blocks, Func<string, bool> isSiteName)
    {
        var amongLinks = false;
        foreach (var block in blocks)
        {
            var text = block.Type is BlockType.Paragraph or BlockType.Heading ? block.Text : null;
            if (text is not null && IsLinkHeading(text))
                amongLinks = true;
            // A subheading after a list of links belongs to the article again: lists are blocks of their own here.
            else if ((text is not null && TextShape.IsParagraph(text) && !(amongLinks && OpensWithLink(block))) || block.Type is BlockType.Quote or BlockType.Image or BlockType.Table)
                amongLinks = false;
            else if (amongLinks && block.Type == BlockType.List)
                continue;

            if (block.Type == BlockType.List)
            {
                if (WithoutLines(block) is { } rest)
                    yield return rest;
            }
            else if (!amongLinks && (text is null || (!isSiteName(text) && !IsLine(text) && !IsPointer(block))))
            {
                yield return block;
            }
        }
    }

    /// <summary>"Lire aussi. A headline": what else stands above links to other articles, before one of them.</summary>
    private static bool IsPointer(Block block)
    {
        if (block is not { Type: BlockType.Paragraph, Html: { } html, Text.Length: <= LongestStart } || html.IndexOf("<a ", StringComparison.Ordinal) is not (> 0 and <= 80 and var at))
            return false;
        return IsLinkHeading(Newsroom.Hosting.Html.HtmlBounds.WithoutTags(html[..at]));
    }

    /// <summary>A headline that leads elsewhere, and on the lines below what it is about.</summary>
    private static bool OpensWithLink(Block block) =>
        block is { Type: BlockType.Paragraph, Html: { } html } && html.AsSpan().TrimStart("•·▪■►»- ") is var rest && (rest.StartsWith("<a ", StringComparison.Ordinal) || rest.StartsWith("<strong><a ", StringComparison.Ordinal))
        && html.IndexOf("<br>", StringComparison.Ordinal) is > 0 and var line && html.LastIndexOf("</a>", line, StringComparison.Ordinal) > line - "</strong></a>".Length - 1;

    private static Block? WithoutLines(Block list)
    {
        var items = list.Items!.Where(item => !IsLine(item)).ToList();
        // A list that was mostly a share bar is one.
        return items.Count * 2 > list.Items!.Count ? list with { Items = items } : null;
    }

    /// <summary>Names of networks and verbs of sharing, and nothing else: "Share Tweet WhatsApp Email".</summary>
    private static bool IsShareBar(string line)
    {
        var words = line.Split([' ', '|', '·', '•', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length is < 2 or > 12 || words.All(word => char.IsAsciiDigit(word[0])))
            return false;
        for (var at = 0; at < words.Length;)
        {
            if (Label(words.AsSpan(at)) is not (> 0 and var length))
                return false;
            at += length;
        }

        return true;
    }

    /// <summary>How many of the words are a number or the longest label there is: "Lire plus tard".</summary>
    private static int Label(ReadOnlySpan<string> words)
    {
        if (words[0].All(char.IsAsciiDigit))
            return 1;
        for (var count = Math.Min(words.Length, MostWordsOfALabel); count > 0; count--)
        {
            if (WholeLines.Contains(string.Concat(words[..count].ToArray().Select(TextShape.Key))))
                return count;
        }

        return 0;
    }

    /// <summary>What a page says before it stores something: two such phrases and cookies, or three, since articles tell of them as well.</summary>
    private static bool IsConsent(string line)
    {
        if (line.Length is < 60 or > LongestConsent || !Consent.IsIn(line))
            return false;
        var said = Consents.Count(phrase => line.Contains(phrase, StringComparison.OrdinalIgnoreCase));
        return (said >= 3 || (said == 2 && SpeaksOfCookies(line))) && !Quotes(line);
    }

    /// <summary>"Copyright 1999 The Gazette", "© 2024".</summary>
    private static bool IsCopyright(string line)
    {
        var start = line.AsSpan().TrimStart();
        if (start.StartsWith("Copyright", StringComparison.OrdinalIgnoreCase))
            start = start["Copyright".Length..];
        else if (start.IsEmpty || (start[0] != '©' && !start.StartsWith("(c)", StringComparison.OrdinalIgnoreCase)))
            return false;
        start = start.TrimStart(" ©:(cC)&;");
        return start.Length >= 4 && (start.StartsWith("19", StringComparison.Ordinal) || start.StartsWith("20", StringComparison.Ordinal)) && char.IsAsciiDigit(start[2]) && char.IsAsciiDigit(start[3]);
    }

    private static FrozenSet<string> Keys(string section) => Phrases.Of(section).Select(TextShape.Key).ToFrozenSet(StringComparer.Ordinal);
}
