using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>Reads what agencies send, at noon of the first of March 2026.</summary>
internal static class Agency
{
    public static readonly PageFacts Nothing = new(null, null, null, null);

    public static Reading<ArticleDraft> Read(byte[] body, string contentType, PageFacts? facts = null) =>
        new DraftReader(new PageExtractor(), Options.Create(new SubmissionOptions()), new FakeTimeProvider(Drafts.Noon)).Read(body, contentType, facts ?? Nothing, "http");

    public static Reading<ArticleDraft> Read(string body, string contentType = "application/xml", PageFacts? facts = null) => Read(Encoding.UTF8.GetBytes(body), contentType, facts);

    public static ArticleDraft Draft(string body, string contentType = "application/xml", PageFacts? facts = null)
    {
        Assert.False(Read(body, contentType, facts).Failed(out var refusal, out var draft), refusal?.Sentence);
        return draft;
    }

    public static Refusal Refused(string body, string contentType = "application/xml")
    {
        Assert.True(Read(body, contentType).Failed(out var refusal, out _), "It was taken.");
        return refusal;
    }

    public static DateTimeOffset At(int hour, int minute, int day = 1) => new(2026, 3, day, hour, minute, 0, TimeSpan.Zero);
}
