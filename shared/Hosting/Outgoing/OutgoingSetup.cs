using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Newsroom.Hosting.Outgoing;

internal static class OutgoingSetup
{
    /// <summary><see cref="GuardedConnections"/>, for whoever asks somebody outside for something.</summary>
    public static void AddGuardedHttp(this IServiceCollection services)
    {
        services.AddSingleton<NameResolution>((host, cancellation) => Dns.GetHostAddressesAsync(host, cancellation));
        services.AddSingleton<GuardedConnections>();
    }

    /// <summary>A setting that may be written as a list is bound as one text with commas, as it stands on a command line.</summary>
    public static void JoinList(this IConfiguration configuration, string setting)
    {
        var listed = configuration.GetSection(setting).GetChildren().Select(item => item.Value).Where(value => !string.IsNullOrWhiteSpace(value)).ToList();
        if (listed.Count > 0)
            configuration[setting] = string.Join(", ", listed);
    }
}
