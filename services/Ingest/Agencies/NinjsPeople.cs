namespace Newsroom.Ingest.Agencies;

/// <summary>Who wrote a news object: its byline, whichever way it is written, else the people that it says are its authors.</summary>
internal static class NinjsPeople
{
    public static IReadOnlyList<string>? Byline(NinjsItem item)
    {
        if (AgencyText.Byline(item.Text("by", "byline")) is { } line)
            return line;
        var lines = item.Items("bylines").SelectMany(one => AgencyText.Byline(one.Text("by")) ?? []);
        // Superdesk lists everybody who had a part in it, in their roles.
        var authors = item.Items("authors").Where(one => one.Text("role")?.ToLowerInvariant() is null or "author" or "writer").Select(one => one.Text("name"));
        var people = item.Items("people", "person").Where(IsAuthor).Select(one => one.Text("name"));
        foreach (var names in new[] { lines, authors.OfType<string>(), people.OfType<string>() })
        {
            if (names.Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } said)
                return said;
        }

        return null;
    }

    public static bool IsAuthor(NinjsItem person) => person.Text("rel")?.ToLowerInvariant() is "author" or "writer";
}
