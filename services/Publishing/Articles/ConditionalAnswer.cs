using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Newsroom.Publishing.Articles;

/// <summary>
/// Bytes for readers and their caches (RFC 9110 §13, RFC 9111): a strong ETag of the bytes themselves, 304 where the reader has
/// them already. Caches may keep it but have to ask each time, so that a withdrawn article is gone at once.
/// </summary>
/// <remarks>
/// <c>Last-Modified</c> is told and not believed: when an article is taken out of a list, the newest time among the rest does
/// not rise, and a reader who asked by time alone would keep what was killed. Only <c>If-None-Match</c> leads to 304.
/// </remarks>
internal sealed class ConditionalAnswer(ReadOnlyMemory<byte> body, string contentType) : IResult
{
    /// <summary>Store it, and ask before every use.</summary>
    public const string AskEachTime = "public, max-age=0, must-revalidate";

    public DateTimeOffset? LastModified { get; init; }
    public string CacheControl { get; init; } = AskEachTime;

    /// <summary>Request headers that the bytes depend on.</summary>
    public string? Vary { get; init; }

    public static string TagOf(ReadOnlySpan<byte> body) => Base64Url.EncodeToString(SHA256.HashData(body));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var tag = new EntityTagHeaderValue($"\"{TagOf(body.Span)}\"");
        var (request, response) = (httpContext.Request, httpContext.Response);
        var headers = response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = LastModified;
        response.Headers.CacheControl = CacheControl;
        if (Vary is not null)
            response.Headers.Vary = Vary;
        if (ReaderHas(request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    // Weak comparison, as RFC 9110 §13.1.2 has it: a proxy that compresses turns the tag into a weak one.
    private static bool ReaderHas(HttpRequest request, EntityTagHeaderValue tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
