using System.Net;
using CsCheck;
using Newsroom.Hosting.Outgoing;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Outgoing;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.5")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")] // the host of a machine in Azure
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.0.170")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::8.8.8.8")] // IPv4-compatible
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.5")]
    [InlineData("::ffff:0:8.8.8.8")] // IPv4-translated
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")] // the metadata of clouds by NAT64
    [InlineData("64:ff9b:1::808:808")]
    [InlineData("100::1")]
    [InlineData("100:0:0:1::1")]
    [InlineData("2001::1")] // Teredo
    [InlineData("2001:2::1")]
    [InlineData("2001:10::1")] // ORCHID
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")] // 6to4 of 127.0.0.1
    [InlineData("2002:808:808::1")]
    [InlineData("3fff::1")]
    [InlineData("3fff:fff:ffff::1")]
    [InlineData("4000::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("2606:4700::1%1")]
    [InlineData("2606:4700::5efe:10.0.0.5")] // ISATAP
    [InlineData("2606:4700::200:5efe:127.0.0.1")]
    [InlineData("2002:7f00:1::5efe:8.8.8.8")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Whatever_is_not_public_is_known(string address) => Assert.False(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.0.9")]
    [InlineData("192.0.0.10")]
    [InlineData("192.0.1.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2003::1")]
    [InlineData("2606:4700::1")]
    [InlineData("3ffe::1")]
    public void What_is_public_is_known_up_to_its_neighbours(string address) => Assert.True(PublicAddress.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void A_mapped_or_translated_address_is_as_public_as_what_it_stands_for() =>
        Gen.Byte.Array[4].Sample(bytes =>
        {
            var inner = new IPAddress(bytes);
            var isPublic = PublicAddress.IsPublic(inner);
            return PublicAddress.IsPublic(inner.MapToIPv6()) == isPublic && PublicAddress.IsPublic(IPAddress.Parse($"64:ff9b::{inner}")) == isPublic;
        });

    [Fact]
    public void Nothing_outside_global_unicast_is_public() =>
        Gen.Byte.Array[16].Where(bytes => bytes[0] >> 5 != 1 && !new IPAddress(bytes).ToString().StartsWith("64:ff9b::", StringComparison.Ordinal) && !new IPAddress(bytes).IsIPv4MappedToIPv6)
            .Sample(bytes => !PublicAddress.IsPublic(new IPAddress(bytes)));

    [Theory]
    [InlineData("10.0.0.0/8, 192.168.1.7", "10.200.0.1", true)]
    [InlineData("10.0.0.0/8,192.168.1.7", "192.168.1.7", true)]
    [InlineData("10.0.0.0/8 192.168.1.7", "192.168.1.8", false)]
    [InlineData("10.1.2.3/8", "10.9.9.9", true)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", true)]
    [InlineData("10.0.0.0/8", "64:ff9b::10.0.0.5", true)]
    [InlineData("::1", "::1", true)]
    [InlineData("fd00::/8", "fd12::1", true)]
    [InlineData("fe80::/10", "fe80::1%2", true)]
    [InlineData("::ffff:10.0.0.0/104", "::ffff:10.1.1.1", true)]
    [InlineData("0.0.0.0/0", "127.0.0.1", true)]
    [InlineData("", "127.0.0.1", false)]
    public void Networks_are_listed_as_people_write_them(string list, string address, bool within) =>
        Assert.Equal(within, Networks.Parse(list, out _)!.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.0/33", "10.0.0.0/33")]
    [InlineData("10.0.0.0/8, localhost", "localhost")]
    [InlineData("10", "10")]
    [InlineData("10/8", "10/8")]
    [InlineData("10.0.0.0/-1", "10.0.0.0/-1")]
    [InlineData("::1/129", "::1/129")]
    public void What_is_no_network_is_named(string list, string fault)
    {
        Assert.Null(Networks.Parse(list, out var found));
        Assert.Equal(fault, found);
    }
}
