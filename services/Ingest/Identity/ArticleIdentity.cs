using System.Text;

namespace Newsroom.Ingest.Identity;

/// <summary>
/// Which article a submission is about. The source's own id decides, else its canonical URL. Without either, two submissions are one
/// article only if they say the same: a title alone comes back every week ("The weather") and must not overwrite last week's.
/// </summary>
internal static class ArticleIdentity
{
    private static readonly Guid Namespace = new("5f2a1d0e-8c53-4d0b-9a9a-6f0a2f6f6b11");

    /// <param name="source">The source's name; case and spaces around it don't matter.</param>
    /// <param name="ownId">The source's own id of the article (guid, uri).</param>
    /// <param name="canonicalUrl">As <see cref="CanonicalUrl.Of"/> gives it.</param>
    /// <param name="contentHash">Of title and body.</param>
    public static Guid Of(string source, string? ownId, string? canonicalUrl, string contentHash)
    {
        var key = source.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        var name = ownId is { Length: > 0 } ? "id:" + ownId.Trim() : canonicalUrl is not null ? "url:" + canonicalUrl : "content:" + contentHash;
        return NameBasedGuid.Create(Namespace, key + "\n" + name);
    }
}
