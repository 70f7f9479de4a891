using System.Globalization;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Revisions;

/// <summary>
/// What is known of an article besides its content, and is corrected as well: when it was published, and where it stands. Sources touch both without
/// meaning anything by it, so that only what they declare is believed, and what could have been so from the beginning.
/// </summary>
/// <param name="Fields">Their names.</param>
/// <param name="Words">For people.</param>
internal sealed record Particulars(IReadOnlyList<string> Fields, IReadOnlyList<string> Words)
{
    public static readonly Particulars None = new([], []);

    /// <summary>What is shown has no seconds.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    public bool IsNone => Fields.Count == 0;

    /// <param name="known">The article so far.</param>
    /// <param name="draft">What came in.</param>
    /// <param name="hasNewAddress">Whether it is called by an address for the first time: two that come in turns are no news.</param>
    /// <param name="isReadAgain">The bytes are the same, so that whatever is read out of them now is no doing of the page's.</param>
    public static Particulars Between(IngestedArticle known, ArticleDraft draft, bool hasNewAddress, bool isReadAgain)
    {
        var (fields, words) = (new List<string>(), new List<string>());
        if ((isReadAgain || IsDeclared(draft)) && draft.PublishedAt is { } published && !IsSame(known.Article.PublishedAt, published)
            // Later than that it had been with us is when it was touched.
            && published <= known.FirstReceivedAt)
        {
            fields.Add("publishedAt");
            words.Add($"published: {Time(known.Article.PublishedAt)} → {Time(published)}");
        }

        var (before, now) = (known.Article.CanonicalUrl ?? CanonicalUrl.Of(known.Article.Url), draft.CanonicalUrl ?? CanonicalUrl.Of(draft.Url));
        if ((isReadAgain || hasNewAddress) && now is not null && !CanonicalUrl.IsFrontPage(now) && Page(before) != Page(now))
        {
            fields.Add("url");
            words.Add($"address: {before ?? "none"} → {now}");
        }

        return fields.Count == 0 ? None : new Particulars(fields, words);
    }

    /// <summary>
    /// By whoever sent it, by its feed, or in what a page has for machines. What a page prints may be another time with each look, and where an agency
    /// gives the time of the version alone, a repetition has another too.
    /// </summary>
    private static bool IsDeclared(ArticleDraft draft) => draft.Version?.CreatedAt != draft.PublishedAt && IsDeclaration(draft);

    private static bool IsDeclaration(ArticleDraft draft) => !draft.Evidence.TryGetValue("publishedAt", out var place)
        || place.StartsWith("JSON-LD", StringComparison.Ordinal) || place.StartsWith("meta", StringComparison.Ordinal) || place.StartsWith("rule", StringComparison.Ordinal);

    private static bool IsSame(DateTimeOffset? known, DateTimeOffset published) => known is { } time && (time - published).Duration() < Least;

    /// <summary>A parameter that comes and goes is no other page.</summary>
    private static string? Page(string? canonical) => canonical is null ? null : CanonicalUrl.Key(canonical) is var key && key.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? key[..query] : key;

    private static string Time(DateTimeOffset? time) => time is { } some ? some.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "not known";
}
