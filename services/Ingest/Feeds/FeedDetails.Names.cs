using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <content>What each name means, vocabulary by vocabulary.</content>
internal sealed partial class FeedDetails
{
    public void Take(FeedElement element)
    {
        switch (element.Space)
        {
            case FeedSpace.Core:
                Core(element);
                break;
            case FeedSpace.DublinCore or FeedSpace.Terms:
                Dublin(element);
                break;
            case FeedSpace.Content:
                if (element.Name == FeedName.Encoded)
                    contents.Add(element);
                break;
            case FeedSpace.Xhtml:
                if (element.Name is FeedName.Body or FeedName.Div)
                    contents.Add(element);
                break;
            case FeedSpace.Media:
                Media(element);
                break;
            case FeedSpace.Podcast:
                Podcast(element);
                break;
            case FeedSpace.Places:
                Placed(element);
                break;
            case FeedSpace.Comments:
                Commented(element);
                break;
            case FeedSpace.Yandex:
                if (element.Name is FeedName.FullText or FeedName.Content)
                    Add(fullTexts, element);
                break;
            case FeedSpace.Prism:
                if (element.Name == FeedName.PublicationDate)
                    printed = FeedDates.Read(element.Text()) ?? printed;
                else if (element.Name == FeedName.Section)
                    Section ??= FeedText.Line(element, isAtom: false);
                break;
            case FeedSpace.FeedBurner:
                if (element.Name == FeedName.OrigLink)
                    OriginalLink = element.Url() ?? OriginalLink;
                break;
            case FeedSpace.Admin:
                if (element.Name == FeedName.GeneratorAgent)
                    generatorAgent = element.Resource() ?? FeedText.Line(element, isAtom: false);
                break;
            case FeedSpace.Syndication:
                if (element.Name == FeedName.UpdatePeriod)
                    updatePeriod = element.Text()?.ToLowerInvariant();
                else if (element.Name == FeedName.UpdateFrequency)
                    updateFrequency = Whole(element.Text()) is > 0 and <= 10_000 and { } times ? (int)times : 1;
                break;
        }
    }

    /// <summary>CDF has a link and a date as attributes of the channel and the item.</summary>
    public void Cdf(FeedElement element)
    {
        link = element.Url("href") ?? link;
        if (element.Attribute("lastmod") is { } date)
            updated = FeedDates.Read(date) ?? updated;
    }

