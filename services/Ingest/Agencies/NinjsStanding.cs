using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>What may be done with a news object, and when it was made.</summary>
internal readonly record struct NinjsStanding(ArticleStatus Status, DateTimeOffset? FirstCreated, DateTimeOffset? VersionCreated, DateTimeOffset? EmbargoedUntil)
{
    /// <summary>Before this time nobody sees it.</summary>
    public DateTimeOffset ShownFrom(DateTimeOffset now) => EmbargoedUntil > now ? EmbargoedUntil.Value : now;
}

internal static class NinjsStandings
{
    /// <summary>
    /// A status or an embargo that cannot be read must not be passed over: the article would go out at once. Of a kill, nothing else counts.
    /// </summary>
    public static Refusal? Standing(this NinjsItem item, out NinjsStanding standing)
    {
        standing = default;
        if (item.Find("pubStatus") is { ValueKind: not JsonValueKind.String } misshapen)
            return AgencyDraft.Wrong("/pubstatus", $"It is {Kind(misshapen)}, and no text: it is usable, withheld or canceled.");
        if (PublicationStatus.Of(item.Text("pubStatus")) is not { } status)
            return AgencyDraft.Wrong("/pubstatus", $"'{item.Text("pubStatus")}' is no publication status: it is usable, withheld or canceled.");
        DateTimeOffset? first = null, version = null, embargo = null;
        var wrong = AgencyDraft.Time("/firstcreated", item.Text("firstCreated", "contentCreated"), ref first)
            ?? AgencyDraft.Time("/versioncreated", item.Text("versionCreated"), ref version)
            ?? (item.Find("embargoedUntil", "embargoed") is { ValueKind: not JsonValueKind.String } unread ? AgencyDraft.Wrong("/embargoed", $"It is {Kind(unread)}, and no time.") : null)
            ?? AgencyDraft.Time("/embargoed", item.Text("embargoedUntil", "embargoed"), ref embargo);
        standing = new NinjsStanding(status, first, version, embargo);
        return status == ArticleStatus.Canceled ? null : wrong;
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };
}
