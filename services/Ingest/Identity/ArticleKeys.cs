using System.Text;

namespace Newsroom.Ingest.Identity;

/// <summary>
/// The names by which a source may call an article, the strongest first: the source's own id, the canonical URL, the URL as given. Without any, two
/// submissions are one article only if they say the same: a title alone comes back every week ("The weather") and must not overwrite last week's.
/// </summary>
internal static class ArticleKeys
{
    private static readonly Guid Namespace = new("5f2a1d0e-8c53-4d0b-9a9a-6f0a2f6f6b11");

    /// <param name="source">The source's id; case and spaces around it don't matter.</param>
    /// <param name="ownId">The source's own id of the article (guid, uri).</param>
    /// <param name="canonicalUrl">As <see cref="CanonicalUrl.Of"/> gives it.</param>
    /// <param name="url">As given; it may be another one, which the page calls itself less by.</param>
    /// <param name="contentHash">Of title and body.</param>
    /// <param name="otherIds">Further ids that its source says are this article's.</param>
    public static IReadOnlyList<ArticleKey> Of(string source, string? ownId, string? canonicalUrl, string? url, string contentHash, IReadOnlyList<string>? otherIds = null)
    {
        var keys = new List<ArticleKey>(3);
        foreach (var id in (otherIds ?? []).Prepend(ownId))
        {
            if (id is { Length: > 0 })
                Add("id:" + id.Trim());
        }

        var given = CanonicalUrl.Of(url);
        // Sites that call their front page canonical on every page would be one single article, and so would a feed that leads there with every entry.
        if (canonicalUrl is not null && !(CanonicalUrl.IsFrontPage(canonicalUrl) && (given is not null || keys.Count > 0)))
            Add("url:" + CanonicalUrl.Key(canonicalUrl));
        if (given is not null && !(CanonicalUrl.IsFrontPage(given) && keys.Count > 0))
            Add("url:" + CanonicalUrl.Key(given));
        if (keys.Count == 0)
            Add("content:" + contentHash);
        return [.. keys.Distinct()];

        void Add(string name) => keys.Add(Named(source, name));
    }

    /// <summary>A name that was given to another story before, with the title of this one: for a story that has no name of its own.</summary>
    public static ArticleKey Titled(string source, ArticleKey taken, string title) => Named(source, $"{taken.Name} “{string.Join(' ', Likeness.Words(title))}”");

    private static ArticleKey Named(string source, string name) => new(NameBasedGuid.Create(Namespace, Key(source) + "\n" + name), name);

    private static string Key(string source) => source.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
}

/// <summary>One of an article's names at its source.</summary>
/// <param name="Id">UUIDv5 of source and name; the id of the article that is first known by it.</param>
/// <param name="Name">In words: <c>id:…</c>, <c>url:…</c>.</param>
internal sealed record ArticleKey(Guid Id, string Name)
{
    /// <summary>The source's own id.</summary>
    public bool IsOwnId => Name.StartsWith("id:", StringComparison.Ordinal);

    public bool IsAddress => Name.StartsWith("url:", StringComparison.Ordinal);

    /// <summary>What it says, for want of a name.</summary>
    public bool IsContent => Name.StartsWith("content:", StringComparison.Ordinal);
}

/// <summary>A name that is taken, and the article that has it.</summary>
internal sealed record ArticleAlias(Guid Id, string Name, Guid ArticleId);
