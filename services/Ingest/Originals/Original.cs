using System.IO.Compression;
using Newsroom.Ingest.Identity;

namespace Newsroom.Ingest.Originals;

/// <summary>The raw input that made a revision of an article. A revision has one: what comes again unchanged adds none.</summary>
internal sealed record Original
{
    private static readonly Guid Namespace = new("0c1f6b1e-6a0f-4a53-8f0e-5a3b1d2c7e90");

    public required Guid Id { get; init; }
    public required Guid ArticleId { get; init; }
    public required int Revision { get; init; }

    /// <summary>As it is searched for, see <see cref="SourceKey"/>.</summary>
    public required string Source { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ExpireAt { get; init; }

    /// <summary>What made blocks of it then, see <see cref="Contracts.Provenance.Extraction"/>.</summary>
    public required string Extraction { get; init; }

    /// <summary>Bytes, before compression.</summary>
    public required int Size { get; init; }

    /// <summary>Its body is compressed (Brotli, RFC 7932).</summary>
    public required RawInput Raw { get; init; }

    public static Original Of(RawInput raw, Guid articleId, int revision, string source, string extraction, DateTimeOffset at, TimeSpan keepFor) => new()
    {
        Id = NameBasedGuid.Create(Namespace, $"{articleId}\n{revision}"),
        ArticleId = articleId,
        Revision = revision,
        Source = SourceKey(source),
        At = at,
        ExpireAt = at + keepFor,
        Extraction = extraction,
        Size = raw.Body.Length,
        Raw = raw with { Body = Compressed(raw.Body) },
    };

    /// <summary>As it came in.</summary>
    public RawInput Opened()
    {
        var body = new byte[Size];
        using var brotli = new BrotliStream(new MemoryStream(Raw.Body, writable: false), CompressionMode.Decompress);
        brotli.ReadExactly(body);
        return Raw with { Body = body };
    }

    /// <summary>Case and spaces around a source's name don't matter.</summary>
    public static string SourceKey(string source) => source.Trim().ToLowerInvariant();

    private static byte[] Compressed(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(body);
        return compressed.ToArray();
    }
}

/// <summary>Keeps originals until their time is over.</summary>
internal interface IOriginalStore
{
    /// <summary>What is there already of this revision stays.</summary>
    Task KeepAsync(Original original, CancellationToken cancellation);

    /// <summary>Of the article's highest revision that has one.</summary>
    Task<Original?> NewestAsync(Guid articleId, CancellationToken cancellation);

    /// <summary>The oldest first, those after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<OriginalPlace>> ListAsync(OriginalQuery query, OriginalPlace? after, int limit, CancellationToken cancellation);
}

/// <param name="Sources">Of one of these, see <see cref="Original.SourceKey"/>; null for all.</param>
/// <param name="From">Came in at this time or later.</param>
/// <param name="To">Came in before this time.</param>
internal sealed record OriginalQuery(IReadOnlyList<string>? Sources, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Where an original stands in the order of time.</summary>
internal sealed record OriginalPlace(Guid Id, Guid ArticleId, DateTimeOffset At)
{
    /// <summary>A cursor.</summary>
    public override string ToString() => $"{At.ToUnixTimeMilliseconds():x}-{Id:n}";

    public static OriginalPlace? Parse(string cursor) =>
        cursor.Split('-') is [var at, var id]
        && long.TryParse(at, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var milliseconds) && milliseconds is >= 0 and < 253_402_300_800_000
        && Guid.TryParseExact(id, "n", out var guid)
            ? new OriginalPlace(guid, Guid.Empty, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
            : null;
}
