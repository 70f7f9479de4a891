using Newsroom.Ingest.WebSub;

namespace Newsroom.Ingest.Sources;

/// <summary>How polling a source goes, written by whoever polled it last.</summary>
internal sealed record SourcePolls
{
    public DateTimeOffset? LastPollAt { get; init; }

    /// <summary>When it last answered with something that could be read, changed or not.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>When it last brought an article that was new.</summary>
    public DateTimeOffset? LastNewAt { get; init; }

    public DateTimeOffset? NextPollAt { get; init; }

    /// <summary>When the source itself is asked next, where it is polled before that for the sake of pages that could not be had; null where it is not.</summary>
    public DateTimeOffset? AskAt { get; init; }

    /// <summary>Until when it, or its host, wants to be left alone (<c>Retry-After</c>); only a person has it polled before.</summary>
    public DateTimeOffset? BusyUntil { get; init; }

    /// <summary>In a row.</summary>
    public int Failures { get; init; }

    /// <summary>Why the last poll failed, or what its keeper has to see to, in a sentence.</summary>
    public string? Problem { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? QuietSince { get; init; }

    /// <summary>Seconds from one article to the next, as the feed's dates tell: the median of the newest ones.</summary>
    public double? Rhythm { get; init; }

    /// <summary>The same as articles came, for feeds without dates: too rough to poll by, but enough to know when it has fallen silent.</summary>
    public double? Pace { get; init; }

    /// <summary>For how long the feed wants to be left alone (<c>ttl</c>, <c>sy:updatePeriod</c>), as it said when it was read last.</summary>
    public int? TtlMinutes { get; init; }

    /// <summary>What the feed called itself when it was read last.</summary>
    public string? Title { get; init; }

    /// <summary>Where people read it, as the feed said then.</summary>
    public string? HomePage { get; init; }

    /// <summary>As the server gave them, to be asked with the next time.</summary>
    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>SHA-256 of what was read last: servers without ETag send the same again.</summary>
    public string? BodyHash { get; init; }

    /// <summary>The hubs that it named when it was read last.</summary>
    public WebSubOffer? WebSub { get; init; }

    /// <summary>How many articles it brought, since it was made.</summary>
    public long Articles { get; init; }

    /// <summary>The trace of the last poll that brought something or failed.</summary>
    public string? TraceId { get; init; }

    /// <summary>The entries of the feed as they were taken, so that only what changed is read again.</summary>
    public IReadOnlyList<SeenEntry> Seen { get; init; } = [];

    /// <summary>The time itself, or when it no longer wants to be left alone.</summary>
    public DateTimeOffset NotBusy(DateTimeOffset at) => BusyUntil is { } until && until > at ? until : at;

    /// <summary>Once the settings were changed: what was learnt of another address says nothing of this one.</summary>
    public SourcePolls After(SourceSettings before, SourceSettings now)
    {
        if (SourceAddress.KeyOf(before.Url) != SourceAddress.KeyOf(now.Url))
            return new SourcePolls { Articles = Articles, LastNewAt = LastNewAt, Seen = Unsettled() };
        var asked = before with { Name = now.Name, Unnamed = now.Unnamed, Paused = now.Paused, Revisit = now.Revisit, PollMinutes = now.PollMinutes, WebSub = now.WebSub };
        // What is read of an entry may be more or other now.
        if (asked != now)
            return Whole() with { Seen = Unsettled() };
        return now.Unnamed ? Whole() : this;
    }

    /// <summary>So that the next poll asks for the whole feed, whether it has changed or not.</summary>
    public SourcePolls Whole() => this with { ETag = null, LastModified = null, BodyHash = null };

    /// <summary>What was named and not taken yet stays owed, whatever becomes of its feed.</summary>
    private IReadOnlyList<SeenEntry> Unsettled() =>
        [.. Seen.Where(entry => entry.Waiting is not null).Select(entry => entry with { Hash = 0 })];
}

/// <summary>An entry that was taken, or tried.</summary>
/// <param name="Key">Of the entry's id, else of its address.</param>
/// <param name="Hash">Of what the feed says; 0 while it has not been taken.</param>
/// <param name="Tries">How often its page could not be had.</param>
/// <param name="Waiting">What is to be tried again, and when; null where nothing is.</param>
internal sealed record SeenEntry(long Key, long Hash, int Tries = 0, WaitingEntry? Waiting = null);

/// <summary>An entry that waits for its page, kept because its feed may not name it for so long.</summary>
/// <param name="Since">When it was tried first.</param>
/// <param name="Due">When it is tried again.</param>
/// <param name="Entry">What the feed said, of the entry and of itself, as JSON.</param>
internal sealed record WaitingEntry(DateTimeOffset Since, DateTimeOffset Due, string Entry);
