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
        if (WireMessage.Read(body, about.Charset, about.Facts.Language).Failed(out var refusal, out var message))
            return refusal;
        var text = new WireText(message);
        var tail = message.Text.Length > 400 ? message.Text[^400..] : message.Text;
        var group = WireTimes.Sent(message.Ending) ?? WireTimes.Sent(tail);
        var sent = group?.Time;
        var day = sent ?? about.Now;
        var advisory = WireAdvisory.Of(message, text, day);
        if (advisory is { Id: null })
        {
            return AgencyDraft.Wrong("advisory", $"It is {(advisory.IsKill ? "a kill" : "a correction")} ('{Short(advisory.Announced)}') and names no message that it is about: "
                + $"give source and number, such as {message.Service}0123, or withdraw the article with POST /v1/articles/{{id}}/withdraw.");
        }

        var kill = advisory is { IsKill: true };
        DateTimeOffset? embargo = null;
        // A kill waits for nothing.
        if (!kill && Embargo(text, group ?? new WireSent(about.Now, true), ref embargo) is { } unread)
            return unread;
        if (!kill && text.Blocks.Count == 0)
            return AgencyDraft.Wrong("text", "It has a headline and no text below it, or all of it is said to be not for publication.");
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

    /// <summary>The latest of those that the text names. One that cannot be read, or that has no time, refuses the message: a text that had to wait is not called back.</summary>
    private static Refusal? Embargo(WireText text, WireSent sent, ref DateTimeOffset? latest)
    {
        foreach (var embargo in text.Embargoes)
        {
            if (embargo.When is not { } when)
                continue;
            if (when.At(sent, out var why) is not { } until)
                return Unread(embargo, why);
            latest = latest > until ? latest : until;
        }

        return latest is null && text.Embargoes.Count > 0 ? Unread(text.Embargoes[0], "it names no time") : null;
    }

    private static Refusal Unread(WireEmbargo embargo, string why) =>
        AgencyDraft.Wrong("embargo", $"It is embargoed, and until when cannot be told from '{Short(embargo.Line)}': {why}. Write it as in 'EMBARGOED UNTIL 0900 GMT, March 1'.");

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
