using Newsroom.Hosting.Bus;
using Newsroom.Ingest.Answers;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Withdrawals;

namespace Newsroom.Ingest.Submissions;

/// <summary>What the door for AMQP makes of a message, the first time or again from quarantine.</summary>
internal sealed class StrangersDoor(DraftReader drafts, ArticleIntake intake)
{
    /// <param name="message">As it came.</param>
    /// <param name="sender">Who it says that it is from, as far as that stands beside it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<(Reading<StrangersEnvelope> Letter, SubmissionSender Sender)> OpenAsync(StrangersMessage message, SubmissionSender sender, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(message.Body.ToArray(), writable: false);
        var read = await BodyReader.ReadAsync(stream, message.ContentEncoding, drafts.MaxBytes(message.ContentType), cancellation);
        Reading<StrangersEnvelope> opened = read.Failed(out var unread, out var body) ? unread : StrangersEnvelope.Open(message, body, ref sender);
        return (opened, sender);
    }

    public async Task<Reading<IntakeResult>> TakeAsync(Reading<StrangersEnvelope> opened, CancellationToken cancellation)
    {
        if (opened.Failed(out var closed, out var letter))
            return closed;
        if (letter.IsWithdrawal)
        {
            if (StrictJson.Read<Contracts.WithdrawArticle>(letter.Body).Failed(out var unreadable, out var command))
                return unreadable;
            if (WithdrawalRules.Check(command).Failed(out var unknown, out var named))
                return unknown;
            return await intake.WithdrawAsync(named, CleanText.Line(command.Reason, 2_000), AmqpAnswers.Via, cancellation);
        }

        var raw = new RawInput { Body = letter.Body, ContentType = letter.ContentType, Facts = letter.Facts, Via = AmqpAnswers.Via };
        return drafts.Read(raw.Body, raw.ContentType, raw.Facts, raw.Via).Failed(out var refusal, out var draft)
            ? refusal
            : await intake.TakeAsync(draft, raw, cancellation);
    }
}
