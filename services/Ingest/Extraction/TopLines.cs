using Newsroom.Contracts;

namespace Newsroom.Ingest.Extraction;

/// <summary>What stands between a headline and its text: who, where and when. Taken only where it stands plainly.</summary>
internal sealed class TopLines
{
    private static readonly string[] Joints = [", ", " & ", " and ", " dan ", " und ", " y ", " e ", " et ", " en ", " ve ", " и ", "、", "，", " / "];

    /// <summary>The place of what is taken from the end.</summary>
    public const string Below = "line below the text";

    private const int LongestByline = 80;
    private const int LongestBar = 120;
    private const int LongestBeforeName = 12;
    private const int MostLabelled = 8;

    private static readonly string[] Copulas = ["is ", "was ", "has ", "covers ", "writes ", "ist ", "schreibt ", "est ", "écrit ", "es ", "escribe ", "é ", "è ", "scrive ", "adalah ", "jest ", "är ", "er "];

    private static readonly string[] Marks = ["·", "•", "|", " – ", " — ", " - "];

    private static readonly string[] Dashes = [" - ", " – ", " — ", " -- "];

    // Words that stand in names in lower case.
    private static readonly HashSet<string> Particles =
        ["de", "da", "do", "dos", "del", "der", "den", "van", "von", "zu", "al", "el", "bin", "binti", "ibn", "la", "le", "di", "y", "e"];

    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<string> people = [];
    private bool isSigned;
    private bool isTurkish;

    public List<string> Byline { get; } = [];
    public DateTimeOffset? PublishedAt { get; private set; }
    public string? Host { get; private set; }
    public Dictionary<string, string> Evidence { get; } = [];

    /// <summary>Names that the page gives elsewhere: a line with nothing else is no text.</summary>
    /// <param name="names">Of people.</param>
    /// <param name="owners">Of somebody who owns the site, and may be its author where nobody signs the text.</param>
    /// <param name="host">Of the page, if that is known.</param>
    /// <param name="language">Of the page, if it says so.</param>
    public void Know(IReadOnlyList<string> names, IReadOnlyList<string> owners, string? host, string? language)
    {
        Host = host;
        (isSigned, isTurkish) = (names.Count > 0, language is ['t', 'r', ..] or ['a', 'z', ..]);
        foreach (var name in names.Concat(owners))
        {
            known.Add(TextShape.Key(name));
            if (name.Contains(' ', StringComparison.Ordinal))
                people.Add(name);
        }
    }

    /// <summary>"Ada Nilsen is a writer in Narvik", "Contact Ada Nilsen at 555-0136": nobody writes so of themselves in the text.</summary>
    public bool IsOfAuthor(string text) => people.Exists(name =>
        text.IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and <= LongestBeforeName and var at
        && text.Length > at + name.Length + 1 && text[at + name.Length] is ' ' or ',' && (at == 0 || !char.IsLetterOrDigit(text[at - 1])));

