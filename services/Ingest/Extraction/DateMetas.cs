using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>Names of meta elements that hold dates.</summary>
internal static class DateMetas
{
    /// <summary>The surest first.</summary>
    public static readonly string[] Published =
    [
        "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datePublished", "date_published", "article.published",
        "article_date_original", "article:publicationdate", "originalpublicationdate", "publication_date", "publication-date", "publicationDate", "published-date",
        "published_time", "publish_date", "publish-date", "publishdate", "published_at", "pubdate", "parsely-pub-date", "sailthru.date", "cXenseParse:recs:publishtime",
        "cXenseParse:publishtime", "bt:pubDate", "rnews:datePublished", "shareaholic:article_published_time", "content_PublishedDate", "content_published_date",
        "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.created", "dc:created", "dc.date.publication", "dcterms.date", "dc.date", "dc:date",
        "citation_publication_date", "citation_date", "citation_online_date", "article:post_date", "article.created", "dateCreated", "date_created", "created", "created_at",
        "displaydate", "ptime", "pdate", "iso-8601-publish-date", "dateposted", "postdate", "news_date", "gentime", "weibo: article:create_at", "apub:time", "vr:published_time",
        "twitter:data_date", "timestamp", "date", "pub_date", "release_date", "datepublication", "analyticsAttributes.articleDate", "DCSext.articleFirstPublished",
        "og:release_date", "book:release_date", "video:release_date", "prism.publicationDate", "eprints.date", "bepress_citation_date", "last_published",
    ];

    public static readonly string[] Updated =
    [
        "article:modified_time", "og:article:modified_time", "og:updated_time", "article:modified", "dateModified", "date_modified", "article.updated", "modified_time",
        "updated_time", "last-modified", "lastmod", "lastmodified", "last_modified", "dcterms.modified", "dc.date.modified", "dc.modified", "revision_date", "updated_at", "updatedate", "sailthru.updated", "article:updated_time",
    ];

    /// <summary>Of whatever the page is, of its template even.</summary>
    private static readonly FrozenSet<string> OfAnyPage = new[] { "date", "dc.date", "dc:date", "dcterms.date", "timestamp" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>When it was begun, which is not when it was published.</summary>
    private static readonly FrozenSet<string> OfCreation =
        new[] { "dcterms.created", "dc.date.created", "dc.created", "dc:created", "article.created", "datecreated", "date_created", "created", "created_at" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsOfAnyPage(string name) => OfAnyPage.Contains(name) || OfCreation.Contains(name);

    public static bool IsOfCreation(string name) => OfCreation.Contains(name);
}
