using System.Text.Json.Nodes;
using Xunit;

namespace Newsroom.Tests.EndToEnd;

/// <summary>The layer that sends articles through the newsroom of compose.</summary>
[Collection<ComposeCollection>]
public sealed class ComposeLoadTests(ComposeFixture compose)
{
    [Fact]
    public async Task The_load_layer_counts_every_article_that_it_sends_at_the_other_end()
    {
        await compose.UpAsync();
        var said = await compose.ComposeAsync(new Dictionary<string, string> { ["LOAD_COUNT"] = "300", ["LOAD_RATE"] = "60", ["LOAD_LIMIT"] = "300" }, "run", "--rm", "-T", "load");
        var result = JsonNode.Parse(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!;
        Assert.True(result["passed"]!.GetValue<bool>(), said);
        Assert.Equal((300, 300, 0, 0), (Number("accepted"), Number("published"), Number("lost"), Number("twice")));

        int Number(string name) => result[name]!.GetValue<int>();
    }
}
