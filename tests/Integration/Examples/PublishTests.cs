using System.Net;
using System.Text.RegularExpressions;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Integration.Examples;

/// <summary>What a newcomer's program does who copies <c>publish</c> of one language.</summary>
[Collection(ExampleTests.Name)]
public sealed partial class PublishTests(ExampleNewsroom newsroom)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Example.Languages), MemberType = typeof(Example))]
    public async Task An_article_is_taken_then_known_then_corrected_then_killed(string language)
    {
        var guid = "published from " + language;
        var article = await newsroom.FileAsync(guid);

        var id = (await newsroom.PublishAsync(language, article)).Took("added", 1);
        var hosted = await newsroom.UpAsync();
        var published = await hosted.Client.PublishedAsync(id.ToString());
        Assert.Equal("Feri malam Teluk Arang berlayar lagi setelah tiga tahun", published["title"]!.GetValue<string>());

        Assert.Equal(id, (await newsroom.PublishAsync(language, article)).Took("unchanged", 1));
        Assert.Equal(id, (await newsroom.PublishAsync(language, await newsroom.FileAsync(guid, "correction.json"))).Took("revised", 2));
        await hosted.Client.ChangesBecomeAsync(id, "published 1", "corrected 2");

        Assert.Equal(id, (await newsroom.PublishAsync(language, "--withdraw", id.ToString(), "--reason", "The \"ferry\" is another one \\ sorry")).Took("withdrawn", 3));
        await hosted.Client.ChangesBecomeAsync(id, "published 1", "corrected 2", "withdrawn 3");
        using var gone = await hosted.Http.GetAsync($"/v1/published/{id}", Cancelled);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Example.Languages), MemberType = typeof(Example))]
    public async Task A_refusal_is_told_with_its_reason_and_a_code(string language)
    {
        var refused = await newsroom.PublishAsync(language, await newsroom.FileAsync("untitled from " + language, "untitled.json"));
        Assert.Equal(1, refused.Code);
        Assert.StartsWith("refused: ", refused.Problem, StringComparison.Ordinal);
        Assert.Contains("title", refused.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Example.Python)]
    [InlineData(Example.Curl)]
    public async Task An_item_of_an_agency_is_taken_as_it_is(string language)
    {
        var published = await newsroom.PublishAsync(language, Path.Combine(Example.Folder, "ninjs.json"));
        Assert.Equal(0, published.Code);
        // One article, whoever sends it.
        Assert.Contains(published.Output, line => line.StartsWith("added ", StringComparison.Ordinal) || line.StartsWith("unchanged ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Example.CSharp, "--cloudevent", "binary")]
    [InlineData(Example.CSharp, "--cloudevent", "structured")]
    [InlineData(Example.Python, "--cloudevent", "binary")]
    [InlineData(Example.Python, "--cloudevent", "structured")]
    [InlineData(Example.Node, "--cloudevent", "binary")]
    [InlineData(Example.Node, "--cloudevent", "structured")]
    [InlineData(Example.Curl)]
    public async Task What_is_sent_again_under_its_id_is_answered_as_the_first_time_and_another_article_under_it_refused(string language, params string[] form)
    {
        var guid = string.Join(' ', ["again from", language, .. form]);
        string[] arguments = [.. form, "--id", $"{language}-{form.LastOrDefault()}-1"];
        var article = await newsroom.FileAsync(guid);

        var id = (await newsroom.PublishAsync(language, [.. arguments, article])).Took("added", 1);
        Assert.Equal(id, (await newsroom.PublishAsync(language, [.. arguments, article])).Took("added", 1));
        var other = await newsroom.PublishAsync(language, [.. arguments, await newsroom.FileAsync(guid, title: "Another one")]);
        Assert.Equal(1, other.Code);
        Assert.StartsWith("refused: ", other.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Example.Languages), MemberType = typeof(Example))]
    public async Task One_trace_leads_from_the_client_to_the_publication(string language)
    {
        var published = await newsroom.PublishAsync(language, await newsroom.FileAsync("traced from " + language));
        var id = published.Took("added", 1);
        Assert.Matches(TraceId(), published.TraceId);

        var trace = await Eventually.BecomesAsync(
            () => Task.FromResult(newsroom.Inbox.Spans.Where(span => span.TraceId == published.TraceId).ToList()),
            spans => spans.Any(span => span.Name == "newsroom.article-published.v1 send") && spans.Count(span => spans.All(other => other.SpanId != span.ParentId)) == 1,
            "the trace does not reach from the client to the publication without a gap");
        // What nothing else of the trace is the parent of hangs below the client's own span.
        var door = Assert.Single(trace, span => trace.All(other => other.SpanId != span.ParentId));
        Assert.Equal(language == Example.Curl ? "POST /v1/articles" : "ingest.take-submission receive", door.Name);
        Assert.Matches(SpanId(), door.ParentId);
        Assert.Contains(trace, span => span.Name == "publishing.publish-article process" && span.Attributes["newsroom.article.id"] == id.ToString());
    }

    [Theory]
    [MemberData(nameof(Example.OverAmqp), MemberType = typeof(Example))]
    public async Task A_publisher_says_whether_nobody_takes_it_or_the_broker_does_not_or_nobody_answers(string language)
    {
        var (address, staff) = await newsroom.DesertedAsync();
        await using var _ = staff;
        var article = await newsroom.FileAsync("deserted");

        var returned = await newsroom.PublishToAsync(address.AbsoluteUri, "20", language, article);
        Assert.Equal(3, returned.Code);
        Assert.Contains("came back", returned.Problem, StringComparison.Ordinal);

        await staff.Channel.QueueDeclareAsync("taker", durable: true, exclusive: false, autoDelete: false, cancellationToken: Cancelled);
        await staff.Channel.QueueBindAsync("taker", Stranger.Submissions, "submit", cancellationToken: Cancelled);
        var unanswered = await newsroom.PublishToAsync(address.AbsoluteUri, "3", language, article);
        Assert.Equal(3, unanswered.Code);
        Assert.Contains("did not answer within 3 s", unanswered.Problem, StringComparison.Ordinal);
        Assert.Equal(1u, await staff.CountAsync("taker"));

        // Full: the broker refuses what does not fit.
        await staff.Channel.QueueDeclareAsync("full", durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-max-length"] = 1, ["x-overflow"] = "reject-publish" }, cancellationToken: Cancelled);
        await staff.SendAsync("{}", exchange: "", routingKey: "full");
        await staff.Channel.QueueBindAsync("full", Stranger.Submissions, "submit", cancellationToken: Cancelled);
        var nacked = await newsroom.PublishToAsync(address.AbsoluteUri, "20", language, article);
        Assert.Equal(3, nacked.Code);
        Assert.Contains("The broker did not take", nacked.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Example.Languages), MemberType = typeof(Example))]
    public async Task A_wrong_command_line_an_absent_file_and_an_absent_newsroom_are_told_apart(string language)
    {
        var nowhere = language == Example.Curl ? "http://127.0.0.1:1" : "amqp://publisher:publisher@127.0.0.1:1/";
        var article = await newsroom.FileAsync("nowhere");
        Assert.Equal(2, (await newsroom.PublishToAsync(nowhere, "1", language)).Code);
        Assert.Equal(2, (await newsroom.PublishToAsync(nowhere, "1", language, "--whatever", article)).Code);
        Assert.Equal(3, (await newsroom.PublishToAsync(nowhere, "1", language, "no-such-file.json")).Code);
        var unreached = await newsroom.PublishToAsync(nowhere, "1", language, article);
        Assert.Equal(3, unreached.Code);
        Assert.NotEmpty(unreached.Problem);
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex TraceId();

    [GeneratedRegex("^[0-9a-f]{16}$")]
    private static partial Regex SpanId();
}
