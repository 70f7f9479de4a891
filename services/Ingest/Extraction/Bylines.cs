using System.Collections.Frozen;
using System.Text;
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

    private static readonly string[] By = WordLists.Of("by");
    private static readonly FrozenSet<string> ByKeys = WordLists.Keys("by");
    private static readonly FrozenSet<string> NotAuthors = WordLists.Keys("not-author");
    private static readonly FrozenSet<string> Desks = WordLists.Keys("desk");
    private static readonly FrozenSet<string> Roles = WordLists.Keys("role");
    private static readonly FrozenSet<string> Agencies = WordLists.Keys("agency");
    private static readonly string[] Joints = [.. WordLists.Of("joint").Where(word => word is not "و").Select(word => $" {word} ").OrderByDescending(word => word.Length), " & ", " + ", "、", "，", "；", "，", ";", " / ", "／", " x "];
    private static readonly string[] Places = [.. WordLists.Of("place").Where(word => word is not "da").Select(word => $" {word} ")];

    /// <summary>Words after which a sentence goes on to a name: "Posted on June 18 by Jane Doe".</summary>
    private static readonly string[] Middle = [" by ", " By ", " BY ", " von ", " Von ", " par ", " por ", " oleh ", " Oleh ", " door ", " od "];

    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "de", "da", "do", "dos", "das", "del", "della", "di", "der", "den", "van", "von", "vom", "zu", "zur", "al", "el", "bin", "binti", "ibn", "bint", "la", "le", "y", "e", "ter", "ten", "af", "av", "du", "des", "dalla", "of", "the", "und", "a", "abu", "ben", "bar", "st", "op", "in", "’t", "'t",
    };

    /// <summary>Whether a line begins with a word such as "By" and goes on with names.</summary>
    public static bool IsByline(string line) => Of(line, null, out var isSaid).Count > 0 && isSaid;

    /// <summary>Whether what follows is a name: "Written by".</summary>
    public static bool EndsWithBy(string text) => text.Length <= 60 && ByKeys.Contains(TextShape.Key(text[(text.LastIndexOfAny([' ', '|']) + 1)..]));

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
        if (TextShape.Line(text) is not { Length: <= Longest } line || IsAddress(line))
            return [];
        line = Mail().Replace(line, " ");
        line = Bracketed().Replace(line, " ");
        var names = new List<string>();
        var labelled = false;
        foreach (var segment in Segments(line))
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
            else if (!labelled && names.Count == 0)
            {
                names.AddRange(Names(segment, isSite));
            }
        }

        isSaid = labelled || Middle.Any(word => line.IndexOf(word, StringComparison.Ordinal) is > 0 and var at && at < 60 && line.AsSpan(0, at).IndexOfAnyInRange('0', '9') >= 0);
        return [.. names.DistinctBy(TextShape.Key).Take(MostNames)];
    }

    /// <summary>An agency, which is an author where nobody is named.</summary>
    public static bool IsAgency(string name) => Agencies.Contains(TextShape.Key(name));

    /// <summary>"Redaktion", "admin", "Staff": nobody.</summary>
    public static bool IsDesk(string name) => Desks.Contains(TextShape.Key(name));

    private static IEnumerable<string> Segments(string line) =>
        line.Split(['|', '•', '·', '●', '▪', '‧', '–', '—', '\n', '\t', '•', '»', '›', '/', '｜', '・'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(part => part.Split([" - ", " -- ", " :: ", " . "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .SelectMany(BeforeLabels);

    /// <summary>"Penulis: Budi Editor: Sari" has its labels behind no mark.</summary>
    private static IEnumerable<string> BeforeLabels(string part)
    {
        var from = 0;
        for (var colon = part.IndexOfAny([':', '：']); colon >= 0; colon = colon + 1 < part.Length ? part.IndexOfAny([':', '：'], colon + 1) : -1)
        {
            var word = part.LastIndexOf(' ', colon - 1 < 0 ? 0 : colon - 1) + 1;
            if (word <= from || !(NotAuthors.Contains(TextShape.Key(part[word..colon])) || ByKeys.Contains(TextShape.Key(part[word..colon]))))
                continue;
            yield return part[from..word].Trim();
            from = word;
        }

        yield return part[from..].Trim();
    }

    /// <summary>A part that begins with what its names did.</summary>
    private static (string Names, bool IsAuthor)? Label(string segment)
    {
        var colon = segment.IndexOfAny([':', '：', '＝', '=']);
        if (colon is > 0 and <= 40)
        {
            var key = TextShape.Key(segment[..colon]);
            if (NotAuthors.Contains(key))
                return (segment[(colon + 1)..], false);
            if (ByKeys.Contains(key))
                return (segment[(colon + 1)..], true);
        }

        foreach (var word in (ReadOnlySpan<string>)["Edited by ", "Photo by ", "Photos by ", "Photography by ", "Illustration by ", "Illustrations by ", "Photographs by ", "Translated by ", "Reviewed by ", "Fact-checked by ", "Medically reviewed by ", "Fotos von ", "Updated by "])
        {
            if (segment.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return ("", false);
        }

        return WithoutBy(segment) is { } rest && rest.Length < segment.Length ? (rest, true) : null;
    }

    /// <summary>Without "By", "Written by", "Von" at the beginning; as it is without them.</summary>
    private static string WithoutBy(string text)
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
            if (text.IndexOf(word, StringComparison.Ordinal) is > 0 and var at && (text[..at].Any(char.IsDigit) || TextShape.Words(text[..at]) <= 2))
            {
                text = text[(at + word.Length)..];
                break;
            }
        }

        if (DateStart().Match(text) is { Success: true, Index: > 3 } date)
            text = text[..date.Index];
        var parts = Split(WithoutBy(text).Trim(' ', ',', ':', '.', '|', '-'));
        var found = new List<string>();
        for (var i = 0; i < parts.Count; i++)
        {
            if (Name(parts[i].Text, isSite) is not { } name)
            {
                // "Transport correspondent, Harbour News": what somebody is, without a name.
                if (found.Count == 0 && i == 0 && IsOffice(parts[i].Text))
                    return [];
                continue;
            }

            // "Jane Doe, Berlin": one word after a comma behind a whole name is a place or an office.
            var isAlone = parts[i].AfterComma && !TextShape.IsIdeograph(name[0]) && found.Count > 0 && !name.Contains(' ', StringComparison.Ordinal) && found[0].Contains(' ', StringComparison.Ordinal);
            if (!isAlone)
                found.Add(name);
        }

        // "Doe, Jane"
        if (found.Count == 2 && parts.Count == 2 && parts[1].AfterComma && found.TrueForAll(name => !name.Contains(' ', StringComparison.Ordinal) && char.IsAscii(name[0])) && !IsAgency(found[1]))
            return [$"{found[1]} {found[0]}"];
        // An agency beside people has only sent it.
        return found.Exists(name => !IsAgency(name)) ? found.Where(name => !IsAgency(name)) : found;
    }

    private static List<(string Text, bool AfterComma)> Split(string names)
    {
        var parts = new List<(string, bool)>();
        foreach (var comma in Joined(names))
        {
            var isFirst = true;
            foreach (var part in comma.Split([",", "،"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                parts.Add((part, !isFirst));
                isFirst = false;
            }
        }

        return parts;
    }

    private static IEnumerable<string> Joined(string names)
    {
        var rest = names.Replace(", and ", " and ", StringComparison.OrdinalIgnoreCase).Replace(" AND ", " and ", StringComparison.Ordinal).Replace(" UND ", " und ", StringComparison.Ordinal).Replace(" Y ", " y ", StringComparison.Ordinal);
        return rest.Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string? Name(string part, Func<string, bool>? isSite)
    {
        var text = Handle().Replace(WithoutBy(part), " ");
        foreach (var place in Places)
        {
            if (text.IndexOf(place, StringComparison.OrdinalIgnoreCase) is > 3 and var at && text[..at].Trim().Contains(' ', StringComparison.Ordinal))
                text = text[..at];
        }

        text = WithoutRoles(WithoutSuffix(text));
        if (TextShape.Line(text.Trim(' ', '.', ',', ':', ';', '"', '\'', '“', '”', '*', '_', '(', ')', '[', ']', '>', '<', '-', '\u200E', '\u200F')) is not { } name)
            return null;
        if (isSite is not null && isSite(name) || IsDesk(name) || Headline.IsDomain(name) || NotAuthors.Contains(TextShape.Key(name)))
            return null;
        if (IsAgency(name))
            return name;
        name = Cased(name);
        return IsName(name) ? name : null;
    }

    private static bool IsOffice(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && Roles.Contains(TextShape.Key(words[^1]));
    }

    /// <summary>山田太郎記者, 홍길동 기자</summary>
    private static string WithoutSuffix(string text)
    {
        var rest = text.Trim();
        foreach (var suffix in (ReadOnlySpan<string>)["記者", "记者", "기자", "특파원", "編集委員", "論説委員", "선임기자", "さん", "氏", "報道", "报道", "撰写", "綜合報導", "報導"])
        {
            if (rest.EndsWith(suffix, StringComparison.Ordinal) && rest.Length > suffix.Length + 1)
                rest = rest[..^suffix.Length].Trim();
        }

        return rest;
    }

    /// <summary>Without what somebody is: before the name ("Staff Writer Jane Doe") or after it ("Jane Doe Sports Editor").</summary>
    private static string WithoutRoles(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        bool IsRole(string word) => Roles.Contains(TextShape.Key(word));
        if (words.Count > 0 && words.TrueForAll(word => IsRole(word) || Particles.Contains(word)))
            return "";
        while (words.Count > 2 && IsRole(words[0]))
            words.RemoveAt(0);
        var role = words.FindIndex(IsRole);
        // "Chief Political Correspondent", "Editor at Large"
        if (role >= 2)
            words.RemoveRange(role, words.Count - role);
        else if (role >= 0 && words.Count > 2 && words.Count(IsRole) >= 2)
            return "";
        return string.Join(' ', words);
    }

    /// <summary>JANE DOE as Jane Doe; jane.doe as well. AFP stays.</summary>
    private static string Cased(string name)
    {
        if (!name.Contains(' ', StringComparison.Ordinal) && name.IndexOfAny(['.', '_']) > 1 && name.All(c => char.IsLetter(c) || c is '.' or '_' or '-') && !name.Any(char.IsUpper))
            name = name.Replace('.', ' ').Replace('_', ' ');
        var letters = name.Where(char.IsLetter).ToList();
        if (letters.Count == 0 || !name.Contains(' ', StringComparison.Ordinal))
            return name;
        var isLarge = letters.TrueForAll(char.IsUpper) && letters.Count > 5 && !IsAgency(name);
        var isSmall = letters.TrueForAll(char.IsLower);
        if (!isLarge && !isSmall)
            return name;
        var cased = new StringBuilder(name.Length);
        foreach (var word in name.Split(' '))
        {
            if (cased.Length > 0)
                cased.Append(' ');
            if (cased.Length > 0 && Particles.Contains(word))
            {
                cased.Append(word.ToLowerInvariant());
                continue;
            }

            for (var i = 0; i < word.Length; i++)
                cased.Append(i == 0 || word[i - 1] is '-' or '.' or '\'' or '’' ? char.ToUpperInvariant(word[i]) : char.ToLowerInvariant(word[i]));
        }

        return cased.ToString();
    }

    /// <summary>One to six words, each written large where the script has capitals, and nothing of an account or of a sentence.</summary>
    private static bool IsName(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 6 || text.Length is < 2 or > 60 || text.Any(char.IsDigit) || text.IndexOfAny([':', ';', '?', '!', '/', '@', '#', '=', '{', '}', '<', '>', '_', '%', '$']) >= 0)
            return false;
        if (!text.Any(char.IsLetter) || text.Count(char.IsLetter) * 2 < text.Length || char.IsLower(words[0][0]) && words.Length == 1)
            return false;
        if (TextShape.IsIdeograph(text[0]) && text.Length > 12)
            return false;
        return words.All(word => !char.IsLower(word[0]) || Particles.Contains(word) || word.Skip(1).Any(char.IsUpper)) && !words.All(Particles.Contains);
    }

    private static bool IsAddress(string line) =>
        line.Contains("://", StringComparison.Ordinal) || line.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || line.StartsWith('/') || (line.Contains(".com/", StringComparison.OrdinalIgnoreCase) && !line.Contains(' ', StringComparison.Ordinal));

    [GeneratedRegex(@"[\p{L}\d._%+-]+@[\w.-]+\.\p{L}+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Mail();

    [GeneratedRegex(@"[(\[（][^)\]）]{0,80}[)\]）]", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"(?<![\p{L}\d])@\w+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Handle();

    /// <summary>Where a name ends and a date begins: " on June 18", " 18.06.2024", ", 3 hours ago".</summary>
    [GeneratedRegex(@",?\s+(?:(?:on|am|le|el|em|il|op|den|the|vom|pada|at|um)\s+)?(?:(?:published|posted|updated|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|senin|selasa|rabu|kamis|jumat|sabtu|minggu|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b[.,]?\s*(?:\d|\w+\.?\s+\d|$|on\b)|\d)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 200)]
    private static partial Regex DateStart();
}
