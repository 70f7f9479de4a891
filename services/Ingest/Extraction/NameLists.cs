using System.Buffers;
using System.Collections.Frozen;

namespace Newsroom.Ingest.Extraction;

/// <summary>Several names in one line, by the commas and the words of many languages that stand between them.</summary>
internal static class NameLists
{
    private static readonly string[] Joints = [.. WordLists.Of("joint").Where(word => word is not ("a" or "و")).Select(word => $" {word} ").OrderByDescending(word => word.Length), " & ", " + ", "、", "，", "；", "，", ";", " / ", "／", " x "];

    /// <summary>Behind a company's name and a comma.</summary>
    private static readonly FrozenSet<string> CompanyForms =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Inc", "Inc.", "LLC", "Ltd", "Ltd.", "Corp", "Corp.", "Co.", "Co., Ltd.", "PLC", "L.P.", "S.A.", "N.V.", "Jr", "Jr.", "Sr.", "II", "III");

    private static readonly SearchValues<char> PersianLetters = SearchValues.Create("یکگپچژٹہے");
    private static readonly FrozenSet<string> Unjoined = WordLists.Of("joined").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The names, and whether each stands behind a comma: there it may be an office or a place.</summary>
    public static List<(string Text, bool AfterComma)> Split(string names)
    {
        var parts = new List<(string, bool)>();
        foreach (var comma in Joined(names))
        {
            var isFirst = true;
            foreach (var part in comma.Split([",", "،"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!isFirst && CompanyForms.Contains(part))
                {
                    parts[^1] = ($"{parts[^1].Item1}, {part}", parts[^1].Item2);
                    continue;
                }

                parts.Add((part, !isFirst));
                isFirst = false;
            }
        }

        return parts;
    }

    private static IEnumerable<string> Joined(string names)
    {
        var rest = names.Replace(", and ", " and ", StringComparison.OrdinalIgnoreCase).Replace(" AND ", " and ", StringComparison.Ordinal).Replace(" UND ", " und ", StringComparison.Ordinal).Replace(" Y ", " y ", StringComparison.Ordinal);
        return rest.Split(Joints, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(ByLetter).SelectMany(ByPrefix);
    }

    /// <summary>"יעל כהן ועומר דהן", "أحمد علي ومحمد حسن": Hebrew and Arabic write the "and" with the name behind it. Between two whole names.</summary>
    private static List<string> ByPrefix(string part)
    {
        var names = new List<string>();
        var from = 0;
        // Persian and Urdu, which have the letter, write it by itself.
        for (var at = part.AsSpan().IndexOfAny(PersianLetters) >= 0 ? -1 : NextAnd(part, 0); at > 0; at = NextAnd(part, at))
        {
            var behind = part.AsSpan(at + 1);
            if (Words(part.AsSpan(from, at - from)) < 2 || behind.IndexOf(' ') is not (> 0 and var end) || Unjoined.Contains(behind[..end].ToString()))
                continue;
            names.Add(part[from..at].Trim());
            from = at + 2;
        }

        names.Add(part[from..].Trim());
        return names;

        // Without titles: ד"ר
        static int Words(ReadOnlySpan<char> name) => TextShape.Words(name) - name.Count('"');
    }

    /// <summary>The space before a word that begins with the letter.</summary>
    private static int NextAnd(string part, int from)
    {
        for (var at = part.IndexOf(' ', from + 1); at > 0 && at + 2 < part.Length; at = part.IndexOf(' ', at + 1))
        {
            if (part[at + 1] is 'ו' or 'و' && char.IsLetter(part[at + 2]))
                return at;
        }

        return -1;
    }

    /// <summary>"Jan Novák a Petr Dvořák", but not "inviato a Roma": between two whole names. In Persian it is the letter that joins words of a name as well.</summary>
    private static string[] ByLetter(string part)
    {
        foreach (var letter in (ReadOnlySpan<string>)[" a ", " و "])
        {
            var sides = part.Split(letter);
            if (sides.Length > 1 && Array.TrueForAll(sides, side => TextShape.Words(side) > 1 && !char.IsLower(side[0])))
                return sides;
        }

        return [part];
    }

    /// <summary>Without the last of several names.</summary>
    public static string BeforeLast(string names)
    {
        var at = Joints.Select(joint => names.LastIndexOf(joint, StringComparison.Ordinal)).Max();
        return at > 0 ? names[..at] + ", " : " ";
    }
}
