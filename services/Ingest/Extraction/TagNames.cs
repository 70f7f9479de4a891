using System.Collections.Frozen;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Extraction;

/// <summary>What an element does to a page whose tags don't match.</summary>
[Flags]
internal enum TagHabits
{
    None = 0,

    /// <summary>Opened again in each block that follows, until it is closed.</summary>
    Formatting = 1,

    /// <summary>Has no end tag, or needs none.</summary>
    LeftOpen = 2,

    /// <summary>Where a link that was not closed ends.</summary>
    Line = 4,

    /// <summary>Ends a line: white space beside it is not shown.</summary>
    Block = 8,

    /// <summary>Shows nothing, wherever it stands.</summary>
    Unseen = 16,
}

/// <summary>The name of an element, in lower case.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Number">From 0, of a name that pages have; -1 of any other.</param>
/// <param name="Habits">See there.</param>
internal sealed record TagName(string Name, int Number, TagHabits Habits);

/// <summary>Names of elements; those that pages have are known, with all that is to be known of them, by one look.</summary>
internal static class TagNames
{
    private const string LeftOpenNames =
        "area base br col embed hr img input link meta param source track wbr p li dt dd td th tr tbody thead tfoot option colgroup html head body";

    private const string LineNames = "p li td th dd dt h1 h2 h3 h4 h5 h6 figcaption blockquote";

    private const string BlockNames =
        "address article aside blockquote body br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav "
        + "ol option p pre section select summary table tbody td tfoot th thead tr ul";

    private const string UnseenNames = "base link meta title";

    private const string OtherNames =
        "abbr address amp-img article aside button center cite del details dialog div dl fieldset figure footer form header iframe ins label legend main mark nav noembed "
        + "noframes noscript ol picture plaintext pre q script section select span style sub summary sup svg table template textarea time title ul video xmp frame frameset";

    private static readonly FrozenDictionary<string, TagName> Known = Read();
    private static readonly FrozenDictionary<string, TagName>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many are known: their numbers are less.</summary>
    public static int Count => Known.Count;

    public static TagName Of(ReadOnlySpan<char> name) =>
        Lookup.TryGetValue(name, out var known) ? known : new TagName(name.ToString().ToLowerInvariant(), -1, TagHabits.None);

    private static FrozenDictionary<string, TagName> Read()
    {
        var habits = new Dictionary<string, TagHabits>(StringComparer.Ordinal);
        foreach (var (names, habit) in new[]
        {
            (HtmlBounds.Formatting, TagHabits.Formatting), (LeftOpenNames, TagHabits.LeftOpen), (LineNames, TagHabits.Line), (BlockNames, TagHabits.Block), (UnseenNames, TagHabits.Unseen), (OtherNames, TagHabits.None),
        })
        {
            foreach (var name in names.Split(' '))
                habits[name] = habits.GetValueOrDefault(name) | habit;
        }

        return habits.Select((one, number) => new TagName(one.Key, number, one.Value)).ToFrozenDictionary(one => one.Name, StringComparer.OrdinalIgnoreCase);
    }
}
