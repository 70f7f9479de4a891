using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>Agencies' formats over HTTP and from a folder, to the reader.</summary>
public sealed class AgencyDoorTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("newsroom-folder-");
    private readonly StandaloneProcess newsroom;

    public AgencyDoorTests() => newsroom = new StandaloneProcess(new()
    {
        ["Newsroom__Folders__0__Path"] = folder.FullName,
        ["Newsroom__Folders__0__PollSeconds"] = "0.1",
        ["Newsroom__Folders__0__Source"] = "Drop",
    });

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_article_comes_by_nitf_is_corrected_by_a_higher_version_and_killed()
    {
        await newsroom.StartAsync();
        var (status, first) = await PostAsync(Nitf("1", "The ferry runs"), "application/nitf+xml");
        Assert.Equal((HttpStatusCode.Accepted, "added"), (status, first["outcome"]!.GetValue<string>()));
        var id = first["articleId"]!.GetValue<string>();
        Assert.Equal("The ferry runs", (await newsroom.Client.PublishedAsync(id))["title"]!.GetValue<string>());
        Assert.Equal("unchanged", (await PostAsync(Nitf("1", "The ferry runs"), "application/xml")).Answer["outcome"]!.GetValue<string>());
        Assert.Equal("revised", (await PostAsync(Nitf("2", "The ferry runs late", """<correction info="It runs late."/>"""), "text/xml")).Answer["outcome"]!.GetValue<string>());
        await newsroom.Client.PublishedAsync(id, revision: 2);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("""<nitf><head><docdata management-status="canceled"><doc-id regsrc="Wire" id-string="n-1"/></docdata></head></nitf>""", "application/nitf+xml")).Status);
        await Eventually.TrueAsync(async () => (await newsroom.Client.Site.GetAsync($"/v1/published/{id}", Cancelled)).StatusCode == HttpStatusCode.Gone, "it is not killed");
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(Nitf("3", "The ferry runs"), "application/nitf+xml")).Status);
    }

    [Fact]
    public async Task Several_articles_in_one_body_have_an_answer_each_however_often_they_come()
    {
        await newsroom.StartAsync();
        var message = $"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{Item("1")}{Item("2")}{Item("3", "stat:gone")}</itemSet></newsMessage>""";
        var (status, first) = await PostAsync(message, "application/vnd.iptc.g2.newsmessage+xml", "key");
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(["added", "added", "refused"], Outcomes(first));
        Assert.Contains("stat:usable", first["items"]![2]!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await newsroom.Client.PublishedAsync(first["items"]![1]!["articleId"]!.GetValue<string>());
        Assert.Equal(["added", "added", "refused"], Outcomes((await PostAsync(message, "application/vnd.iptc.g2.newsmessage+xml", "key")).Answer));
        Assert.Equal(["unchanged", "unchanged", "refused"], Outcomes((await PostAsync(message, "application/xml")).Answer));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(message.Replace("stat:usable", "stat:lost", StringComparison.Ordinal), "application/xml")).Status);
    }

    [Fact]
    public async Task Preview_shows_what_would_be_ingested()
    {
        await newsroom.StartAsync();
        var one = await PreviewAsync(Nitf("1", "The ferry runs"));
        Assert.Equal(("article", "The ferry runs"), (one["kind"]!.GetValue<string>(), one["article"]!["title"]!.GetValue<string>()));

        var several = await PreviewAsync($"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>{Item("1")}{Item("2", "stat:gone")}{Item("3")}</itemSet></newsMessage>""");
        Assert.Equal("articles", several["kind"]!.GetValue<string>());
        Assert.Equal(["The ferry runs 1", null, "The ferry runs 3"], several["items"]!.AsArray().Select(item => item!["article"]?["title"]!.GetValue<string>()));
        Assert.Contains("stat:usable", several["items"]![1]!["refused"]!.GetValue<string>(), StringComparison.Ordinal);

        async Task<JsonObject> PreviewAsync(string body)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/xml");
            using var answer = await newsroom.Client.Ingest.PostAsync("/v1/preview", content, Cancelled);
            return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!;
        }
    }

    [Fact]
    public async Task A_file_that_is_dropped_into_the_folder_is_published()
    {
        await newsroom.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ferry.nitf"), Nitf("1", "The ferry runs"), Cancelled);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "bad.json"), "{", Cancelled);
        var published = await Eventually.BecomesAsync(
            async () => JsonNode.Parse(await newsroom.Client.TextAsync("/v1/published"))!["items"]!.AsArray(), items => items.Count == 1, "the file is not published");
        Assert.Equal("The ferry runs", published[0]!["title"]!.GetValue<string>());
        await Eventually.TrueAsync(
            () => Task.FromResult(folder.GetFiles("*.nitf", SearchOption.AllDirectories) is [{ Directory.Parent.Name: "done" }] && File.Exists(Path.Combine(folder.FullName, "refused", "bad.json.reason.txt"))),
            "the files are not where they belong");
    }

    public async ValueTask DisposeAsync()
    {
        await newsroom.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static IEnumerable<string> Outcomes(JsonObject answer) => answer["items"]!.AsArray().Select(item => item!["outcome"]!.GetValue<string>());

    private async Task<(HttpStatusCode Status, JsonObject Answer)> PostAsync(string body, string contentType, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/articles") { Content = new StringContent(body, Encoding.UTF8, contentType) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await newsroom.Client.Ingest.SendAsync(request, Cancelled);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!);
    }

    private static string Nitf(string version, string title, string more = "") => $"""
        <nitf><head><docdata><doc-id regsrc="Wire" id-string="n-1"/>{more}<date.issue norm="20260301T083000Z"/><du-key version="{version}" key="Ferry"/></docdata></head>
        <body><body.head><hedline><hl1>{title}</hl1></hedline></body.head><body.content><p>{Sample.Text}</p></body.content></body></nitf>
        """;

    private static string Item(string number, string status = "stat:usable") => $"""
        <newsItem guid="urn:newsml:wire.example:20260301:{number}" version="1"><itemMeta><itemClass qcode="ninat:text"/><pubStatus qcode="{status}"/><versionCreated>2026-03-01T08:30:00Z</versionCreated></itemMeta>
        <contentMeta><headline>The ferry runs {number}</headline></contentMeta><contentSet><inlineData contenttype="text/plain">{Sample.Text}</inlineData></contentSet></newsItem>
        """;
}
