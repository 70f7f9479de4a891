using System.Collections.Frozen;

namespace Newsroom.Ingest.Identity;

/// <summary>What <c>UrlRules.txt</c> says, which explains its lines: parameters that don't name the page, and detours to another address.</summary>
internal sealed class UrlRules
{
    private const string Resource = "Newsroom.Ingest.Identity.UrlRules.txt";
    private const string Everywhere = "*";

    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> kept = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> beginnings = [];
    private readonly Dictionary<string, List<string>> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Path, string Parameter)> detours = [];

    private static readonly FrozenDictionary<string, UrlRules> ByHost = Parse(Lines()).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the parameter says nothing about which page it is.</summary>
    /// <param name="host">In lower case.</param>
    /// <param name="name">As it stands in the URL.</param>
    /// <param name="value">As it stands in the URL; null without a <c>=</c>.</param>
    public static bool IsFurniture(string host, string name, string? value)
    {
        var isFurniture = ByHost[Everywhere].Drops(name, value);
        foreach (var rules in Of(host))
        {
            if (rules.kept.Contains(name))
                return false;
            isFurniture |= rules.Drops(name, value);
        }

        return isFurniture;
    }

    /// <summary>The parameter in which the address stands that this one only leads to; null if it is no detour.</summary>
    public static IEnumerable<string> DetoursOf(string host, string path) =>
        Of(host).SelectMany(rules => rules.detours).Where(detour => detour.Path == path).Select(detour => detour.Parameter);

    internal static Dictionary<string, UrlRules> Parse(IEnumerable<string> lines)
    {
        var byHost = new Dictionary<string, UrlRules>(StringComparer.Ordinal) { [Everywhere] = new() };
        UrlRules[] current = [byHost[Everywhere]];
        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line is ['[', .. var hosts, ']'])
                current = [.. hosts.Split(' ').Select(host => byHost.TryGetValue(host, out var known) ? known : byHost[host] = new UrlRules())];
            else
                Array.ForEach(current, rules => rules.Add(line));
        }

        return byHost;
    }

    /// <summary>Those of the host and of every one above it.</summary>
    private static IEnumerable<UrlRules> Of(string host)
    {
        for (var at = 0; at >= 0 && at < host.Length; at = Next(host, at))
        {
            if (ByHost.TryGetValue(host[at..], out var rules))
                yield return rules;
        }

        static int Next(string host, int at) => host.IndexOf('.', at) is >= 0 and var dot ? dot + 1 : -1;
    }

    private void Add(string rule)
    {
        if (rule[0] == '>')
        {
            var space = rule.IndexOf(' ', StringComparison.Ordinal);
            detours.Add((rule[1..space], rule[(space + 1)..]));
        }
        else if (rule[0] == '!')
        {
            kept.Add(rule[1..]);
        }
        else if (rule.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
        {
            var name = rule[..equals];
            if (!values.TryGetValue(name, out var some))
                values[name] = some = [];
            some.Add(rule[(equals + 1)..]);
        }
        else if (rule[^1] == '*')
        {
            beginnings.Add(rule[..^1]);
        }
        else
        {
            names.Add(rule);
        }
    }

    private bool Drops(string name, string? value) => names.Contains(name)
        || beginnings.Exists(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
        || (value is not null && values.TryGetValue(name, out var some) && some.Exists(one => Matches(one, value)));

    private static bool Matches(string rule, string value) => rule is [.. var beginning, '*']
        ? value.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)
        : value.Equals(rule, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(typeof(UrlRules).Assembly.GetManifestResourceStream(Resource)!);
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
