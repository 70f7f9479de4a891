using MassTransit;
using Newsroom.Contracts;
using Newsroom.Hosting.Bus;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Withdrawals;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// The same submissions over AMQP, from programs that know nothing of MassTransit, published on the topic exchange
/// <c>newsroom.submissions</c>. Each is answered; what cannot be taken goes to quarantine with its reason and never comes round again.
/// </summary>
internal sealed class TakeSubmissionConsumer(DraftReader drafts, ArticleIntake intake, AmqpAnswers answers) : IConsumer<StrangersMessage>
{
    public async Task Consume(ConsumeContext<StrangersMessage> context)
    {
        var message = context.Message;
        var sender = SubmissionSender.Of(message);
        var read = await ReadAsync(message, context.CancellationToken);
        Reading<StrangersEnvelope> opened = read.Failed(out var unread, out var body) ? unread : StrangersEnvelope.Open(message, body, ref sender);
        if (!opened.Failed(out _, out var letter) && !letter.IsWithdrawal && AgencyParts.Of(letter.Body, letter.ContentType) is { } parts)
            await TakeEachAsync(message, letter, parts, sender, context.CancellationToken);
        else
            await answers.OnceAsync(message, sender, () => TakeAsync(opened, context.CancellationToken), context.CancellationToken);
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
                message with { Body = part.Body, ContentType = part.ContentType, ContentEncoding = null }, sender.Part(i + 1), () => TakeAsync(alone, cancellation), cancellation);
        }
    }

    private async Task<Reading<byte[]>> ReadAsync(StrangersMessage message, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(message.Body.ToArray(), writable: false);
        return await BodyReader.ReadAsync(stream, message.ContentEncoding, drafts.MaxBytes, cancellation);
    }

    private async Task<Reading<IntakeResult>> TakeAsync(Reading<StrangersEnvelope> opened, CancellationToken cancellation)
    {
        if (opened.Failed(out var closed, out var letter))
            return closed;
        if (letter.IsWithdrawal)
        {
            if (StrictJson.Read<WithdrawArticle>(letter.Body).Failed(out var unreadable, out var command))
                return unreadable;
            if (WithdrawalRules.Check(command).Failed(out var unknown, out var named))
                return unknown;
            return await intake.WithdrawAsync(named.ArticleId, named.Source, CleanText.Line(command.Reason, 2_000), AmqpAnswers.Via, cancellation);
        }

        return drafts.Read(letter.Body, letter.ContentType, letter.Facts, AmqpAnswers.Via).Failed(out var refusal, out var draft)
            ? refusal
            : await intake.TakeAsync(draft, cancellation);
    }
}
