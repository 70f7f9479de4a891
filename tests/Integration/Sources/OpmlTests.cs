using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Newsroom.Tests.Integration.Sources;

/// <summary>Lists of feeds over HTTP; in one process, without a broker. The addresses are of no network that may be reached, so that each poll ends at once.</summary>
public sealed class OpmlTests : IngestAlone
{
    private const string List = """
        <opml version="2.0"><head><title>Mine</title></head><body>
          <outline text="News">
            <outline type="rss" text="One" xmlUrl="http://127.0.0.1:9/one?a=1&amp;b=2" htmlUrl="http://127.0.0.1:9/"/>
            <outline text="Deeper"><outline text="Two" xmlUrl="http://127.0.0.1:9/two"/></outline>
          </outline>
          <outline text="One again" xmlUrl="http://127.0.0.1:9/one?a=1&amp;b=2"/>
          <outline text="A note"/>
          <outline text="Files" xmlUrl="ftp://127.0.0.1/feed"/>
        </body></opml>
        """;

    [Fact]
    public async Task A_list_is_imported_told_of_by_outline_and_exported_again()
    {
        var first = await ImportAsync(List);
        Assert.Equal((2, 1, 2), Counts(first));
        Assert.Equal(["added", "added", "known", "refused", "refused"], Outcomes(first));
        var items = first["items"]!.AsArray();
        Assert.Equal(items[0]!["source"]!.GetValue<string>(), items[2]!["source"]!.GetValue<string>());
        Assert.Contains("xmlUrl", items[3]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("http(s)", items[4]!["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        var two = (await Newsroom.Http.GetFromJsonAsync<JsonObject>($"/v1/sources/{items[1]!["source"]}", Cancelled))!;
        Assert.Equal(("Two", "News / Deeper", "http://127.0.0.1:9/two"), (two["name"]!.GetValue<string>(), two["section"]!.GetValue<string>(), two["url"]!.GetValue<string>()));

        using var exported = await Newsroom.Http.GetAsync("/v1/sources.opml", Cancelled);
        Assert.Equal("text/x-opml", exported.Content.Headers.ContentType!.MediaType);
        var again = await ImportAsync(await exported.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal((0, 2, 0), Counts(again));
    }

    [Theory]
    [InlineData("<opml><body>", HttpStatusCode.BadRequest, "Line 1")]
    [InlineData("", HttpStatusCode.BadRequest, "OPML")]
    [InlineData("""{ "url": "https://news.example/feed" }""", HttpStatusCode.BadRequest, "well-formed XML")]
    [InlineData("<html><body/></html>", HttpStatusCode.UnprocessableEntity, "<html>")]
    public async Task What_is_no_list_is_refused_with_a_sentence(string body, HttpStatusCode status, string part)
    {
        using var answer = await PostAsync(body);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(part, (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_too_large_is_refused()
    {
        using var answer = await PostAsync("<opml><body>" + new string(' ', 5 * 1024 * 1024));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("in parts", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    private async Task<JsonObject> ImportAsync(string list)
    {
        using var answer = await PostAsync(list);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
    }

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/x-opml");
        return await Newsroom.Http.PostAsync("/v1/sources/import", content, Cancelled);
    }

    private static (int Added, int Known, int Refused) Counts(JsonObject answer) =>
        (answer["added"]!.GetValue<int>(), answer["known"]!.GetValue<int>(), answer["refused"]!.GetValue<int>());

    private static IEnumerable<string> Outcomes(JsonObject answer) => answer["items"]!.AsArray().Select(item => item!["outcome"]!.GetValue<string>());
}
