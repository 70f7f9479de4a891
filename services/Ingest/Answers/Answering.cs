using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Answers;

/// <summary>Says to a sender over AMQP what came of what it sent.</summary>
internal static class Answering
{
    public static SubmissionAnswered Of(KeptAnswer answer, SubmissionSender sender)
    {
        var answered = new SubmissionAnswered
        {
            SubmissionId = sender.Id,
            SubmissionSource = sender.Source,
            Outcome = SubmissionOutcome.Refused,
            ArticleId = answer.Taken?.ArticleId,
            Revision = answer.Taken?.Revision,
            At = answer.At,
        };
        return answer switch
        {
            { Taken: { } taken } => answered with { Outcome = taken.Answer, Reason = taken.Refused },
            { Refused: { } refused } => answered with { Reason = refused.Reason, Faults = refused.Faults, QuarantineId = refused.QuarantineId },
            _ => answered,
        };
    }
}
