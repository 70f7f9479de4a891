using Newsroom.Contracts;
using Xunit;

namespace Newsroom.Tests.Contract.Messages;

/// <summary>
/// What stands in <c>Samples/*.v1.json</c>, as objects. The first sample of a type is called like it; a further one, for members that exclude
/// each other, has a name of its own. Together they set every member.
/// </summary>
internal static class MessageSamples
{
    private static readonly Guid ArticleId = Guid.Parse("6f1d3c1e-0f5b-5a56-9c54-0b7a3f1d2e4c");

    /// <summary>By file name without <c>.json</c>.</summary>
    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["submit-article.v1"] = Submission(new SubmittedBody { Blocks = ArticleSample.Body }),
        ["submit-article.html.v1"] = Submission(new SubmittedBody { Html = "<p>The ferry <em>Linnea</em> runs again.</p>" }),
        ["submit-article.text.v1"] = Submission(new SubmittedBody { Text = "The ferry Linnea runs again.\n\nIt had been in dock since May." }),
        ["withdraw-article.v1"] = new WithdrawArticle
        {
            ArticleId = ArticleId,
            Source = "harbour-wire",
            Guid = "tag:harbour.example,2026:4711",
            Url = "https://harbour.example/news/4711?utm_source=feed",
            Reason = "The photograph is of another ship.",
        },
        ["article-received.v1"] = new ArticleReceived { Article = ArticleSample.Of(ArticleId) },
        ["article-withdrawn.v1"] = new ArticleWithdrawn
        {
            ArticleId = ArticleId,
            Revision = 4,
            Title = ArticleSample.Title,
            Reason = "The photograph is of another ship.",
            WithdrawnAt = At(11, 30),
        },
        ["article-enriched.v1"] = new ArticleEnriched { Article = ArticleSample.Of(ArticleId), Enrichment = ArticleSample.Enrichment },
        ["article-published.v1"] = new ArticlePublished
        {
            ArticleId = ArticleId,
            Revision = 3,
            Change = PublicationChange.Corrected,
            Title = ArticleSample.Title,
            Slug = "ferry-linnea-runs-again-6f1d3c1e",
            Url = "https://news.example/articles/ferry-linnea-runs-again-6f1d3c1e",
            Language = "en",
            Source = "Harbour Wire",
            Summary = "The ferry Linnea runs again.",
            PublishedAt = At(8, 30),
            At = At(9, 15).AddMilliseconds(125),
        },
        ["article-unpublished.v1"] = new ArticleUnpublished
        {
            ArticleId = ArticleId,
            Revision = 4,
            Change = PublicationChange.Withdrawn,
            Title = ArticleSample.Title,
            Reason = "The photograph is of another ship.",
            At = At(11, 31),
        },
        ["submission-answered.v1"] = new SubmissionAnswered
        {
            SubmissionId = "wire-desk-4711",
            SubmissionSource = "/wire-desk",
            Outcome = SubmissionOutcome.Revised,
            ArticleId = ArticleId,
            Revision = 3,
            At = At(9, 15).AddMilliseconds(125),
        },
        ["submission-answered.refused.v1"] = new SubmissionAnswered
        {
            SubmissionId = "wire-desk-4712",
            SubmissionSource = "/wire-desk",
            Outcome = SubmissionOutcome.Refused,
            Reason = "The article cannot be taken: An article needs a title.",
            Faults = [new SubmissionFault { Pointer = "/title", Detail = "An article needs a title." }],
            QuarantineId = Guid.Parse("0195510e-6a00-7c3a-9d2b-5f0e8a1c7b44"),
            At = At(9, 16),
        },
    };

    /// <summary>Those of one type; fails with what to do if there is none.</summary>
    public static IReadOnlyList<KeyValuePair<string, object>> Of(Type message)
    {
        var samples = All.Where(sample => sample.Value.GetType() == message).ToList();
        if (samples.Count == 0 || samples[0].Key != MessageType.FileName(message))
        {
            Assert.Fail($"{message.Name} travels and has no sample '{MessageType.FileName(message)}': add one with every member set to MessageSamples, "
                + $"run these tests once with {SampleFile.Write}=1, read the file that this wrote below tests/Contract/Samples, and commit it.");
        }

        return samples;
    }

    internal static DateTimeOffset At(int hour, int minute) => new(2026, 3, 1, hour, minute, 0, TimeSpan.Zero);

    private static SubmitArticle Submission(SubmittedBody body) => new()
    {
        Source = "harbour-wire",
        Guid = "tag:harbour.example,2026:4711",
        Url = "https://harbour.example/news/4711?utm_source=feed",
        Title = ArticleSample.Title,
        Byline = ["Ada Nilsen", "محمد الأمين"],
        Language = "en",
        PublishedAt = At(8, 30),
        UpdatedAt = At(9, 0),
        Status = ArticleStatus.Usable,
        EmbargoedUntil = At(9, 15),
        Urgency = 4,
        EdNote = "Embargo agreed with the owner.",
        Correction = "An earlier version gave the wrong year of build.",
        Slugline = "FERRY-LINNEA",
        Dateline = "SANDVIK",
        Subjects = ["medtop:20000337", "ferries"],
        Rights = ArticleSample.Rights,
        Media = [ArticleSample.Photograph],
        Body = body,
    };
}
