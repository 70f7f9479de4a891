using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Tests.Unit.Ingest;

internal static class Drafts
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ArticleDraft Draft(string title = "A title", string text = "A text.") => new()
    {
        Source = new ArticleSource { Id = "Desk", Name = "Desk" },
        Guid = "g-1",
        Title = title,
        Body = [new Block { Type = BlockType.Paragraph, Text = text }],
        Extraction = "text/1",
        ReceivedAt = Noon,
        Via = "http",
    };
}
