using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Fetching;

/// <summary><c>Link</c> headers (RFC 8288 §3), read with the forgiveness of its appendix B: what is broken ends where the next link may begin.</summary>
internal static class LinkHeader
{
    /// <summary>Of one answer. Nobody means more.</summary>
    private const int Most = 100;

    public static IReadOnlyList<(string Url, string Rel)> Read(IEnumerable<string> values, Uri context)
    {
        var links = new List<(string Url, string Rel)>();
        foreach (var value in values)
            Read(value, context, links);
        return links;
    }

    private static void Read(string value, Uri context, List<(string Url, string Rel)> links)
    {
        var at = 0;
        while (links.Count < Most && (at = value.IndexOf('<', at)) >= 0)
        {
            var end = value.IndexOf('>', at);
            if (end < 0)
                return;
            var target = UrlReference.Resolve(context.AbsoluteUri, value.AsSpan(at + 1, end - at - 1).Trim());
            at = end + 1;
            var (rel, anchor) = Parameters(value, ref at);
            var isOfAnother = anchor is not null && UrlReference.Resolve(context.AbsoluteUri, anchor) != context.AbsoluteUri;
            if (target is null || rel is null || isOfAnother)
                continue;
            foreach (var one in rel.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Take(Most - links.Count))
                links.Add((target, one.ToLowerInvariant()));
        }
    }

    /// <summary>The first <c>rel</c> and <c>anchor</c> of the link; leaves <paramref name="at"/> behind the comma that ends it.</summary>
    private static (string? Rel, string? Anchor) Parameters(string value, ref int at)
    {
        string? rel = null;
        string? anchor = null;
        while (at < value.Length && value[at] != ',')
        {
            if (value[at] is ';' or ' ' or '\t')
            {
                at++;
                continue;
            }

            var start = at;
            while (at < value.Length && value[at] is not ('=' or ';' or ','))
                at++;
            var name = value.AsSpan(start, at - start).Trim();
            var text = "";
            if (at < value.Length && value[at] == '=')
            {
                at++;
                text = Text(value, ref at);
            }

            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
                rel ??= text;
            else if (name.Equals("anchor", StringComparison.OrdinalIgnoreCase))
                anchor ??= text;
        }

        return (rel, anchor);
    }

    /// <summary>A token or a quoted string (RFC 9110 §5.6.4).</summary>
    private static string Text(string value, ref int at)
    {
        while (at < value.Length && value[at] is (' ' or '\t'))
            at++;
        if (at >= value.Length || value[at] != '"')
        {
            var start = at;
            while (at < value.Length && value[at] is not (';' or ','))
                at++;
            return value[start..at].Trim();
        }

        var text = new System.Text.StringBuilder();
        for (at++; at < value.Length && value[at] != '"'; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length)
                at++;
            text.Append(value[at]);
        }

        at = Math.Min(at + 1, value.Length);
        return text.ToString();
    }
}
