using System.Diagnostics;
using Newsroom.Contracts;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Outbox;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Answers;

/// <summary>
/// Sees to it that everything that comes over AMQP is answered by a <see cref="SubmissionAnswered"/>, saved as one with the record that makes a
/// repetition one: the same CloudEvents <c>source</c> and <c>id</c> are taken once and answered as the first time. What cannot be taken is put
/// into quarantine. If the process dies between taking the article and keeping the answer, the message comes again, finds the article there, and
/// is answered "unchanged"; so may be both of two that come at the same moment.
/// </summary>
internal sealed class AmqpAnswers(IAnswerStore answers, IQuarantineStore quarantine, TimeProvider clock, ILogger<AmqpAnswers> log)
{
    public const string Via = "amqp";

    private static readonly Refusal OtherRequest = new(StatusCodes.Status422UnprocessableEntity,
        "A CloudEvent with this source and id was sent before with other content. Take a new id for a new event.");

    public async Task OnceAsync(StrangersMessage message, SubmissionSender sender, Func<Task<Reading<IntakeResult>>> take, CancellationToken cancellation)
    {
        var sent = AnswerKey.Hash(message.Body, message.ContentType, message.ContentEncoding, message.Type);
        var key = sender.Key;
        if (key is { } known && await answers.FindAsync(known, cancellation) is { } before)
        {
            if (before.Request == sent)
                await SendAgainAsync(before, sender, cancellation);
            else
                await RefuseAsync(message, sender, sent, OtherRequest, cancellation);
            return;
        }

        if ((await take()).Failed(out var refusal, out var result))
            await RefuseAsync(message, sender, sent, refusal, cancellation);
        else
            await KeepAsync(new KeptAnswer { Id = key ?? NewId(), Request = sent, Taken = result, At = SubmissionRules.Now(clock), TraceParent = Activity.Current?.Id }, sender, cancellation);
    }

    /// <summary>
    /// The answer is kept before the message is in quarantine, and goes out after: so of several that come at once one decides, and after a
    /// death in between the next one finds what is left to do.
    /// </summary>
    private async Task RefuseAsync(StrangersMessage message, SubmissionSender sender, string sent, Refusal refusal, CancellationToken cancellation)
    {
        var faults = refusal.Fields?.Select(field => new SubmissionFault { Pointer = field.Pointer, Detail = field.Detail }).ToList();
        var answer = new KeptAnswer
        {
            Id = sender.Key is { } key ? AnswerKey.OfRefusal(key, sent) : NewId(),
            Request = sent,
            Refused = new KeptRefusal(refusal.Detail, faults, NewId()),
            At = SubmissionRules.Now(clock),
            TraceParent = Activity.Current?.Id,
        };
        var kept = await answers.KeepAsync(answer, [], cancellation);
        await quarantine.AddAsync(Quarantined(message, sender, refusal, kept.Refused!.QuarantineId), cancellation);
        if (ReferenceEquals(kept, answer))
        {
            IngestTelemetry.Count("quarantined", Via);
            log.Quarantined(kept.Refused.QuarantineId, refusal.Sentence);
        }
        else
        {
            Repetition.Note(kept, Via);
        }

        await answers.SendAgainAsync(kept, [Event(kept, sender)], cancellation);
    }

    private QuarantinedMessage Quarantined(StrangersMessage message, SubmissionSender sender, Refusal refusal, Guid id) => new()
    {
        Id = id,
        ReceivedAt = SubmissionRules.Now(clock),
        Via = Via,
        Reason = refusal.Sentence,
        ContentType = message.ContentType,
        Size = message.Body.Length,
        Body = message.Body[..Math.Min(message.Body.Length, QuarantinedMessage.MostBytes)].ToArray(),
        Headers = message.Headers,
        TraceId = Activity.Current?.TraceId.ToString(),
        TraceParent = Activity.Current?.Id,
        Source = CleanText.Line(SubmissionSender.Header(message, "source") ?? sender.Source, SubmissionRules.LongestSource),
        ContentEncoding = message.ContentEncoding,
        RoutingKey = message.RoutingKey,
        MessageType = message.Type,
    };

    private async Task KeepAsync(KeptAnswer answer, SubmissionSender sender, CancellationToken cancellation)
    {
        var kept = await answers.KeepAsync(answer, [Event(answer, sender)], cancellation);
        // The same event from two connections at once: the first answer holds for both.
        if (!ReferenceEquals(kept, answer))
            await SendAgainAsync(kept, sender, cancellation);
    }

    private async Task SendAgainAsync(KeptAnswer before, SubmissionSender sender, CancellationToken cancellation)
    {
        Repetition.Note(before, Via);
        await answers.SendAgainAsync(before, [Event(before, sender)], cancellation);
    }

    /// <summary>
    /// Each with an id of its own: who asks again while the first is just being published would lose the second with it if they were one.
    /// </summary>
    private OutboxEntry Event(KeptAnswer answer, SubmissionSender sender) =>
        OutboxEntry.For(Answering.Of(answer, sender), answer.Taken?.ArticleId.ToString() ?? "", clock.GetUtcNow());

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
