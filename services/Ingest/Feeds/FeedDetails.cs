using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// What the elements of a feed or of one entry say, gathered in the order of the document. Which of several counts follows what readers of
/// feeds have long done: the first title, the last link and date, a description before a summary for podcasts.
/// </summary>
internal sealed partial class FeedDetails(bool isAtom)
{
    /// <summary>Of one kind; later ones are left out.</summary>
    private const int MostTexts = 8;

    private readonly List<FeedElement> summaries = [];
    private readonly List<FeedElement> contents = [];
    private readonly List<FeedElement> fullTexts = [];
    private readonly List<FeedPerson> authors = [];
    private readonly List<FeedPerson> podcasters = [];
    private readonly List<FeedPerson> contributors = [];
    private FeedElement? title;
    private FeedElement? dublinTitle;
    private FeedElement? subtitle;
    private FeedElement? podcastSubtitle;
    private FeedElement? rights;
    private string? link;
    private string? otherLink;
    private string? guidLink;
    private DateTimeOffset? published;
    private DateTimeOffset? updated;
    private DateTimeOffset? created;
    private DateTimeOffset? dated;
    private DateTimeOffset? printed;
    private string? image;
    private string? podcastImage;
    private string? logo;
    private string? icon;
    private string? generatorAgent;
    private string? updatePeriod;
    private int updateFrequency = 1;
    private int? ttl;

    public List<string> Tags { get; } = [];

    public List<string> Hubs { get; } = [];

    public string? Id { get; set; }

    public string? Self { get; private set; }

    public string? MovedTo { get; private set; }

    public string? Generator { get; private set; }

    public string? Language { get; set; }

    public string? OriginalLink { get; private set; }

    public string? SourceTitle { get; private set; }

    public string? SourceUrl { get; private set; }

    public string? Title => Line(title) ?? Line(dublinTitle) ?? Line(mediaTitle);

    public string? Subtitle => Line(subtitle) ?? Line(summaries.Count > 0 ? summaries[0] : null) ?? Line(podcastSubtitle);

    public string? Rights => Line(rights);

    public string? Link => link ?? guidLink ?? otherLink;

    public DateTimeOffset? PublishedAt => published ?? created ?? dated ?? printed;

    public DateTimeOffset? UpdatedAt => updated ?? dated ?? published ?? created ?? printed;

    public string? Image => image ?? podcastImage ?? logo ?? icon ?? FeedPictures.Of(enclosures).FirstOrDefault()?.Url ?? thumbnail;

    public string? GeneratorText => Generator ?? generatorAgent;

    public IReadOnlyList<FeedPerson> People => authors.Count > 0 ? authors : podcasters;

    public FeedPerson Author
    {
        get
        {
            if (People.Count == 0)
                return default;
            var name = People.FirstOrDefault(person => person.Name is not null).Name;
            var email = People.FirstOrDefault(person => person.Email is not null).Email ?? podcasters.FirstOrDefault(person => person.Email is not null).Email;
            return new FeedPerson(name ?? podcasters.FirstOrDefault(person => person.Name is not null).Name ?? email, email);
        }
    }

    public IReadOnlyList<string> Authors => Names(People);

    public IReadOnlyList<string> Contributors => Names(contributors);

    public int? TtlMinutes => ttl ?? (updatePeriod switch
    {
        "hourly" => 60,
        "daily" => 24 * 60,
        "weekly" => 7 * 24 * 60,
        "monthly" => 30 * 24 * 60,
        "yearly" => 365 * 24 * 60,
        _ => (int?)null,
    }) / Math.Max(1, updateFrequency);

    /// <summary>The content; the second description where there is none, which podcasts and newsletters have for their long text.</summary>
    public string? Content(out string? summary)
    {
        string? content = null;
        foreach (var element in contents)
            content ??= FeedText.Html(element, isHtmlByDefault: element.Name != FeedName.Content, isAtom && element.Space == FeedSpace.Core);
        foreach (var element in fullTexts)
            content ??= FeedText.Html(element, isHtmlByDefault: true, isAtom: false);
        summary = null;
        foreach (var element in summaries)
        {
            var text = FeedText.Html(element, element.Name == FeedName.Description, isAtom && element.Space == FeedSpace.Core);
            if (summary is null)
                summary = text;
            else if (content is null && text != summary)
                content = text;
        }

        summary ??= (IsOfPictures ? null : Html(mediaDescription)) ?? Html(podcastSubtitle) ?? Html(subtitle) ?? content
            // A credit beside it says that it is of the picture; else it may be all that there is of the entry.
            ?? (mediaCredit is null ? Html(mediaDescription) : null);
        return content;
    }

    private static IReadOnlyList<string> Names(IReadOnlyList<FeedPerson> people) => people.Count == 0 ? [] : [.. people.Select(person => person.Name ?? person.Email!).Distinct()];

    private string? Line(FeedElement? element) => element is { } one ? FeedText.Line(one, isAtom && one.Space == FeedSpace.Core) : null;

    private string? Html(FeedElement? element) => element is { } one ? FeedText.Html(one, isHtmlByDefault: false, isAtom && one.Space == FeedSpace.Core) : null;

    private static void Add(List<FeedElement> list, FeedElement element)
    {
        if (list.Count < MostTexts && !element.Raw.IsWhiteSpace())
            list.Add(element);
    }

    private static void Person(List<FeedPerson> people, FeedPerson person)
    {
        if (person.IsSomebody && people.Count < FeedBounds.MaxList)
            people.Add(person);
    }

    private static long? Whole(string? text) =>
        long.TryParse(text?.Trim(), System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string? Tongue(string? text) => SafeMarkup.OneLine(text)?.Replace('_', '-') is { Length: > 0 and <= 64 } tongue ? tongue : null;
}
