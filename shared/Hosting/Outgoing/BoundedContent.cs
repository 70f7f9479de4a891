using System.Buffers;
using System.IO.Compression;
using System.Net.Http.Headers;

namespace Newsroom.Hosting.Outgoing;

/// <summary>An answer is larger than we take.</summary>
public sealed class TooLargeException(string message) : IOException(message);

/// <summary>
/// Reads an answer's body and undoes its <c>Content-Encoding</c> (RFC 9110 §8.4: gzip, deflate, br), with a bound before and after each, so that what
/// unfolds to gigabytes is dropped as soon as it has unfolded to the bound.
/// </summary>
public static class BoundedContent
{
    /// <summary>What to send as <c>Accept-Encoding</c>.</summary>
    public const string AcceptEncoding = "gzip, deflate, br";

    /// <summary>An honest server uses one; some put a second around it by mistake.</summary>
    private const int MostEncodings = 2;

    /// <exception cref="TooLargeException">More than a bound.</exception>
    /// <exception cref="InvalidDataException">An encoding that is not known, or bytes that are not in it.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int maxBytes, int maxDecompressed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Headers.ContentLength > maxBytes)
            throw TooLarge(maxBytes);
        var encodings = Encodings(content.Headers);
        Stream body = new LimitedStream(await content.ReadAsStreamAsync(cancellation), encodings.Count == 0 ? Math.Min(maxBytes, maxDecompressed) : maxBytes);
        await using var whole = encodings.AsEnumerable().Reverse().Aggregate(body, (stream, encoding) => new LimitedStream(Decompress(stream, encoding), maxDecompressed));
        return await DrainAsync(whole, cancellation);
    }

    /// <summary>Of bytes at hand that are gzip by themselves, such as a <c>.gz</c> file: as much as is whole and within the bound.</summary>
    public static byte[] Gunzip(byte[] bytes, int maxDecompressed)
    {
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var result = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (result.Length < maxDecompressed && packed.Read(buffer) is > 0 and var read)
                result.Write(buffer, 0, (int)Math.Min(read, maxDecompressed - result.Length));
        }
        catch (InvalidDataException)
        {
            // What came before it broke is there.
        }

        return result.ToArray();
    }

    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1f, 0x8b, 0x08, ..];

    private static List<string> Encodings(HttpContentHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("Content-Encoding", out var values))
            return [];
        var names = values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(name => name.ToLowerInvariant()).Where(name => name is not ("identity" or "none" or "utf-8")).ToList();
        return names.Count <= MostEncodings ? names : throw new InvalidDataException($"The answer is encoded {names.Count} times over.");
    }

    private static Stream Decompress(Stream stream, string encoding) => encoding switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "deflate" => new DeflateOrZlibStream(stream),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        _ => throw new InvalidDataException($"The answer is encoded as '{(encoding.Length > 20 ? encoding[..20] : encoding)}', which was not asked for."),
    };

    private static async Task<byte[]> DrainAsync(Stream stream, CancellationToken cancellation)
    {
        using var result = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await stream.ReadAsync(buffer, cancellation) is > 0 and var read)
                result.Write(buffer, 0, read);
            return result.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static TooLargeException TooLarge(int bound) => new($"The answer is larger than {bound} bytes.");

    /// <summary>Throws once more than the bound has been read.</summary>
    private sealed class LimitedStream(Stream inner, int bound) : ReadOnlyStream(inner)
    {
        private long taken;

        public override int Read(Span<byte> buffer) => Count(Inner.Read(buffer));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await Inner.ReadAsync(buffer, cancellationToken));

        private int Count(int read)
        {
            taken += read;
            return taken <= bound ? read : throw TooLarge(bound);
        }
    }

    /// <summary>"deflate" means zlib (RFC 9110 §8.4.1.2), and raw deflate to some servers; the first byte tells (RFC 1950 §2.2).</summary>
    private sealed class DeflateOrZlibStream(Stream inner) : ReadOnlyStream(inner)
    {
        private Stream? decompressed;

        public override int Read(Span<byte> buffer)
        {
            Span<byte> first = stackalloc byte[1];
            decompressed ??= Inner.Read(first) == 0 ? Null : Choose(first[0]);
            return decompressed.Read(buffer);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (decompressed is null)
            {
                var first = new byte[1];
                decompressed = await Inner.ReadAsync(first, cancellationToken) == 0 ? Null : Choose(first[0]);
            }

            return await decompressed.ReadAsync(buffer, cancellationToken);
        }

        private Stream Choose(byte first)
        {
            var whole = new PrefixedStream(first, Inner);
            return (first & 0x0f) == 8 ? new ZLibStream(whole, CompressionMode.Decompress) : new DeflateStream(whole, CompressionMode.Decompress);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                decompressed?.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class PrefixedStream(byte first, Stream inner) : ReadOnlyStream(inner)
    {
        private bool given;

        public override int Read(Span<byte> buffer)
        {
            if (given || buffer.IsEmpty)
                return Inner.Read(buffer);
            given = true;
            buffer[0] = first;
            return 1;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            given || buffer.IsEmpty ? Inner.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Read(buffer.Span));
    }

    /// <summary>What a stream must have that is only read.</summary>
    private abstract class ReadOnlyStream(Stream inner) : Stream
    {
        protected Stream Inner => inner;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public abstract override int Read(Span<byte> buffer);

        public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
