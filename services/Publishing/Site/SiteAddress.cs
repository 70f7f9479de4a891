namespace Newsroom.Publishing.Site;

/// <summary>
/// Where the site is. <see cref="Base"/> begins absolute links, <see cref="Prefix"/> those within pages, which thus also work
/// for somebody who reaches the site by another name. Neither ends in a slash.
/// </summary>
internal sealed record SiteAddress(string Base, string Prefix)
{
    /// <summary>The address in the options, else the one that the request was made to.</summary>
    public static SiteAddress Of(HttpRequest request, SiteOptions options)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        if (options.BaseUrl is { Length: > 0 } configured)
            return new SiteAddress(configured.TrimEnd('/'), new Uri(configured).AbsolutePath.TrimEnd('/'));
        var prefix = request.PathBase.ToUriComponent();
        return new SiteAddress($"{request.Scheme}://{request.Host.ToUriComponent()}{prefix}", prefix);
    }

    /// <summary>Absolute; <paramref name="path"/> begins with a slash.</summary>
    public string Absolute(string path) => Base + path;

    /// <summary>For links within a page.</summary>
    public string Local(string path) => Prefix + path;

    /// <summary>Path of an article's page. Slugs keep letters of every script, which a URI has percent-encoded (RFC 3986 §2.5).</summary>
    public static string ArticlePath(string slug) => "/articles/" + Uri.EscapeDataString(slug);
}
