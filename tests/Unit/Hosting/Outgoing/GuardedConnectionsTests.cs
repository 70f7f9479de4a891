using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Newsroom.Hosting;
using Newsroom.Hosting.Outgoing;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Outgoing;

public sealed class GuardedConnectionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.0.0.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://%31%32%37.0.0.1/")]
    [InlineData("http://①②⑦.⓪.⓪.①/")]
    [InlineData("http://127。0。0。1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[0:0:0:0:0:ffff:7f00:1]/")]
    [InlineData("http://[fe80::1%251]/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST./")]
    public async Task An_address_is_judged_however_it_is_written(string url)
    {
        using var http = new HttpMessageInvoker(Guard(new OutgoingOptions()).CreateHandler());
        using var request = Request(url);
        if (request is null)
            return; // Uri itself refuses it.
        var problem = await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.SendAsync(request, TestContext.Current.CancellationToken));
        // Whatever the platform's resolver does not take for an address is no host at all.
        var forbidden = ForbiddenAddressException.In(problem);
        Assert.True(forbidden is not null || problem.HttpRequestError == HttpRequestError.NameResolutionError, problem.ToString());
    }

    [Fact]
    public async Task The_refusal_says_what_was_found_and_how_to_allow_it()
    {
        var guard = Guard(new OutgoingOptions(), "10.0.0.5");
        var problem = await Assert.ThrowsAsync<ForbiddenAddressException>(() => guard.ResolveAsync("intranet.example", TestContext.Current.CancellationToken));
        Assert.Equal("intranet.example resolves to 10.0.0.5, which is not a public address; allow it with Newsroom:Outgoing:AllowedNetworks if it is meant.", problem.Message);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_allowed_are_used()
    {
        var found = await Guard(new OutgoingOptions(), "10.0.0.5", "1.1.1.1", "::1").ResolveAsync("two.example", TestContext.Current.CancellationToken);
        Assert.Equal("1.1.1.1", Assert.Single(found).ToString());
    }

    [Fact]
    public async Task What_is_allowed_is_used_beside_public_addresses()
    {
        var guard = Guard(new OutgoingOptions { AllowedNetworks = "10.0.0.0/24" }, "10.0.0.5", "10.0.1.5");
        Assert.Equal("10.0.0.5", Assert.Single(await guard.ResolveAsync("intranet.example", TestContext.Current.CancellationToken)).ToString());
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    [InlineData("https://user@example.org/")]
    [InlineData("https://user:password@example.org/")]
    [InlineData("/relative")]
    public void Some_urls_are_refused_before_anything_is_asked(string url) =>
        Assert.Throws<ForbiddenAddressException>(() => GuardedConnections.Check(new Uri(url, url[0] == '/' ? UriKind.Relative : UriKind.Absolute)));

    [Theory]
    [InlineData("10.0.0.0/99", "'10.0.0.0/99' is no network.")]
    [InlineData("intranet", "'intranet' is no network.")]
    public void A_wrong_network_stops_the_start_with_the_cure(string list, string fault)
    {
        var wrong = new SettingsValidation<OutgoingOptions>(OutgoingOptions.Section).Validate(null, new OutgoingOptions { AllowedNetworks = list });
        Assert.StartsWith($"The setting 'Newsroom:Outgoing:AllowedNetworks' is '{list}'. {fault}", Assert.Single(wrong.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, @"^Newsroom/\d+\.\d+\.\d+$", "Newsroom")]
    [InlineData("https://example.org/bot", null, @"^Newsroom/[\d.]+ \(\+https://example\.org/bot\)$", "Newsroom")]
    [InlineData("desk@example.org", null, @"^Newsroom/[\d.]+ \(\+mailto:desk@example\.org\)$", "Newsroom")]
    [InlineData("desk@example.org", "HarborNews/2 (desk)", @"^HarborNews/2 \(desk\)$", "HarborNews")]
    public void We_say_who_we_are(string? contact, string? agent, string header, string token)
    {
        var options = new OutgoingOptions { Contact = contact, UserAgent = agent };
        Assert.True(new SettingsValidation<OutgoingOptions>(OutgoingOptions.Section).Validate(null, options).Succeeded);
        Assert.Matches(header, options.Agent);
        Assert.Equal(token, options.ProductToken);
    }

    [Theory]
    [InlineData("somebody", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("desk@example.org)\r\nX-Evil: 1", null)]
    [InlineData(null, "1/2")]
    [InlineData(null, "Bot\r\nX-Evil: 1")]
    public void Nonsense_is_not_sent_as_who_we_are(string? contact, string? agent) =>
        Assert.True(new SettingsValidation<OutgoingOptions>(OutgoingOptions.Section).Validate(null, new OutgoingOptions { Contact = contact, UserAgent = agent }).Failed);

    [Fact]
    public async Task The_address_that_a_certificate_names_for_its_issuer_is_not_asked()
    {
        using var authority = new TcpListener(IPAddress.Loopback, 0);
        authority.Start();
        using var site = new TcpListener(IPAddress.Loopback, 0);
        site.Start();
        using var certificate = OfUnknownIssuer($"http://127.0.0.1:{((IPEndPoint)authority.LocalEndpoint).Port}/latest/meta-data/");
        var served = ServeAsync(site, certificate);
        using var http = new HttpMessageInvoker(Guard(new OutgoingOptions { AllowedNetworks = "127.0.0.0/8" }).CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{((IPEndPoint)site.LocalEndpoint).Port}/feed.xml");
        var problem = await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.SendAsync(request, TestContext.Current.CancellationToken));
        Assert.Contains("PartialChain", problem.ToString(), StringComparison.Ordinal);
        await served;
        Assert.False(authority.Pending());
    }

    private static async Task ServeAsync(TcpListener site, X509Certificate2 certificate)
    {
        using var client = await site.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var tls = new SslStream(client.GetStream());
        // The other side breaks off.
        await Record.ExceptionAsync(async () =>
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true) }, TestContext.Current.CancellationToken);
            _ = await tls.ReadAsync(new byte[1], TestContext.Current.CancellationToken);
        });
    }

    private static X509Certificate2 OfUnknownIssuer(string issuerAddress)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asked = new CertificateRequest("CN=site.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        asked.CertificateExtensions.Add(names.Build());
        asked.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(ocspUris: null, caIssuersUris: [issuerAddress]));
        using var bare = asked.Create(new X500DistinguishedName("CN=Nobody knows"), X509SignatureGenerator.CreateForECDsa(issuerKey), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
        return bare.CopyWithPrivateKey(key);
    }

    private static HttpRequestMessage? Request(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? new HttpRequestMessage(HttpMethod.Get, address) : null;

    private static GuardedConnections Guard(OutgoingOptions options, params string[] addresses) =>
        new(Options.Create(options), addresses.Length == 0
            ? (host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation)
            : (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()));
}
