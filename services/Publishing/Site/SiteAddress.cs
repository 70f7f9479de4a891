using Microsoft.Extensions.Options;
using Newsroom.Publishing.Articles;

namespace Newsroom.Publishing.Site;

/// <summary>Where an article can be read: an absolute address if <see cref="SiteOptions.BaseUrl"/> is set, else a path.</summary>
internal sealed class SiteAddress(IOptions<SiteOptions> options)
{
    public string Of(PublishedArticle article) => $"{options.Value.BaseUrl?.TrimEnd('/')}/articles/{Uri.EscapeDataString(article.Slug)}";
}
