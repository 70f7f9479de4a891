using MassTransit;
using Newsroom.Hosting.Bus;
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
        var (letter, sender) = await door.OpenAsync(message, SubmissionSender.Of(message), context.CancellationToken);
        await answers.OnceAsync(message, sender, () => door.TakeAsync(letter, context.CancellationToken), context.CancellationToken);
    }
}
