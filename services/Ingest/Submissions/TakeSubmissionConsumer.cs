using System.Diagnostics;
using MassTransit;
using Newsroom.Contracts;
using Newsroom.Hosting.Bus;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Withdrawals;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// The same submissions over AMQP, from programs that know nothing of MassTransit, published on the topic exchange
/// <c>newsroom.submissions</c>. What cannot be taken goes to quarantine with its reason and never comes round again.
/// </summary>
internal sealed class TakeSubmissionConsumer(
    DraftReader drafts, ArticleIntake intake, IQuarantineStore quarantine, TimeProvider clock, ILogger<TakeSubmissionConsumer> log)
    : IConsumer<StrangersMessage>
{
    private const string Via = "amqp";

    public async Task Consume(ConsumeContext<StrangersMessage> context)
    {
        var message = context.Message;
        var refusal = await TakeAsync(message, context.CancellationToken);
        if (refusal is null)
            return;

        var kept = new QuarantinedMessage
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            ReceivedAt = intake.Now(),
            Via = Via,
            Reason = refusal.Sentence,
            ContentType = message.ContentType,
            Size = message.Body.Length,
            Body = message.Body[..Math.Min(message.Body.Length, QuarantinedMessage.MostBytes)].ToArray(),
            Headers = message.Headers,
            TraceId = Activity.Current?.TraceId.ToString(),
        };
        await quarantine.AddAsync(kept, context.CancellationToken);
        IngestTelemetry.Quarantined(Via);
        log.Quarantined(kept.Id, kept.Reason);
    }

    /// <summary>Null if it was taken.</summary>
    private async Task<Refusal?> TakeAsync(StrangersMessage message, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(message.Body.ToArray());
        if ((await BodyReader.ReadAsync(stream, message.ContentEncoding, drafts.MaxBytes, cancellation)).Failed(out var unread, out var bytes))
            return unread;
        if (StrangersEnvelope.Open(message, bytes).Failed(out var closed, out var letter))
            return closed;

        if (letter.IsWithdrawal)
        {
            if (StrictJson.Read<WithdrawArticle>(letter.Body).Failed(out var unreadable, out var command))
                return unreadable;
            if (WithdrawalRules.Check(command).Failed(out var unknown, out var named))
                return unknown;
            await intake.WithdrawAsync(named.ArticleId, named.Source, CleanText.Line(command.Reason, 2_000), Via, cancellation);
            return null;
        }

        if (drafts.Read(letter.Body, letter.ContentType, letter.Facts, Via).Failed(out var refusal, out var draft))
            return refusal;
        await intake.TakeAsync(draft, cancellation);
        return null;
    }
}
