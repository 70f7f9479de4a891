using System.Globalization;
using System.Text.Json;

namespace Newsroom.Publishing.Site;

/// <summary>
/// The site's own words in one language, from <c>words.json</c>. A new language is a new entry there. <c>{0}</c> stands for a
/// name or a number. Public, as are the views, because Razor makes components public.
/// </summary>
public sealed record Words
{
    private static readonly Dictionary<string, Words> Known = Load();

    /// <summary>BCP 47, primary subtag only.</summary>
    public string Language { get; private init; } = "";

    /// <summary>The language's name in itself.</summary>
    public required string OwnName { get; init; }

    public required string Skip { get; init; }
    public required string FrontPage { get; init; }
    public required string Latest { get; init; }
    public required string LatestIn { get; init; }
    public required string Languages { get; init; }
    public required string AllLanguages { get; init; }
    public required string Pages { get; init; }
    public required string Older { get; init; }
    public required string Newest { get; init; }
    public required string NothingYet { get; init; }
    public required string By { get; init; }
    public required string ListSeparator { get; init; }
    public required string Published { get; init; }
    public required string Updated { get; init; }
    public required string Correction { get; init; }
    public required string Corrected { get; init; }
    public required string ReadOriginal { get; init; }
    public required string ReadingTime { get; init; }
    public required string FirstPublishedBy { get; init; }
    public required string MadeByMachine { get; init; }
    public required string MadeWithMachine { get; init; }
    public required string MoreFrom { get; init; }
    public required string Partners { get; init; }
    public required string Feeds { get; init; }
    public required string NotFound { get; init; }
    public required string NotFoundText { get; init; }
    public required string Withdrawn { get; init; }
    public required string WithdrawnText { get; init; }

    /// <summary>A .NET date pattern; month names come from the language's culture.</summary>
    public required string DateTime { get; init; }

    internal static IEnumerable<string> KnownLanguages => Known.Keys;

    /// <summary>Null where the site does not speak the language of <paramref name="tag"/> (BCP 47).</summary>
    internal static Words? In(string? tag) => tag is null ? null : Known.GetValueOrDefault(LanguageTag.Primary(tag));

    /// <summary>The language that we have and that the reader likes best (RFC 9110 §12.5.4), else the site's, else English.</summary>
    internal static Words For(HttpRequest request, SiteOptions site) =>
        request.GetTypedHeaders().AcceptLanguage
            .Where(static wish => wish.Quality is not 0)
            .OrderByDescending(static wish => wish.Quality ?? 1)
            .Select(static wish => In(wish.Value.Value))
            .FirstOrDefault(static words => words is not null)
        ?? Of(site);

    internal static Words Of(SiteOptions site) => In(site.Language) ?? Known["en"];

    internal static string Fill(string words, object value) => string.Format(CultureInfo.InvariantCulture, words, value);

    /// <summary>In UTC, and says so.</summary>
    internal string Show(DateTimeOffset time) => Show(time, DateTime);

    /// <summary>As <see cref="Show(DateTimeOffset)"/>, with the month's name cut short.</summary>
    internal string ShowShort(DateTimeOffset time) => Show(time, DateTime.Replace("MMMM", "MMM", StringComparison.Ordinal));

    private string Show(DateTimeOffset time, string pattern) =>
        time.UtcDateTime.ToString(pattern, LanguageTag.DateFormat(Language)) + " UTC";

    private static Dictionary<string, Words> Load()
    {
        using var json = typeof(Words).Assembly.GetManifestResourceStream("Newsroom.Publishing.Site.words.json")!;
        var all = JsonSerializer.Deserialize<Dictionary<string, Words>>(json, JsonSerializerOptions.Web)!;
        return all.ToDictionary(static entry => entry.Key, static entry => entry.Value with { Language = entry.Key });
    }
}
