using System.Net;
using Newsroom.Hosting.Outgoing;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Outgoing;

public sealed class RedirectsTests
{
    [Fact]
    public void A_chain_that_is_meant_to_last_is_remembered_until_one_is_not()
    {
        var way = new Redirects(new Uri("http://a.example/feed"), 5);
        Assert.Null(way.Permanent);
        Assert.Null(way.Follow(HttpStatusCode.MovedPermanently, "https://a.example/feed"));
        Assert.Null(way.Follow(HttpStatusCode.PermanentRedirect, "/feed.xml"));
        Assert.Equal("https://a.example/feed.xml", way.Permanent!.AbsoluteUri);
        Assert.Null(way.Follow(HttpStatusCode.Found, "today.xml"));
        Assert.Null(way.Follow(HttpStatusCode.MovedPermanently, "//b.example/x#part"));
        Assert.Equal("https://b.example/x", way.Current.AbsoluteUri);
        Assert.Equal("https://a.example/feed.xml", way.Permanent!.AbsoluteUri);
        Assert.Equal(4, way.Count);
    }

    [Fact]
    public void A_way_back_from_https_is_gone_but_not_remembered()
    {
        var way = new Redirects(new Uri("https://a.example/"), 5);
        Assert.Null(way.Follow(HttpStatusCode.MovedPermanently, "http://a.example/"));
        Assert.Equal("http://a.example/", way.Current.AbsoluteUri);
        Assert.True(way.Downgraded);
        Assert.Null(way.Permanent);
    }

    [Fact]
    public void Circles_and_endless_ways_are_left()
    {
        var way = new Redirects(new Uri("http://a.example/#top"), 2);
        Assert.Null(way.Follow(HttpStatusCode.Found, "/1"));
        Assert.Equal("Redirects lead in a circle at a.example.", way.Follow(HttpStatusCode.Found, "/"));
        Assert.Null(way.Follow(HttpStatusCode.Found, "/2"));
        Assert.StartsWith("More than 2 redirects", way.Follow(HttpStatusCode.Found, "/3"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://a.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://me:secret@a.example/")]
    public void A_redirect_is_checked_as_a_url_is(string location) =>
        Assert.Throws<ForbiddenAddressException>(() => new Redirects(new Uri("http://a.example/"), 5).Follow(HttpStatusCode.Found, location));

    [Fact]
    public void A_redirect_to_nowhere_is_said_to_be_one() =>
        Assert.Equal("a.example answered 302 without saying where to.", new Redirects(new Uri("http://a.example/"), 5).Follow(HttpStatusCode.Found, null));
}
