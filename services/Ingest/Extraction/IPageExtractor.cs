namespace Newsroom.Ingest.Extraction;

/// <summary>Finds the article in a web page. Fetches nothing, and does not throw whatever the page is.</summary>
internal interface IPageExtractor
{
    /// <param name="html">The page as text.</param>
    /// <param name="url">Where it was found, if known; relative addresses need it.</param>
    /// <returns>Null where the page holds no article: a form, a list of links, a notice, noise.</returns>
    ExtractedArticle? Extract(string html, Uri? url);

    /// <summary>As <see cref="Extract(string, Uri?)"/>, with what is known of the site's pages.</summary>
    /// <param name="html">The page as text.</param>
    /// <param name="url">Where it was found, if known.</param>
    /// <param name="rules">Checked (<see cref="ExtractionRules.Problems"/>); null for none.</param>
    ExtractedArticle? Extract(string html, Uri? url, ExtractionRules? rules);
}
