using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Names out of what pages write around them: "By Jane Doe and Peter Roe, Political Editor", "Penulis: Budi | Editor: Sari",
/// "JANE DOE | REUTERS". The words are those of <c>Words/Names.txt</c>.
/// </summary>
internal static partial class Bylines
{
    private const int Longest = 250;
    private const int MostNames = 12;
    private const int LongestRole = 20;
    private const int LongestBar = 120;
    private const int LongestPart = 40;
    private const int ShortestName = 4;

    private static readonly string[] By = WordLists.Of("by");
    private static readonly LineStarts Openings = new(By);
    private static readonly LineStarts Publishing = new(WordLists.Of("publisher"));
    private static readonly FrozenSet<string> ByKeys = By.Where(word => word[^1] != ':').Select(TextShape.Key).ToFrozenSet(StringComparer.Ordinal);

    // With a colon.
    private static readonly FrozenSet<string> LabelKeys = WordLists.Keys("by");
    private static readonly FrozenSet<string> NotAuthors = WordLists.Keys("not-author");
    private static readonly FrozenSet<string> Pictures = WordLists.Keys("pictures");

    /// <summary>Words after which a sentence goes on to a name: "Posted on June 18 by Jane Doe".</summary>
    private static readonly string[] Middle = [" by ", " By ", " BY ", " von ", " Von ", " par ", " por ", " oleh ", " Oleh ", " door ", " od "];

    private static readonly string[] OfOthers = ["Edited by ", "Photo by ", "Photos by ", "Photography by ", "Illustration by ", "Illustrations by ", "Photographs by ", "Translated by ", "Reviewed by ", "Fact-checked by ", "Medically reviewed by ", "Fotos von ", "Updated by "];

    private static readonly SearchValues<char> OfCounts = SearchValues.Create("0123456789.,");

    private static readonly SearchValues<char> Colons = SearchValues.Create(":：／");

    private static readonly SearchValues<string> Said = SearchValues.Create(Middle, StringComparison.Ordinal);

    /// <summary>A look before a line is taken apart: most lines have no word of this kind.</summary>
    public static bool MayBe(string line) =>
        EasternBylines.EndsAsReporter(line) || line.AsSpan().IndexOfAny(Colons) >= 0 || line.AsSpan().ContainsAny(Said) || Openings.Begin(line);

    public static string WithoutMail(string line) => line.Contains('@', StringComparison.Ordinal) ? Mail().Replace(line, " ") : line;

    /// <summary>Has somebody beside the authors, and in brackets that it is for the pictures: "Ada Nilsen (text), Bo Lund (photos)".</summary>
    public static bool NamesPictures(string text) => OfRole().Matches(text).Any(IsForPictures);

    private static bool IsForPictures(Match role) => Pictures.Contains(TextShape.Key(role.Groups["role"].Value));

    /// <summary>Whether that is said behind one of the names of a line.</summary>
    public static bool IsOfPictures(string line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        var rest = at < 0 ? [] : line.AsSpan(at + name.Length).TrimStart();
        return rest is ['(', ..] && rest.IndexOf(')') is > 1 and <= LongestRole and var end && TextShape.IsKeyIn(Pictures, rest[1..end]);
    }

    /// <summary>A word that names stand after, and nothing else: "Reporter".</summary>
    public static bool IsBy(ReadOnlySpan<char> text) => TextShape.IsKeyIn(text.TrimEnd() is [.., ':' or '：'] ? LabelKeys : ByKeys, text);

    /// <summary>Whether what follows is a name: "Written by".</summary>
    public static bool EndsWithBy(string text) => text.Length <= 60 && IsBy(text.AsSpan(text.AsSpan().LastIndexOfAny(' ', '|') + 1));

    /// <summary>
    /// Begins with what its names did: "Text: Ada Nilsen". "By 2019 he was succeeded by Ada Nilsen" is a sentence, and a house that
    /// published something wrote nothing.
    /// </summary>
    public static bool BeginsAsLabel(string line)
    {
        if (Publishing.Begin(line.TrimStart()))
            return false;
        var colon = line.AsSpan().IndexOfAny(':', '：');
        if (colon > 0 && LabelKeys.Contains(TextShape.Key(line[..colon])))
            return true;
        var rest = WithoutBy(line);
        return rest.Length < line.Trim().Length && !char.IsDigit(rest[0]) && !rest.AsSpan().ContainsAny(Said);
    }

