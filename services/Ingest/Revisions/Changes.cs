using System.Globalization;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Revisions;

/// <summary>
/// What is different between two revisions: the names of the fields, and sentences for people. Notes for staff are named and not quoted,
/// because the sentences may reach readers.
/// </summary>
internal static class Changes
{
    /// <summary>Of each value that is quoted.</summary>
    private const int LongestValue = 120;

    public static (IReadOnlyList<string> Fields, IReadOnlyList<string> Words) Between(Content before, Content after, Article was, Article now)
    {
        var fields = new List<string>();
        var words = new List<string>();
        Values("title", "title", before.Title == after.Title, Quoted(was.Title), Quoted(now.Title));
        Values("byline", "byline", before.Byline.SequenceEqual(after.Byline), Listed(was.Byline), Listed(now.Byline));
        Values("dateline", "dateline", before.Dateline == after.Dateline, Plain(was.Dateline), Plain(now.Dateline));
        Values("slugline", "slugline", before.Slugline == after.Slugline, Plain(was.Slugline), Plain(now.Slugline));
        Values("language", "language", before.Language == after.Language, Plain(was.Language), Plain(now.Language));
        Counted("body", before.Body.SequenceEqual(after.Body), () => BodyChanges.Between(before.Body, after.Body));
        Counted("media", before.Media.SequenceEqual(after.Media), () => Pictures(before.Media, after.Media));
        Counted("subjects", before.Subjects.SequenceEqual(after.Subjects), () => [$"subjects: {Difference(before.Subjects, after.Subjects)}"]);
        Values("status", "status", before.Status == after.Status, Plain(was.Status.ToString().ToLowerInvariant()), Plain(now.Status.ToString().ToLowerInvariant()));
        Values("embargoedUntil", "embargo", before.EmbargoedUntil == after.EmbargoedUntil, Time(was.EmbargoedUntil), Time(now.EmbargoedUntil));
        Values("urgency", "urgency", before.Urgency == after.Urgency, Plain(Number(was.Urgency)), Plain(Number(now.Urgency)));
        Counted("edNote", before.EdNote == after.EdNote, () => ["note for editors changed"]);
        Counted("correction", before.Correction == after.Correction, () => [now.Correction is null ? "correction taken back" : "correction: " + Cut(now.Correction)]);
        Counted("rights", before.Rights == after.Rights, () => ["rights changed"]);
        return (fields, words);

        void Values(string field, string name, bool isSame, string one, string other) => Counted(field, isSame, () => [$"{name}: {one} → {other}"]);

        void Counted(string field, bool isSame, Func<IReadOnlyList<string>> said)
        {
            if (isSame)
                return;
            fields.Add(field);
            words.AddRange(said());
        }
    }

    private static IReadOnlyList<string> Pictures(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (one, other) = (before.Select(Address).ToHashSet(), after.Select(Address).ToHashSet());
        var (added, removed) = (other.Count(picture => !one.Contains(picture)), one.Count(picture => !other.Contains(picture)));
        return [.. Said(added, "added"), .. Said(removed, "removed"), .. added + removed == 0 ? ["captions or credits of pictures changed"] : (string[])[]];

        static string Address(string picture) => picture.Split('\u001F')[0];

        static IEnumerable<string> Said(int number, string what) => number == 0 ? [] : [number == 1 ? $"picture {what}" : $"{Number(number)} pictures {what}"];
    }

    private static string Difference(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        $"{Number(after.Except(before).Count())} added, {Number(before.Except(after).Count())} removed";

    private static string Quoted(string text) => text.Length == 0 ? "none" : $"“{Cut(text)}”";

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : Cut(string.Join(", ", names));

    private static string Plain(string? text) => string.IsNullOrEmpty(text) ? "none" : Cut(text);

    private static string Time(DateTimeOffset? time) => time is { } some ? some.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "none";

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Cut(string text)
    {
        if (text.Length <= LongestValue)
            return text;
        var end = char.IsHighSurrogate(text[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1;
        return text[..end] + "…";
    }
}
