using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Sources;

/// <summary>Something that is polled for articles: what its keeper says of it, and how polling goes.</summary>
internal sealed record Source
{
    public required Guid Id { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required SourceSettings Settings { get; init; }
    public SourcePolls Polls { get; init; } = new();

    /// <summary>Rises with every change of the settings; polling does not touch it.</summary>
    public long Version { get; init; } = 1;

    public SourceState State => Settings.Paused ? SourceState.Paused
        : Polls.EndedAt is not null ? SourceState.Ended
        : Polls.Failures > 0 ? SourceState.Failing
        : Polls.QuietSince is not null ? SourceState.Quiet
        : SourceState.Active;
}

/// <summary>What whoever keeps a source says of it. Only the address has to be said.</summary>
internal sealed record SourceSettings
{
    /// <summary>Absolute http(s) address of what is polled.</summary>
    public required string Url { get; init; }

    /// <summary>What readers see as the source of its articles; the feed's own title if nobody says.</summary>
    public required string Name { get; init; }

    /// <summary>Nobody said a name and the feed has not been read yet: its host stands for it until a poll brings the feed's title.</summary>
    public bool Unnamed { get; init; }

    public SourceForm Form { get; init; } = SourceForm.Feed;

    /// <summary>Where people read it.</summary>
    public string? HomePage { get; init; }

    /// <summary>BCP 47, of articles that don't say their own.</summary>
    public string? Language { get; init; }

    /// <summary>Goes to the subjects of every article.</summary>
    public string? Section { get; init; }

    public SourceTrust Trust { get; init; } = SourceTrust.Trusted;

    /// <summary>Whether the text is read from the page that an entry links to. Null: where the feed gives no more than a summary.</summary>
    public bool? FullText { get; init; }

    /// <summary>How its pages are to be read, where they need help.</summary>
    public ExtractionRules? Extraction { get; init; }

    /// <summary>Of articles that don't say their own.</summary>
    public Rights? Rights { get; init; }

    /// <summary>Whether the pages that its articles were read from are looked at again.</summary>
    public bool Revisit { get; init; } = true;

    /// <summary>Minutes between polls, where its own rhythm is not to decide.</summary>
    public int? PollMinutes { get; init; }

    public bool Paused { get; init; }

    /// <summary>Whether the feed's hubs are asked to say when there is news, where hubs are used at all; yes if nobody says.</summary>
    public bool? WebSub { get; init; }
}

/// <summary>What stands at a source's address.</summary>
internal enum SourceForm
{
    Feed,
    Sitemap,
}

/// <summary>What becomes of a source's articles: published by the rules, or withheld until an editor has seen them.</summary>
internal enum SourceTrust
{
    Trusted,
    Review,
}

/// <summary>How a source is doing.</summary>
internal enum SourceState
{
    Active,

    /// <summary>It answers, but brings nothing, for much longer than it used to.</summary>
    Quiet,

    /// <summary>The last polls failed; it is tried again, less and less often.</summary>
    Failing,

    /// <summary>Its keeper wants no polls.</summary>
    Paused,

    /// <summary>It says itself that it is gone for good (410). A poll by hand or another address brings it back.</summary>
    Ended,
}
