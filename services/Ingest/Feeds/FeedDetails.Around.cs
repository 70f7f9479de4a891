using System.Globalization;

namespace Newsroom.Ingest.Feeds;

/// <content>What stands around a text: where it was, what is answered to it.</content>
internal sealed partial class FeedDetails
{
    private double? latitude;
    private double? longitude;
    private string? north;
    private string? east;
    private string? placeName;
    private string? commentsUrl;
    private string? commentsFeed;
    private long? commentCount;

    public FeedPlace? Place
    {
        get
        {
            var (lat, @long) = (latitude, longitude);
            // One without the other is no place.
            if (lat is null && Degrees(north, 90) is { } written && Degrees(east, 180) is { } beside)
                (lat, @long) = (written, beside);
            return lat is not null || placeName is not null ? new FeedPlace(lat, @long, placeName) : null;
        }
    }

    public FeedComments? Comments => commentsUrl is not null || commentsFeed is not null || commentCount is not null ? new FeedComments(commentsUrl, commentsFeed, commentCount) : null;

    public string? InReplyTo { get; private set; }

    public string? Section { get; private set; }

    private void Placed(FeedElement element)
    {
        switch (element.Name)
        {
            // georss:where/gml:Point/gml:pos, geo:Point/geo:lat
            case FeedName.Where or FeedName.Point when element.HasElements:
                foreach (var child in element.Children)
                {
                    if (child.Space == FeedSpace.Places)
                        Placed(child);
                }

                break;
            case FeedName.Point or FeedName.Pos:
                var numbers = (element.Text() ?? "").Split([' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
                if (numbers is [var up, var along] && Degrees(up, 90) is { } first && Degrees(along, 180) is { } second)
                    (latitude, longitude) = (latitude ?? first, longitude ?? second);
                break;
            case FeedName.Lat:
                north ??= element.Text() ?? "";
                break;
            case FeedName.Long:
                east ??= element.Text() ?? "";
                break;
            case FeedName.FeatureName:
                placeName ??= FeedText.Line(element, isAtom: false);
                break;
        }
    }

    private void Commented(FeedElement element)
    {
        switch (element.Name)
        {
            case FeedName.Comments or FeedName.Total:
                commentCount = Whole(element.Text()) is >= 0 and { } count ? count : commentCount;
                break;
            case FeedName.CommentRss:
                commentsFeed = element.Url() ?? commentsFeed;
                break;
            case FeedName.InReplyTo:
                InReplyTo ??= FeedText.Cut(element.Attribute("ref")) ?? element.Url("href");
                break;
            case FeedName.Section:
                Section ??= FeedText.Line(element, isAtom: false);
                break;
        }
    }

    /// <summary>A <c>link rel="replies"</c> (RFC 4685 §4).</summary>
    private void Answered(FeedElement link, string url)
    {
        if (link.Attribute("type") is null or "" or "text/html" or "application/xhtml+xml")
            commentsUrl ??= url;
        else
            commentsFeed ??= url;
        commentCount ??= Whole(link.Attribute("thr:count"));
    }

    private static double? Degrees(string? text, double most) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : null;
}
