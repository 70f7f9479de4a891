using System.ComponentModel.DataAnnotations;

namespace Newsroom.Publishing.Site;

/// <summary>The readers' site. Section <c>Newsroom:Site</c>.</summary>
internal sealed record SiteOptions
{
    public const string Section = "Newsroom:Site";

    [Required, StringLength(100, MinimumLength = 1)]
    public string Title { get; init; } = "Newsroom";

    [StringLength(300)]
    public string Description { get; init; } = "The latest from our sources.";

    /// <summary>
    /// Address that readers use, such as <c>https://news.example.org</c>, for absolute links in feeds. Unset, the address of the request is used.
    /// </summary>
    [RegularExpression("^(https?://[^/ ]+.*)?$", ErrorMessage = "Newsroom:Site:BaseUrl is an address such as https://news.example.org.")]
    public string? BaseUrl { get; init; }

    /// <summary>Language of the front page where a reader has no preference; BCP 47.</summary>
    [Required]
    public string Language { get; init; } = "en";

    /// <summary>Shown at the foot of pages ("partner links").</summary>
    public IReadOnlyList<PartnerLink> Partners { get; init; } = [];
}

internal sealed record PartnerLink
{
    [Required]
    public string Name { get; init; } = "";

    [Required, Url]
    public string Url { get; init; } = "";
}
