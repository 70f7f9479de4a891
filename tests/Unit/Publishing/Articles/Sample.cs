using Newsroom.Contracts;
using Newsroom.Publishing.Articles;

namespace Newsroom.Tests.Unit.Publishing.Articles;

/// <summary>Articles to test with. Number 1 is the newest.</summary>
internal static class Sample
{
    public const string EdNote = "for-desks-only-4711";

    public static readonly DateTimeOffset Noon = new(2026, 3, 12, 12, 0, 0, TimeSpan.Zero);

    public static PublishedArticle Article(
        int number = 1, string title = "Rain stops play", string language = "en", string source = "wire",
        string text = "It rained all day.", Func<Article, Article>? edit = null)
    {
        var id = Guid.Parse($"{number:x8}-0000-5000-8000-000000000000");
        var at = Noon.AddMinutes(-number);
        var article = new Article
        {
            ArticleId = id,
            Revision = 1,
            Source = new ArticleSource { Id = source, Name = source.ToUpperInvariant() },
            Title = title,
            Url = $"https://source.example.org/{number}",
            Byline = ["Ana Reis"],
            PublishedAt = at,
            Language = language,
            EdNote = EdNote,
            Body = [new Block { Type = BlockType.Paragraph, Text = text }],
            Provenance = new Provenance { ReceivedAt = at, Via = "http", ContentHash = $"{number}{title}{text}", Extraction = "text/1" },
        };
        if (edit is not null)
            article = edit(article);
        return new PublishedArticle
        {
            ArticleId = id,
            Revision = article.Revision,
            State = PublicationState.Published,
            Slug = Slug.For(title, id),
            Title = article.Title,
            Language = language,
            Article = article,
            Enrichment = new Newsroom.Contracts.Enrichment
            {
                Language = new LanguageGuess { Code = language, Confidence = 1 },
                Summary = "",
                WordCount = 5,
                ReadingMinutes = 1,
                Topics = [new Topic { Code = "medtop:17000000", Label = "weather", Weight = 0.8 }],
            },
            FirstPublishedAt = at,
            SortAt = at,
            History = [new HistoryEntry { Revision = 1, Change = PublicationChange.Published, Title = title, At = at }],
        };
    }

    public static PublishedArticle Corrected(PublishedArticle article, string note) => article with
    {
        Revision = 2,
        Article = article.Article! with { Revision = 2, Correction = note },
        History =
        [
            .. article.History,
            new HistoryEntry { Revision = 2, Change = PublicationChange.Corrected, Title = article.Title, At = Noon.AddHours(1), Note = note },
        ],
    };

    /// <summary>As the tombstone keeps it.</summary>
    public static PublishedArticle Withdrawn(PublishedArticle article) => article with
    {
        State = PublicationState.Withdrawn,
        Article = null,
        Enrichment = null,
    };
}
