using MongoDB.Bson.Serialization.Attributes;
using Newsroom.Ingest.Quarantine;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Originals;

/// <summary>What came in, before anything was made of it, with all that is needed to read it again.</summary>
internal sealed record RawInput
{
    /// <summary>Decompressed.</summary>
    public required byte[] Body { get; init; }

    /// <summary>With its charset, as given.</summary>
    public string? ContentType { get; init; }

    /// <summary>What was said beside it.</summary>
    public PageFacts Facts { get; init; } = new(null, null, null, null);

    /// <summary>The door, see <see cref="Contracts.Provenance.Via"/>.</summary>
    public required string Via { get; init; }

    /// <summary>Which <see cref="IRawReader"/> made an article of it, and can again.</summary>
    public string ReadBy { get; init; } = SubmissionReader.Kind;

    /// <summary>Headers of the answer or the message that matter for reading it: <c>Content-Language</c>, <c>Link</c>, <c>Last-Modified</c>.</summary>
    [BsonSerializer(typeof(HeaderPairs))]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>Makes a draft of what came by one kind of door. Each is registered once, by its kind.</summary>
internal interface IRawReader
{
    string Kind { get; }

    Reading<ArticleDraft> Read(RawInput raw);

    /// <summary>The same, to be read as its source is to be read now.</summary>
    Task<RawInput> AsOfNowAsync(RawInput raw, CancellationToken cancellation) => Task.FromResult(raw);

    /// <summary>By what it is known that it came before, in another state perhaps; null where that is not to be told.</summary>
    string? Subject(RawInput raw) => null;
}

/// <summary>A body of a type that <c>POST /v1/articles</c> takes.</summary>
internal sealed class SubmissionReader(DraftReader drafts) : IRawReader
{
    public const string Kind = "submission";

    string IRawReader.Kind => Kind;

    public Reading<ArticleDraft> Read(RawInput raw) => drafts.Read(raw.Body, raw.ContentType, raw.Facts, raw.Via);
}

/// <summary>Reads what came in by the reader that it was read by the first time, and by the rules of today.</summary>
internal sealed class RawReaders(IEnumerable<IRawReader> readers)
{
    private readonly Dictionary<string, IRawReader> byKind = readers.ToDictionary(reader => reader.Kind, StringComparer.Ordinal);

    public async Task<Reading<ReadAgain>> ReadAsync(RawInput raw, CancellationToken cancellation)
    {
        var now = await AsOfNowAsync(raw, cancellation);
        return Read(now).Failed(out var refusal, out var draft) ? refusal : new ReadAgain(draft, now);
    }

    /// <summary>See <see cref="IRawReader.AsOfNowAsync"/>.</summary>
    public Task<RawInput> AsOfNowAsync(RawInput raw, CancellationToken cancellation) =>
        byKind.TryGetValue(raw.ReadBy, out var reader) ? reader.AsOfNowAsync(raw, cancellation) : Task.FromResult(raw);

    /// <summary>See <see cref="IRawReader.Read"/>.</summary>
    public Reading<ArticleDraft> Read(RawInput raw) => byKind.TryGetValue(raw.ReadBy, out var reader)
        ? reader.Read(raw)
        : new Refusal(StatusCodes.Status422UnprocessableEntity, $"It was read by '{raw.ReadBy}', which this release does not have.");

    /// <summary>See <see cref="IRawReader.Subject"/>.</summary>
    public string? Subject(RawInput raw) => byKind.GetValueOrDefault(raw.ReadBy)?.Subject(raw);
}

/// <param name="Draft">What was read.</param>
/// <param name="Raw">What it was read out of, with the rules by which.</param>
internal sealed record ReadAgain(ArticleDraft Draft, RawInput Raw);
