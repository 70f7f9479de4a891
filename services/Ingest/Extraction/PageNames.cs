using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>What the names that a page gives its elements say of them.</summary>
[Flags]
internal enum NameMeaning
{
    None = 0,

    /// <summary>The article's text.</summary>
    Body = 1,

    /// <summary>The article's text or the column that it stands in.</summary>
    Column = 2,

    /// <summary>Stands around articles.</summary>
    Around = 4,

    /// <summary>Often stands around articles.</summary>
    Doubtful = 8,
    Comments = 16,

    /// <summary>Who, when, where.</summary>
    Byline = 32,

    /// <summary>The paragraph between headline and text.</summary>
    Lead = 64,
    Hidden = 128,
    Caption = 256,

    /// <summary>A post of a network, set into the text.</summary>
    Embed = 512,

    /// <summary>Of cookies, or of a letter to subscribe to: goes also where the article is shorter.</summary>
    Notice = 1024,

    /// <summary>Set apart in the text, of which it is.</summary>
    Note = 2048,

    /// <summary>The foot of the page.</summary>
    Foot = 4096,
}

/// <summary>Reads <c>class</c> and <c>id</c> by the words of <c>PageNames.txt</c>, which says how.</summary>
internal static class PageNames
{
    private const string Resource = "Newsroom.Ingest.Extraction.PageNames.txt";
    private const int LongestName = 400;
    private const int MostWords = 40;
    private const int LongestNumber = 2;

    private static readonly FrozenDictionary<string, NameMeaning> Words = ReadWords();
    private static readonly FrozenDictionary<string, NameMeaning>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // What is said of an article's subject or of a page's layout, and not of the element: WordPress writes an article's tags into its class,
    // Drupal that a field's label is hidden, and style sheets what does not fit.
    private static readonly string[] NotOfTheElement =
        ["category-", "cat-", "tag-", "has-", "no-", "with-", "without-", "is-", "not-", "format-", "type-", "status-", "author-", "section-", "topic-", "post_format-", "field-label", "field--label", "overflow", "backface", "hidden-print", "hide-print", "print-hid", "alert", "anchor", "elementor-invisible"];

    private static readonly ReadNames<NameMeaning> Known = new(static name => Read(name.Length > LongestName ? name[..LongestName] : name));

    public static NameMeaning Of(string? classes, string? id) => Of(classes) | Of(id);

    public static NameMeaning Of(string? name) => string.IsNullOrEmpty(name) ? NameMeaning.None : Known.Of(name);

    private static NameMeaning Read(string name)
    {
        var meaning = NameMeaning.None;
        var shown = name.Contains(":block", StringComparison.Ordinal) || name.Contains(":flex", StringComparison.Ordinal)
            || name.Contains("-block", StringComparison.Ordinal) || name.Contains(":grid", StringComparison.Ordinal);
        var isNumbered = IsNumbered(name);
        foreach (var range in name.AsSpan().Split(' '))
        {
            var item = name.AsSpan(range);
            if (item.IsEmpty || item.IndexOf(':') >= 0 || (isNumbered && item.Length <= LongestNumber))
                continue;
            var (whole, part) = ReadItem(item);
            meaning |= IsNotOfTheElement(item) ? whole : whole | part;
        }

        // "hidden lg:block" is hidden on small screens only.
        return shown ? meaning & ~NameMeaning.Hidden : meaning;
    }

    /// <summary>"z yf ad be hn u": the names of a style sheet are counted up in letters, and "ad" is one of the numbers.</summary>
    private static bool IsNumbered(string name)
    {
        var (all, numbers) = (0, 0);
        foreach (var range in name.AsSpan().Split(' '))
        {
            var length = name.AsSpan(range).Length;
            all += length > 0 ? 1 : 0;
            numbers += length is > 0 and <= LongestNumber ? 1 : 0;
        }

        return numbers > 2 && numbers * 4 >= all * 3;
    }

    private static bool IsNotOfTheElement(ReadOnlySpan<char> item)
    {
        foreach (var start in NotOfTheElement)
        {
            if (item.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Words run together two and three at a time: <c>article-body</c>, <c>articleBody</c> and <c>article__body</c> are one name.</summary>
    /// <returns>Of the whole name, and of words in it.</returns>
    private static (NameMeaning Whole, NameMeaning Part) ReadItem(ReadOnlySpan<char> item)
    {
        Span<char> letters = stackalloc char[Math.Min(item.Length, LongestName)];
        Span<int> starts = stackalloc int[MostWords + 1];
        var (count, length, apart) = (0, 0, true);
        for (var i = 0; i < letters.Length; i++)
        {
            var c = item[i];
            if (!char.IsLetterOrDigit(c))
            {
                apart = true;
                continue;
            }

            var isNew = apart || (char.IsUpper(c) && char.IsLower(item[i - 1]));
            if (isNew && count == MostWords)
                break;
            if (isNew)
                starts[count++] = length;
            letters[length++] = char.ToLowerInvariant(c);
            apart = false;
        }

        starts[count] = length;
        var (whole, part) = (NameMeaning.None, NameMeaning.None);
        for (var first = 0; first < count; first++)
        {
            for (var last = first + 1; last <= Math.Min(count, first + 3); last++)
            {
                if (!Lookup.TryGetValue(letters[starts[first]..starts[last]], out var one))
                    continue;
                if (first == 0 && last == count)
                    whole |= one;
                else
                    part |= one;
            }
        }

        return (whole, part);
    }

    private static FrozenDictionary<string, NameMeaning> ReadWords()
    {
        using var stream = typeof(PageNames).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var reader = new StreamReader(stream);
        var words = new Dictionary<string, NameMeaning>(StringComparer.Ordinal);
        var section = NameMeaning.None;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[')
            {
                section = Enum.Parse<NameMeaning>(line.Trim('[', ']', ' '), ignoreCase: true);
                continue;
            }

            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                words[word.Replace("-", "", StringComparison.Ordinal)] = words.GetValueOrDefault(word.Replace("-", "", StringComparison.Ordinal)) | section;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
