using System.Text.RegularExpressions;
using Newsroom.Tests.Support;
using Xunit;

namespace Newsroom.Tests.Deploy;

/// <summary>What <c>deploy/compose</c> says of images and ports. What comes of it, the end-to-end tests see.</summary>
public sealed partial class ComposeFileTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "compose");

    private static readonly string[] Files = [.. new[] { "compose.yaml", "compose.load.yaml" }.Select(name => Path.Combine(Folder, name))];

    [Fact]
    public void Every_image_that_is_not_built_here_can_be_pinned_and_images_env_pins_it()
    {
        var pinned = File.ReadAllLines(Path.Combine(Folder, "images.env")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var settable = Files.SelectMany(file => ImageSetting().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);
        Assert.Empty(settable.Except(pinned.Keys, StringComparer.Ordinal));
        Assert.All(pinned.Values, image => Assert.Matches(@":\d+\.\d+\.\d+[^/]*$|@sha256:[0-9a-f]{64}$", image));
    }

    [Fact]
    public void Images_that_are_pulled_have_a_setting()
    {
        var loose = Files.SelectMany(File.ReadAllLines)
            .Select(line => line.Trim()).Where(line => line.StartsWith("image: ", StringComparison.Ordinal) || line.StartsWith("FROM ", StringComparison.Ordinal))
            .Where(line => !line.Contains("_IMAGE:-", StringComparison.Ordinal) && !line.StartsWith("image: newsroom-", StringComparison.Ordinal));
        Assert.Empty(loose);
    }

    [Fact]
    public void Ports_are_opened_on_loopback_unless_it_is_said_otherwise()
    {
        var ports = Files.SelectMany(file => Port().Matches(File.ReadAllText(file))).Select(match => match.Value).ToList();
        Assert.NotEmpty(ports);
        Assert.All(ports, port => Assert.Contains("${NEWSROOM_BIND:-127.0.0.1}:", port, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\$\{([A-Z_]+_IMAGE)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ImageSetting();

    /// <summary>A published port: anything, a colon, and the container's port at the end of a quoted string.</summary>
    [GeneratedRegex("\"[^\"\\s]*:\\d{4,5}\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();
}
