using System.IO.Compression;
using System.Text;
using Newsroom.Hosting.Requests;

namespace Newsroom.Ingest.Submissions;

/// <summary>Reads bodies within bounds, before and after decompression.</summary>
internal static class BodyReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static BodyReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static async Task<Reading<byte[]>> ReadAsync(Stream body, string? contentEncoding, int maxBytes, CancellationToken cancellation)
    {
        var encoding = contentEncoding?.Trim().ToLowerInvariant();
        Stream? decoded = encoding switch
        {
            null or "" or "identity" => body,
            "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress, leaveOpen: true),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress, leaveOpen: true),
            "br" => new BrotliStream(body, CompressionMode.Decompress, leaveOpen: true),
            _ => null,
        };
        if (decoded is null)
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, $"The content encoding '{encoding}' is not understood. Send gzip, deflate, br, or none.");

        try
        {
            var read = await BoundedBody.ReadAsync(decoded, maxBytes, cancellation);
            return read switch
            {
                null => TooLarge(maxBytes),
                { Length: 0 } => new Refusal(StatusCodes.Status400BadRequest, "The body is empty. Send an article as JSON, as an HTML page or as plain text."),
                _ => read,
            };
        }
        catch (InvalidDataException)
        {
            return new Refusal(StatusCodes.Status400BadRequest, $"The body is not valid {encoding}, which its content encoding says it is.");
        }
        finally
        {
            if (!ReferenceEquals(decoded, body))
                await decoded.DisposeAsync();
        }
    }

    public static Refusal TooLarge(int maxBytes) => new(StatusCodes.Status413PayloadTooLarge,
        $"The body is larger than {maxBytes:N0} bytes (after decompression). Send one article at a time, and pictures as links; the limit is Newsroom:Submissions:MaxPageBytes for pages, MaxBytes for all else.");

    /// <summary>Text in the charset that the sender names, UTF-8 if none; never with replacement characters.</summary>
    public static Reading<string> Decode(byte[] bytes, string? charset)
    {
        var name = charset?.Trim('"', ' ');
        Encoding encoding = StrictUtf8;
        if (name is { Length: > 0 } && !name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !name.Equals("utf8", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                encoding = Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            }
            catch (ArgumentException)
            {
                return new Refusal(StatusCodes.Status415UnsupportedMediaType, $"The charset '{name}' is not known. Send UTF-8.");
            }
        }

        try
        {
            var text = encoding.GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException problem)
        {
            return new Refusal(StatusCodes.Status400BadRequest,
                $"The body is not valid {encoding.WebName.ToUpperInvariant()}: the byte at position {problem.Index:N0} does not fit. Send UTF-8, or name the charset in the Content-Type.");
        }
    }
}
