using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>Months and weekdays by name, from <c>Words/Dates.txt</c>.</summary>
internal static class DateNames
{
    private static readonly (string Language, FrozenDictionary<string, int> Numbers)[] MonthsOf = ByLanguage("months");
    private static readonly FrozenDictionary<string, FrozenDictionary<string, int>> MonthsByLanguage = MonthsOf.ToFrozenDictionary(line => line.Language, line => line.Numbers);
    private static readonly FrozenDictionary<string, int> Months = First(MonthsOf);
    private static readonly FrozenDictionary<string, int> JalaliMonths = First(ByLanguage("jalali"));
    private static readonly FrozenDictionary<string, int> Weekdays = First(ByLanguage("weekdays"));
    private static readonly string[] Updated = [.. WordLists.Of("updated").Select(Key)];
    private static readonly string[] FirstWords = [.. WordLists.Of("first").Where(word => word.Length > 3 || word[0] > '\u3000').Select(Key)];

    /// <summary>1 to 12; the page's language first. Null if it is no month.</summary>
    public static int? Month(string word, string? language)
    {
        var key = Key(word);
        if (key.Length == 0)
            return null;
        if (language is not null && MonthsByLanguage.TryGetValue(language, out var own) && own.TryGetValue(key, out var number))
            return number;
        return Months.TryGetValue(key, out number) ? number : null;
    }

    /// <summary>1 (Farvardin) to 12 of the Solar Hijri calendar.</summary>
    public static int? JalaliMonth(string word) => JalaliMonths.TryGetValue(Key(word), out var number) ? number : null;

    public static DayOfWeek? Weekday(string word) => Weekdays.TryGetValue(Key(word), out var number) ? (DayOfWeek)(number % 7) : null;

    /// <summary>"Published", "Updated".</summary>
    public static bool IsLabel(string word) => Key(word) is var key && (Array.IndexOf(Updated, key) >= 0 || Array.IndexOf(FirstWords, key) >= 0);

    /// <summary>Whether the words before a date say that it is a later one. The nearest word decides.</summary>
    public static bool IsUpdate(ReadOnlySpan<char> before)
    {
        var key = Key(before.ToString());
        return Last(key, Updated) is >= 0 and var updated && updated >= Last(key, FirstWords);
    }

    /// <summary>As <see cref="TextShape.Key"/>, but with the vowel signs of Hindi and Thai, which tell January from June.</summary>
    private static string Key(string word) =>
        word.AsSpan().IndexOfAnyInRange('\u0900', '\u0E7F') < 0 ? TextShape.Key(word)
        : word.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("\u093C", "", StringComparison.Ordinal);

    private static int Last(string text, string[] words)
    {
        var last = -1;
        foreach (var word in words)
        {
            var at = text.LastIndexOf(word, StringComparison.Ordinal);
            if (at >= 0)
                last = Math.Max(last, at + word.Length);
        }

        return last;
    }

    private static FrozenDictionary<string, int> First((string, FrozenDictionary<string, int>)[] lines)
    {
        var all = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (word, number) in lines.SelectMany(line => line.Item2))
            all.TryAdd(word, number);
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static (string, FrozenDictionary<string, int>)[] ByLanguage(string section) =>
        [.. WordLists.Lines(section).Select(line => (line.Language, line.Words
            .SelectMany((names, at) => names.Split('/').Select(name => (Key: Key(name), Number: at + 1)))
            .Where(entry => entry.Key.Length > 0)
            .DistinctBy(entry => entry.Key)
            .ToFrozenDictionary(entry => entry.Key, entry => entry.Number, StringComparer.Ordinal)))];
}
