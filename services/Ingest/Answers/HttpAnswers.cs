using System.Diagnostics;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Answers;

/// <summary>
/// Honours <c>Idempotency-Key</c>: the same key with the same request is answered as the first time, with another request refused. If the process
/// dies between taking the article and keeping the answer, the retry finds the article there, and is answered "unchanged".
/// </summary>
internal sealed class HttpAnswers(IAnswerStore answers, TimeProvider clock)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    /// <summary>What <paramref name="take"/> answers, or answered before.</summary>
    /// <param name="part">Of a body of several articles the number of this one, from 1; each has its own answer under the key.</param>
    public async Task<Reading<IntakeResult>> OnceAsync(
        HttpRequest request, byte[] body, Func<Task<Reading<IntakeResult>>> take, CancellationToken cancellation, int part = 0)
    {
        var key = request.Headers[Header].ToString();
        if (key.Length == 0)
            return await take();
        if (key.Length > LongestKey)
            return new Refusal(StatusCodes.Status400BadRequest, $"The {Header} is longer than {LongestKey} characters.");

        var id = AnswerKey.OfRequest(request.Headers.Authorization.ToString(), key);
        if (part > 0)
            id = AnswerKey.OfPart(id, part);
        var sent = AnswerKey.Hash(body, request.QueryString.Value, request.ContentType);
        if (await answers.FindAsync(id, cancellation) is { } before)
        {
            if (before.Request == sent)
                Repetition.Note(before, "http");
            return Answer(before, sent);
        }

        if ((await take()).Failed(out var refusal, out var result))
            return refusal;
        var answer = new KeptAnswer { Id = id, Request = sent, Taken = result, At = SubmissionRules.Now(clock), TraceParent = Activity.Current?.Id };
        return Answer(await answers.KeepAsync(answer, [], cancellation), sent);
    }

    private static Reading<IntakeResult> Answer(KeptAnswer kept, string sent) => kept.Request == sent
        ? kept.Taken!
        : new Refusal(StatusCodes.Status422UnprocessableEntity, $"This {Header} was used before with another request. Take a new key for a new request.");
}
