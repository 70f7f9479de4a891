using MassTransit;
using Newsroom.Hosting.Bus;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Answers;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// The same submissions over AMQP, from programs that know nothing of MassTransit, published on the topic exchange
/// <c>newsroom.submissions</c>. Each is answered; what cannot be taken goes to quarantine with its reason and never comes round again.
/// </summary>
internal sealed class TakeSubmissionConsumer(StrangersDoor door, AmqpAnswers answers) : IConsumer<StrangersMessage>
{
    public async Task Consume(ConsumeContext<StrangersMessage> context)
    {
        var message = context.Message;
        var (opened, sender) = await door.OpenAsync(message, SubmissionSender.Of(message), context.CancellationToken);
        if (!opened.Failed(out _, out var letter) && !letter.IsWithdrawal && AgencyParts.Of(letter.Body, letter.ContentType) is { } parts)
            await TakeEachAsync(message, letter, parts, sender, context.CancellationToken);
        else
            await answers.OnceAsync(message, sender, () => door.TakeAsync(opened, context.CancellationToken), context.CancellationToken);
    }

    /// <summary>Each as if it had come alone, answered and, if need be, put into quarantine by itself.</summary>
    private async Task TakeEachAsync(
        StrangersMessage message, StrangersEnvelope letter, IReadOnlyList<AgencyPart> parts, SubmissionSender sender, CancellationToken cancellation)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            using var span = IngestTelemetry.StartItem(i + 1);
            var part = parts[i];
            var alone = letter with { Body = part.Body, ContentType = part.ContentType, Facts = letter.Facts with { Url = null, Guid = null } };
            await answers.OnceAsync(
                message with { Body = part.Body, ContentType = part.ContentType, ContentEncoding = null }, sender.Part(i + 1), () => door.TakeAsync(alone, cancellation), cancellation);
        }
    }
}
