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
            return new NamedArticle(id, origin);
        var canonical = CanonicalUrl.Of(command.Url);
        if (source is not null && (command.Guid is { Length: > 0 } || canonical is not null))
            return new NamedArticle(ArticleIdentity.Of(source, CleanText.Line(command.Guid, 2_048), canonical, ""), origin);
        return new Refusal(StatusCodes.Status422UnprocessableEntity, "Say which article: its articleId, or the source with its guid or url.");
    }

    internal sealed record NamedArticle(Guid ArticleId, ArticleSource Source);
}
