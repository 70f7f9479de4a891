using Microsoft.Extensions.Caching.Memory;
using Newsroom.Publishing.Articles;

namespace Newsroom.Publishing.Site;

/// <summary>
/// Bodies of articles as HTML. A feed shows fifty at once and is asked for all day, so those rendered are kept; by revision
/// and content, and only for callers who have just read from the store that the article may be read.
/// </summary>
internal sealed class ArticleBodies(PageRenderer renderer) : IDisposable
{
    /// <summary>In characters: about 32 MB.</summary>
    private const long Capacity = 16_000_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = Capacity });

    public async Task<string> HtmlAsync(ReadableArticle readable)
    {
        var article = readable.Article;
        var key = (article.ArticleId, article.Revision, article.Provenance.ContentHash);
        if (_kept.TryGetValue(key, out string? html) && html is not null)
            return html;
        html = await renderer.RenderAsync<ArticleBody>(new Dictionary<string, object?>
        {
            [nameof(ArticleBody.Blocks)] = article.Body,
            [nameof(ArticleBody.BaseUrl)] = Uri.TryCreate(article.Url ?? article.CanonicalUrl, UriKind.Absolute, out var url) ? url : null,
            [nameof(ArticleBody.LeadImage)] = readable.LeadImage?.Url,
        });
        _kept.Set(key, html, new MemoryCacheEntryOptions { Size = html.Length + 100 });
        return html;
    }

    public void Dispose() => _kept.Dispose();
}
