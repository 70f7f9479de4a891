using Microsoft.Extensions.Configuration;
using Newsroom.Hosting;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Outbox;
using Newsroom.Hosting.Stores;
using Newsroom.Publishing.Site;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("rabbit")]
    [InlineData("http://rabbitmq:5672")]
    public void A_broker_that_cannot_be_meant_stops_the_start_with_the_cure(string? value)
    {
        var problem = Assert.Throws<SettingException>(() => BrokerConnection.Parse(value));
        Assert.Contains("ConnectionStrings:broker", problem.Message, StringComparison.Ordinal);
        Assert.Contains("amqp://user:password@host:5672/", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Server=localhost")]
    [InlineData("mongodb://")]
    public void A_store_that_cannot_be_meant_stops_the_start_with_the_cure(string? value)
    {
        var problem = Assert.Throws<SettingException>(() => StoreConnection.Parse(value));
        Assert.Contains("ConnectionStrings:store", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Data Source=DIRECTORY", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Passwords_are_not_repeated()
    {
        var problem = Assert.Throws<SettingException>(() => BrokerConnection.Parse("http://me:secret@host/"));
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_meant_is_understood()
    {
        Assert.True(BrokerConnection.Parse("memory").IsMemory);
        Assert.Equal("host", BrokerConnection.Parse("amqps://me:secret@host/vhost").Address!.Host);
        Assert.True(StoreConnection.Parse("mongodb://me:secret@host:27017/?authSource=admin").IsMongo);
        Assert.Equal(Path.GetFullPath("data"), StoreConnection.Parse("Data Source=data;").Directory);
    }

    [Fact]
    public void A_wrong_setting_is_named_with_its_value_and_the_cure()
    {
        var wrong = new SettingsValidation<OutboxOptions>(OutboxOptions.Section).Validate(null, new OutboxOptions { Documents = 0 });
        Assert.Equal("The setting 'Newsroom:Outbox:Documents' is '0'. The field Documents must be between 1 and 1000.", Assert.Single(wrong.Failures!));
    }

    [Fact]
    public void Settings_in_lists_are_checked_too()
    {
        var wrong = new SettingsValidation<SiteOptions>(SiteOptions.Section).Validate(null, new SiteOptions { Partners = [new PartnerLink { Name = "A", Url = "nowhere" }] });
        Assert.StartsWith("The setting 'Newsroom:Site:Partners:0:Url' is 'nowhere'.", Assert.Single(wrong.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_of_settings_is_watched()
    {
        var files = new List<FileConfigurationSource>();
        using var app = ServiceHost.Build(
            [], new ServiceDefaults("test", 0, Embedded: true), host => files.AddRange(((IConfigurationBuilder)host.Web.Configuration).Sources.OfType<FileConfigurationSource>()), _ => { });
        Assert.Contains(files, file => file.Path == "appsettings.json");
        Assert.DoesNotContain(files, file => file.ReloadOnChange);
    }
}
