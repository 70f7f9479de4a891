using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Extraction;

/// <summary>One name out of a part of a byline: without offices, places and accounts, in ordinary capitals.</summary>
internal static partial class PersonName
{
    private static readonly FrozenSet<string> Desks = WordLists.Keys("desk");
    private static readonly FrozenSet<string> Roles = WordLists.Keys("role");
    private static readonly FrozenSet<string> Professions = WordLists.Keys("profession");
    private static readonly FrozenSet<string> Bodies = WordLists.Keys("body");
    private static readonly FrozenSet<string> Agencies = WordLists.Keys("agency");
    private static readonly string[] Places = [.. WordLists.Of("place").Where(word => word is not "da").Select(word => $" {word} ")];

    private static readonly CultureInfo Turkish = CultureInfo.GetCultureInfo("tr-TR");

    // Ends what several people are called together: "Gazette Staff".
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase) { "Staff", "Desk", "Newsroom", "Newsdesk", "Bureau", "Editors", "Team", "Reporters", "Writers" };

    // What papers, stations and agencies of the East are called.
    private static readonly string[] PaperEndings = ["报", "報", "网", "網", "社", "台", "臺", "新闻", "新聞", "编辑部", "編集部", "통신", "신문", "일보", "뉴스"];

    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "de", "da", "do", "dos", "das", "del", "della", "di", "der", "den", "van", "von", "vom", "zu", "zur", "al", "el", "bin", "binti", "ibn", "bint", "la", "le", "y", "e", "ter", "ten", "af", "av", "du", "des", "dalla", "of", "the", "und", "a", "abu", "ben", "bar", "st", "op", "in", "’t", "'t",
    };

    /// <summary>An agency, which is an author where nobody is named.</summary>
    public static bool IsAgency(string name) => TextShape.IsKeyIn(Agencies, name);

    /// <summary>"Redaktion", "admin", "Staff", "Shop Admin": nobody.</summary>
    public static bool IsDesk(string name) => TextShape.IsKeyIn(Desks, name) || name.EndsWith(" admin", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it can only be a person's: two or three words, of which none is a paper's or a company's.</summary>
    public static bool IsPlainly(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 2 or 3 && Array.TrueForAll(words, word => char.IsUpper(word[0]) && !TextShape.IsKeyIn(Bodies, word) && !TextShape.IsKeyIn(Bodies, word.AsSpan(word.LastIndexOf('-') + 1)));
    }

    /// <summary>What somebody is, and no name.</summary>
    public static bool IsOffice(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && TextShape.IsKeyIn(Roles, words[^1]);
    }

    /// <summary>What somebody is who writes: "Staff engineer".</summary>
    public static bool IsWritersOffice(string text) => TextShape.Words(text) > 1 && TextShape.IsKeyIn(Professions, text.AsSpan(text.LastIndexOf(' ') + 1));

    /// <summary>Behind a name and a comma: begins small, or has the letters of a station or an agency, where the name is written otherwise.</summary>
    public static bool IsAffiliation(string part, string name)
    {
        var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !char.IsUpper(name[0]) || !name.Any(char.IsLower))
            return false;
        return (char.IsLower(words[0][0]) && (!Particles.Contains(words[0]) || (words.Length > 2 && char.IsLower(words[1][0]) && !Particles.Contains(words[1])))) || IsStation(part, name, isBehindComma: true);
    }

    /// <summary>"Mustafa KÖKSAL": written so in several countries.</summary>
    public static bool HasLargeSurname(string name) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: 2 or 3 } words && words[0].Length > 1 && char.IsLower(words[0][1]) && words[^1].Length > 2 && words[^1].All(char.IsUpper);

    /// <summary>"Mustafa Köksal" of "Mustafa KÖKSAL".</summary>
    /// <param name="name">With a surname in capitals.</param>
    /// <param name="isTurkish">By whose rules i and ı are two letters.</param>
    public static string WithSmallSurname(string name, bool isTurkish) =>
        string.Join(' ', name.Split(' ').Select(word => word.Length > 2 && word.All(char.IsUpper) ? word[..1] + word[1..].ToLower(isTurkish ? Turkish : CultureInfo.InvariantCulture) : word));

    /// <summary>Beside a name that is not in capitals: a station, an agency, a studio of one. Of two people one may be written in capitals.</summary>
    /// <param name="part">Of a byline.</param>
    /// <param name="name">The first one of it.</param>
    /// <param name="isBehindComma">Whether the part may be what somebody belongs to.</param>
    public static bool IsStation(string part, string name, bool isBehindComma)
    {
        if (name.Length == 0 || !char.IsUpper(name[0]) || !name.Any(char.IsLower) || part.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var first, .. var rest])
            return false;
        if (first is "TV" or "FM" || IsAgency(first) || ((isBehindComma || rest.Length == 0) && part.Count(char.IsUpper) > 2 && !part.Any(char.IsLower)))
            return true;
        return first.TakeWhile(char.IsUpper).Count() is > 2 and var large && large < first.Length && first[large] == '-';
    }

    /// <summary>Null if the part holds no name.</summary>
    /// <param name="part">Of a byline, between commas and the like.</param>
    /// <param name="isSite">Whether a name is the site's own.</param>
    public static string? Of(string part, Func<string, bool>? isSite)
    {
        var text = Bylines.WithoutBy(part);
        if (text.Contains('@', StringComparison.Ordinal))
            text = Handle().Replace(text, " ");
        foreach (var place in Places)
        {
            if (text.IndexOf(place, StringComparison.OrdinalIgnoreCase) is > 3 and var at && text[..at].Trim().Contains(' ', StringComparison.Ordinal))
                text = text[..at];
        }

        text = WithoutPaper(WithoutRoles(WithoutSuffix(text)));
        if (TextShape.Line(text.Trim(' ', '.', ',', ':', ';', '"', '\'', '“', '”', '*', '_', '(', ')', '[', ']', '>', '<', '-', '\u200E', '\u200F')) is not { } name)
            return null;
        if (text.EndsWith('.') && AbbreviatedEnd().IsMatch(name))
            name += ".";
        // Of a Hebrew letter, whose sound it changes.
        if (text.EndsWith('\'') && text[0] != '\'' && name[^1] is >= '\u05D0' and <= '\u05EA')
            name += "'";
        if (name.Split(' ') is { Length: > 1 } words && (Functions.Contains(words[^1]) || Array.Exists(words, word => word.LastIndexOf('.') is > 0 and var dot && dot + 1 < word.Length && char.IsLower(word[dot + 1]) && Headline.IsDomain(word))))
            return null;
        // "أحمد عبد الحافظ-القاهرة": a name and the town.
        if (name[0] is >= '\u0600' and <= '\u06FF' && name.IndexOf('-', StringComparison.Ordinal) is > 5 and var town)
            name = name[..town];
        if (isSite is not null && isSite(name) || IsDesk(name) || Headline.IsDomain(name) || Boilerplate.IsLinkHeading(name) || Bylines.IsOtherRole(name))
            return null;
        if (IsAgency(name))
            return name;
        name = Cased(name);
        return IsName(name) && (name.Contains(' ', StringComparison.Ordinal) || (DateNames.Month(name, null) is null && DateNames.Weekday(name) is null && !DateNames.IsLabel(name) && !Bylines.IsBy(name))) ? name : null;
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
        bool IsRole(string word) => TextShape.IsKeyIn(Roles, word);
        if (words.Count > 0 && words.TrueForAll(word => IsRole(word) || Particles.Contains(word)))
            return "";
        if (words.Count > 1 && IsRole(words[0]) && words[1] is "of" or "at" or "for" or "de" or "des" or "der" or "für" or "bei")
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

    /// <summary>"JANE DOE Herald": what follows a name in capitals and is not in them is whom somebody writes for.</summary>
    private static string WithoutPaper(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = words.TakeWhile(IsLarge).Count();
        return name < 2 || name == words.Length || !char.IsUpper(words[name][0]) || words[name] is "Jr" or "Jr." or "Sr" or "Sr." ? text : string.Join(' ', words[..name]);
    }

    /// <summary>Also McDONALD, and an initial.</summary>
    private static bool IsLarge(string word) => char.IsUpper(word[0]) && word.Count(char.IsUpper) > word.Count(char.IsLower);

    /// <summary>JANE DOE and jane doe as Jane Doe. AFP stays.</summary>
    private static string Cased(string name)
    {
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
        if (TextShape.IsIdeograph(text[0]) && (text.Length > 12 || (text.Length > 2 && PaperEndings.Any(end => text.EndsWith(end, StringComparison.Ordinal)))))
            return false;
        return words.All(word => !char.IsLower(word[0]) || Particles.Contains(word) || word.Skip(1).Any(char.IsUpper)) && !words.All(Particles.Contains);
    }

    /// <summary>"Maureen T.", "Acme, Inc.", "Martin King Jr."</summary>
    [GeneratedRegex(@"\p{L} \p{Lu}$|[, ](?:Inc|Ltd|Corp|Co|Jr|Sr)$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex AbbreviatedEnd();

    [GeneratedRegex(@"(?<![\p{L}\d])@\w+", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Handle();
}
