namespace Newsroom.Ingest.Extraction;

/// <summary>Headlines and the names of sites that hang on them.</summary>
internal static class Headline
{
    private const int Longest = 300;
    private const int MostWordsOfASite = 6;

    // Marks that part a site's name from a headline and next to never stand in one.
    private static readonly string[] HardMarks = [" | ", " :: ", " » ", " « ", " • ", "｜", " ‹ ", " · "];

    // Marks that stand in headlines as well: what follows must be known to be a site.
    private static readonly string[] SoftMarks = [" - ", " – ", " — ", " ― ", "_", " / ", " : ", " -- "];

    private static readonly string[] Marks = [.. SoftMarks, .. HardMarks];

    private static readonly System.Buffers.SearchValues<char> MarkSigns = System.Buffers.SearchValues.Create("|:»«•｜‹·-–—―_/");

    private static readonly HashSet<string> Sites = [.. Phrases.Of("site").Select(TextShape.Key)];

    /// <summary>
    /// The headline without the site's name before or after it. A part after a dash goes only if it is a known name of a site, a
    /// domain, or one of <paramref name="siteNames"/>; it may be part of the headline.
    /// </summary>
    public static (string Title, string? SiteName) WithoutSite(string title, params IEnumerable<string?> siteNames)
        => WithoutSite(title, SiteKeys(siteNames));

    /// <summary>What sites of these names are compared by.</summary>
    public static HashSet<string> SiteKeys(IEnumerable<string?> siteNames) =>
        siteNames.OfType<string>().SelectMany(Keys).Where(key => key.Length > 2).ToHashSet();

    /// <param name="title">On one line.</param>
    /// <param name="known">Of <see cref="SiteKeys"/>.</param>
    public static (string Title, string? SiteName) WithoutSite(string title, HashSet<string> known)
    {
        if (title.AsSpan().IndexOfAny(MarkSigns) < 0)
            return (title, null);
        string? site = null;
        // Two at most: "Headline - Section - Site" has its section cut by rule, not by guess.
        for (var round = 0; round < 2; round++)
        {
            if (Cut(title, known) is not var (rest, name))
                break;
            (title, site) = (rest, site is null || IsGeneric(site) ? name : site);
        }

        return (title, site is not null && IsGeneric(site) ? null : site);
    }

    /// <summary>What stands before the last mark and behind the first, of each kind of mark.</summary>
    public static HashSet<string> Parted(string title)
    {
        var parts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var mark in Marks.Append(": "))
        {
            if (title.IndexOf(mark, StringComparison.Ordinal) is not (> 0 and var first))
                continue;
            parts.Add(title[(first + mark.Length)..].Trim());
            parts.Add(title[..title.LastIndexOf(mark, StringComparison.Ordinal)].Trim());
        }