    /// <summary>
    /// "Ada Nilsen / Narvik bureau | Posted on: 7 April 2008 | Hits: 1436": somebody, and a day with a word before it, an office or a count. A name
    /// and a day alone may be a part of the paper, or a place and a match.
    /// </summary>
    public static string? OfBar(string line)
    {
        if (line.Length > LongestBar || line.AsSpan().IndexOfAny('|', '•', '·') < 0 || line.Split(['|', '•', '·']) is not { Length: > 1 and < 6 } parts || TextShape.EndsSentence(line)
            || !parts.Skip(1).All(part => part.Length <= LongestPart && part.Any(char.IsDigit)) || !parts.Skip(1).Any(part => DateWords.All(part, default).Any(date => !date.IsShort))
            || !(parts[0].Contains(" / ", StringComparison.Ordinal) || parts.Skip(1).Any(part => IsCount(part) || BeginsAsDay(part))))
            return null;
        return Of(parts[0], null) is [var name] && PersonName.IsPlainly(name) && parts[0].TrimStart().StartsWith(name, StringComparison.Ordinal) ? name : null;
    }

    /// <summary>"Hits: 1436".</summary>
    private static bool IsCount(string part) =>
        part.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && part.AsSpan(0, colon).IndexOfAnyInRange('0', '9') < 0
        && part.AsSpan(colon + 1).Trim() is { Length: > 0 } count && count.IndexOfAnyExcept(OfCounts) < 0;

