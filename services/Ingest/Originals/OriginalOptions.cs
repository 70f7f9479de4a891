using System.ComponentModel.DataAnnotations;

namespace Newsroom.Ingest.Originals;

/// <summary>What is kept of the raw input of articles that were taken. Section <c>Newsroom:Originals</c>.</summary>
internal sealed record OriginalOptions
{
    public const string Section = "Newsroom:Originals";

    /// <summary>How long; nothing is kept with <c>00:00:00</c>. A page is some 100 KB, of which 20 KB are left once compressed: 1,000 articles a day make 0.3 GB in two weeks.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Bytes of one, before compression; what is larger is not kept. Far below the 16 MB of a document of MongoDB.</summary>
    [Range(0, 12 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 5 * 1024 * 1024;
}
