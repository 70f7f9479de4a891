using System.Text.Json;
using System.Text.Json.Nodes;
using Newsroom.Contracts;
using Xunit;

namespace Newsroom.Tests.Contract.Messages;

/// <summary>
/// What an earlier version sent still reads: it may lie in a queue or an outbox while services are replaced. The files in <c>Samples/Earlier</c>
/// are never changed; a new one is added when the shape of a message moves on.
/// </summary>
public sealed class EarlierVersionTests
{
    public static TheoryData<Type> Messages => [.. MessageType.All];

    [Theory]
    [MemberData(nameof(Messages))]
    public void What_an_earlier_version_sent_reads_and_loses_nothing(Type message)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Samples, "Earlier"), MessageType.FileName(message) + "*.json");
        Assert.True(files.Length > 0,
            $"{message.Name} has no sample of an earlier version: put what its first version sends into tests/Contract/Samples/Earlier/{MessageType.FileName(message)}.json.");
        Assert.All(files, file =>
        {
            var earlier = JsonNode.Parse(File.ReadAllText(file))!;
            var read = JsonSerializer.Deserialize(earlier, message, WireJson.Options)!;
            Assert.Empty(Members.NullAgainstTheirType(read));
            var again = JsonSerializer.SerializeToNode(read, message, WireJson.Options)!;
            AssertKept(earlier, again, Path.GetFileName(file));
        });
    }

    [Fact]
    public void An_article_of_the_first_version_gets_the_defaults_of_what_came_later()
    {
        var article = JsonSerializer.Deserialize<ArticleReceived>(SampleFile.Json("Earlier/article-received.v1"), WireJson.Options)!.Article;
        Assert.Equal("The bridge is open", article.Title);
        Assert.Equal(ArticleStatus.Usable, article.Status);
        Assert.Equal(SourceKind.Submission, article.Source.Kind);
        Assert.Equal("The bridge opened on Monday.", PlainText.Of(article.Body));
        Assert.Empty(article.Byline);
        Assert.Empty(article.Media);
        Assert.Empty(article.Subjects);
        Assert.Null(article.Rights);
        Assert.Null(article.EmbargoedUntil);
    }

    private static void AssertKept(JsonNode earlier, JsonNode? now, string path)
    {
        switch (earlier)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    AssertKept(value!, (now as JsonObject)?[name], $"{path}: {name}");
                break;
            case JsonArray items:
                Assert.Equal(items.Count, (now as JsonArray)?.Count);
                for (var i = 0; i < items.Count; i++)
                    AssertKept(items[i]!, now![i], $"{path}[{i}]");
                break;
            default:
                Assert.True(JsonNode.DeepEquals(earlier, now), $"{path} was {earlier.ToJsonString()} and is read as {now?.ToJsonString() ?? "nothing"}.");
                break;
        }
    }
}
