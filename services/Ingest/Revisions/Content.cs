using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Revisions;

/// <summary>
/// What makes the content of an article, without furniture, to compare two versions by. Not in it: addresses and times, which sources touch without a
/// word being changed (see <see cref="Particulars"/>), and lines such as "3 hours ago".
/// </summary>
internal sealed record Content
{
    public required string Title { get; init; }
    public required IReadOnlyList<string> Byline { get; init; }
    public required string Dateline { get; init; }
    public required string Slugline { get; init; }
    public required string? Language { get; init; }
    public required IReadOnlyList<Piece> Body { get; init; }
    public required IReadOnlyList<string> Media { get; init; }

    /// <summary>In order of their names: a list of subjects has none of its own.</summary>
    public required IReadOnlyList<string> Subjects { get; init; }
    public required ArticleStatus Status { get; init; }
    public required DateTimeOffset? EmbargoedUntil { get; init; }
    public required int? Urgency { get; init; }
    public required string EdNote { get; init; }
    public required string Correction { get; init; }
    public required Rights? Rights { get; init; }

    public static Content Of(ArticleDraft draft) => new()
    {
        Title = Furniture.Text(draft.Title),
        Byline = Lines(draft.Byline),
        Dateline = Furniture.Text(draft.Dateline),
        Slugline = Furniture.Text(draft.Slugline),
        Language = draft.Language,
        Body = [.. draft.Body.Select(Piece.Of).Where(piece => !piece.IsPassing)],
        Media = [.. draft.Media.Select(Piece.Of).Distinct()],
        Subjects = [.. Lines(draft.Subjects).Order(StringComparer.Ordinal)],
        Status = draft.Status,
        EmbargoedUntil = draft.EmbargoedUntil?.ToUniversalTime(),
        Urgency = draft.Urgency,
        EdNote = Furniture.Text(draft.EdNote),
        Correction = Furniture.Text(draft.Correction),
        Rights = draft.Rights,
    };

    public static Content Of(Article article) => new()
    {
        Title = Furniture.Text(article.Title),
        Byline = Lines(article.Byline),
        Dateline = Furniture.Text(article.Dateline),
        Slugline = Furniture.Text(article.Slugline),
        Language = article.Language,
        Body = [.. article.Body.Select(Piece.Of).Where(piece => !piece.IsPassing)],
        Media = [.. article.Media.Select(Piece.Of).Distinct()],
        Subjects = [.. Lines(article.Subjects).Order(StringComparer.Ordinal)],
        Status = article.Status,
        EmbargoedUntil = article.EmbargoedUntil?.ToUniversalTime(),
        Urgency = article.Urgency,
        EdNote = Furniture.Text(article.EdNote),
        Correction = Furniture.Text(article.Correction),
        Rights = article.Rights,
    };

    private static IReadOnlyList<string> Lines(IEnumerable<string> lines) => [.. lines.Select(Furniture.Text)];
}

/// <summary>A block of the body as it is compared.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Text">Its words.</param>
/// <param name="Rest">What else makes it: markup where it says more than the words, level, picture.</param>
internal sealed record Piece(BlockType Type, string Text, string Rest)
{
    /// <summary>Not part of the article at all, whatever it says.</summary>
    public bool IsPassing => Type is not BlockType.Image && (Text.Length == 0 || PassingLines.Is(Text));

    public static Piece Of(Block block)
    {
        var text = block.Type == BlockType.Image
            ? Furniture.Text(block.Text)
            : string.Join('\n', PlainText.Of(block).Split('\n').Select(Furniture.Text)).Trim();
        var rest = string.Join('\u001F',
            block.Html is null ? "" : Furniture.Html(block.Html), block.Level, block.Ordered, block.HasHeader, Furniture.Text(block.Cite), block.Media is null ? "" : Of(block.Media));
        return new Piece(block.Type, text, rest);
    }

    /// <summary>A picture, whatever its size.</summary>
    public static string Of(Media media) =>
        string.Join('\u001F', Furniture.Picture(media.Url), Furniture.Text(media.Alt), Furniture.Text(media.Caption), Furniture.Text(media.Credit));
}
