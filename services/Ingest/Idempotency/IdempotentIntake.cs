using System.Security.Cryptography;
using System.Text;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Idempotency;

/// <summary>
/// Honours <c>Idempotency-Key</c>: the same key with the same request is answered as the first time, with another request refused. If the process
/// dies between taking the article and keeping the answer, the retry finds the article there, and is answered "unchanged".
/// </summary>
internal sealed class IdempotentIntake(IAnswerStore answers)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 255;

    /// <summary>What <paramref name="take"/> answers, or answered before.</summary>
    public async Task<Reading<IntakeResult>> OnceAsync(HttpRequest request, byte[] body, Func<Task<Reading<IntakeResult>>> take, DateTimeOffset now, CancellationToken cancellation)
    {
        var key = request.Headers[Header].ToString();
        if (key.Length == 0)
            return await take();
        if (key.Length > LongestKey)
            return new Refusal(StatusCodes.Status400BadRequest, $"The {Header} is longer than {LongestKey} characters.");

        var id = Hash(Encoding.UTF8.GetBytes($"{request.Headers.Authorization}\n{key}"));
        var sent = Hash([.. Encoding.UTF8.GetBytes($"{request.QueryString}\n{request.ContentType}\n"), .. body]);
        if (await answers.FindAsync(id, cancellation) is { } kept)
            return Answer(kept, sent);
        if ((await take()).Failed(out var refusal, out var result))
            return refusal;
        return Answer(await answers.KeepAsync(
            new KeptAnswer { Id = id, Request = sent, ArticleId = result.ArticleId, Revision = result.Revision, Outcome = result.Outcome, At = now }, cancellation), sent);
    }

    private static Reading<IntakeResult> Answer(KeptAnswer kept, string sent) => kept.Request == sent
        ? new IntakeResult(kept.ArticleId, kept.Revision, kept.Outcome)
        : new Refusal(StatusCodes.Status422UnprocessableEntity, $"This {Header} was used before with another request. Take a new key for a new request.");

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
