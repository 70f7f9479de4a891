using System.ComponentModel.DataAnnotations;

namespace Newsroom.Ingest.Revisits;

/// <summary>When the pages that articles were read from are looked at again. Section <c>Newsroom:Revisits</c>.</summary>
internal sealed record RevisitOptions : IValidatableObject
{
    public const string Section = "Newsroom:Revisits";

    /// <summary>Corrections come within hours mostly, and most of the rest within a week.</summary>
    private static readonly IReadOnlyList<TimeSpan> Usual = [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7)];

    private static readonly TimeSpan Soonest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(90);

    /// <summary>
    /// Pages looked at again at the same time by this replica; 0 looks at none, and plans none for others. A small share beside
    /// <c>Newsroom:Polling:AtOnce</c>, because what is new goes first.
    /// </summary>
    [Range(0, 100)]
    public int AtOnce { get; init; } = 4;

    /// <summary>Times since an article was published; an hour, six hours, a day, three days and seven days if nothing is said.</summary>
    [MaxLength(20)]
    public IReadOnlyList<TimeSpan> After { get; init; } = [];

    /// <summary>How often to look for pages that are due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a page is kept from other replicas; the longest that a visit waits after the death of its replica.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From one 404 to the next visit, until the third is believed: a site that is being mended answers so for an hour.</summary>
    [Range(typeof(TimeSpan), "00:30:00", "1.00:00:00")]
    public TimeSpan AfterNotFound { get; init; } = TimeSpan.FromHours(3);

    public IReadOnlyList<TimeSpan> Times => After.Count > 0 ? After : Usual;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => After.Any(time => time < Soonest || time > Latest)
        ? [new ValidationResult($"The field {nameof(After)} takes times from {Soonest} to {Latest}, such as 06:00:00 or 3.00:00:00.", [nameof(After)])]
        : [];
}
