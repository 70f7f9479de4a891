using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Newsroom.Ingest.Fetching;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// The pages of one article as one body, so that they are kept, compared and read again together: <c>multipart/mixed</c> (RFC 2046), each part with its
/// <c>Content-Type</c> and <c>Content-Location</c>. The same pages make the same bytes.
/// </summary>
internal static class PartedBody
{
    private const string Type = "multipart/mixed";

    public static bool IsParted(string? contentType) => contentType?.StartsWith(Type, StringComparison.OrdinalIgnoreCase) == true;

    public static (byte[] Body, string ContentType) Write(IReadOnlyList<Fetched> pages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var page in pages)
            hash.AppendData(page.Body);
        var boundary = $"newsroom-{Convert.ToHexStringLower(hash.GetHashAndReset())}";
        using var body = new MemoryStream();
        foreach (var page in pages)
        {
            body.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Type: {OneLine(page.ContentType ?? "text/html")}\r\nContent-Location: {OneLine(page.Url.AbsoluteUri)}\r\n\r\n"));
            body.Write(page.Body);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        return (body.ToArray(), $"{Type}; boundary=\"{boundary}\"");
    }

    /// <summary>In their order; empty if it is none that was written so.</summary>
    public static IReadOnlyList<PagePart> Read(byte[] body, string contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || type.Parameters.FirstOrDefault(one => one.Name == "boundary")?.Value?.Trim('"') is not { Length: > 0 } boundary)
            return [];
        var parts = new List<PagePart>();
        var delimiter = Encoding.UTF8.GetBytes($"\r\n--{boundary}");
        var rest = body.AsSpan();
        // The first delimiter has no line before it.
        if (!rest.StartsWith(delimiter.AsSpan(2)))
            return [];
        rest = rest[(delimiter.Length - 2)..];
        while (rest.StartsWith("\r\n"u8) && rest.IndexOf("\r\n\r\n"u8) is >= 0 and var head && rest[(head + 4)..].IndexOf(delimiter) is >= 0 and var length)
        {
            var headers = Encoding.UTF8.GetString(rest[..head]).Split("\r\n").Select(line => line.Split(": ", 2)).Where(line => line.Length == 2).DistinctBy(line => line[0]).ToDictionary(line => line[0], line => line[1]);
            parts.Add(new PagePart(rest.Slice(head + 4, length).ToArray(), headers.GetValueOrDefault("Content-Type", "text/html"), headers.GetValueOrDefault("Content-Location")));
            rest = rest[(head + 4 + length + delimiter.Length)..];
        }

        return parts;
    }

    private static string OneLine(string header) => header.ReplaceLineEndings(" ");
}

/// <param name="Body">As it was fetched, decompressed.</param>
/// <param name="ContentType">The whole header.</param>
/// <param name="Url">Where it was, if that is known.</param>
internal sealed record PagePart(byte[] Body, string? ContentType, string? Url);