    /// <summary>"Posted on 7 April 2008".</summary>
    private static bool BeginsAsDay(string part) => part.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries) is [var first, ..] && DateNames.IsLabel(first);

    /// <summary>Ends with two words or more that names stand after: "Propos recueillis par".</summary>
    public static bool EndsAsBy(string line) =>
        Array.Exists(By, word => word.Contains(' ', StringComparison.Ordinal) && line.EndsWith(word, StringComparison.OrdinalIgnoreCase) && (line.Length == word.Length || line[^(word.Length + 1)] == ' '));

    /// <summary>The names of a text that is known to hold some; none for desks, sites, accounts and addresses.</summary>
    /// <param name="text">As the page has it.</param>
    /// <param name="isSite">Whether a name is the site's own.</param>
    public static List<string> Of(string? text, Func<string, bool>? isSite) => Of(text, isSite, out _);

    /// <param name="text">As the page has it.</param>
    /// <param name="isSite">Whether a name is the site's own.</param>
    /// <param name="isSaid">Whether the text says that these are authors, by a word such as "By".</param>
    public static List<string> Of(string? text, Func<string, bool>? isSite, out bool isSaid)
    {
        isSaid = false;
        if (TextShape.Line(text) is not { Length: <= Longest } line || IsAddress(line) || line.Contains('%', StringComparison.Ordinal))
            return [];
        line = WithoutMail(line);
        if (line.Length > 2 && line[0] is '(' or '（' && line[^1] is ')' or '）' && line.AsSpan(1).IndexOfAny('(', '（') < 0)
            line = line[1..^1];
        if (EasternBylines.OfPaper(line) is { } paper)
            line = paper;
        if (line.AsSpan().IndexOfAny('(', '[', '（') >= 0)
            line = Bracketed().Replace(OfRole().Replace(line, static match => IsForPictures(match) ? NameLists.BeforeLast(match.Groups["names"].Value) : match.Value), " ");
        // "정선/윤가람, 채선우 기자": from where, and who.
        if (line.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < line.Length / 2 && EasternBylines.EndsAsReporter(line[(slash + 1)..].TrimEnd()))
            line = line[(slash + 1)..];
        line = OfTown().Replace(WithoutOthers(line), "");
        var names = new List<string>();
        var labelled = false;
        foreach (var segment in BehindTown([.. Segments(line)]))
        {
            if (Label(segment) is var (rest, isAuthor))
            {
                if (!isAuthor)
                    continue;
                // "Penulis: X | Editor: Y": those who are called authors are all of them.
                if (!labelled && names.Count > 0)
                    names.Clear();
                labelled = true;
                names.AddRange(Names(rest, isSite));
            }
            else if (!labelled && (names.Count == 0 || (PersonName.HasLargeSurname(segment) && PersonName.HasLargeSurname(names[^1]))))
            {
                names.AddRange(Names(segment, isSite));
            }
        }

        isSaid = labelled || EasternBylines.EndsAsReporter(line.TrimEnd()) || Middle.Any(word => line.IndexOf(word, StringComparison.Ordinal) is > 0 and var at && at < 60 && line.AsSpan(0, at).IndexOfAnyInRange('0', '9') >= 0);
        return [.. names.DistinctBy(TextShape.Key).Take(MostNames)];
    }

    /// <summary>"Written by Ada Nilsen, Edited by Bo Lund" without the latter, but "Story and photos by Ada Nilsen".</summary>
    private static string WithoutOthers(string line)
    {
        foreach (var word in OfOthers)
        {
            if (line.IndexOf(word, StringComparison.OrdinalIgnoreCase) is > ShortestName and var at && line.AsSpan(0, at).TrimEnd() is [.., ',' or ';' or '|' or '/' or '·' or ')'])
                line = line[..at].TrimEnd(' ', ',', ';', '|', '/', '·');
        }

        return line;
    }

    private static IEnumerable<string> Segments(string line) =>
        line.Split(['|', '•', '·', '●', '▪', '‧', '–', '—', '\n', '\t', '•', '»', '›', '/', '｜', '・'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(part => part.Split([" - ", " -- ", " :: ", " . "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .SelectMany(BeforeLabels);

    /// <summary>"الإسكندرية – هناء عبد الحليم": in Arabic the town may stand before the name.</summary>
    private static string[] BehindTown(string[] segments) =>
        segments is [[>= '\u0600' and <= '\u06FF', ..] town, var name] && TextShape.Words(town) <= (name[^1] == ':' ? 2 : 1) && TextShape.Words(name) > 1 && Label(town) is null ? [name] : segments;

    /// <summary>"Penulis: Budi Editor: Sari" has its labels behind no mark.</summary>
    private static IEnumerable<string> BeforeLabels(string part)
    {
        var from = 0;
        for (var colon = part.IndexOfAny([':', '：']); colon >= 0; colon = colon + 1 < part.Length ? part.IndexOfAny([':', '：'], colon + 1) : -1)
        {
            var word = part.LastIndexOf(' ', colon - 1 < 0 ? 0 : colon - 1) + 1;
            // "Edited by:" is of two words.
            if (word > 1 && part.LastIndexOf(' ', word - 2) + 1 is var two && two > from && IsLabel(part[two..colon]))
                word = two;
            if (word <= from || !IsLabel(part[word..colon]))
                continue;
            yield return part[from..word].Trim();
            from = word;
        }

        yield return part[from..].Trim();
    }

    private static bool IsLabel(string words) => TextShape.Key(words) is var key && (NotAuthors.Contains(key) || LabelKeys.Contains(key));

    /// <summary>"Foto", "Editor": before a name that is not the author's.</summary>
    public static bool IsOtherRole(ReadOnlySpan<char> word) => TextShape.IsKeyIn(NotAuthors, word);

    /// <summary>Whether what follows is the name of somebody else: "Editor".</summary>
    public static bool EndsWithOtherRole(ReadOnlySpan<char> text) => text.Length <= 120 && TextShape.IsKeyIn(NotAuthors, text[(text.LastIndexOfAny(' ', '|') + 1)..]);

    /// <summary>"photo by the author": what somebody else did, or the author did besides.</summary>
    public static bool BeginsWithOtherRole(string part) => TextShape.IsKeyIn(NotAuthors, part.AsSpan(0, part.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? end : part.Length));

    /// <summary>A part that begins with what its names did.</summary>
    private static (string Names, bool IsAuthor)? Label(string segment)
    {
        var colon = segment.IndexOfAny([':', '：', '＝', '=']);
        if (colon is > 0 and <= 40)
        {
            var key = TextShape.Key(segment[..colon]);
            if (NotAuthors.Contains(key))
                return (segment[(colon + 1)..], false);
            if (LabelKeys.Contains(key))
                return (segment[(colon + 1)..], true);
        }

        foreach (var word in OfOthers)
        {
            if (segment.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return ("", false);
        }

        return WithoutBy(segment) is { } rest && rest.Length < segment.Length ? (rest, true) : null;
    }

    /// <summary>Without "By", "Written by", "Von" at the beginning; as it is without them.</summary>
    internal static string WithoutBy(string text)
    {
        var rest = text.Trim();
        for (var round = 0; round < 2; round++)
        {
            var before = rest;
            foreach (var word in By)
            {
                if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) || rest.Length <= word.Length + 1)
                    continue;
                var next = rest[word.Length];
                var isWide = TextShape.IsIdeograph(word[^1]);
                if (!(next is ' ' or ':' or '：' or '／' or '/' or '\u00A0' || (isWide && word.Length > 1 && next is not '会' and not '站')))
                    continue;
                rest = rest[word.Length..].Trim(' ', ':', '：', '|', '-', '–', '/', '／', '・');
                break;
            }

            if (rest.Length == before.Length)
                break;
        }

        return rest;
    }

    private static IEnumerable<string> Names(string segment, Func<string, bool>? isSite)
    {
        var text = segment.Trim();
        foreach (var word in Middle)
        {
            // What stands before is a verb and a date; a name there would be parted from it by a comma.
            if (text.IndexOf(word, StringComparison.Ordinal) is > 0 and var at && (text[..at].Any(char.IsDigit) || TextShape.Words(text.AsSpan(0, at)) <= 4))
            {
                text = text[(at + word.Length)..];
                break;
            }
        }

        if (DateStart().Match(text) is { Success: true, Index: > 3 } date)
            text = text[..date.Index];
        var parts = NameLists.Split(WithoutBy(text).Trim(' ', ',', ':', '|', '-'));
        var found = new List<string>();
        for (var i = 0; i < parts.Count; i++)
        {
            // "Jane Doe, Office of Communications", "Jane Doe, Technical Editor", "Jane Doe, our reporter in Bergen", "Jane Doe, BBC-Studio Bergen"
            if (parts[i].AfterComma && found.Count > 0 && !EasternBylines.EndsAsReporter(parts[i].Text) && (parts[i].Text.Contains(" of ", StringComparison.Ordinal) || PersonName.IsOffice(parts[i].Text) || PersonName.IsAffiliation(parts[i].Text, parts[0].Text)))
                continue;
            if (found.Count > 0 && PersonName.IsStation(parts[i].Text, parts[0].Text, parts[i].AfterComma))
                continue;
            if (PersonName.Of(parts[i].Text, isSite) is not { } name)
            {
                // "Transport correspondent, Harbour News": what somebody is, without a name.
                if (found.Count == 0 && i == 0 && PersonName.IsOffice(parts[i].Text))
                    return [];
                continue;
            }

            // "Jane Doe, Berlin": one word after a comma behind a whole name is a place or an office.
            var isAlone = parts[i].AfterComma && !TextShape.IsIdeograph(name[0]) && found.Count > 0 && !name.Contains(' ', StringComparison.Ordinal) && found[0].Contains(' ', StringComparison.Ordinal);
            if (!isAlone)
                found.Add(name);
        }

        // "Doe, Jane"
        if (found.Count == 2 && parts.Count == 2 && parts[1].AfterComma && found.TrueForAll(name => !name.Contains(' ', StringComparison.Ordinal) && char.IsAscii(name[0])) && !PersonName.IsAgency(found[1]))
            return [$"{found[1]} {found[0]}"];
        // An agency beside people has only sent it.
        return found.Exists(name => !PersonName.IsAgency(name)) ? found.Where(name => !PersonName.IsAgency(name)) : found;
    }

    private static bool IsAddress(string line) =>
        line.Contains("://", StringComparison.Ordinal) || line.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || line.StartsWith('/') || (line.Contains(".com/", StringComparison.OrdinalIgnoreCase) && !line.Contains(' ', StringComparison.Ordinal));

    /// <summary>"Kontributor Jember, Siti Rahmawati": from where somebody writes, before the name.</summary>
    [GeneratedRegex(@"\b(?:Kontributor|Koresponden)\s+\p{Lu}\p{L}+,\s+(?=\p{Lu}\p{L}+\s\p{Lu})", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfTown();

    [GeneratedRegex(@"[\p{L}\d._%+-]+@[\w.-]+\.\p{L}+", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Mail();

    [GeneratedRegex(@"[(\[（](?:[^()\[\]（）]|[(\[（][^()\[\]（）]{0,40}[)\]）]){0,80}[)\]）]", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Bracketed();

    /// <summary>"Ada Nilsen (pictures)"</summary>
    [GeneratedRegex(@"(?<names>[^,;|()]{3,120})\((?<role>[^()]{2,20})\)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfRole();

    /// <summary>Where a name ends and a date begins: " on June 18", " 18.06.2024", ", 3 hours ago".</summary>
    [GeneratedRegex(@",?\s+(?:(?:on|am|le|el|em|il|op|den|the|vom|pada|at|um)\s+)?(?:(?:published|posted|updated|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|senin|selasa|rabu|kamis|jumat|sabtu|minggu|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b[.,:]?\s*(?:\d|\w+\.?\s+\d|$|on\b)|\d)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex DateStart();
}
