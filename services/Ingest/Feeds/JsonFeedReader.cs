using System.Globalization;
using System.Text.Json;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org). What is of another type than it should be is passed over.</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Null if it is no JSON, or no feed.</summary>
    public static ParsedFeed? Read(string text, string encoding, FeedOrigin origin)
    {
        try
        {
            using var document = Document(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !IsFeed(root))
                return null;
            return Read(root, encoding, origin);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A name that holds half of a surrogate pair.
            return null;
        }
    }

    /// <summary>Whether a document is JSON: its first bracket is, whatever guards (<c>)]}',</c>) stand before it.</summary>
    public static bool Begins(string text)
    {
        var bracket = text.AsSpan().IndexOfAny('{', '<');
        return bracket >= 0 && text[bracket] == '{' && (text.AsSpan(0, bracket).IsWhiteSpace() || text.Contains("jsonfeed.org/version/", StringComparison.OrdinalIgnoreCase));
    }

    private static JsonDocument Document(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Tolerant);
        }
        catch (JsonException)
        {
            return JsonDocument.Parse(JsonMending.Mended(text), Tolerant);
        }
    }

    private static bool IsFeed(JsonElement root) =>
        Text(root, "version")?.Contains("jsonfeed.org/version/", StringComparison.OrdinalIgnoreCase) == true
        || (root.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array && (root.TryGetProperty("home_page_url", out _) || root.TryGetProperty("feed_url", out _)));

    private static ParsedFeed Read(JsonElement root, string encoding, FeedOrigin origin)
    {
        var self = Url(root, "feed_url", origin.Url);
        var basis = origin.Url ?? self;
        var people = People(root);
        var entries = new List<FeedEntry>();
        foreach (var item in Items(root, "items"))
        {
            if (entries.Count == FeedBounds.MaxEntries)
                break;
            if (item.ValueKind == JsonValueKind.Object)
                entries.Add(Entry(item, basis));
        }

        var feed = new Feed
        {
            Format = Text(root, "version")?.TrimEnd('/') switch
            {
                { } one when one.EndsWith("/version/1", StringComparison.OrdinalIgnoreCase) => "json1",
                { } one when one.EndsWith("/version/1.1", StringComparison.OrdinalIgnoreCase) => "json11",
                _ => "json",
            },
            Id = self,
            Title = FeedText.Line(Text(root, "title")),
            Link = Url(root, "home_page_url", basis),
            Subtitle = FeedText.Line(Text(root, "description")),
            Rights = FeedText.Line(Text(root, "copyright")),
            Author = people.Count > 0 ? people[0].Name ?? people[0].Email : null,
            AuthorEmail = people.Select(person => person.Email).FirstOrDefault(email => email is not null),
            Authors = [.. people.Select(person => (person.Name ?? person.Email)!)],
            Image = Url(root, "icon", basis) ?? Url(root, "favicon", basis),
            Generator = FeedText.Line(Text(root, "generator")),
            Language = FeedDetails.Tongue(Text(root, "language")) ?? FeedDetails.Tongue(origin.Language),
            PublishedAt = FeedDates.Read(Scalar(root, "date_published")),
            UpdatedAt = FeedDates.Read(Scalar(root, "date_modified")) ?? FeedDates.Read(Scalar(root, "date_published")),
            Encoding = encoding,
            Tags = Tags(root),
            Hubs = [.. Items(root, "hubs").Where(hub => hub.ValueKind == JsonValueKind.Object && !IsOfAnotherKind(hub)).Select(hub => Url(hub, "url", basis)).OfType<string>().Take(FeedBounds.MaxList)],
            Self = self,
        };
        return new ParsedFeed(feed, entries);
    }

    /// <summary>rssCloud, to which WebSub is not spoken.</summary>
    private static bool IsOfAnotherKind(JsonElement hub) => Text(hub, "type") is { Length: > 0 } type
        && !type.Equals("WebSub", StringComparison.OrdinalIgnoreCase) && !type.Equals("PubSubHubbub", StringComparison.OrdinalIgnoreCase);

    private static FeedEntry Entry(JsonElement item, string? basis)
    {
        var link = Url(item, "url", basis);
        var external = Url(item, "external_url", basis);
        var people = People(item);
        var source = new MarkupSource(link ?? basis, Frames: FeedFrames.Link);
        var content = Text(item, "content_html") is { } html ? SafeMarkup.Html(FeedText.Bounded(html), source) : null;
        content ??= FeedText.Encoded(FeedText.Bounded(Text(item, "content_text")));
        var summary = Text(item, "summary") is not { } given ? null
            : FeedMarkup.LooksLikeHtml(given) ? SafeMarkup.Html(FeedText.Bounded(given), source)
            : FeedText.Encoded(FeedText.Bounded(given));
        var published = FeedDates.Read(Scalar(item, "date_published"));
        return new FeedEntry
        {
            Id = FeedText.Cut(Scalar(item, "id")),
            Title = FeedText.Line(Text(item, "title")),
            // An item's id is its address, ideally (JSON Feed §Items).
            Link = link ?? external ?? (Scalar(item, "id") is { } id && UrlReference.IsWeb(id) ? UrlReference.Resolve(null, id) : null),
            Summary = summary ?? content,
            Content = content,
            Author = people.Count > 0 ? people[0].Name ?? people[0].Email : null,
            AuthorEmail = people.Select(person => person.Email).FirstOrDefault(email => email is not null),
            Authors = [.. people.Select(person => (person.Name ?? person.Email)!)],
            PublishedAt = published,
            UpdatedAt = FeedDates.Read(Scalar(item, "date_modified")) ?? published,
            Tags = Tags(item),
            Enclosures = [.. Items(item, "attachments").Where(one => one.ValueKind == JsonValueKind.Object).Select(one => Attachment(one, basis)).OfType<FeedEnclosure>().Take(FeedBounds.MaxList)],
            OriginalLink = link is null ? null : external,
            Image = Url(item, "image", basis) ?? Url(item, "banner_image", basis),
            Language = FeedDetails.Tongue(Text(item, "language")),
        };
    }

    private static FeedEnclosure? Attachment(JsonElement attachment, string? basis) => Url(attachment, "url", basis) is { } url
        ? new FeedEnclosure(url, SafeMarkup.OneLine(Text(attachment, "mime_type"))?.ToLowerInvariant(), Size(attachment))
        : null;

    private static long? Size(JsonElement attachment) =>
        decimal.TryParse(Scalar(attachment, "size_in_bytes"), NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size is >= 0 and < 1e18m ? (long)size : null;

    /// <summary>The authors of 1.1, else the author of 1.0.</summary>
    private static List<FeedPerson> People(JsonElement element)
    {
        var people = new List<FeedPerson>();
        IEnumerable<JsonElement> given = Items(element, "authors");
        if (element.TryGetProperty("author", out var author))
            given = given.Append(author);
        foreach (var one in given.Take(FeedBounds.MaxList))
        {
            if (one.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
                continue;
            var isName = one.ValueKind == JsonValueKind.String;
            var person = FeedPeople.Of(FeedText.Line(isName ? String(one) : Text(one, "name")));
            var url = isName ? null : Text(one, "url")?.Trim();
            var mail = url?.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) == true ? FeedPeople.Of(url).Email : null;
            person = person with { Email = person.Email ?? mail };
            if (person.IsSomebody && !people.Contains(person))
                people.Add(person);
        }

        return people;
    }

    private static List<string> Tags(JsonElement element) =>
        [.. Items(element, "tags").DefaultIfEmpty(element.TryGetProperty("tags", out var only) ? only : default).Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => FeedText.Line(String(tag))).OfType<string>().Distinct().Take(FeedBounds.MaxList)];

    private static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static string? Url(JsonElement element, string name, string? basis) => Text(element, name) is { } url ? UrlReference.Resolve(basis, url) : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? String(value) : null;

    /// <summary>A text, or a number or truth value as it is written: publishers count their items.</summary>
    private static string? Scalar(JsonElement element, string name) => !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => String(value)?.Trim(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static string? String(JsonElement value)
    {
        try
        {
            return SafeHtml.WithoutControls(value.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }
}
