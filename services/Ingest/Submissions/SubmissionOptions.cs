using System.ComponentModel.DataAnnotations;

namespace Newsroom.Ingest.Submissions;

/// <summary>What is taken. Section <c>Newsroom:Submissions</c>.</summary>
internal sealed record SubmissionOptions
{
    public const string Section = "Newsroom:Submissions";

    /// <summary>
    /// Bytes of one submission that is no page, after decompression. A long read is 0.1 MB, so this leaves room for markup and keeps a document with its
    /// waiting messages far below MongoDB's 16 MB.
    /// </summary>
    [Range(1_000, 4_000_000)]
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>
    /// Bytes of one page, after decompression. A page is a hundred times its article: scripts, styles and menus, of which nothing is kept.
    /// </summary>
    [Range(1_000, 20_000_000)]
    public int MaxPageBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>Source of pages and texts that name none and have no URL to tell it by.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public string DefaultSource { get; init; } = "submissions";
}
