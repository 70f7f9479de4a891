using Newsroom.Publishing.Articles;
using Newsroom.Publishing.Feeds;

namespace Newsroom.Publishing.Site;

/// <summary>From articles to what the pages show of them.</summary>
internal sealed class PageViews(SiteOptions site, SiteAddress address, Words words)
{
    public FrontPageView Front(IReadOnlyList<ReadableArticle> articles, string? language, string? older, bool isFirst)
    {
        var path = language is null ? "/" : "/" + language;
        var heading = language is null ? words.Latest : Words.Fill(words.LatestIn, LanguageTag.OwnName(language));
        var teasers = articles.Select(article => Teaser(article, nameLanguage: language is null)).ToList();
        var hasLead = isFirst && teasers.Count > 0;
        return new FrontPageView
        {
            Page = Page() with
            {
                Title = language is null ? null : heading,
                Description = site.Description,
                Canonical = address.Absolute(path),
                // Older pages change with every new article; what they list has addresses of its own.
                NoIndex = !isFirst,
                Feeds = Feeds(language),
                Languages = Languages(articles, language),
                ShareImage = articles.Count > 0 ? SafeMarkup.Link(articles[0].LeadImage?.Url) : null,
            },
            Heading = heading,
            Lead = hasLead ? teasers[0] : null,
            Teasers = hasLead ? teasers[1..] : teasers,
            Older = older is null ? null : address.Local($"{path}?before={older}"),
            Newest = isFirst ? null : address.Local(path),
        };
    }

    public ArticlePageView Article(ReadableArticle readable, string body, string moreFrom, IEnumerable<ReadableArticle> more)
    {
        var article = readable.Article;
        var canonical = address.Absolute(SiteAddress.ArticlePath(readable.Slug));
        var published = TimeView.Long(readable.PublishedAt, words);
        var updated = readable.UpdatedAt is { } time ? TimeView.Long(time, words) : null;
        return new ArticlePageView
        {
            Page = Page() with
            {
                // The words of the page are the article's; only where we lack its language are they others.
                Language = Words.In(readable.Language) == words ? readable.Language : words.Language,
                Title = readable.Title,
                Description = readable.Teaser,
                Canonical = canonical,
                NoIndex = readable.IsSyndicated,
                Languages = Languages([readable], null),
                IsArticle = true,
                ShareImage = SafeMarkup.Link(readable.LeadImage?.Url),
                Published = published,
                Updated = updated,
                JsonLd = JsonLd.Element(readable, canonical, site, address),
            },
            Language = LanguageTag.Attribute(readable.Language),
            Direction = LanguageTag.Direction(readable.Language),
            Title = readable.Title,
            Byline = article.Byline.Count > 0 ? Words.Fill(words.By, string.Join(words.ListSeparator, article.Byline)) : null,
            Dateline = article.Dateline,
            Source = article.Source.Name,
            SourceHome = SafeMarkup.Link(article.Source.HomePage),
            Original = SafeMarkup.Link(article.Url ?? article.CanonicalUrl),
            Published = published,
            Updated = updated,
            ReadingTime = Words.Fill(words.ReadingTime, readable.Enrichment.ReadingMinutes),
            Correction = readable.Correction,
            MachineNote = readable.MachineShare switch
            {
                MachineShare.Whole => words.MadeByMachine,
                MachineShare.Part => words.MadeWithMachine,
                _ => null,
            },
            Lead = Image(readable),
            Body = body,
            Rights = Rights(readable),
            MoreHeading = Words.Fill(words.MoreFrom, moreFrom),
            More = [.. more.Select(other => Teaser(other, nameLanguage: other.Language != readable.Language))],
        };
    }

    public NoticeView NotFound() => Notice(words.NotFound, words.NotFoundText);

    /// <summary>Says nothing of what the article said, not even its title.</summary>
    public NoticeView Withdrawn() => Notice(words.Withdrawn, words.WithdrawnText);

    private NoticeView Notice(string heading, string text) => new(Page() with { Title = heading, NoIndex = true }, heading, text);

    private PageView Page() => new()
    {
        Words = words,
        Language = words.Language,
        SiteTitle = site.Title,
        Home = address.Local("/"),
        Stylesheet = address.Local(Stylesheet.Site.Path),
        Feeds = Feeds(null),
        Partners =
        [
            .. site.Partners
                .Select(static partner => (partner.Name, Address: SafeMarkup.Link(partner.Url)))
                .Where(static partner => partner.Address is not null)
                .Select(static partner => new PartnerView(partner.Name, partner.Address!)),
        ],
    };

    private TeaserView Teaser(ReadableArticle readable, bool nameLanguage) => new()
    {
        Address = address.Local(SiteAddress.ArticlePath(readable.Slug)),
        Title = readable.Title,
        Summary = readable.Teaser,
        Language = LanguageTag.Attribute(readable.Language),
        Direction = LanguageTag.Direction(readable.Language),
        LanguageName = nameLanguage && LanguageTag.IsKnown(readable.Language) ? LanguageTag.OwnName(readable.Language) : null,
        Source = readable.Article.Source.Name,
        Published = TimeView.Short(readable.PublishedAt, words),
        Image = Image(readable),
    };

    private static ImageView? Image(ReadableArticle readable) =>
        readable.LeadImage is { } media && SafeMarkup.Image(media.Url) is { } url
            ? new ImageView(url, media.Alt ?? "", media.Width, media.Height, media.Caption, media.Credit)
            : null;

    private List<string> Rights(ReadableArticle readable)
    {
        var lines = new List<string>();
        if (readable.Article.Rights is not { } rights)
            return lines;
        if (readable.IsSyndicated)
            lines.Add(Words.Fill(words.FirstPublishedBy, rights.OriginalSource!));
        if (!string.IsNullOrWhiteSpace(rights.CopyrightNotice))
            lines.Add(rights.CopyrightNotice);
        else if (!string.IsNullOrWhiteSpace(rights.CopyrightHolder))
            lines.Add($"© {rights.CopyrightHolder}");
        if (!string.IsNullOrWhiteSpace(rights.UsageTerms))
            lines.Add(rights.UsageTerms);
        return lines;
    }

    private List<FeedLink> Feeds(string? language)
    {
        var query = language is null ? "" : "?language=" + Uri.EscapeDataString(language);
        return [.. FeedFormat.All.Select(format => new FeedLink(format.Name, format.MediaType, address.Local(format.Path + query)))];
    }

    /// <summary>The languages on the page, each a page of its own.</summary>
    private List<LanguageLink> Languages(IEnumerable<ReadableArticle> articles, string? current)
    {
        var links = articles
            .Select(static article => article.Language)
            .Where(static tag => LanguageTag.IsKnown(tag))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .Select(tag => new LanguageLink(tag, LanguageTag.OwnName(tag), address.Local("/" + tag), tag == current))
            .ToList();
        if (current is not null)
            links.Insert(0, new LanguageLink(null, words.AllLanguages, address.Local("/"), false));
        return links;
    }
}
