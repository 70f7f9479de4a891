namespace Newsroom.Ingest.Agencies;

/// <summary>What a news object says that it is about.</summary>
internal static class NinjsSubjects
{
    private const int Most = 200;

    public static IReadOnlyList<string> Of(NinjsItem item)
    {
        var named = new[] { item.Items("people", "person").Where(one => one.Text("rel") is null or "about" or "featured"), item.Items("organisations", "organisation"), item.Items("places", "place"), item.Items("events", "event"), item.Items("objects", "object") };
        return [.. item.Items("subjects", "subject").Concat(item.Items("genres", "genre")).Select(Subject)
            .Concat(item.Strings("keywords"))
            .Concat(named.SelectMany(some => some).Select(Subject))
            .OfType<string>().Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>A code of the IPTC in whichever member it stands; any other subject by its name, else its code.</summary>
    private static string? Subject(NinjsItem subject)
    {
        var scheme = subject.Text("scheme");
        var code = subject.Text("code");
        return AgencyText.Topic(subject.Text("uri")) ?? AgencyText.Topic(subject.Text("qcode")) ?? AgencyText.Topic(code, scheme) ?? AgencyText.Topic(subject.Text("literal"), scheme)
            ?? subject.Text("name", "literal", "uri", "qcode")
            ?? (code is null || scheme is null ? code : scheme.TrimEnd('/') + "/" + code);
    }
}
