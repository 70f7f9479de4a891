using System.Text.RegularExpressions;

namespace Newsroom.Tests.Deploy.Observability;

/// <summary>
/// As much of a PromQL expression as tells whether it can be meant: that its brackets close, that its functions are known, and which metrics it
/// asks for by which labels.
/// </summary>
internal sealed partial class PromQl
{
    private static readonly HashSet<string> Functions = new(StringComparer.Ordinal)
    {
        "absent", "avg", "count", "deriv", "group", "histogram_quantile", "increase", "last_over_time", "max", "min", "rate", "sum", "vector",
    };

    private static readonly HashSet<string> Groupings = new(StringComparer.Ordinal) { "by", "without", "on", "ignoring" };
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "and", "or", "unless", "offset", "bool" };

    private readonly List<Selector> selectors = [];
    private readonly HashSet<string> grouped = new(StringComparer.Ordinal);
    private readonly List<string> tokens;

    /// <exception cref="FormatException">It cannot be meant.</exception>
    public PromQl(string expression)
    {
        tokens = [.. Token().Matches(expression).Select(match => match.Value)];
        if (string.Concat(tokens) != Space().Replace(expression, "") && string.Concat(tokens.Select(token => Space().Replace(token, ""))) != Space().Replace(expression, ""))
            throw new FormatException("Something in it is no PromQL.");
        CheckBrackets();
        for (var at = 0; at < tokens.Count;)
            at = Read(at);
        if (selectors.Count == 0)
            throw new FormatException("It asks for no metric.");
    }

    public IReadOnlyList<Selector> Selectors => selectors;

    /// <summary>Labels that it groups or joins by.</summary>
    public IReadOnlySet<string> Grouped => grouped;

    /// <summary>Reads what begins at a token; returns where the next begins.</summary>
    private int Read(int at)
    {
        var token = tokens[at];
        var next = at + 1 < tokens.Count ? tokens[at + 1] : "";
        if (Groupings.Contains(token))
        {
            var end = tokens.IndexOf(")", at);
            grouped.UnionWith(tokens[(at + 2)..end].Where(label => label != ","));
            return end + 1;
        }

        if (token == "[")
        {
            var end = tokens.IndexOf("]", at);
            var range = string.Concat(tokens[(at + 1)..end]);
            return Range().IsMatch(range) ? end + 1 : throw new FormatException($"[{range}] is no range.");
        }

        if (!Name().IsMatch(token) || Words.Contains(token))
            return at + 1;
        if (next == "(" || Groupings.Contains(next))
            return Functions.Contains(token) ? at + 1 : throw new FormatException($"{token} is no function that is known here.");
        if (next != "{")
        {
            selectors.Add(new Selector(token, []));
            return at + 1;
        }

        var close = tokens.IndexOf("}", at);
        selectors.Add(new Selector(token, [.. tokens[(at + 2)..close].Where(one => Name().IsMatch(one))]));
        return close + 1;
    }

    private void CheckBrackets()
    {
        var open = new Stack<string>();
        foreach (var token in tokens)
        {
            if (token is "(" or "[" or "{")
                open.Push(token);
            else if (token is ")" or "]" or "}" && (!open.TryPop(out var opened) || opened + token is not ("()" or "[]" or "{}")))
                throw new FormatException($"A {token} closes nothing.");
        }

        if (open.Count > 0)
            throw new FormatException($"A {open.Peek()} is not closed.");
    }

    [GeneratedRegex("""
        "[^"]*"|[a-zA-Z_][a-zA-Z0-9_:]*|\$[a-zA-Z_]+|[0-9]+(?:\.[0-9]+)?[smhdw]?|=~|!~|!=|==|<=|>=|[-+*/%^<>=(){}\[\],]
        """)]
    private static partial Regex Token();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_:]*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(\d+[smhdw]|\$__rate_interval)$")]
    private static partial Regex Range();
}

/// <summary>A metric, and the labels that are asked of it.</summary>
internal sealed record Selector(string Metric, IReadOnlyList<string> Labels);
