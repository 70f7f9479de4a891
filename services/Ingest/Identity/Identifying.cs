using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Identity;

/// <summary>
/// Decides which article a draft is about. Any name that is known leads to it, and names that are new become its own, unless what the draft says is
/// another story: then the source gave a name away twice (a guid used again, one address for all), and the new story is an article of its own under the
/// names that were not taken, or under its title where all were. Where names lead to several articles, the one that the draft is most like is it. Where
/// nothing can be told, a story that stands there twice is better than one that is lost, but for an article's own id with no other name against it.
/// </summary>
internal static class Identifying
{
    /// <param name="draft">Null where there is nothing to compare, as with a kill: names alone decide.</param>
    /// <param name="keys">Its names, the strongest first.</param>
    /// <param name="known">Those of the names that are taken.</param>
    /// <param name="candidates">The articles that have them, as far as they are there yet.</param>
    public static Identified Decide(ArticleDraft? draft, IReadOnlyList<ArticleKey> keys, IReadOnlyList<ArticleAlias> known, IReadOnlyList<IngestedArticle> candidates)
    {
        if (known.Count == 0)
            return new Identified(keys[0].Id, keys, null);
        var owners = keys.Select(key => known.FirstOrDefault(alias => alias.Id == key.Id)?.ArticleId).OfType<Guid>().Distinct().ToList();
        List<ArticleKey> missing = [.. keys.Where(key => known.All(alias => alias.Id != key.Id))];
        if (draft is null || !NeedsText(keys, known))
            return new Identified(owners[0], missing, null);

        var compared = candidates.ToDictionary(candidate => candidate.Article.ArticleId, candidate => Comparison.Of(candidate.Article, draft));
        var nearest = owners.MaxBy(owner => compared.TryGetValue(owner, out var one) ? one.Nearness : Likeness.OtherStory);
        if (!compared.TryGetValue(nearest, out var nearness) || IsDeclared(draft, keys, known, nearest))
            return new Identified(nearest, missing, null);

        var isKilled = candidates.First(candidate => candidate.Article.ArticleId == nearest).Withdrawn is { MayReturn: false };
        if (!IsOther(nearness, missing.Count > 0, keys[0].IsOwnId, isKilled))
            return new Identified(nearest, missing, null) { IsDoubtful = !nearness.IsAlike && !nearness.HasTitle };
        var other = missing.Count > 0 ? missing : [ArticleKeys.Titled(draft.Source.Id, keys[0], draft.Title)];
        return new Identified(other[0].Id, other, new NameTakenTwice(nearest, known.First(alias => alias.ArticleId == nearest).Name));
    }

    /// <summary>Whether the articles are to be looked at; the same words under no other name need it not.</summary>
    public static bool NeedsText(IReadOnlyList<ArticleKey> keys, IReadOnlyList<ArticleAlias> known) => known.Count > 0 && !keys[0].IsContent;

    /// <param name="compared">With the article that has the names.</param>
    /// <param name="hasNewName">One that the article does not have.</param>
    /// <param name="hasOwnId">By which its source knows it, whatever it says.</param>
    /// <param name="isKilled">A kill holds for whatever comes under the name, unless it is beyond doubt that the story is another.</param>
    private static bool IsOther(Comparison compared, bool hasNewName, bool hasOwnId, bool isKilled) => (isKilled, hasNewName) switch
    {
        (true, _) => hasNewName && compared.IsOther && !compared.HasTitle,
        (false, true) => !compared.IsAlike,
        _ => !compared.HasTitle && (compared.IsOther || (!compared.IsAlike && !hasOwnId)),
    };

    /// <summary>A source that counts the versions of what it calls so says itself that this is one.</summary>
    private static bool IsDeclared(ArticleDraft draft, IReadOnlyList<ArticleKey> keys, IReadOnlyList<ArticleAlias> known, Guid owner) =>
        draft.Version?.Number is not null && keys[0].IsOwnId && known.Any(alias => alias.Id == keys[0].Id && alias.ArticleId == owner);
}

/// <summary>Which article it is.</summary>
/// <param name="ArticleId">The article's.</param>
/// <param name="Claims">Names that are to become this article's.</param>
/// <param name="TakenTwice">Set where a name of the draft belongs to another story.</param>
internal sealed record Identified(Guid ArticleId, IReadOnlyList<ArticleKey> Claims, NameTakenTwice? TakenTwice)
{
    /// <summary>By its names it is the article, and by nothing that it says.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>What is to be said of the revision that it makes.</summary>
    public string? Note => TakenTwice?.Sentence ?? (IsDoubtful ? "nothing of what it said before is left: its source may have used its id again" : null);
}

/// <param name="ArticleId">The article that has the name, and keeps it.</param>
/// <param name="Name">The name.</param>
internal sealed record NameTakenTwice(Guid ArticleId, string Name)
{
    /// <summary>For the new article's first revision.</summary>
    public string Sentence => $"the source gave it the {(Name.StartsWith("id:", StringComparison.Ordinal) ? "id" : "address")} of another story, article {ArticleId}";
}
