using Newsroom.Contracts;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Withdrawals;

/// <summary>Which article a <see cref="WithdrawArticle"/> names.</summary>
internal static class WithdrawalRules
{
    public static Reading<NamedArticle> Check(WithdrawArticle command)
    {
        var source = CleanText.Line(command.Source, SubmissionRules.LongestSource);
        var origin = new ArticleSource { Id = source ?? "unknown", Name = source ?? "unknown" };
        if (command.ArticleId is { } id)
            return new NamedArticle(id, [], origin);
        if (source is not null && (command.Guid is { Length: > 0 } || CanonicalUrl.Of(command.Url) is not null))
            return new NamedArticle(null, ArticleKeys.Of(source, CleanText.Line(command.Guid, 2_048), CanonicalUrl.Of(command.Url), command.Url, ""), origin);
        return new Refusal(StatusCodes.Status422UnprocessableEntity, "Say which article: its articleId, or the source with its guid or url.");
    }

    /// <summary>By its id, or else by its names at the source.</summary>
    internal sealed record NamedArticle(Guid? ArticleId, IReadOnlyList<ArticleKey> Keys, ArticleSource Source);
}
