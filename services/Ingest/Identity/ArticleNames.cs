using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Identity;

/// <summary>Finds the article that a draft or a kill is about, and remembers the names by which it was called.</summary>
internal sealed class ArticleNames(IAliasStore aliases, IArticleStore articles, ILogger<ArticleNames> log)
{
    /// <summary>A source that makes a new address of an article with every poll must not fill the store.</summary>
    public const int Most = 50;

    /// <summary>Each round another one claimed in between.</summary>
    private const int MostRounds = 5;

    /// <param name="draft">Null for a kill.</param>
    /// <param name="keys">The names, the strongest first.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Identified> IdentifyAsync(ArticleDraft? draft, IReadOnlyList<ArticleKey> keys, CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            var found = await FindAsync(draft, keys, cancellation);
            var claims = found.Claims.Count > 0 && await HasRoomAsync(found, keys, cancellation) ? found.Claims : [];
            if (claims.Count == 0)
                return found with { Claims = [] };
            var owner = await aliases.ClaimAsync(claims, found.ArticleId, cancellation);
            if (owner != found.ArticleId && round < MostRounds)
                continue;
            if (found.TakenTwice is { } twice)
                log.NameTakenTwice(owner, twice.ArticleId, twice.Name.Split(':')[0]);
            return found with { ArticleId = owner };
        }
    }

    /// <summary>The same, but nothing is remembered.</summary>
    public async Task<Identified> FindAsync(ArticleDraft? draft, IReadOnlyList<ArticleKey> keys, CancellationToken cancellation)
    {
        var known = await aliases.FindAsync(keys, cancellation);
        var candidates = new List<IngestedArticle>();
        if (draft is not null && Identifying.NeedsText(keys, known))
        {
            foreach (var owner in known.Select(alias => alias.ArticleId).Distinct())
            {
                if (await articles.FindAsync(owner, cancellation) is { } stored)
                    candidates.Add(stored.Article);
            }
        }

        var found = Identifying.Decide(draft, keys, known, candidates);
        // All its names are another's, and it may have come before, under its title.
        return found.TakenTwice is not null && known.Count == keys.Count && await aliases.FindAsync(found.Claims, cancellation) is [var before, ..]
            ? new Identified(before.ArticleId, [], null)
            : found;
    }

    /// <summary>An article that is new to all its names has room.</summary>
    private async Task<bool> HasRoomAsync(Identified found, IReadOnlyList<ArticleKey> keys, CancellationToken cancellation) =>
        found.Claims.Count == keys.Count || found.TakenTwice is not null || (await aliases.OfAsync(found.ArticleId, Most, cancellation)).Count < Most;
}