        return parts;
    }

    /// <summary>A line that can be a headline: more than a label, no date, no name of a site, no running text.</summary>
    public static bool CanBe(string line)
    {
        var length = TextShape.Length(line);
        if (length is < 10 or > Longest || TextShape.Words(line) < 2)
            return false;
        if (IsDomain(line) || DateWords.IsDateLine(line))
            return false;
        if (Boilerplate.IsLine(line) || Boilerplate.IsLinkHeading(line) || Boilerplate.IsNavigation(line))
            return false;
        return !EndsWithStop(line) && Sentences(line) <= 2;
    }

    /// <summary>A host name or an address alone on a line.</summary>
    public static bool IsDomain(string line)
    {
        var host = line;
        if (Uri.TryCreate(line, UriKind.Absolute, out var url) && WebAddress.IsWeb(url) && url.PathAndQuery == "/")
            host = url.Host;
        var labels = host.TrimEnd('/').Split('.');
        return host.Length <= 100 && labels.Length >= 2
            && Array.TrueForAll(labels, label => label.Length > 0 && label.All(c => char.IsLetterOrDigit(c) || c == '-'))
            && labels[^1].Length is >= 2 and <= 24 && labels[^1].All(char.IsLetter)
            && host.All(c => c < 128);
    }

    public static bool IsKnownSite(string name) => Sites.Contains(TextShape.Key(name));

    /// <summary>"News" says that it is a site, and not which.</summary>
    private static bool IsGeneric(string name) => Boilerplate.IsNavigation(name);

    private static (string Title, string Site)? Cut(string title, HashSet<string> known)
    {
        foreach (var mark in Marks.OrderByDescending(mark => title.LastIndexOf(mark, StringComparison.Ordinal)))
        {
            var at = title.LastIndexOf(mark, StringComparison.Ordinal);
            if (at <= 0)
                break;
            var (before, after) = (title[..at].Trim(), title[(at + mark.Length)..].Trim());
            if (IsSite(after, known) && TextShape.Length(before) >= 8)
                return (before, after);
            if (HardMarks.Contains(mark) && TextShape.Length(before) >= 20 && TextShape.Words(before) >= 3
                && TextShape.Words(after) <= 4 && TextShape.Length(after) * 2 <= TextShape.Length(before))
                return (before, after);
            var first = title.IndexOf(mark, StringComparison.Ordinal);
            var (lead, rest) = (title[..first].Trim(), title[(first + mark.Length)..].Trim());
            if (IsSite(lead, known) && TextShape.Length(rest) >= 15)
                return (rest, lead);
        }

        // "Harbour Post: Fishermen protest"; a colon stands in headlines, and so the name must be known.
        if (title.IndexOf(": ", StringComparison.Ordinal) is > 2 and var colon && title[(colon + 2)..].Trim() is var behind && TextShape.Length(behind) >= 15 && IsSite(title[..colon], known))
            return (behind, title[..colon]);
        return null;
    }

    private static bool IsSite(string name, HashSet<string> known)
    {
        var key = TextShape.Key(name);
        return key.Length > 0 && TextShape.Words(name) <= MostWordsOfASite && (Sites.Contains(key) || known.Contains(key) || IsDomain(name) || known.Any(one => IsVariant(key, one)));
    }

    /// <summary>"Gazette Online" of "Gazette", "Harbour Gazette" of harbourgazette.example.</summary>
    private static bool IsVariant(string name, string known) =>
        (known.Length >= 4 && name.StartsWith(known, StringComparison.Ordinal) && Endings.Contains(name[known.Length..]))
        || (known.Length >= 5 && name.EndsWith(known, StringComparison.Ordinal) && Beginnings.Contains(name[..^known.Length]))
        || (name.Length >= 4 && known.StartsWith(name, StringComparison.Ordinal) && Endings.Contains(known[name.Length..]));

    private static readonly HashSet<string> Endings =
        ["online", "news", "com", "net", "org", "de", "fr", "es", "it", "ru", "couk", "digital", "web", "magazine", "magazin", "blog", "tv", "live", "media", "newspaper", "nieuws", "zeitung", "noticias", "info", "ニュース", "オンライン", "デジタル", "电子版", "网", "新闻网", "뉴스"];

    private static readonly HashSet<string> Beginnings = ["the", "der", "die", "das", "le", "la", "el", "il", "de", "o", "a", "www"];

    /// <summary>A site is called by its name, by its domain, and by its domain's first label.</summary>
    private static IEnumerable<string> Keys(string name)
    {
        yield return TextShape.Key(name);
        if (name.StartsWith("The ", StringComparison.OrdinalIgnoreCase))
            yield return TextShape.Key(name[4..]);
        if (!IsDomain(name))
            yield break;
        var labels = name.ToLowerInvariant().Split('.');
        foreach (var label in labels.SkipLast(1).Where(label => label is not ("www" or "m" or "amp" or "com" or "co" or "news" or "id")))
            yield return TextShape.Key(label);
        yield return TextShape.Key(string.Join('.', labels.SkipWhile(label => label is "www" or "m" or "amp")));
    }

    private static bool EndsWithStop(string line)
    {
        var end = line.TrimEnd('"', '\'', '”', '’', '»', ')', ' ');
        if (end.Length < 3 || end[^1] is not ('.' or '。' or '।' or '۔') || end[^2] is '.')
            return false;
        // "in the U.S." and "Acme Inc." end a headline
        var word = end[(end.LastIndexOf(' ') + 1)..];
        return !(word.Count(c => c == '.') > 1 || word is "Inc." or "Corp." or "Co." or "Ltd." or "Jr." or "Sr." or "St." or "No." or "Dr.");
    }

    private static int Sentences(string line)
    {
        var count = 1;
        for (var i = 1; i + 2 < line.Length; i++)
        {
            var ends = line[i] is '.' or '!' or '?' && line[i + 1] == ' ' && char.IsUpper(line[i + 2]) && char.IsLower(line[i - 1]);
            if (ends || line[i] is '。')
                count++;
        }

        return count;
    }
}
