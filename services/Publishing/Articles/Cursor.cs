using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Newsroom.Publishing.Articles;

/// <summary>
/// A <see cref="ListPosition"/> as readers hand it back: base64url (RFC 4648 §5) of eight bytes of UTC ticks and sixteen of id,
/// both big-endian. Opaque to them.
/// </summary>
internal static class Cursor
{
    private const int Size = sizeof(long) + 16;

    /// <summary>To what follows <paramref name="last"/>.</summary>
    public static string After(PublishedArticle last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return Write(new ListPosition(last.SortAt, last.ArticleId));
    }

    public static string Write(ListPosition position)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, position.SortAt.UtcTicks);
        position.ArticleId.TryWriteBytes(bytes[sizeof(long)..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string? text, [NotNullWhen(true)] out ListPosition? position)
    {
        position = null;
        Span<byte> bytes = stackalloc byte[Size];
        // Decoding throws on what is no base64url, so look first.
        if (text is null || !Base64Url.IsValid(text, out var length) || length != Size)
            return false;
        Base64Url.DecodeFromChars(text, bytes);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return false;
        position = new ListPosition(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes[sizeof(long)..], bigEndian: true));
        return true;
    }
}
