using System.Globalization;
using System.Text;

namespace Newsroom.Ingest.Fetching;

/// <summary>A robots.txt as RFC 9309 reads it, for one product token. .NET has no kept package for it.</summary>
internal sealed class RobotsRules
{
    /// <summary>RFC 9309 §2.5: at least 500 KiB must be read; what stands beyond is not.</summary>
    public const int MaxBytes = 500 * 1024;

    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private const int MostRules = 10_000;
    private const int MostSitemaps = 1_000;

    private readonly List<Rule> rules = [];
    private readonly List<string> sitemaps = [];

    public static readonly RobotsRules AllowAll = new();

    /// <summary>They cannot be had now: nothing may be fetched until they can (RFC 9309 §2.3.1.4).</summary>
    public static readonly RobotsRules Away = new() { rules = { new Rule("/", Allow: false) } };

    private RobotsRules()
    {
    }

    /// <summary><c>Crawl-delay</c>, which is no part of the RFC and wide-spread; null if there is none.</summary>
    public TimeSpan? CrawlDelay { get; private set; }

    /// <summary><c>Sitemap:</c> lines as they stand, wherever they stand.</summary>
    public IReadOnlyList<string> Sitemaps => sitemaps;

    /// <summary>Never throws. The groups that name <paramref name="product"/>, together; else those of <c>*</c>.</summary>
    public static RobotsRules Parse(ReadOnlySpan<byte> bytes, string product)
    {
        var text = Encoding.UTF8.GetString(bytes.Length > MaxBytes ? bytes[..MaxBytes] : bytes).TrimStart('\uFEFF');
        var ours = new RobotsRules();
        var everyones = new RobotsRules();
        var isOurs = false;
        var isEveryones = false;
        var found = false;
        var inAgents = false;
        foreach (var (name, value) in Lines(text))
        {
            switch (name)
            {
                case "user-agent":
                    // Lines of agents one after another begin one group.
                    if (!inAgents)
                        isOurs = isEveryones = false;
                    inAgents = true;
                    isEveryones |= value == "*";
                    isOurs |= Token(value).Equals(product, StringComparison.OrdinalIgnoreCase);
                    found |= isOurs;
                    break;
                case "sitemap" when ours.sitemaps.Count < MostSitemaps && value.Length > 0:
                    ours.sitemaps.Add(value);
                    break;
                case "allow" or "disallow" or "crawl-delay":
                    inAgents = false;
                    if (isOurs)
                        ours.Take(name, value);
                    if (isEveryones)
                        everyones.Take(name, value);
                    break;
            }
        }

        if (!found)
        {
            ours.rules.AddRange(everyones.rules);
            ours.CrawlDelay = everyones.CrawlDelay;
        }

        return ours;
    }

    /// <summary>Of the rules that match, the longest counts; of two as long, the one that allows (RFC 9309 §2.2.2).</summary>
    public bool Allows(Uri url)
    {
        var path = Normal(url.PathAndQuery);
        if (path == "/robots.txt")
            return true;
        Rule? best = null;
        foreach (var rule in rules)
        {
            var wins = best is null || rule.Pattern.Length > best.Pattern.Length || (rule.Pattern.Length == best.Pattern.Length && rule.Allow);
            if (wins && Matches(rule.Pattern, path))
                best = rule;
        }

        return best?.Allow ?? true;
    }

    private static IEnumerable<(string Name, string Value)> Lines(string text)
    {
        foreach (var whole in text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var line = whole.IndexOf('#', StringComparison.Ordinal) is >= 0 and var comment ? whole[..comment] : whole;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
                continue;
            var name = line[..colon].Trim().ToLowerInvariant();
            yield return (name is "useragent" or "user agent" ? "user-agent" : name, line[(colon + 1)..].Trim());
        }
    }

    /// <summary><c>Newsroom/1.0</c> means Newsroom.</summary>
    private static string Token(string agent)
    {
        var length = 0;
        while (length < agent.Length && (char.IsAsciiLetter(agent[length]) || agent[length] is '-' or '_'))
            length++;
        return agent[..length];
    }

    private void Take(string name, string value)
    {
        if (name == "crawl-delay")
        {
            if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
                CrawlDelay ??= TimeSpan.FromSeconds(Math.Min(seconds, LongestDelay.TotalSeconds));
        }
        else if (value.Length > 0 && rules.Count < MostRules)
        {
            // A path begins with a slash; "*.pdf" and "private" are taken for what is meant.
            rules.Add(new Rule(Normal(value[0] is '/' or '*' ? value : "/" + value), name == "allow"));
        }
    }

    /// <summary>
    /// The same path written in two ways compares alike (RFC 9309 §2.2.2): what is not ASCII is percent-encoded, what needs no encoding is not,
    /// and escapes are in capitals.
    /// </summary>
    private static string Normal(string path)
    {
        var text = new StringBuilder(path.Length);
        var bytes = Encoding.UTF8.GetBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            var escaped = bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]);
            var one = escaped ? Convert.ToByte($"{(char)bytes[i + 1]}{(char)bytes[i + 2]}", 16) : bytes[i];
            if (escaped)
                i += 2;
            if (escaped ? char.IsAsciiLetterOrDigit((char)one) || (char)one is '-' or '.' or '_' or '~' : one is > 0x20 and < 0x7f)
                text.Append((char)one);
            else
                text.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
        }

        return text.ToString();
    }

    /// <summary>
    /// <c>*</c> is any run, <c>$</c> at the end the end. Each piece is looked for once, from where the last one ended: no steps back, so that no
    /// pattern takes longer than its length times the path's.
    /// </summary>
    private static bool Matches(string pattern, string path)
    {
        var toEnd = pattern.EndsWith('$');
        var pieces = (toEnd ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(pieces[0], StringComparison.Ordinal))
            return false;
        var at = pieces[0].Length;
        for (var i = 1; i < pieces.Length; i++)
        {
            if (toEnd && i == pieces.Length - 1)
                return path.Length - at >= pieces[i].Length && path.EndsWith(pieces[i], StringComparison.Ordinal);
            var found = path.IndexOf(pieces[i], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + pieces[i].Length;
        }

        return !toEnd || at == path.Length;
    }

    private sealed record Rule(string Pattern, bool Allow);
}
