using System.ComponentModel.DataAnnotations;
using System.Text;

namespace Newsroom.Ingest.Folders;

/// <summary>Which folders are watched; none unless there are any. Section <c>Newsroom</c>, list <c>Folders</c>.</summary>
internal sealed record FolderOptions
{
    public const string Section = "Newsroom";

    public IReadOnlyList<WatchedFolder> Folders { get; init; } = [];
}

/// <summary>A folder that files are dropped into, on a disk or a network mount that every replica sees under the same path.</summary>
internal sealed record WatchedFolder : IValidatableObject
{
    /// <summary>Absolute, or relative to where the service is started. <c>taking</c>, <c>done</c> and <c>refused</c> are made in it.</summary>
    [Required, StringLength(1_000, MinimumLength = 1)]
    public string Path { get; init; } = "";

    /// <summary>Whom files are from that do not say so themselves.</summary>
    [StringLength(200)]
    public string? Source { get; init; }

    /// <summary>Its name for people.</summary>
    [StringLength(200)]
    public string? SourceName { get; init; }

    /// <summary>What its text files are written in (<c>windows-1250</c>, <c>x-IA5-German</c>); UTF-8, or what they look like, if nothing is said.</summary>
    [StringLength(40)]
    public string? Charset { get; init; }

    /// <summary>A file is taken once it looks the same twice in a row, so this is also how long a writer may pause.</summary>
    [Range(0.05, 3_600)]
    public double PollSeconds { get; init; } = 5;

    /// <summary>Of one file, unpacked; of one article in it, Newsroom:Submissions:MaxBytes holds.</summary>
    [Range(1_000, 64_000_000)]
    public int MaxBytes { get; init; } = 16_000_000;

    /// <summary>After this long, a file that somebody began to take is anybody's again: its taker died.</summary>
    [Range(1, 1_440)]
    public int StaleMinutes { get; init; } = 10;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Charset is not { Length: > 0 } name || Encoding.GetEncodings().Any(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ? []
            : [new ValidationResult($"The field {nameof(Charset)} takes the name of a character set, such as windows-1250 or iso-8859-2.", [nameof(Charset)])];
    }
}
