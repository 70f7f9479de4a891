using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Quarantine;
using Xunit;

namespace Newsroom.Tests.Integration.Sources;

/// <summary>Lists are asked by how a source is doing and by what people call it.</summary>
public sealed class FilterTests : IngestAlone
{
    [Fact]
    public async Task Sources_are_listed_by_their_state()
    {
        await AddAsync("Bay Post", isPaused: true);
        Assert.Equal((1, 0), (await CountAsync("/v1/sources?state=paused"), await CountAsync("/v1/sources?state=ended")));
        using var answer = await Newsroom.Http.GetAsync("/v1/sources?state=lost", Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Quarantine_is_asked_by_the_name_of_a_polled_source_or_by_its_id()
    {
        var id = await AddAsync("Bay Post", isPaused: true);
        await Newsroom.Services.GetRequiredService<Quarantining>().KeepAsync(new RawInput { Body = Encoding.UTF8.GetBytes("x"), Via = "feed" }, "No article.", id, Cancelled);
        Assert.Equal(
            (1, 1, 0), (await CountAsync("/v1/quarantine?source=bay%20post"), await CountAsync($"/v1/quarantine?source={id.ToUpperInvariant()}"), await CountAsync("/v1/quarantine?source=Other")));
    }

    private async Task<string> AddAsync(string name, bool isPaused)
    {
        using var answer = await Newsroom.Http.PostAsJsonAsync("/v1/sources?unchecked=true", new { url = "https://feeds.example/1", name, paused = isPaused }, Cancelled);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Cancelled))!["id"]!.GetValue<string>();
    }

    private async Task<int> CountAsync(string path) => (await Newsroom.Http.GetFromJsonAsync<JsonObject>(path, Cancelled))!["items"]!.AsArray().Count;
}