    /// <summary>"(Harbourpost.example/Ada Nilsen)", below the text: the paper, or who is known, and whoever else.</summary>
    public bool IsSignedInBrackets(string text)
    {
        if (text is not ['(', .., ')'] || text.Length > LongestByline)
            return false;
        var names = text[1..^1].Split(['/', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Exists(names, name => Headline.IsDomain(name) || known.Contains(TextShape.Key(name))) && Array.TrueForAll(names, name => Headline.IsDomain(name) || IsName(name));
    }

    /// <summary>The same above the text, where a sentence may tell what the author says: "Ada Nilsen is a writer".</summary>
    public bool IsAboutAuthor(string text) => people.Exists(name =>
        text.Length > name.Length + 2 && text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && text[name.Length] == ' '
        && Array.Exists(Copulas, word => text.AsSpan(name.Length + 1).StartsWith(word, StringComparison.Ordinal)));

    /// <summary>A name below the text, where the page names nobody.</summary>
    public bool TakeSignature(string line)
    {
        if (isSigned || Byline.Count > 0)
            return false;
        // "Ada Nilsen, Bo Lund", but "Ada Nilsen, Sandvik".
        var names = line.Split(", ").Where((part, at) => at == 0 || (TextShape.Words(part) > 1 && !Bylines.BeginsWithOtherRole(part))).ToList();
        if (names.Count > 3 || !names.TrueForAll(name => TextShape.Words(name) is >= 2 and <= 4 && name.Split(' ').All(word => word.Length > 0 && char.IsUpper(word[0])) && PersonName.Of(name, null) == name))
            return false;
        Byline.AddRange(names);
        Evidence["byline"] = Below;
        return true;
    }

    /// <summary>"Text: Ada Nilsen", below the text.</summary>
    public bool TakeLabelled(string line)
    {
        if (TextShape.Words(line) > MostLabelled || !Bylines.BeginsAsLabel(line) || Bylines.Of(line, null, out var isSaid) is not { Count: > 0 } names || !isSaid || !names.TrueForAll(PersonName.IsPlainly))
            return false;
        if (!isSigned && Byline.Count == 0)
        {
            Byline.AddRange(names);
            Evidence["byline"] = Below;
        }

        return true;
    }

    /// <summary>"Story by Ada Nilsen. Ada grew up in Narvik and …": who wrote it, and more about them.</summary>
    public bool TakeNote(string text) =>
        text.IndexOf(". ", StringComparison.Ordinal) is > 0 and <= LongestByline and var stop && Bylines.BeginsAsLabel(text[..stop]) && Bylines.Of(text[..stop], null, out var isSaid) is [var name] && isSaid
        && text.IndexOf(name[..(name.IndexOf(' ', StringComparison.Ordinal) is > 0 and var first ? first : name.Length)], stop, StringComparison.Ordinal) is >= 0 and var again && again <= stop + LongestBeforeName
        && TakeLabelled(text[..stop]);

    private bool TakeBar(string line, string place)
    {
        if (Bylines.OfBar(line) is not { } name)
            return false;
        if (Byline.Count == 0)
        {
            Byline.Add(name);
            Evidence["byline"] = place;
        }

        if (PublishedAt is null && DateWords.Read(line)?.Moment is { } moment)
        {
            PublishedAt = moment;
            Evidence["publishedAt"] = place;
        }

        return true;
    }

    /// <summary>Whether the line was one of these, and so is not of the text.</summary>
    public bool Take(string line, string place)
    {
        if (line.Length <= LongestByline && known.Contains(TextShape.Key(line)))
            return true;
        if (line.Length <= LongestBar && line.Split(Marks, StringSplitOptions.None) is { Length: > 1 and < 6 } parts
            && Array.TrueForAll(parts, part => part.Trim() is var one && (IsReadingTime(one) || DateWords.IsDateLine(one) || known.Contains(TextShape.Key(one)))))
            return true;
        if (Names(line) is { Count: > 0 } names)
        {
            if (Byline.Count == 0)
            {
                Byline.AddRange(names);
                Evidence["byline"] = place;
            }

            return true;
        }

        if (TakeSent(line, place) || (place != Below && TakeBar(line, place)))
            return true;
        if (!DateWords.IsDateLine(line) && !IsDatedByline(line))
            return false;
        if (PublishedAt is null && DateWords.Read(line)?.Moment is { } moment)
        {
            PublishedAt = moment;
            Evidence["publishedAt"] = place;
        }

        return true;
    }

    /// <summary>"Ayşe KAYA - Can DEMİR / TRABZON, (ABC)": who, from where, and the agency that sent it.</summary>
    private bool TakeSent(string line, string place)
    {
        if (line.Length > LongestByline || line[^1] != ')' || line.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash) || line.LastIndexOf('(') is not (> 0 and var bracket) || bracket < slash)
            return false;
        var names = line[..slash].Split([" - ", ", ", " – "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0 || !Array.TrueForAll(names, PersonName.HasLargeSurname) || !IsInCapitals(line[(slash + 1)..bracket]) || !line[(bracket + 1)..^1].All(char.IsUpper))
            return false;
        if (Byline.Count == 0)
        {
            Byline.AddRange(names.Select(name => PersonName.WithSmallSurname(name, isTurkish)));
            Evidence["byline"] = place;
        }

        return true;
    }

    /// <summary>"By Jane Doe, 12 March 2018", "By Data desk": nothing but who and when.</summary>
    private bool IsDatedByline(string line)
    {
        if (line.Length > LongestByline || TextShape.EndsSentence(line) || TextShape.Words(line) > 12 || !Phrases.Of("byline").Any(word => StartsWith(line, word)))
            return false;
        var names = Bylines.Of(line, null, out var isSaid);
        if (names.Count == 0)
            return TextShape.Words(line) <= 4 && PersonName.IsDesk(line[(line.IndexOfAny([' ', ':']) + 1)..].Trim(' ', ':'));
        if (!isSaid || names.Sum(name => TextShape.Words(name)) + 6 < TextShape.Words(line) || !names.TrueForAll(PersonName.IsPlainly))
            return false;
        if (Byline.Count == 0)
        {
            Byline.AddRange(names);
            Evidence["byline"] = "line above the text";
        }

        return true;
    }

    /// <summary>"7 min", "4 Min. Lesezeit".</summary>
    private static bool IsReadingTime(string part) =>
        Boilerplate.IsReadingTime(part) || part.Length is > 3 and <= 24 && char.IsAsciiDigit(part[0]) && part.TrimStart("0123456789 ".ToCharArray()).StartsWith("min", StringComparison.OrdinalIgnoreCase);

    private static bool StartsWith(string line, string word) =>
        line.Length > word.Length && line.StartsWith(word, StringComparison.OrdinalIgnoreCase) && line[word.Length] is ' ' or ':';

    /// <summary>Names after a word such as "By"; empty if the line is not a byline.</summary>
    public static List<string> Names(string line)
    {
        if (line.Length > 120 || TextShape.EndsSentence(line) && TextShape.Length(line) > 50)
            return [];
        foreach (var word in Phrases.Of("byline"))
        {
            var isWord = char.IsLetter(word[^1]);
            if (!line.StartsWith(word, StringComparison.OrdinalIgnoreCase) || line.Length <= word.Length)
                continue;
            if (isWord && line[word.Length] is not (' ' or ':'))
                continue;
            var names = Split(line[word.Length..].Trim(' ', ':', '|', '-', '–'));
            if (names.TrueForAll(IsName))
                return names.FindAll(name => !Headline.IsDomain(name));
        }

        return [];
    }

    /// <summary>"… and Bo Lund".</summary>
    public static bool AddsName(string line) => Joints.Any(joint => joint.Length > 2 && char.IsLetter(joint[1]) && (" " + line).LastIndexOf(joint, StringComparison.Ordinal) is >= 0 and var at && IsName(line[(at + joint.Length - 1)..]));

    /// <summary>Names in one line, without an office after a bar ("Jane Doe | Political editor").</summary>
    public static List<string> Split(string names)
    {
        var people = names.Split(['|', '•', '·'])[0];
        return [.. people.Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(10).Select(TextShape.Line).OfType<string>()];
    }

    /// <summary>One to six words, each written large where the script has capitals, no digits.</summary>
    public static bool IsName(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 1 and <= 6 && text.Length <= 60
            && !text.Any(char.IsDigit) && text.IndexOfAny([':', ';', '?', '!', '"', '/', '@']) < 0
            && words.All(word => !char.IsLower(word[0]) || Particles.Contains(word))
            && text.Any(char.IsLetter) && !char.IsLower(words[0][0])
            // Where no letter is large, a headline is told by its length.
            && (char.IsUpper(words[0][0]) || TextShape.IsIdeograph(words[0][0]) || words.Length is >= 2 and <= 4);
    }

    /// <summary>
    /// The place that an article's first paragraph opens with: "JAKARTA, KOMPAS.com - …", "BERLIN (dpa) – …", "Liputan6.com,
    /// Jakarta - …". The place is in capitals, or beside an agency or a site's domain; else it is not known to be one.
    /// </summary>
    public static string? Dateline(Block? first)
    {
        if (first is not { Type: BlockType.Paragraph, Text: { } text })
            return null;
        var end = Dashes
            .Select(mark => text.IndexOf(mark, StringComparison.Ordinal))
            .Where(at => at is > 2 and <= 70)
            .DefaultIfEmpty(-1)
            .Min();
        if (end < 0)
            return null;

        var opening = text[..end];
        var agency = opening.IndexOf('(', StringComparison.Ordinal);
        var hasAgency = agency > 0 && opening.EndsWith(')');
        var parts = (agency > 0 ? opening[..agency] : opening).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var hasDomain = parts.Any(Headline.IsDomain);
        var place = parts.FirstOrDefault(part => !Headline.IsDomain(part) && !Headline.IsKnownSite(part));
        if (place is null || !IsName(place) || TextShape.Words(place) > 4)
            return null;
        return hasAgency || hasDomain || IsInCapitals(place) ? place : null;
    }

    private static bool IsInCapitals(string place) => place.Count(char.IsUpper) >= 3 && !place.Any(char.IsLower);
}
