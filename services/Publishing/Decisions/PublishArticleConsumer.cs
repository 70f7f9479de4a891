using MassTransit;
using Newsroom.Contracts;

namespace Newsroom.Publishing.Decisions;

/// <summary>Publishes what was understood, unless it is withheld or embargoed.</summary>
internal sealed class PublishArticleConsumer(Publisher publisher) : IConsumer<ArticleEnriched>
{
    public Task Consume(ConsumeContext<ArticleEnriched> context) => publisher.DecideAsync(
        context.Message.Article.ArticleId, context.Message.Article.Revision,
        (current, now) => Publication.OnEnriched(current, context.Message, now), context.CancellationToken);
}
