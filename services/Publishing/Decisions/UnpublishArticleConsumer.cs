using MassTransit;
using Newsroom.Contracts;

namespace Newsroom.Publishing.Decisions;

/// <summary>Takes killed articles off every channel.</summary>
internal sealed class UnpublishArticleConsumer(Publisher publisher) : IConsumer<ArticleWithdrawn>
{
    public Task Consume(ConsumeContext<ArticleWithdrawn> context) => publisher.DecideAsync(
        context.Message.ArticleId, context.Message.Revision,
        (current, now) => Publication.OnWithdrawn(current, context.Message, now), context.CancellationToken);
}
