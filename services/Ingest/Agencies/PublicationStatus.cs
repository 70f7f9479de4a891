using Newsroom.Contracts;

namespace Newsroom.Ingest.Agencies;

/// <summary>The IPTC's status of publication, as its formats write it: a word, a code (<c>stat:canceled</c>) or the address of one.</summary>
internal static class PublicationStatus
{
    /// <summary>By the word behind the alias, which a provider may choose. Usable where nothing is said, null for what is no status.</summary>
    public static ArticleStatus? Of(string? said) => AgencyText.Word(said)?.ToLowerInvariant() switch
    {
        null or "usable" => ArticleStatus.Usable,
        "withheld" => ArticleStatus.Withheld,
        "canceled" or "cancelled" => ArticleStatus.Canceled,
        _ => null,
    };

    /// <summary>What NITF and NewsML 1.x say instead of usable.</summary>
    public static bool IsEmbargoed(string? said) => said?.Trim().Equals("embargoed", StringComparison.OrdinalIgnoreCase) == true;
}
