using Newsroom.Hosting;
using Newsroom.Ingest.WebSub;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.WebSub;

/// <summary>Where hubs are told to call.</summary>
public sealed class WebSubOptionsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("https://news.example.org")]
    [InlineData("https://news.example.org:8443/ingest/")]
    [InlineData("http://127.0.0.1:8081")]
    public void A_public_address_or_none_is_taken(string? given) => Assert.True(Validate(given).Succeeded);

    [Theory]
    [InlineData("news.example.org")]
    [InlineData("/v1/websub")]
    [InlineData("ftp://news.example.org")]
    [InlineData("https://user:password@news.example.org")]
    [InlineData("https://news.example.org/?a=1")]
    [InlineData("https://news.example.org/#a")]
    public void Anything_else_stops_the_start_with_a_sentence(string given)
    {
        var fault = Assert.Single(Validate(given).Failures!);
        Assert.StartsWith($"The setting 'Newsroom:WebSub:CallbackBase' is '{given}'. Set it to the public address", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://news.example.org", "https://news.example.org/v1/websub/abc")]
    [InlineData("https://news.example.org/ingest/ ", "https://news.example.org/ingest/v1/websub/abc")]
    public void A_callback_stands_below_it(string given, string callback)
    {
        var options = new WebSubOptions { CallbackBase = given };
        Assert.Equal(callback, options.Callback("abc"));
        Assert.True(options.IsOurs(callback));
        Assert.False(options.IsOurs("https://other.example.org/v1/websub/abc"));
    }

    [Fact]
    public void Callbacks_and_secrets_are_long_and_never_the_same()
    {
        var options = new WebSubOptions { CallbackBase = "https://news.example.org" };
        var keys = Enumerable.Range(0, 100).Select(_ => CallbackKey.New(options, "https://hub.example/")).ToList();
        Assert.Equal(200, keys.SelectMany(key => new[] { key.Token, key.Secret }).Distinct().Count());
        Assert.All(keys, key => Assert.True(CallbackKey.IsToken(key.Token) && key.Token.Length == 43));
        Assert.Null(CallbackKey.New(options, "http://hub.example/").Secret);
        Assert.NotNull(CallbackKey.New(options with { SecretOverHttp = true }, "http://hub.example/").Secret);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Validate(string? given) =>
        new SettingsValidation<WebSubOptions>(WebSubOptions.Section).Validate(null, new WebSubOptions { CallbackBase = given });
}
