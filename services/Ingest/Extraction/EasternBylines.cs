using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Extraction;

/// <summary>How papers and agencies of China, Taiwan, Japan and Korea say who reported: in the first sentence, behind the last one, and by a word beside the name.</summary>
internal static partial class EasternBylines
{
    private const int LongestOpening = 60;

    private static readonly string[] Reporters = ["기자", "記者", "记者"];

    // From where.
    private static readonly string[] Sent = ["报道", "報導", "報道", "电", "電"];

    private static readonly string[] Labels = ["写真", "特集", "取材", "動画", "解説", "速報", "独自", "関連", "記事", "一覧", "会見", "詳報", "社説", "連載", "図解", "訂正", "中継", "映像"];

    // Those who are named behind the reporters.
    private static readonly string[] Helpers = [" 通讯员", " 通訊員", " 实习生", " 實習生", " 实习记者", "通讯员", "通訊員"];

    /// <summary>"김하늘 기자", with or without an address behind it; "记者 林晓雨".</summary>
    public static bool EndsAsReporter(string line)
    {
        // The words are of the East.
        if (System.Text.Ascii.IsValid(line))
            return false;
        var name = Bylines.WithoutMail(line).Trim('（', '）', '(', ')', '【', '】', '　', ' ');
        return name.Length <= 60 && (Array.Exists(Reporters, word => name.EndsWith(word, StringComparison.Ordinal))
            || Array.Exists(Reporters, word => name.StartsWith(word, StringComparison.Ordinal) && name.Length - word.Length is > 1 and < 8 && name[word.Length..].Trim().All(char.IsLetter))
            || OfOnePaper().IsMatch(name));
    }

    /// <summary>"江湾晚报记者 林书仪": the name of somebody whose paper stands before it; null in another line.</summary>
    public static string? OfPaper(string line) =>
        OfOnePaper().Match(line.Trim('（', '）', '(', ')', '【', '】')) is { Success: true } paper ? paper.Groups["name"].Value : null;

    /// <summary>"〔記者張家豪／台南報導〕…", "本报讯（记者 林晓雨）…": the names that a report opens with, as a list; null where it opens otherwise.</summary>
    public static string? Opening(string text)
    {
        if (System.Text.Ascii.IsValid(text) || !SpeaksOfReporter(text.Length > LongestOpening ? text[..LongestOpening] : text))
            return null;
        var match = OfTaiwan().Match(text) is { Success: true } report ? report : OfChina().Match(text);
        if (!match.Success || Boilerplate.NamesPhotographer(match.Groups["names"].Value))
            return null;
        var names = WithoutHelpers(match.Groups["names"].Value).Split(['、', ' ', '　', '，'], StringSplitOptions.RemoveEmptyEntries);
        // One alone may have the word behind it; behind others it is a place.
        return string.Join('、', names.Length < 2 ? names : names.Where(static name => !Array.Exists(Sent, word => name.EndsWith(word, StringComparison.Ordinal))));
    }

    /// <summary>"【佐藤健一】": a name, and none of the labels that are written so.</summary>
    public static bool IsSignature(string text) =>
        text is ['【', .., '】'] && text.Length is >= 6 and <= 8 && !Boilerplate.IsLinkHeading(text) && !Array.Exists(Labels, label => text.Contains(label, StringComparison.Ordinal));

    /// <summary>Has the word for one, wherever it stands.</summary>
    private static bool SpeaksOfReporter(string text) => Array.Exists(Reporters, word => text.Contains(word, StringComparison.Ordinal));

    /// <summary>"…（记者 林晓雨 通讯员 陈海）": who reported, behind the last sentence, as a list of names.</summary>
    public static string? Closing(string text)
    {
        if (text[^1] is not ('）' or ')') || text.LastIndexOfAny(['（', '(']) is not (>= 0 and var from) || text.Length - from is < 6 or > 50)
            return null;
        var inside = text[(from + 1)..^1];
        if (!SpeaksOfReporter(inside) || Boilerplate.NamesPhotographer(inside))
            return null;
        return WithoutHelpers(inside);
    }

    private static string WithoutHelpers(string names) => Helpers.Aggregate(names, static (rest, word) => rest.Replace(word, "、", StringComparison.Ordinal));

    /// <summary>"江湾晚报记者 林书仪": of which paper somebody is, and the name.</summary>
    [GeneratedRegex(@"^[\u4E00-\u9FFF]{2,12}(?:记者|記者)[ 　：:]{0,2}(?<name>[\u4E00-\u9FFF]{2,4}(?:[ 　、][\u4E00-\u9FFF]{2,4}){0,3})$", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfOnePaper();

    /// <summary>Who, and from where.</summary>
    [GeneratedRegex(@"^[〔（(【\[]?(?:本報|特約|駐地)?記者(?<names>[\u4E00-\u9FFF]{2,4}(?:、[\u4E00-\u9FFF]{2,4}){0,3})[／/][\u4E00-\u9FFF]{2,6}(?:報導|報道|電)", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfTaiwan();

    /// <summary>In brackets behind "this paper's news" or an agency and the day.</summary>
    [GeneratedRegex(@"^.{2,24}?[（(](?:本报|本刊|特约|见习)?记者[ 　：:]{0,2}(?<names>[\u4E00-\u9FFF]{2,7}(?:[ 　、，][\u4E00-\u9FFF]{2,7}){0,3})[）)]", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex OfChina();
}
