using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Newsroom.Contracts;
using Xunit;

namespace Newsroom.Tests.Contract.Messages;

/// <summary>Names and JSON of everything that travels, held by <c>Samples</c> in both directions.</summary>
public sealed partial class WireFormatTests
{
    public static TheoryData<Type> Messages => [.. MessageType.All];

    public static TheoryData<string> Samples => [.. MessageSamples.All.Keys];

    [Fact]
    public void Names_on_the_wire_stay_as_they_are()
    {
        var names = MessageType.All.Select(message =>
            $"{MessageType.Urn(message)} {MessageType.Exchange(message)} {(message.IsDefined(typeof(OptionalReaderAttribute), false) ? "optional" : "mandatory")}");
        var words = typeof(Article).Assembly.GetExportedTypes().Where(type => type.IsEnum).OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => $"{type.Name}: {string.Join(' ', Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => Word(type, value)))}");
        string[] lines = ["# message, exchange, and whether somebody must read it; then the words of enumerations", .. names, .. words, ""];
        SampleFile.Holds("names.txt", string.Join('\n', lines));

        static string Word(Type type, object value) => JsonSerializer.Serialize(Enum.ToObject(type, value), type, WireJson.Options).Trim('"');
    }

    [Fact]
    public void No_two_messages_share_a_name()
    {
        Assert.NotEmpty(MessageType.All);
        Assert.Equal(MessageType.All.Count, MessageType.All.Select(MessageType.Urn).Distinct(StringComparer.Ordinal).Count());
        Assert.All(MessageType.All.Select(MessageType.Urn), urn => Assert.Matches(VersionedName(), urn));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Every_message_is_a_sealed_record_and_has_a_sample_that_sets_every_member(Type message)
    {
        Assert.True(message.IsSealed && message.BaseType == typeof(object), $"{message.Name} is to be a sealed record without a base class.");
        var unset = Members.Unset(message, MessageSamples.Of(message).Select(sample => sample.Value));
        Assert.True(unset.Count == 0, $"No sample of {message.Name} sets {string.Join(", ", unset)}: set it in MessageSamples or ArticleSample, "
            + $"run these tests once with {SampleFile.Write}=1 and read the difference.");
    }

    [Fact]
    public void The_article_of_the_samples_has_a_block_of_every_type() =>
        Assert.Empty(Enum.GetValues<BlockType>().Except(ArticleSample.Body.Select(block => block.Type)));

    [Fact]
    public void Every_sample_file_belongs_to_a_message() =>
        Assert.Empty(Directory.EnumerateFiles(Repository.Samples, "*.json").Select(Path.GetFileNameWithoutExtension).Except(MessageSamples.All.Keys));

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_is_written_is_what_the_sample_file_says(string name)
    {
        var message = MessageSamples.All[name];
        SampleFile.Holds(name + ".json", SampleFile.Of(message));
        Assert.Equal(SampleFile.Compact(SampleFile.Json(name)), JsonSerializer.Serialize(message, message.GetType(), WireJson.Options));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_is_read_from_the_sample_file_is_the_sample(string name)
    {
        var expected = MessageSamples.All[name];
        var read = Read(SampleFile.Json(name), expected.GetType());
        Assert.Equivalent(expected, read, strict: true);
        Assert.Equal(SampleFile.Of(expected), SampleFile.Of(read));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_a_newer_sender_adds_is_ignored(string name)
    {
        var expected = MessageSamples.All[name];
        var newer = JsonNode.Parse(SampleFile.Json(name))!;
        Assert.True(AddUnknown(newer) > 0);
        Assert.Equal(SampleFile.Of(expected), SampleFile.Of(Read(newer.ToJsonString(), expected.GetType())));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_with_nothing_but_what_is_required_reads(Type message)
    {
        var least = Members.OnlyRequired(JsonNode.Parse(SampleFile.Json(MessageSamples.Of(message)[0].Key))!.AsObject(), message);
        var read = Read(least.ToJsonString(), message);
        var missing = Members.NullAgainstTheirType(read);
        Assert.True(missing.Count == 0, $"Read from {least.ToJsonString()}, {string.Join(", ", missing)} is null, which its type denies: give it a default.");
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_without_something_required_is_refused(Type message)
    {
        foreach (var required in Members.Required(message))
        {
            var without = JsonNode.Parse(SampleFile.Json(MessageSamples.Of(message)[0].Key))!.AsObject();
            Assert.True(without.Remove(required));
            Assert.Throws<JsonException>(() => Read(without.ToJsonString(), message));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Times_are_RFC_3339_in_UTC_whatever_zone_they_were_given_in(string name)
    {
        var message = MessageSamples.All[name];
        var times = Members.Times(message).ToList();
        var text = SampleFile.Json(name);
        Assert.Equal(times.Count, WireTime().Count(text));

        var elsewhere = JsonNode.Parse(WireTime().Replace(text, match =>
            '"' + DateTimeOffset.Parse(match.Value.Trim('"'), System.Globalization.CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(-7)).ToString("O") + '"'))!;
        Assert.Equal(text, SampleFile.Of(Read(elsewhere.ToJsonString(), message.GetType())));
    }

    [Fact]
    public void A_time_in_another_zone_is_written_in_UTC()
    {
        var given = new DateTimeOffset(2026, 3, 1, 10, 30, 0, 5, TimeSpan.FromHours(2));
        Assert.Equal("\"2026-03-01T08:30:00.005Z\"", JsonSerializer.Serialize(given, WireJson.Options));
    }

    private static object Read(string json, Type type) => JsonSerializer.Deserialize(json, type, WireJson.Options)!;

    /// <summary>Adds a member that nobody knows to every object, and returns to how many.</summary>
    private static int AddUnknown(JsonNode node)
    {
        switch (node)
        {
            case JsonArray items:
                return items.OfType<JsonNode>().Sum(AddUnknown);
            case JsonObject members:
                var below = members.Select(member => member.Value).OfType<JsonNode>().Sum(AddUnknown);
                members["aMemberOfTheFuture"] = new JsonObject { ["words"] = new JsonArray("one", 2, null) };
                return below + 1;
            default:
                return 0;
        }
    }

    [GeneratedRegex("""^newsroom\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*$""")]
    private static partial Regex VersionedName();

    [GeneratedRegex(""""
        "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z"
        """")]
    private static partial Regex WireTime();
}
