using Newsroom.Contracts;

namespace Newsroom.Tests.Contract.Messages;

/// <summary>An article with every member set and a block of every type.</summary>
internal static class ArticleSample
{
    /// <summary>Several scripts, a character beyond the BMP, and what HTML and JSON would like to escape.</summary>
    public const string Title = "Ferry ‘Linnea’ runs again ⛴ 🚢 — 渡轮 & <more>";

    public static Media Photograph { get; } = new()
    {
        Url = "https://harbour.example/img/linnea.jpg",
        Type = "image/jpeg",
        Alt = "A white ferry at a quay",
        Caption = "Linnea at Sandvik on Sunday.",
        Credit = "Ola Berg / Harbour Wire",
        Width = 1600,
        Height = 900,
    };

    public static Rights Rights { get; } = new()
    {
        CopyrightHolder = "Harbour Wire",
        CopyrightNotice = "© 2026 Harbour Wire",
        UsageTerms = "No archive use after 30 days.",
        OriginalSource = "Coast Press",
        DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    };

    public static IReadOnlyList<Block> Body { get; } =
    [
        new() { Type = BlockType.Heading, Text = "Back after ten months", Level = 2 },
        new() { Type = BlockType.Paragraph, Text = "The ferry Linnea runs again.", Html = "The ferry <em>Linnea</em> <a href=\"https://harbour.example/linnea\">runs again</a>." },
        new() { Type = BlockType.List, Ordered = true, Items = ["Sandvik 08:00", "Holm 08:40"] },
        new() { Type = BlockType.Quote, Text = "“She is \"as new\".”", Cite = "Ada Nilsen, master" },
        new() { Type = BlockType.Image, Text = "Linnea at Sandvik on Sunday.", Media = Photograph },
        new() { Type = BlockType.Table, HasHeader = true, Rows = [["Quay", "Passengers"], ["Sandvik", "1 204"], ["Holm", ""]] },
    ];

    public static Contracts.Enrichment Enrichment { get; } = new()
    {
        Language = new LanguageGuess { Code = "en", Confidence = 0.97 },
        Summary = "The ferry Linnea runs again.",
        WordCount = 412,
        ReadingMinutes = 2,
        Topics = [new Topic { Code = "medtop:20000337", Label = "transport accident and incident", Weight = 0.625 }],
    };

    public static Article Of(Guid articleId) => new()
    {
        ArticleId = articleId,
        Revision = 3,
        Source = new ArticleSource { Id = "harbour-wire", Name = "Harbour Wire", HomePage = "https://harbour.example/", Kind = SourceKind.Agency },
        Guid = "tag:harbour.example,2026:4711",
        Url = "https://harbour.example/news/4711?utm_source=feed",
        CanonicalUrl = "https://harbour.example/news/4711",
        Title = Title,
        Byline = ["Ada Nilsen", "محمد الأمين"],
        Dateline = "SANDVIK",
        Slugline = "FERRY-LINNEA",
        PublishedAt = MessageSamples.At(8, 30),
        UpdatedAt = MessageSamples.At(9, 0),
        Language = "en",
        Body = Body,
        Media = [Photograph],
        Links = [new Link { Url = "https://harbour.example/linnea", Text = "runs again" }],
        Subjects = ["medtop:20000337", "ferries"],
        Status = ArticleStatus.Usable,
        EmbargoedUntil = MessageSamples.At(9, 15),
        Urgency = 4,
        EdNote = "Embargo agreed with the owner.",
        Correction = "An earlier version gave the wrong year of build.",
        Rights = Rights,
        Changes = ["title: “Ferry runs” → “Ferry ‘Linnea’ runs again”", "3 paragraphs added, 1 changed"],
        Provenance = new Provenance
        {
            ReceivedAt = MessageSamples.At(9, 1).AddMilliseconds(250),
            Via = "feed",
            Extraction = "html/1",
            FetchedFrom = "https://harbour.example/feed.xml",
            ContentHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        },
    };
}
