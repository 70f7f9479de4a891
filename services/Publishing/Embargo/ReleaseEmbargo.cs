using MassTransit;
using Newsroom.Publishing.Decisions;

namespace Newsroom.Publishing.Embargo;

/// <summary>
/// Publishing's note to itself to look at an article when its embargo ends: waits in the outbox until then, so it survives everything that the
/// article survives.
/// </summary>
[Contracts.EntityName("newsroom.publishing.release-embargo.v1")]
[Contracts.MessageUrn("newsroom.publishing.release-embargo.v1")]
internal sealed record ReleaseEmbargo
{
    public required Guid ArticleId { get; init; }
}

internal sealed class ReleaseEmbargoConsumer(Publisher publisher) : IConsumer<ReleaseEmbargo>
{
    public Task Consume(ConsumeContext<ReleaseEmbargo> context) =>
        publisher.DecideAsync(context.Message.ArticleId, null, Publication.OnEmbargoEnded, context.CancellationToken);
}
