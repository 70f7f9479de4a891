using System.Text.Json;
using Newsroom.Contracts;

namespace Newsroom.Tests.Integration;

/// <summary>Events as a service would publish them, to be published out of turn.</summary>
internal static class Events
{
    public static Article Article(string guid, int revision = 1) => new()
    {
        ArticleId = Sample.IdOf(guid),
        Revision = revision,
        Source = new ArticleSource { Id = Sample.Source, Name = Sample.Source },
        Guid = guid,
        Title = $"A bridge opens, revision {revision}",
        Body = [new Block { Type = BlockType.Paragraph, Text = Sample.Text }],
        Provenance = new Provenance { ReceivedAt = DateTimeOffset.UnixEpoch, Via = "test", ContentHash = $"{guid} {revision}", Extraction = "text/1" },
    };

    public static string Received(string guid, int revision = 1) =>
        JsonSerializer.Serialize(new ArticleReceived { Article = Article(guid, revision) }, WireJson.Options);

    public static string Enriched(string guid, int revision = 1) => JsonSerializer.Serialize(
        new ArticleEnriched
        {
            Article = Article(guid, revision),
            Enrichment = new Contracts.Enrichment { Language = new LanguageGuess { Code = "en", Confidence = 1 }, Summary = "A bridge.", WordCount = 40, ReadingMinutes = 1 },
        },
        WireJson.Options);

    public static string Withdrawn(string guid, int revision = 2) => JsonSerializer.Serialize(
        new ArticleWithdrawn { ArticleId = Sample.IdOf(guid), Revision = revision, Title = "A bridge opens", WithdrawnAt = DateTimeOffset.UnixEpoch },
        WireJson.Options);
}
