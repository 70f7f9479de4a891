using Newsroom.Contracts;

namespace Newsroom.Publishing.Articles;

/// <summary>
/// An article that readers can read, and what is derived from it for all of them alike. Pages, feeds and the API take this and
/// never a <see cref="PublishedArticle"/>, so that what is withdrawn, withheld or under embargo has no way to them.
/// </summary>
internal sealed class ReadableArticle
{
    private const int LongestTeaser = 280;

    private readonly PublishedArticle _stored;

    private ReadableArticle(PublishedArticle stored, Article article, Enrichment enrichment)
    {
        _stored = stored;
        Article = article;
        Enrichment = enrichment;
    }

    /// <summary>Null if readers cannot read it now.</summary>
    public static ReadableArticle? Of(PublishedArticle? stored) =>
        stored is { State: PublicationState.Published, Article: { Status: ArticleStatus.Usable } article, Enrichment: { } enrichment }
            ? new ReadableArticle(stored, article, enrichment)
            : null;

    public Article Article { get; }
    public Enrichment Enrichment { get; }
    public Guid Id => _stored.ArticleId;
    public int Revision => _stored.Revision;
    public string Slug => _stored.Slug;
    public string Title => _stored.Title;
    public string Language => _stored.Language;
    public IReadOnlyList<HistoryEntry> History => _stored.History;
    public DateTimeOffset PublishedAt => Article.PublishedAt ?? _stored.SortAt;

    /// <summary>
    /// When it last changed in the eyes of readers, or null if it never did: the later of what the source says and of what
    /// happened here, because sources forget to move their time and feed readers look at nothing else.
    /// </summary>
    public DateTimeOffset? UpdatedAt
    {
        get
        {
            // A source whose clock is ahead would make the article look changed for ever.
            var said = Article.UpdatedAt <= Article.Provenance.ReceivedAt ? Article.UpdatedAt : null;
            var seen = History.LastOrDefault(static entry => entry.Change is PublicationChange.Revised or PublicationChange.Corrected)?.At;
            var later = said > seen || seen is null ? said : seen;
            return later > PublishedAt ? later : null;
        }
    }

    /// <summary>For HTTP <c>Last-Modified</c>: the last time that anything about it changed here.</summary>
    public DateTimeOffset ChangedAt => History.Count > 0 ? History[^1].At : UpdatedAt ?? _stored.SortAt;

    /// <summary>What was wrong, while the revision that set it right is the latest.</summary>
    public string? Correction =>
        History is [.., { Change: PublicationChange.Corrected } latest] ? latest.Note ?? Article.Correction ?? string.Empty : null;

    /// <summary>A copy of somebody else's article.</summary>
    public bool IsSyndicated => !string.IsNullOrWhiteSpace(Article.Rights?.OriginalSource);

    /// <summary>Whether IPTC's Digital Source Type says that a trained model made it, wholly or with people.</summary>
    public MachineShare MachineShare => Article.Rights?.DigitalSourceType switch
    {
        { } type when type.Contains("compositeWithTrainedAlgorithmicMedia", StringComparison.OrdinalIgnoreCase) => MachineShare.Part,
        { } type when type.Contains("trainedAlgorithmicMedia", StringComparison.OrdinalIgnoreCase) => MachineShare.Whole,
        _ => MachineShare.None,
    };

    /// <summary>The picture that stands for the article.</summary>
    public Media? LeadImage =>
        Article.Media.FirstOrDefault(IsImage)
        ?? Article.Body.FirstOrDefault(static block => block.Type == BlockType.Image && block.Media is { } media && IsImage(media))?.Media;

    /// <summary>The summary, or the opening words of an article too short to have one.</summary>
    public string Teaser
    {
        get
        {
            if (!string.IsNullOrWhiteSpace(Enrichment.Summary))
                return Enrichment.Summary;
            var opening = Article.Body.FirstOrDefault(static block =>
                block.Type == BlockType.Paragraph && !string.IsNullOrWhiteSpace(block.Text));
            return Shorten(opening?.Text ?? string.Empty, LongestTeaser);
        }
    }

    /// <summary>At most <paramref name="longest"/> UTF-16 units and an ellipsis, cut between words where there are any.</summary>
    internal static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = text.LastIndexOf(' ', longest);
        if (end < longest / 2)
            end = char.IsLowSurrogate(text[longest]) ? longest - 1 : longest;
        return string.Concat(text.AsSpan(0, end).TrimEnd(" ,;:.–—-"), "…");
    }

    private static bool IsImage(Media media) => media.Type is null || media.Type.StartsWith("image/", StringComparison.OrdinalIgnoreCase);
}

internal enum MachineShare
{
    None,
    Part,
    Whole,
}
