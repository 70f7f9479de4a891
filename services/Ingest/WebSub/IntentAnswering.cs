using Microsoft.Extensions.Options;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.WebSub;

/// <summary>Answers a hub that verifies what it was asked for, and remembers what it grants.</summary>
internal sealed class IntentAnswering(ISubscriptionStore subscriptions, SubscriptionKeeping keeping, IOptions<WebSubOptions> options, TimeProvider clock)
{
    private readonly WebSubOptions settings = options.Value;

    /// <returns>Why it was not meant; null if it was, and that is written down.</returns>
    public async Task<string?> AnswerAsync(string token, HubQuery asked, CancellationToken cancellation)
    {
        const string unknown = "There is no such callback.";
        if (!settings.IsOn || !CallbackKey.IsToken(token) || await subscriptions.FindByTokenAsync(token, cancellation) is not { } found)
            return unknown;
        Verification? verification = null;
        await keeping.ChangeAsync(found.Id, current => (verification = current.Key.Token == token
            ? IntentVerification.Read(current, asked, settings.Lease, SubmissionRules.Now(clock), Random.Shared.NextDouble(), hub => CallbackKey.New(settings, hub))
            : new Verification(current, unknown)).Next, cancellation);
        return verification is null ? unknown : verification.Refusal;
    }
}
