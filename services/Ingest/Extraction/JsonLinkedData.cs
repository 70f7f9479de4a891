using System.Globalization;

namespace Newsroom.Ingest.Extraction;

/// <summary>What tells an article of the page from others that are named beside it.</summary>
/// <param name="Titles">The headlines that the page shows elsewhere.</param>
/// <param name="Addresses">The page's own addresses.</param>
internal sealed record PageClues(HeadlineLikeness Titles, IReadOnlyList<string> Addresses);

/// <summary>
/// What a page says of its article in JSON-LD (schema.org <c>NewsArticle</c> and its relatives), wherever it stands there: alone, in an
/// array, in a <c>@graph</c>, inside of a <c>WebPage</c>. Broken JSON is read as far as it goes.
/// </summary>
internal sealed class JsonLinkedData
{
    private const int MaxScripts = 30;
    private const int MaxLength = 1_000_000;
    private const int MaxNodes = 2_000;

    // Of its headline with any on the page; with less it may be another article's.
    private const double LeastLikeness = 0.2;

    private static readonly HashSet<string> ArticleTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle",
        "AskPublicNewsArticle", "AdvertiserContentArticle", "SatiricalArticle", "Article", "BlogPosting", "LiveBlogPosting", "Report",
        "TechArticle", "ScholarlyArticle", "SocialMediaPosting", "DiscussionForumPosting", "Posting", "Blogposting", "MedicalWebPage", "HowTo", "Guide",
    };

    private static readonly HashSet<string> LiveTypes = new(StringComparer.OrdinalIgnoreCase) { "LiveBlogPosting" };

    /// <summary>No articles, but they say when and by whom a page was made.</summary>
    private static readonly HashSet<string> OtherTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "WebPage", "ItemPage", "Recipe", "Review", "VideoObject", "CreativeWork", "QAPage", "Product", "PodcastEpisode", "Book", "FAQPage", "ImageGallery", "MediaObject",
    };

    /// <summary>Members that hold other works.</summary>
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "itemListElement", "hasPart", "isPartOf", "citation", "mentions", "relatedLink", "isBasedOn", "comment", "review", "author", "publisher",
        "image", "about", "associatedMedia", "significantLink", "blogPost", "liveBlogUpdate", "suggestedAnswer", "acceptedAnswer", "workExample",
    };

    private readonly LooseValue? article;
    private readonly LooseValue? page;
    private readonly Dictionary<string, LooseValue> byId = [];

    private JsonLinkedData(List<LooseValue> nodes, PageClues clues)
    {
        foreach (var node in nodes)
        {
            // A reference has no more members than its id.
            if (Text(node, "@id") is { } id && (!byId.TryGetValue(id, out var known) || known.Members!.Count < node.Members!.Count))
                byId[id] = node;
        }

        EventDays = [.. nodes.SelectMany(node => (string?[])[Text(node, "startDate"), Text(node, "endDate")]).OfType<string>().Take(10)];
        article = Best(nodes.Where(node => IsOf(node, ArticleTypes)), clues);
        page = Best(nodes.Where(node => IsOf(node, OtherTypes)), clues);
        PublisherNames = [.. nodes.Where(node => IsOf(node, Publishers)).Select(node => TextShape.Line(Text(node, "name"))).OfType<string>().Take(5)];
        IsFree = nodes.Where(node => IsOf(node, ArticleTypes) || IsOf(node, OtherTypes)).Select(node => Text(node, "isAccessibleForFree")).FirstOrDefault(text => text is not null)?.Trim().ToUpperInvariant() switch
        {
            "FALSE" or "NO" or "0" or "HTTP://SCHEMA.ORG/FALSE" or "HTTPS://SCHEMA.ORG/FALSE" => false,
            "TRUE" or "YES" or "1" or "HTTP://SCHEMA.ORG/TRUE" or "HTTPS://SCHEMA.ORG/TRUE" => true,
            _ => null,
        };
    }

    private static readonly HashSet<string> Publishers = new(StringComparer.OrdinalIgnoreCase) { "WebSite", "NewsMediaOrganization" };

    public bool HasArticle => article is not null;

    /// <summary>A running report, whose entries have headings and addresses of their own.</summary>
    public bool IsLive => article is { } found && IsOf(found, LiveTypes);

    /// <summary>When the events begin and end that the page announces.</summary>
    public IReadOnlyList<string> EventDays { get; }

    /// <summary>Names of the site itself, as its nodes have them.</summary>
    public IReadOnlyList<string> PublisherNames { get; }

    /// <summary><c>isAccessibleForFree</c>.</summary>
    public bool? IsFree { get; }

    /// <param name="scripts">The contents of the page's <c>application/ld+json</c> scripts.</param>
    public static JsonLinkedData Read(IEnumerable<string> scripts, PageClues clues)
    {
        var nodes = new List<LooseValue>();
        foreach (var script in scripts.Take(MaxScripts))
        {
            if (script.Length > MaxLength)
                continue;
            // Some templates escape the whole of it for HTML.
            var text = script.Contains('"', StringComparison.Ordinal) ? script : System.Net.WebUtility.HtmlDecode(script);
            foreach (var value in LooseJson.Read(text))
                Collect(value, nodes, 0);
        }

        return new JsonLinkedData(nodes, clues);
    }

    /// <summary>A text member of the article, on one line.</summary>
    public string? Text(string name) => article is { } found ? TextShape.Line(Text(found, name)) : null;

    /// <summary>As <see cref="Text(string)"/>, of the page where it is no article, or where the article does not say.</summary>
    public string? PageText(string name) => page is { } found ? TextShape.Line(Text(found, name)) : null;

    /// <summary>The text of the article whole, lines kept.</summary>
    public string? Body => article is { } found ? Text(found, "articleBody") : null;

    /// <summary>Names of the people and bodies of a member such as <c>author</c>.</summary>
    public IReadOnlyList<string> Names(string member) => [.. Authors(member).Select(author => author.Name)];

    /// <summary>The names of a member, and whether each is of an organisation.</summary>
    public IReadOnlyList<(string Name, bool IsOrganization)> Authors(string member) =>
        [.. Members(article, member).Concat(article is null || member != "author" || article[member] is null ? Members(page, member) : [])
            .SelectMany(NamesOf).Select(named => (Name: TextShape.Line(named.Name), named.IsOrganization))
            .Where(named => named.Name is not null).Select(named => (named.Name!, named.IsOrganization)).Take(20)];

    /// <summary>Address, width and height of the first <c>image</c>.</summary>
    public (string Url, int? Width, int? Height)? Image()
    {
        foreach (var image in Members(article, "image"))
        {
            if (image.Text is { Length: > 0 } address)
                return (address, null, null);
            if ((Text(image, "url") ?? Text(image, "contentUrl")) is { } url)
                return (url, Number(image, "width"), Number(image, "height"));
        }

        return null;
    }

    private IEnumerable<(string? Name, bool IsOrganization)> NamesOf(LooseValue person)
    {
        if (person.Text is not null)
            return [(Decoded(person.Text), false)];
        var isOrganization = person["@type"] is { } type && !IsOf(person, Persons) && (type.Text ?? type.Items?.FirstOrDefault()?.Text) is { Length: > 0 };
        var name = person["name"] ?? person["alternateName"];
        return (name?.Items ?? (name is null ? [] : [name])).Select(one => Resolved(one)).Select(one => (Decoded(one.Text ?? Text(one, "name")), isOrganization));
    }

    private static readonly HashSet<string> Persons = new(StringComparer.OrdinalIgnoreCase) { "Person", "Thing" };

    private IEnumerable<LooseValue> Members(LooseValue? node, string name) =>
        node?[name] is not { } member ? [] : (member.Items?.Take(50) ?? [member]).Select(Resolved).Where(one => one.Items is null);

    /// <summary>Follows a bare <c>{"@id": …}</c> to the node that it names.</summary>
    private LooseValue Resolved(LooseValue node) =>
        node["name"] is null && node["url"] is null && Text(node, "@id") is { } id && byId.TryGetValue(id, out var named) ? named : node;

    /// <summary>The one that is about this page. One that is of another page, by its address and by its headline, is none.</summary>
    private static LooseValue? Best(IEnumerable<LooseValue> nodes, PageClues clues)
    {
        LooseValue? best = null;
        var most = 0;
        foreach (var node in nodes)
        {
            var score = Score(node, clues);
            if (score > most)
                (best, most) = (node, score);
        }

        return best;
    }

    private static int Score(LooseValue node, PageClues clues)
    {
        var score = 10;
        var isOther = false;
        if ((Text(node, "headline") ?? Text(node, "name")) is { } headline && !clues.Titles.HasNone)
        {
            var likeness = clues.Titles.Of(headline);
            isOther = likeness < LeastLikeness;
            score += likeness switch { > 0.6 => 30, > 0.34 => 10, _ => -12 };
        }

        var addresses = new[] { Text(node, "url"), Text(node, "mainEntityOfPage"), node["mainEntityOfPage"] is { } main ? Text(main, "@id") : null, Text(node, "@id") };
        var own = addresses.OfType<string>().Where(address => address.StartsWith("http", StringComparison.OrdinalIgnoreCase)).ToList();
        if (own.Count > 0 && clues.Addresses.Count > 0)
        {
            if (own.Exists(address => clues.Addresses.Any(page => IsSame(address, page))))
                score += 30;
            else if (isOther && !own.Exists(PageTitle.IsHome))
                return 0;
        }

        if (node["datePublished"] is not null)
            score += 6;
        if (node["author"] is not null)
            score += 3;
        if (Text(node, "@type")?.Contains("News", StringComparison.OrdinalIgnoreCase) == true)
            score += 1;
        return score;
    }

    private static bool IsSame(string address, string page) => Bare(address).Equals(Bare(page), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> BareSpan(string address)
    {
        var bare = address.AsSpan(address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0);
        if (bare.IndexOfAny('?', '#') is >= 0 and var end)
            bare = bare[..end];
        return bare.TrimEnd('/');
    }

    private static string Bare(string address)
    {
        var bare = BareSpan(address);
        return (bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? bare[4..] : bare).ToString();
    }

    private static void Collect(LooseValue value, List<LooseValue> nodes, int depth)
    {
        if (nodes.Count >= MaxNodes || depth > 12)
            return;
        foreach (var item in value.Items ?? [])
            Collect(item, nodes, depth + 1);
        if (value.Members is not { } members)
            return;
        nodes.Add(value);
        foreach (var (name, inner) in members)
        {
            if (inner.Text is null && !Others.Contains(name))
                Collect(inner, nodes, depth + 1);
            else if (name is "author" or "publisher" or "isPartOf")
                CollectNamed(inner, nodes);
        }
    }

    /// <summary>People and bodies that others refer to by their id.</summary>
    private static void CollectNamed(LooseValue value, List<LooseValue> nodes)
    {
        foreach (var one in value.Items ?? [value])
        {
            if (one["@id"] is not null && one["name"] is not null)
                nodes.Add(one);
        }
    }

    private static bool IsOf(LooseValue node, HashSet<string> types)
    {
        if (node["@type"] is not { } given)
            return false;
        foreach (var one in given.Items ?? [given])
        {
            if (one.Text is { } type && types.Contains(type[(type.LastIndexOfAny(['/', ':', '#']) + 1)..].Trim()))
                return true;
        }

        return false;
    }

    private static string? Text(LooseValue node, string name)
    {
        var value = node[name];
        if (value?.Items is { } items)
            value = items.FirstOrDefault();
        value = value?["@value"] ?? value;
        return value?.Text is { Length: > 0 } text && text is not "null" ? Decoded(text) : null;
    }

    private static string? Decoded(string? text) => text?.Contains('&', StringComparison.Ordinal) == true ? System.Net.WebUtility.HtmlDecode(System.Net.WebUtility.HtmlDecode(text)) : text;

    private static int? Number(LooseValue node, string name) =>
        int.TryParse(Text(node, name)?.Replace("px", "", StringComparison.OrdinalIgnoreCase), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
