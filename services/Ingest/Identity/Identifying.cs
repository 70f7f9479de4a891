using Newsroom.Contracts;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Identity;

/// <summary>
/// Decides which article a draft is about. Any name that is known leads to it, and names that are new become its own, unless what the draft says is
/// clearly another story: then the source gave a name away twice (a guid used again, the same canonical URL on every page), and the new story
/// is an article of its own under the names that were not taken. Where names lead to several articles, the one that the draft is most like is it.
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

        var text = Text(draft.Title, draft.Body);
        var likeness = owners.ToDictionary(owner => owner, owner => candidates.FirstOrDefault(one => one.Article.ArticleId == owner) is { } candidate ? Of(candidate, text) : null);
        var nearest = owners.MaxBy(owner => likeness[owner] ?? Likeness.OtherStory);
        return missing.Count > 0 && likeness[nearest] < Likeness.OtherStory
            ? new Identified(missing[0].Id, missing, new NameTakenTwice(nearest, known.First(alias => alias.ArticleId == nearest).Name))
            : new Identified(nearest, missing, null);
    }

    /// <summary>Whether the names alone leave it open, so that the articles are to be looked at.</summary>
    public static bool NeedsText(IReadOnlyList<ArticleKey> keys, IReadOnlyList<ArticleAlias> known) =>
        known.Count > 0 && (known.Count < keys.Count || known.Any(alias => alias.ArticleId != known[0].ArticleId));

    /// <summary>What was killed stays so: a kill holds for whatever its source sends under that name.</summary>
    private static double? Of(IngestedArticle candidate, string text) =>
        candidate.Withdrawn is not null ? 1 : Likeness.Of(Text(candidate.Article.Title, candidate.Article.Body), text);

    private static string Text(string title, IReadOnlyList<Block> body) => title + "\n" + PlainText.Of(body);
}

/// <summary>Which article it is.</summary>
/// <param name="ArticleId">The article's.</param>
/// <param name="Claims">Names that are to become this article's.</param>
/// <param name="TakenTwice">Set where a name of the draft belongs to another story.</param>
internal sealed record Identified(Guid ArticleId, IReadOnlyList<ArticleKey> Claims, NameTakenTwice? TakenTwice);

/// <param name="ArticleId">The article that has the name, and keeps it.</param>
/// <param name="Name">The name.</param>
internal sealed record NameTakenTwice(Guid ArticleId, string Name)
{
    /// <summary>For the new article's first revision.</summary>
    public string Sentence => $"the source gave it the {(Name.StartsWith("id:", StringComparison.Ordinal) ? "id" : "address")} of another story, article {ArticleId}";
}
