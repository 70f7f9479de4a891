using System.Globalization;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Folders;

/// <summary>Takes the articles of a file, of any type that is taken over HTTP; the extension tells it, and the first bytes where that says little.</summary>
internal sealed class FolderIntake(DraftReader drafts, ArticleIntake intake)
{
    public const string Via = "folder";

    /// <returns>Null if every article of the file is taken, or was before; else why not.</returns>
    public async Task<string?> TakeAsync(string name, byte[] body, WatchedFolder folder, CancellationToken cancellation)
    {
        var contentType = ContentType(name, body);
        var parts = AgencyParts.Of(body, contentType) ?? [new AgencyPart(body, contentType)];
        var reasons = new List<string>();
        for (var i = 0; i < parts.Count; i++)
        {
            using var span = IngestTelemetry.StartItem(i + 1);
            if (await TakeAsync(parts[i], folder, cancellation) is not { } reason)
                continue;
            IngestTelemetry.Count("refused", Via);
            reasons.Add(parts.Count == 1 ? reason : string.Create(CultureInfo.InvariantCulture, $"Article {i + 1} of {parts.Count}: {reason}"));
        }

        return reasons.Count == 0 ? null : string.Join("\n", reasons);
    }

    private async Task<string?> TakeAsync(AgencyPart part, WatchedFolder folder, CancellationToken cancellation)
    {
        var most = drafts.MaxBytes(part.ContentType);
        if (part.Body.Length > most)
            return BodyReader.TooLarge(most).Sentence;
        var raw = new RawInput { Body = part.Body, ContentType = part.ContentType, Facts = new PageFacts(null, null, null, null, DefaultSource: folder.Source), Via = Via };
        if (drafts.Read(raw.Body, raw.ContentType, raw.Facts, raw.Via).Failed(out var refusal, out var draft))
            return refusal.Sentence;
        if (folder is { Source: { } source, SourceName: { Length: > 0 } named } && draft.Source.Id == source)
            draft = draft with { Source = draft.Source with { Name = named } };
        var result = await intake.TakeAsync(draft, raw, cancellation);
        // The intake has counted it as refused.
        return result.Refused;
    }

    private static string ContentType(string name, byte[] body) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".json" => "application/json",
        ".ninjs" => NinjsReader.MediaType,
        ".nitf" => AgencyShape.Nitf,
        ".xml" or ".newsml" or ".g2" => "application/xml",
        ".html" or ".htm" or ".xhtml" => "text/html",
        _ => StrangersEnvelope.Guess(body),
    };
}
