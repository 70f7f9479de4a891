using System.Security.Cryptography;
using System.Text;

namespace Newsroom.Ingest.Identity;

/// <summary>UUID version 5 (RFC 9562 §5.5): the same name in the same namespace always gives the same id.</summary>
internal static class NameBasedGuid
{
    public static Guid Create(Guid nameSpace, string name)
    {
        Span<byte> hash = stackalloc byte[20];
        var bytes = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        nameSpace.TryWriteBytes(bytes, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, bytes.AsSpan(16));
#pragma warning disable CA5350 // RFC 9562 says SHA-1; it is a name, not a secret.
        SHA1.HashData(bytes, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
