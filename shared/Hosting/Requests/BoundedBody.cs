namespace Newsroom.Hosting.Requests;

/// <summary>Reads what comes from outside, and no more of it than is allowed, whatever length was announced.</summary>
public static class BoundedBody
{
    /// <summary>Null if there are more than <paramref name="mostBytes"/>.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, int mostBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > mostBytes)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
