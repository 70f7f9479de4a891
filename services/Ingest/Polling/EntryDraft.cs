using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Polling;

/// <summary>Makes drafts of a feed's entries, and puts what was read from an entry's page into them.</summary>
internal static class EntryDraft
{
    public const string Via = "feed";

    /// <summary>Of what the entry says by itself, see <see cref="Provenance.Extraction"/>.</summary>
    public const string Extraction = "feed/1";

    private const int LongestTitle = 1_000;
    private const int MostNames = 50;
    private const int MostSubjects = 200;

    /// <summary>A text that is shorter, in characters, is taken for a summary.</summary>
    private const int LongestSummary = 700;

    /// <summary>Null where the entry says nothing: no title, no text and no page that could have them. A sitemap gives the page alone; the title is empty then.</summary>
    public static ArticleDraft? Of(Source source, Feed feed, FeedEntry entry, DateTimeOffset now)
    {
        var url = Address(entry);
        var markup = entry.Content ?? entry.Summary;
        var body = markup is null ? [] : BodyBlocks.FromHtml(markup, url);
        if ((CleanText.Line(entry.Title, LongestTitle) ?? Beginning(body) ?? (url is null ? null : "")) is not { } title)
            return null;
        var settings = source.Settings;
        var publishedAt = SubmissionRules.Milliseconds(entry.PublishedAt);
        var updatedAt = SubmissionRules.Milliseconds(entry.UpdatedAt);
        return new ArticleDraft
        {
            Source = new ArticleSource { Id = source.Id.ToString(), Name = settings.Name, HomePage = settings.HomePage, Kind = settings.Form == SourceForm.Sitemap ? SourceKind.Page : SourceKind.Feed },
            Guid = CleanText.Line(entry.Id, 2_048),
            Url = url?.AbsoluteUri,
            CanonicalUrl = CanonicalUrl.Of(url?.AbsoluteUri),
            Title = title,
            Byline = [.. entry.Authors.Select(name => CleanText.Line(name, 200)).OfType<string>().Take(MostNames)],
            PublishedAt = publishedAt,
            UpdatedAt = updatedAt == publishedAt ? null : updatedAt,
            Language = Language(entry.Language, feed.Language, settings.Language),
            Body = body,
            Media = Pictures(entry),
            Subjects = [.. entry.Tags.Prepend(settings.Section).Select(tag => CleanText.Line(tag, 500)).OfType<string>().Distinct().Take(MostSubjects)],
            Status = settings.Trust == SourceTrust.Review ? ArticleStatus.Withheld : ArticleStatus.Usable,
            Rights = Rights(settings.Rights, feed, entry),
            Section = settings.Section,
            SiteName = feed.Title,
            Extraction = Extraction,
            ReceivedAt = now,
            Via = Via,
        };
    }

    /// <summary>Where the article's page is; null if the entry names none.</summary>
    public static Uri? Address(FeedEntry entry) =>
        Uri.TryCreate(entry.OriginalLink ?? entry.Link, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    /// <summary>Whether the text is to be read from the page: as the source's keeper says, else where the feed gives a summary only.</summary>
    public static bool WantsPage(Source source, ArticleDraft draft)
    {
        if (draft.Url is null || source.Settings.FullText == false)
            return false;
        if (source.Settings.FullText == true)
            return true;
        var text = PlainText.Of(draft.Body).TrimEnd();
        return text.Length < LongestSummary || text.EndsWith('…') || text.EndsWith("...", StringComparison.Ordinal) || text.EndsWith("[…]", StringComparison.Ordinal)
            || text.EndsWith("[...]", StringComparison.Ordinal);
    }

    /// <summary>
    /// With the page's text. What the feed says of who, when and what goes before what was read out of the page, because the feed is the source's own
    /// word; what it leaves out comes from the page.
    /// </summary>
    public static ArticleDraft WithPage(ArticleDraft entry, ArticleDraft page) => entry with
    {
        Title = entry.Title.Length > 0 ? entry.Title : page.Title,
        CanonicalUrl = page.CanonicalUrl ?? entry.CanonicalUrl,
        Byline = entry.Byline.Any(name => !name.Contains('@', StringComparison.Ordinal)) ? entry.Byline : page.Byline.Count > 0 ? page.Byline : entry.Byline,
        Dateline = page.Dateline,
        PublishedAt = entry.PublishedAt ?? page.PublishedAt,
        UpdatedAt = entry.UpdatedAt ?? page.UpdatedAt,
        Language = page.Language ?? entry.Language,
        Body = page.Body,
        Media = [.. page.Media.Concat(entry.Media).DistinctBy(media => media.Url)],
        Links = page.Links,
        Section = entry.Section ?? page.Section,
        SiteName = page.SiteName ?? entry.SiteName,
        Paywalled = page.Paywalled,
        Evidence = entry.PublishedAt is null ? page.Evidence : ArticleDraft.Without(page.Evidence, "publishedAt"),
        Extraction = page.Extraction,
    };

    private static string? Beginning(IReadOnlyList<Block> body)
    {
        var text = CleanText.Line(PlainText.Of(body), 200);
        if (text is null || text.Length <= 80)
            return text;
        var end = text.LastIndexOf(' ', 80);
        return text[..(end > 40 ? end : char.IsHighSurrogate(text[79]) ? 79 : 80)] + "…";
    }

    private static string? Language(params ReadOnlySpan<string?> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (PageMetadata.LanguageTag(candidate) is { } tag)
                return tag;
        }

        return null;
    }

    /// <summary>The entry's own picture first, with what is said of it where it is enclosed as well.</summary>
    private static List<Media> Pictures(FeedEntry entry)
    {
        var enclosed = FeedPictures.Of(entry.Enclosures).Select(one => new Media
        {
            Url = one.Url,
            Type = one.Type,
            Caption = one.Caption,
            Credit = one.Credit,
            Width = one.Width,
            Height = one.Height,
        }).ToList();
        if (entry.Image is { } image)
            enclosed.Insert(0, enclosed.Find(media => media.Url == image) ?? new Media { Url = image });
        return [.. enclosed.Select(media => GivenBlocks.Clean(media, null)).OfType<Media>().DistinctBy(media => media.Url)];
    }

    private static Rights? Rights(Rights? usual, Feed feed, FeedEntry entry)
    {
        var rights = usual ?? new Rights();
        rights = rights with
        {
            CopyrightNotice = CleanText.Line(entry.Rights, 1_000) ?? rights.CopyrightNotice ?? CleanText.Line(feed.Rights, 1_000),
            OriginalSource = CleanText.Line(entry.SourceTitle, 200) ?? rights.OriginalSource,
        };
        return rights == new Rights() ? null : rights;
    }
}
