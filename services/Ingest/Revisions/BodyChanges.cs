using System.Globalization;
using Newsroom.Contracts;
using Newsroom.Ingest.Identity;

namespace Newsroom.Ingest.Revisions;

/// <summary>
/// How two bodies differ, by kinds of blocks: "3 paragraphs added, 1 changed". What stands in both is left out by looking it up; what is left is paired in
/// order, each with the few that may be its new form, so that the cost grows with the length and not with its square.
/// </summary>
internal static class BodyChanges
{
    /// <summary>How many of the new blocks an old one is compared with.</summary>
    private const int Reach = 8;

    /// <summary>The share of its words that a block keeps when it is changed and not replaced.</summary>
    private const double SameBlock = 0.4;

    public static IReadOnlyList<string> Between(IReadOnlyList<Piece> before, IReadOnlyList<Piece> after)
    {
        var removed = Without(before, after);
        var added = Without(after, before);
        if (removed.Count == 0 && added.Count == 0)
            return ["paragraphs in another order"];

        var tallies = new Dictionary<string, Tally>();
        var (gone, come) = (removed.Select(Words).ToList(), added.Select(Words).ToList());
        var isPaired = new bool[added.Count];
        for (var (i, from) = (0, 0); i < removed.Count; i++)
        {
            var at = Partner(removed[i], gone[i], from);
            if (at < 0)
            {
                Of(removed[i]).Removed++;
                continue;
            }

            isPaired[at] = true;
            from = at + 1;
            if (gone[i].SetEquals(come[at]) && removed[i].Text == added[at].Text)
                Of(added[at]).Marked++;
            else
                Of(added[at]).Changed++;
        }

        for (var i = 0; i < added.Count; i++)
        {
            if (!isPaired[i])
                Of(added[i]).Added++;
        }

        return [.. tallies.OrderBy(tally => Order(tally.Key)).Select(tally => tally.Value.Sentence(tally.Key))];

        int Partner(Piece piece, HashSet<string> words, int from)
        {
            for (var at = from; at < Math.Min(from + Reach, added.Count); at++)
            {
                if (added[at].Type == piece.Type && IsLike(words, come[at]))
                    return at;
            }

            return -1;
        }

        Tally Of(Piece piece) => tallies.TryGetValue(Kind(piece.Type), out var tally) ? tally : tallies[Kind(piece.Type)] = new Tally();
    }

    private static List<Piece> Without(IReadOnlyList<Piece> pieces, IReadOnlyList<Piece> others)
    {
        var counts = others.CountBy(piece => piece).ToDictionary();
        var left = new List<Piece>();
        foreach (var piece in pieces)
        {
            if (counts.TryGetValue(piece, out var count) && count > 0)
                counts[piece] = count - 1;
            else
                left.Add(piece);
        }

        return left;
    }

    private static HashSet<string> Words(Piece piece) =>
        piece.Type == BlockType.Image ? [piece.Rest.Split('\u001F')[5]] : [.. Likeness.Words(piece.Text)];

    private static bool IsLike(HashSet<string> one, HashSet<string> other)
    {
        var (few, many) = one.Count <= other.Count ? (one, other) : (other, one);
        return few.Count == 0 ? many.Count == 0 : few.Count(many.Contains) >= SameBlock * many.Count;
    }

    private static string Kind(BlockType type) => type switch
    {
        BlockType.Heading => "heading",
        BlockType.List => "list",
        BlockType.Quote => "quote",
        BlockType.Image => "picture in the text",
        BlockType.Table => "table",
        _ => "paragraph",
    };

    private static int Order(string kind) => kind switch { "paragraph" => 0, "heading" => 1, "quote" => 2, "list" => 3, "table" => 4, _ => 5 };

    private sealed class Tally
    {
        public int Added { get; set; }
        public int Changed { get; set; }
        public int Removed { get; set; }

        /// <summary>The same words, with other links or emphasis.</summary>
        public int Marked { get; set; }

        /// <summary>"3 paragraphs added, 1 changed".</summary>
        public string Sentence(string kind)
        {
            var said = new List<string>();
            foreach (var (number, what) in new[] { (Added, "added"), (Changed, "changed"), (Removed, "removed"), (Marked, "with other links or markup") })
            {
                if (number > 0)
                    said.Add(said.Count == 0 ? $"{number.ToString(CultureInfo.InvariantCulture)} {(number == 1 ? kind : Plural(kind))} {what}" : $"{number.ToString(CultureInfo.InvariantCulture)} {what}");
            }

            return string.Join(", ", said);
        }

        private static string Plural(string kind) => kind.StartsWith("picture", StringComparison.Ordinal) ? "pictures in the text" : kind + "s";
    }
}
