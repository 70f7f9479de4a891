using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;

namespace Newsroom.Hosting.Outgoing;

/// <summary>All addresses of a name.</summary>
public delegate Task<IPAddress[]> NameResolution(string host, CancellationToken cancellation);

/// <summary>
/// The one way out to addresses that strangers name. A name is resolved once for a connection, what it resolves to is judged, and the connection goes to
/// that very address, so that a name that changes its mind (DNS rebinding) and odd ways to write an address gain nothing. .NET has
/// no such guard (dotnet/runtime#132403).
/// </summary>
public sealed class GuardedConnections
{
    private readonly OutgoingOptions options;
    private readonly NameResolution resolve;
    private readonly Networks allowed;

    public GuardedConnections(IOptions<OutgoingOptions> options, NameResolution resolve)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options.Value;
        this.resolve = resolve;
        allowed = Networks.Parse(this.options.AllowedNetworks, out var fault) ?? throw new SettingException($"{OutgoingOptions.Section}:AllowedNetworks", fault, "It is no network.");
    }

    /// <summary>
    /// For an HTTP client. It follows no redirect (whoever follows one checks it by <see cref="Check"/>), decompresses nothing, keeps no cookie,
    /// asks no proxy (which would resolve and connect for us), fetches no certificates and tells nobody the ids of our traces.
    /// </summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = ConnectAsync,
        ConnectTimeout = options.ConnectTimeout,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        Credentials = null,
        PreAuthenticate = false,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = Math.Max(1, options.MaxHeaderBytes / 1024),
        // What an answer still holds when we are done with it is read this far to keep the connection; beyond that a new one is cheaper.
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        // A certificate whose issuer is missing names an address to fetch it from, and .NET would fetch it, from wherever the stranger says.
        SslOptions = { CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck } },
        // A name is looked up and judged again at least so often.
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        // Header values are kept byte for byte as Latin-1, so that an ETag goes back as it came; addresses are UTF-8 where they are not ASCII.
        ResponseHeaderEncodingSelector = (name, _) => name is "Location" or "Link" ? Encoding.UTF8 : Encoding.Latin1,
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    };

    /// <summary>What can be said of a URL before anything is resolved. Host names are judged when connected to.</summary>
    /// <exception cref="ForbiddenAddressException">Not http or https, or with a user name or password.</exception>
    public static void Check(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri)
            throw new ForbiddenAddressException("The URL is relative; write it in full, with https:// before the host.");
        if (url.Scheme is not ("http" or "https"))
            throw new ForbiddenAddressException($"The URL is of the scheme '{url.Scheme}'; only http and https are followed.");
        if (url.UserInfo.Length > 0)
            throw new ForbiddenAddressException("The URL holds a user name or password before the host; they would be sent to whoever it names.");
        if (url.Host.Length == 0)
            throw new ForbiddenAddressException("The URL names no host.");
    }

    /// <summary>The addresses of a host that may be connected to, in the resolver's order.</summary>
    /// <remarks>
    /// Of several addresses the allowed ones are used and the others never tried: many honest names have a private address beside a public
    /// one, and a connection to an allowed address harms nobody, whatever stands beside it.
    /// </remarks>
    /// <exception cref="ForbiddenAddressException">None of them may be.</exception>
    internal async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation)
    {
        var isAddress = IPAddress.TryParse(host.Trim('[', ']'), out var written);
        var addresses = isAddress ? [written!] : await resolve(host, cancellation);
        var usable = addresses.Where(address => allowed.Contain(address) || PublicAddress.IsPublic(address)).ToList();
        if (usable.Count > 0)
            return usable;
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var subject = isAddress ? $"The URL names {addresses[0]}" : $"{host} resolves to {addresses[0]}";
        throw new ForbiddenAddressException($"{subject}, which is not a public address; allow it with {OutgoingOptions.Section}:AllowedNetworks if it is meant.");
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        Check(context.InitialRequestMessage.RequestUri!);
        var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellation);
        Exception? failure = null;
        for (var i = 0; i < addresses.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            // One that does not answer leaves time for those after it.
            using var share = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (i < addresses.Count - 1)
                share.CancelAfter(options.ConnectTimeout / addresses.Count);
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], context.DnsEndPoint.Port), share.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception problem) when (problem is SocketException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                socket.Dispose();
                failure = problem is SocketException ? problem : new SocketException((int)SocketError.TimedOut);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure!;
    }
}
