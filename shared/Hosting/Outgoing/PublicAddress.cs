using System.Net;
using System.Net.Sockets;

namespace Newsroom.Hosting.Outgoing;

/// <summary>
/// Which addresses belong to the public Internet, by the IANA registries of special-purpose addresses for
/// <see href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</see> and
/// <see href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</see> (RFC 6890 and those that it lists). What they call
/// globally reachable for protocols' own use (such as AMT or ORCHID) serves no documents and is refused with its neighbours.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network, RFC 791
        IPNetwork.Parse("10.0.0.0/8"), // private, RFC 1918
        IPNetwork.Parse("100.64.0.0/10"), // carriers' NAT, RFC 6598
        IPNetwork.Parse("127.0.0.0/8"), // loopback, RFC 1122
        IPNetwork.Parse("168.63.129.16/32"), // given out to all, but within Azure the host of the machine that asks
        IPNetwork.Parse("169.254.0.0/16"), // link-local, RFC 3927; the metadata of clouds among it
        IPNetwork.Parse("172.16.0.0/12"), // private, RFC 1918
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments, RFC 6890
        IPNetwork.Parse("192.0.2.0/24"), // documentation, RFC 5737
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays, RFC 7526
        IPNetwork.Parse("192.168.0.0/16"), // private, RFC 1918
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks, RFC 2544
        IPNetwork.Parse("198.51.100.0/24"), // documentation, RFC 5737
        IPNetwork.Parse("203.0.113.0/24"), // documentation, RFC 5737
        IPNetwork.Parse("224.0.0.0/4"), // multicast, RFC 1112
        IPNetwork.Parse("240.0.0.0/4"), // reserved, RFC 1112; 255.255.255.255 among it
    ];

    /// <summary>PCP (RFC 7723) and TURN (RFC 8155) anycast, globally reachable within 192.0.0.0/24.</summary>
    private static readonly IPAddress[] Reachable4 = [IPAddress.Parse("192.0.0.9"), IPAddress.Parse("192.0.0.10")];

    /// <summary>The only IPv6 that IANA gives out as global unicast (RFC 4291 §2.4). Whatever lies outside is refused without a list.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublic6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments, RFC 2928: Teredo 2001::/32, ORCHID 2001:10::/28 and 2001:20::/28, benchmarks
        IPNetwork.Parse("2001:db8::/32"), // documentation, RFC 3849
        IPNetwork.Parse("2002::/16"), // 6to4, RFC 3056: whatever IPv4 the next relay makes of it
        IPNetwork.Parse("3fff::/20"), // documentation, RFC 9637
    ];

    /// <summary>
    /// NAT64, RFC 6052: a gateway connects to the IPv4 in the last 32 bits. The local-use 64:ff9b:1::/48 (RFC 8215) is not among it: where the IPv4 stands
    /// there is each network's own choice, so it is refused whatever it holds.
    /// </summary>
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (Embedded(address) is { } inner)
            return IsPublic(inner);
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Reachable4.Contains(address) || !NotPublic4.Any(network => network.Contains(address));
        return address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId == 0
            && Global6.Contains(address) && !NotPublic6.Any(network => network.Contains(address)) && EndsPublic(address);
    }

    /// <summary>The IPv4 address that a packet to this IPv6 address ends at: of the mapped form (RFC 4291 §2.5.5.2) and of NAT64.</summary>
    internal static IPAddress? Embedded(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12)) : null;
    }

    /// <summary>ISATAP (RFC 5214 §6.1): whatever the prefix, a router there may send it to the IPv4 in the last 32 bits.</summary>
    private static bool EndsPublic(IPAddress address)
    {
        ReadOnlySpan<byte> bytes = address.GetAddressBytes();
        return bytes[8..12] is not [0 or 2, 0, 0x5e, 0xfe] || IsPublic(new IPAddress(bytes[12..]));
    }
}
