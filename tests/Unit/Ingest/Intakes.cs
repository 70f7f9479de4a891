using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Tests.Unit.Ingest;

/// <summary>The intake over the stores of one SQLite file.</summary>
internal static class Intakes
{
    public static readonly string[] Schema = [SqliteArticleStore.Schema, SqliteAliasStore.Schema, SqliteOriginalStore.Schema];

    public static ArticleNames Names(SqliteDatabase database, IArticleStore articles) => new(new SqliteAliasStore(database), articles, NullLogger<ArticleNames>.Instance);

    public static ArticleIntake Over(SqliteDatabase database, IArticleStore articles, TimeProvider clock) => new(
        articles, Names(database, articles),
        new OriginalKeeping(new SqliteOriginalStore(database), Options.Create(new OriginalOptions()), clock, NullLogger<OriginalKeeping>.Instance),
        clock, NullLogger<ArticleIntake>.Instance);

    /// <summary>The article that a source calls so; null if there is none.</summary>
    public static async Task<IngestedArticle?> FindAsync(SqliteDatabase database, IArticleStore articles, string source, string guid, CancellationToken cancellation)
    {
        var found = await Names(database, articles).FindAsync(null, ArticleKeys.Of(source, guid, null, null, ""), cancellation);
        return (await articles.FindAsync(found.ArticleId, cancellation))?.Article;
    }
}
