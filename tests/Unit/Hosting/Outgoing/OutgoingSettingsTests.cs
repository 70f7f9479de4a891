using Microsoft.Extensions.Configuration;
using Newsroom.Hosting.Outgoing;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Outgoing;

public sealed class OutgoingSettingsTests
{
    private const string Setting = "Newsroom:Outgoing:AllowedNetworks";

    [Fact]
    public void Networks_may_be_one_text_or_a_list()
    {
        Assert.Equal("10.0.0.0/8, 192.168.1.7", Bound(new() { [Setting] = "10.0.0.0/8, 192.168.1.7" }));
        Assert.Equal("10.0.0.0/8, 192.168.1.7", Bound(new() { [Setting + ":0"] = "10.0.0.0/8", [Setting + ":1"] = "192.168.1.7" }));
        Assert.Equal("", Bound(new() { ["Newsroom:Outgoing:MaxRedirects"] = "3" }));
    }

    private static string Bound(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(settings);
        configuration.JoinList(Setting);
        return (configuration.GetSection(OutgoingOptions.Section).Get<OutgoingOptions>() ?? new OutgoingOptions()).AllowedNetworks;
    }
}
