using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Sources;

/// <summary>What whoever keeps a source can say of it; the address is enough.</summary>
internal sealed record SourceRequest
{
    /// <summary>A feed, a sitemap, or a page that names its feed. Absolute http(s).</summary>
    public string? Url { get; init; }

    /// <summary>What readers see; else the feed's own title.</summary>
    public string? Name { get; init; }

    /// <summary>Where people read it; else as the feed says.</summary>
    public string? HomePage { get; init; }

    /// <summary>BCP 47, of articles that don't say their own.</summary>
    public string? Language { get; init; }

    /// <summary>Goes to the subjects of every article.</summary>
    public string? Section { get; init; }

    /// <summary>trusted (if not given): by the rules as any other; review: withheld until an editor has seen them.</summary>
    public SourceTrust? Trust { get; init; }

    /// <summary>Whether the text is read from the page that an entry links to; if not given, where the feed has no more than a summary.</summary>
    public bool? FullText { get; init; }

    /// <summary>CSS selectors for its pages, where the general reader needs help; try them with `POST /v1/preview?keep=…&amp;drop=…`.</summary>
    public ExtractionRules? Extraction { get; init; }

    /// <summary>Of articles that don't say their own.</summary>
    public Rights? Rights { get; init; }

    /// <summary>Whether pages that its articles were read from are looked at again, for corrections and whether they are still there: true, if not given.</summary>
    public bool? Revisit { get; init; }

    /// <summary>1 to 1440, where its own rhythm is not to decide.</summary>
    public int? PollMinutes { get; init; }

    public bool? Paused { get; init; }

    /// <summary>false: the feed's WebSub hubs are left alone, and it is polled only.</summary>
    public bool? WebSub { get; init; }

    public static SourceRequest Of(SourceSettings settings) => new()
    {
        Url = settings.Url,
        Name = settings.Unnamed ? null : settings.Name,
        HomePage = settings.HomePage,
        Language = settings.Language,
        Section = settings.Section,
        Trust = settings.Trust,
        FullText = settings.FullText,
        Extraction = settings.Extraction,
        Rights = settings.Rights,
        Revisit = settings.Revisit ? null : false,
        PollMinutes = settings.PollMinutes,
        Paused = settings.Paused,
        WebSub = settings.WebSub,
    };
}
