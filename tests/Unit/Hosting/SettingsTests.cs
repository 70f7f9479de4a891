using Newsroom.Hosting;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Stores;
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
}
