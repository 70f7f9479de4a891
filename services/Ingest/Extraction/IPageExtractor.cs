namespace Newsroom.Ingest.Extraction;

/// <summary>Finds the article in a web page. Fetches nothing, and does not throw whatever the page is.</summary>
internal interface IPageExtractor
{
    /// <summary>What can be read out of a page, whether that is an article (<see cref="ExtractedArticle.IsArticle"/>) or not.</summary>
    /// <param name="html">The page as text.</param>
    /// <param name="url">Where it was found, if known; relative addresses need it.</param>
    /// <param name="rules">What is known of the site's pages, checked (<see cref="ExtractionRules.Problems"/>); null for nothing.</param>
    /// <returns>Null where nothing can be read: no text, noise.</returns>
    ExtractedArticle? Look(string html, Uri? url, ExtractionRules? rules);

    /// <summary>The article of a page.</summary>
    /// <param name="html">The page as text.</param>
    /// <param name="url">Where it was found, if known.</param>
    /// <param name="rules">As with <see cref="Look"/>.</param>
    /// <returns>Null where the page holds no article: a form, a list of links, a notice, noise.</returns>
    ExtractedArticle? Extract(string html, Uri? url, ExtractionRules? rules = null);
}
