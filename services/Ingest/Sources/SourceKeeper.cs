using System.Text.Json;
using System.Text.Json.Nodes;
using Newsroom.Contracts;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Submissions;
using Newsroom.Ingest.WebSub;

namespace Newsroom.Ingest.Sources;

/// <summary>Makes, changes and removes sources for those who keep them.</summary>
internal sealed class SourceKeeper(ISourceStore sources, SourceFinder finder, SourceSubscriptions subscriptions, PollBell bell, TimeProvider clock)
{
    /// <summary>Sources are named by their address: one that is removed and made again brings the same articles and not their doubles.</summary>
    private static readonly Guid Namespace = new("d5a6f0b1-6c0e-4a58-9d43-3f6f3c1b8a77");

    /// <param name="request">What is said of it.</param>
    /// <param name="unchecked">Takes the address for a feed's, also if nothing answers there yet.</param>
    /// <param name="cancellation">Of whoever waits.</param>
    /// <param name="form">What is taken to stand at an address that is not looked at.</param>
    public async Task<Reading<AddedSource>> AddAsync(SourceRequest request, bool @unchecked, CancellationToken cancellation, SourceForm form = SourceForm.Feed)
    {
        if (SourceRules.Check(request, found: null).Failed(out var refusal, out var asked))
            return refusal;
        asked = asked with { Form = form };
        if (!@unchecked)
        {
            var found = await finder.FindAsync(new Uri(asked.Url), cancellation);
            if (found.Form == DiscoveredForm.Nothing)
            {
                return new Refusal(StatusCodes.Status422UnprocessableEntity,
                    $"Nothing can be polled at {asked.Url}: {found.Reason} If a feed will be there later, send the source with ?unchecked=true.");
            }

            if (SourceRules.Check(request, found).Failed(out var misfit, out asked))
                return misfit;
        }

        var address = SourceAddress.KeyOf(asked.Url)!;
        var id = NameBasedGuid.Create(Namespace, address);
        // It had this address once and has moved.
        if (await sources.FindAsync(id, cancellation) is { } moved && SourceAddress.KeyOf(moved.Settings.Url) != address)
            id = Guid.CreateVersion7();
        var source = new Source { Id = id, CreatedAt = SubmissionRules.Now(clock), Settings = asked };
        var kept = await sources.AddAsync(source, cancellation);
        bell.Ring();
        return new AddedSource(kept, IsNew: kept.Id == id && kept.CreatedAt == source.CreatedAt);
    }

    /// <param name="id">Of the source.</param>
    /// <param name="change">From what is said of it to what is said from now on.</param>
    /// <param name="cancellation">Of whoever waits.</param>
    public async Task<Reading<Source>> ChangeAsync(Guid id, Func<SourceRequest, Reading<SourceRequest>> change, CancellationToken cancellation)
    {
        Refusal? refused = null;
        await Optimistic.SaveAsync<bool>(id, async () =>
        {
            if (await sources.FindAsync(id, cancellation) is not { } source)
                refused = Missing(id);
            else if (change(SourceRequest.Of(source.Settings)).Failed(out var unread, out var request))
                refused = unread;
            else if (SourceRules.Check(request, Known(source, request)).Failed(out var misfit, out var next))
                refused = misfit;
            else
                return await SaveAsync(source, next with { Form = source.Settings.Form });
            return false;
        });
        if (refused is not null)
            return refused;
        bell.Ring();
        return await sources.FindAsync(id, cancellation) is { } saved ? saved : Missing(id);

        async Task<bool?> SaveAsync(Source source, SourceSettings next)
        {
            var outcome = await sources.SaveSettingsAsync(id, next, source.Version, cancellation);
            var isOther = next.Paused || next.WebSub == false || SourceAddress.KeyOf(next.Url) != SourceAddress.KeyOf(source.Settings.Url);
            if (outcome == SettingsOutcome.Saved && isOther)
                await subscriptions.EndAsync(id, cancellation);
            refused = outcome switch
            {
                SettingsOutcome.Taken => new Refusal(StatusCodes.Status409Conflict, $"Another source has the address {next.Url}. Remove one of the two."),
                SettingsOutcome.Missing => Missing(id),
                _ => null,
            };
            return outcome == SettingsOutcome.Stale ? null : refused is null;
        }
    }

    /// <summary>False if it was not there.</summary>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation)
    {
        var removed = await sources.RemoveAsync(id, cancellation);
        await subscriptions.EndAsync(id, cancellation);
        return removed;
    }

    public async Task<bool> PollAsync(Guid id, CancellationToken cancellation)
    {
        if (!await sources.MakeDueAsync(id, SubmissionRules.Now(clock), cancellation))
            return false;
        bell.Ring();
        return true;
    }

    /// <summary>What polls have found at the address, where that stays.</summary>
    private static Discovered? Known(Source source, SourceRequest request) =>
        SourceAddress.Read(request.Url) is { } url && SourceAddress.KeyOf(request.Url) == SourceAddress.KeyOf(source.Settings.Url)
            ? new Discovered(source.Settings.Form == SourceForm.Sitemap ? DiscoveredForm.Sitemap : DiscoveredForm.Feed, url) { Title = source.Polls.Title, HomePage = source.Polls.HomePage }
            : null;

    /// <summary>JSON Merge Patch (RFC 7396): what is null goes back to what it is by itself.</summary>
    public static Reading<SourceRequest> Merge(SourceRequest request, JsonObject patch)
    {
        var merged = Patched(JsonSerializer.SerializeToNode(request, WireJson.Options)!.AsObject(), patch);
        return StrictJson.Read<SourceRequest>(JsonSerializer.SerializeToUtf8Bytes(merged, WireJson.Options));
    }

    public static Refusal Missing(Guid id) => new(StatusCodes.Status404NotFound, $"No source has the id {id}.");

    private static JsonObject Patched(JsonObject before, JsonObject patch)
    {
        var patched = before.DeepClone().AsObject();
        foreach (var (name, value) in patch)
            patched[name] = value is JsonObject inner && before[name] is JsonObject outer ? Patched(outer, inner) : value?.DeepClone();
        return patched;
    }
}

/// <param name="Source">As it is kept.</param>
/// <param name="IsNew">False where its address was there already; it then is as it was.</param>
internal sealed record AddedSource(Source Source, bool IsNew);
