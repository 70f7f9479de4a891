using System.Buffers.Binary;
using System.Globalization;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Folders;

/// <summary>Takes the articles of a file, of any type that is taken over HTTP; the extension tells it, and the first bytes where that says little.</summary>
internal sealed class FolderIntake(DraftReader drafts, ArticleIntake intake)
{
    public const string Via = "folder";

    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];

    /// <param name="name">The file's.</param>
    /// <param name="file">Null for one that is larger than may be.</param>
    /// <param name="folder">Where it lay.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null if every article of the file is taken, or was before; else why not.</returns>
    public async Task<string?> TakeAsync(string name, byte[]? file, WatchedFolder folder, CancellationToken cancellation)
    {
        if ((await UnpackedAsync(file, folder, cancellation)).Failed(out var packed, out var body))
        {
            IngestTelemetry.Count("refused", Via);
            return packed.Sentence;
        }

        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        var contentType = WithCharset(ContentType(name, body), folder.Charset);
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

    /// <summary>What is packed says so by its first bytes, whatever its name is.</summary>
    private static async Task<Reading<byte[]>> UnpackedAsync(byte[]? file, WatchedFolder folder, CancellationToken cancellation)
    {
        if (file is null)
            return TooLarge(folder);
        if (file.AsSpan().StartsWith("PK\x03\x04"u8))
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, "It is a zip archive. Put the files in it here, as they are or each as gzip.");
        if (!file.AsSpan().StartsWith(Gzip))
            return file;
        using var packed = new MemoryStream(file, writable: false);
        var unpacked = await BodyReader.ReadAsync(packed, "gzip", folder.MaxBytes, cancellation);
        if (unpacked.Refusal is { Status: StatusCodes.Status413PayloadTooLarge })
            return TooLarge(folder);
        // It ends with its length; the stream says nothing of one that is cut off.
        return unpacked.Value is { } whole && BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(file.Length - 4)) == whole.Length
            ? unpacked
            : new Refusal(StatusCodes.Status400BadRequest, "It begins as gzip does (RFC 1952), and cannot be unpacked: it is empty, broken, cut off or of several parts.");
    }

    private static Refusal TooLarge(WatchedFolder folder) => new(StatusCodes.Status413PayloadTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"The file is larger than {folder.MaxBytes:N0} bytes. Part it, or raise Newsroom:Folders:…:MaxBytes."));

    /// <summary>Of text alone: all else says itself what it is written in.</summary>
    private static string WithCharset(string contentType, string? charset) =>
        charset is { Length: > 0 } && contentType is (AgencyShape.Wire or "text/plain") ? $"{contentType}; charset={charset}" : contentType;

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