    private void Core(FeedElement element)
    {
        switch (element.Name)
        {
            case FeedName.Title:
                if (title is null && !element.Raw.IsWhiteSpace())
                    title = element;
                break;
            case FeedName.Link:
                Linked(element);
                break;
            case FeedName.Guid or FeedName.Id:
                Identified(element);
                break;
            case FeedName.Description or FeedName.Summary or FeedName.Abstract:
                Add(summaries, element);
                break;
            case FeedName.Subtitle or FeedName.Tagline:
                subtitle = element;
                break;
            case FeedName.Content when element.Attribute("type")?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true:
                Alternatives(element);
                break;
            case FeedName.Content or FeedName.FullItem or FeedName.Body or FeedName.Encoded:
                Add(contents, element);
                break;
            case FeedName.Rights or FeedName.Copyright:
                rights = element;
                break;
            case FeedName.Author or FeedName.ManagingEditor:
                Person(authors, FeedPeople.Of(element));
                break;
            case FeedName.Contributor:
                Person(contributors, FeedPeople.Of(element));
                break;
            case FeedName.Comments:
                commentsUrl = element.Url() ?? commentsUrl;
                break;
            case FeedName.PubDate or FeedName.Published or FeedName.Issued:
                published = FeedDates.Read(element.Text()) ?? published;
                break;
            case FeedName.Updated or FeedName.Modified or FeedName.LastBuildDate:
                updated = FeedDates.Read(element.Text()) ?? updated;
                break;
            case FeedName.Created:
                created = FeedDates.Read(element.Text()) ?? created;
                break;
            case FeedName.Date:
                dated = FeedDates.Read(element.Text()) ?? dated;
                break;
            case FeedName.Category or FeedName.Keywords:
                Categorised(element);
                break;
            case FeedName.Enclosure:
                Enclose(element.Url("url") ?? element.Url("href") ?? element.Resource() ?? element.Url(), element.Attribute("type"), element.Attribute("length"));
                break;
            case FeedName.Source:
                Sourced(element);
                break;
            case FeedName.Generator:
                Generator = FeedText.Line(element, isAtom) ?? element.Url("url") ?? element.Url("uri") ?? Generator;
                break;
            case FeedName.Language:
                Language = Tongue(element.Text()) ?? Language;
                break;
            case FeedName.Image:
                image = Pictured(element) ?? image;
                break;
            case FeedName.Thumbnail:
                thumbnail ??= element.Url("url") ?? element.Url("href") ?? element.Url();
                break;
            case FeedName.Logo:
                logo = element.Url("href") ?? element.Url() ?? logo;
                break;
            case FeedName.Icon:
                icon = element.Url() ?? icon;
                break;
            case FeedName.Ttl:
                ttl = Whole(element.Text()) is >= 0 and < 10_000_000 and { } minutes ? (int)minutes : ttl;
                break;
            case FeedName.None when element.LocalName.Equals("a", StringComparison.OrdinalIgnoreCase):
                // CDF's other way to link.
                link ??= element.Url("href");
                break;
        }
    }

    private void Dublin(FeedElement element)
    {
        switch (element.Name)
        {
            case FeedName.Title:
                if (dublinTitle is null && !element.Raw.IsWhiteSpace())
                    dublinTitle = element;
                break;
            case FeedName.Description or FeedName.Abstract:
                Add(summaries, element);
                break;
            case FeedName.Rights:
                rights = element;
                break;
            case FeedName.Creator or FeedName.Author:
                Person(authors, FeedPeople.Of(element));
                break;
            case FeedName.Contributor:
                Person(contributors, FeedPeople.Of(element));
                break;
            case FeedName.Date:
                dated = FeedDates.Read(element.Text()) ?? dated;
                break;
            case FeedName.Issued:
                published = FeedDates.Read(element.Text()) ?? published;
                break;
            case FeedName.Modified:
                updated = FeedDates.Read(element.Text()) ?? updated;
                break;
            case FeedName.Created:
                created = FeedDates.Read(element.Text()) ?? created;
                break;
            case FeedName.Subject:
                Tag(FeedText.Line(element, isAtom: false));
                break;
            case FeedName.Language:
                Language = Tongue(element.Text()) ?? Language;
                break;
        }
    }

    private void Podcast(FeedElement element)
    {
        switch (element.Name)
        {
            case FeedName.Title:
                mediaTitle ??= element;
                break;
            case FeedName.Author or FeedName.Owner:
                Person(podcasters, FeedPeople.Of(element));
                break;
            case FeedName.Subtitle:
                podcastSubtitle ??= element;
                break;
            case FeedName.Summary or FeedName.Description:
                Add(summaries, element);
                break;
            case FeedName.NewFeedUrl:
                MovedTo ??= element.Url();
                break;
            case FeedName.Image or FeedName.Link:
                podcastImage = element.Url("href") ?? element.Url("url") ?? podcastImage;
                break;
            case FeedName.Category:
                Tag(SafeMarkup.OneLine(element.Attribute("text")) ?? (element.HasElements ? null : FeedText.Line(element, isAtom: false)));
                foreach (var child in element.Children)
                {
                    if (child.Name == FeedName.Category)
                        Tag(SafeMarkup.OneLine(child.Attribute("text")));
                }

                break;
            case FeedName.Keywords:
                Keywords(element.Text());
                break;
        }
    }
}
