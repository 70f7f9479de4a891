using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Newsroom.Hosting.Outgoing;

/// <summary>Networks as people list them: <c>10.0.0.0/8, fd00::/8, 192.168.1.7</c>.</summary>
public sealed class Networks
{
    private readonly List<IPNetwork> networks = [];

    private Networks()
    {
    }

    /// <summary>Whether the address lies in one of them, by itself or by the IPv4 address that it stands for (mapped, NAT64).</summary>
    public bool Contain(IPAddress address) =>
        networks.Exists(network => network.Contains(address)) || (PublicAddress.Embedded(address) is { } inner && Contain(inner));

    /// <summary>Null, with the word that is at fault, if one is neither an address nor a network.</summary>
    public static Networks? Parse(string? list, out string? fault)
    {
        var all = new Networks();
        foreach (var word in (list ?? "").Split([',', ';', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Network(word) is not { } network)
            {
                fault = word;
                return null;
            }

            all.networks.Add(network);
        }

        fault = null;
        return all;
    }

    /// <summary>Bits beyond the prefix are forgiven: 10.1.2.3/8 can only mean 10.0.0.0/8.</summary>
    private static IPNetwork? Network(string word)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        // IPAddress reads 10 as 0.0.0.10 and 10.1 as 10.0.0.1, which nobody means here.
        if (!IPAddress.TryParse(slash < 0 ? word : word[..slash], out var address) || (!word.Contains(':', StringComparison.Ordinal) && word.Count(c => c == '.') != 3))
            return null;
        var bytes = address.GetAddressBytes();
        var length = bytes.Length * 8;
        if (slash >= 0 && !(int.TryParse(word.AsSpan(slash + 1), System.Globalization.NumberStyles.None, null, out length) && length <= bytes.Length * 8))
            return null;
        for (var bit = length; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), length);
    }
}

/// <summary>A list that <see cref="Networks"/> can read.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworksAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        Networks.Parse(value as string, out var fault) is not null
            ? ValidationResult.Success
            : new ValidationResult(
                $"'{fault}' is no network. Write addresses and networks with commas between them: 10.0.0.0/8, fd00::/8, 192.168.1.7.", [validationContext.MemberName!]);
}
