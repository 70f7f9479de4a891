using System.Globalization;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Makes a draft of one message of IPTC 7901 or ANPA 1312. It is named by its source and number and the day (both begin anew at midnight), so that
/// an advisory can name it. A message without a date is of the day on which it comes.
/// </summary>
internal static class WireReader
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["/title"] = "headline",
        ["/body"] = "text",
        ["/source"] = "header",
        ["/language"] = "language",
    };

    /// <summary>Of the one letter of ANPA, and of two letters as European agencies have them.</summary>
    private static readonly Dictionary<string, string> Categories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["a"] = "national",
        ["e"] = "entertainment",
        ["f"] = "business",
        ["i"] = "international",
        ["k"] = "commentary",
        ["l"] = "lifestyle",
        ["p"] = "politics",
        ["s"] = "sport",
        ["t"] = "travel",
        ["w"] = "national",
        ["pl"] = "politics",
        ["pol"] = "politics",
        ["wi"] = "business",
        ["fin"] = "business",
        ["ku"] = "culture",
        ["sp"] = "sport",
        ["spo"] = "sport",
    };

    public static Reading<ArticleDraft> Read(byte[] body, AgencyMessage about)
    {
        if (WireMessage.Read(body, about.Charset).Failed(out var unread, out var message))
            return unread;
        var text = new WireText(message);
        var tail = message.Text.Length > 400 ? message.Text[^400..] : message.Text;
        var sent = WireTimes.Sent(message.Ending) ?? WireTimes.Sent(tail);
        var day = sent ?? about.Now;
        DateTimeOffset? embargo = null;
        if (text.EmbargoLine is { } line && (embargo = WireTimes.EmbargoedUntil(line, day)) is null)
            return AgencyDraft.Wrong("embargo", $"It is embargoed, and the time cannot be read in '{Short(line)}': write it as in 'EMBARGOED UNTIL 0900 GMT, March 1'.");

        var advisory = WireAdvisory.Of(message, text, day);
        if (advisory is { Id: null })
        {
            return AgencyDraft.Wrong("advisory", $"It is {(advisory.IsKill ? "a kill" : "a correction")} ('{Short(advisory.Announced)}') and names no message that it is about: "
                + $"give source and number, such as {message.Service}0123, or withdraw the article with POST /v1/articles/{{id}}/withdraw.");
        }

        var kill = advisory is { IsKill: true };
        var submission = new SubmitArticle
        {
            Source = about.Facts.Source ?? (message.IsAnpa ? WireTimes.SenderOf(message.Ending + "\n" + tail) : message.Service)?.ToLowerInvariant() ?? about.Facts.DefaultSource ?? about.DefaultSource,
            Guid = about.Facts.Guid ?? advisory?.Id ?? message.Id(DateOnly.FromDateTime(day.UtcDateTime)),
            Url = about.Facts.Url,
            Title = WireAdvisory.Without(text.Headline) ?? text.Slugs.FirstOrDefault(),
            Byline = text.Byline,
            Language = about.Facts.Language,
            // A correction leaves the day of what it corrects.
            PublishedAt = advisory is null ? sent : null,
            UpdatedAt = sent,
            Status = kill ? ArticleStatus.Canceled : ArticleStatus.Usable,
            EmbargoedUntil = embargo,
            Urgency = Urgency(message),
            EdNote = kill ? string.Join(" ", text.Everything) : text.EdNote,
            Correction = advisory is { IsKill: false } ? text.Corrects ?? "A corrected version, says its source." : null,
            Slugline = Slugline(message, text),
            Dateline = text.Dateline ?? TopLines.Dateline(text.Blocks.Count > 0 ? text.Blocks[0] : null),
            Subjects = message.Category is { } category && Categories.TryGetValue(category, out var subject) ? [subject] : null,
            Rights = AgencyDraft.OrNull(new Rights { OriginalSource = CleanText.Line(text.Agency, 500) }),
            Body = kill || text.Blocks.Count == 0 ? null : new SubmittedBody { Blocks = text.Blocks },
        };
        return new AgencyDraft
        {
            Submission = submission,
            SourceName = text.Agency ?? (message.IsAnpa ? WireTimes.SenderOf(message.Ending + "\n" + tail) : null),
            Version = Version(message, sent),
            Extraction = message.IsAnpa ? "anpa1312/1" : "iptc7901/1",
            Evidence = new Dictionary<string, string>
            {
                ["guid"] = advisory is null ? "source and number of the header, and the day" : "the message that it names",
                ["publishedAt"] = sent is null ? "none: taken as of the day on which it came" : "date-time group at the end",
                ["category"] = message.Category ?? "",
                ["priority"] = message.Priority ?? "",
            },
            Names = Names,
        }.Check(about.Now, about.Via);
    }

    /// <summary>Of several messages in a minute the higher number is the later one.</summary>
    private static SourceVersion? Version(WireMessage message, DateTimeOffset? sent) => sent is { } time
        ? new SourceVersion(null, SubmissionRules.Milliseconds(time.AddMilliseconds(int.Parse(message.Number, CultureInfo.InvariantCulture))))
        : null;

    private static int? Urgency(WireMessage message) => message.Priority?.ToLowerInvariant() switch
    {
        [>= '1' and <= '9' and var digit] => digit - '0',
        "f" => 1,
        "b" => 2,
        "u" => 3,
        "r" => 4,
        "d" => 5,
        _ => null,
    };

    /// <summary>Without what a later lead adds: "BC-Ferry, 1st Ld" is of the story BC-Ferry.</summary>
    private static string? Slugline(WireMessage message, WireText text) =>
        text.Slugs.FirstOrDefault() is not { } slug ? null : message.IsAnpa ? slug.Split([',', ' '], 2)[0] : slug;

    private static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
