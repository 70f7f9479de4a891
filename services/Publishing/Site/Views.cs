using System.Globalization;

namespace Newsroom.Publishing.Site;

// What the pages show, and nothing else: a component cannot leak what its view does not hold (an edNote, a withdrawn text).
// Public because Razor makes components, and thus their parameters, public.

/// <summary>What surrounds every page. Addresses are ready to be written.</summary>
public sealed record PageView
{
    public required Words Words { get; init; }

    /// <summary>Of the page as a whole, BCP 47.</summary>
    public required string Language { get; init; }

    public required string SiteTitle { get; init; }

    /// <summary>Null on the front page, which is the site itself.</summary>
    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Absolute.</summary>
    public string? Canonical { get; init; }

    public bool NoIndex { get; init; }
    public required string Home { get; init; }
    public required string Stylesheet { get; init; }
    public IReadOnlyList<FeedLink> Feeds { get; init; } = [];
    public IReadOnlyList<LanguageLink> Languages { get; init; } = [];
    public IReadOnlyList<PartnerView> Partners { get; init; } = [];
    public bool IsArticle { get; init; }

    /// <summary>Absolute; what is shown when somebody passes the page on (Open Graph).</summary>
    public string? ShareImage { get; init; }

    public TimeView? Published { get; init; }
    public TimeView? Updated { get; init; }

    /// <summary>A whole <c>script</c> element, encoded so that nothing in it can end it.</summary>
    public string? JsonLd { get; init; }

    public string Direction => LanguageTag.Direction(Language);
}

public sealed record FeedLink(string Name, string Type, string Address);

public sealed record LanguageLink(string? Language, string Name, string Address, bool IsCurrent);

public sealed record PartnerView(string Name, string Address);

/// <summary>A time for machines (RFC 3339, UTC) and for people.</summary>
public sealed record TimeView(string Machine, string Shown)
{
    internal static TimeView Long(DateTimeOffset time, Words words) => new(ForMachines(time), words.Show(time));

    internal static TimeView Short(DateTimeOffset time, Words words) => new(ForMachines(time), words.ShowShort(time));

    internal static string ForMachines(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

public sealed record ImageView(string Address, string Alt, int? Width, int? Height, string? Caption, string? Credit);

public sealed record TeaserView
{
    public required string Address { get; init; }
    public required string Title { get; init; }
    public required string Summary { get; init; }

    /// <summary>As in <c>lang</c>: empty if not known.</summary>
    public required string Language { get; init; }

    public required string Direction { get; init; }

    /// <summary>The language's own name; null where it goes without saying.</summary>
    public string? LanguageName { get; init; }

    public required string Source { get; init; }
    public required TimeView Published { get; init; }
    public ImageView? Image { get; init; }
}

public sealed record FrontPageView
{
    public required PageView Page { get; init; }
    public required string Heading { get; init; }
    public TeaserView? Lead { get; init; }
    public IReadOnlyList<TeaserView> Teasers { get; init; } = [];
    public string? Older { get; init; }
    public string? Newest { get; init; }
}

public sealed record ArticlePageView
{
    public required PageView Page { get; init; }

    /// <summary>As in <c>lang</c>: empty if not known.</summary>
    public required string Language { get; init; }

    public required string Direction { get; init; }
    public required string Title { get; init; }
    public string? Byline { get; init; }
    public string? Dateline { get; init; }
    public required string Source { get; init; }
    public string? SourceHome { get; init; }
    public string? Original { get; init; }
    public required TimeView Published { get; init; }
    public TimeView? Updated { get; init; }
    public required string ReadingTime { get; init; }

    /// <summary>What was wrong before; null where the latest revision corrects nothing.</summary>
    public string? Correction { get; init; }

    public string? MachineNote { get; init; }
    public ImageView? Lead { get; init; }

    /// <summary>HTML as <see cref="ArticleBody"/> renders it.</summary>
    public required string Body { get; init; }

    public IReadOnlyList<string> Rights { get; init; } = [];
    public required string MoreHeading { get; init; }
    public IReadOnlyList<TeaserView> More { get; init; } = [];
}

/// <summary>A page that says why there is nothing to read.</summary>
public sealed record NoticeView(PageView Page, string Heading, string Text);
