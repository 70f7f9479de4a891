using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Submissions;

public sealed class PageRulesTests
{
    private const string Own = "https://www.news.example/2026/bridge-opens";

    [Theory]
    [InlineData("https://m.news.example/s/991", Own)]
    [InlineData("https://amp.news.example/s/991", Own)]
    [InlineData("https://mobile.news.example/x?id=7", Own)]
    [InlineData("https://news.example/s/991", Own)]
    [InlineData("https://en.news.example/s/991", "https://en.news.example/s/991")]
    [InlineData("https://other.example/s/991", "https://other.example/s/991")]
    public void A_page_made_for_telephones_is_the_one_that_it_calls_canonical_and_that_of_another_site_is_not(string url, string canonical)
    {
        var draft = Read(new PageFacts("News", url, null, null));
        Assert.Equal((url, canonical), (draft.Url, draft.CanonicalUrl));
    }

    [Fact]
    public void A_page_without_a_source_is_its_sites_whichever_shape_it_was_fetched_in() =>
        Assert.Equal(Read(new PageFacts(null, Own, null, null)).Source.Id, Read(new PageFacts(null, "https://m.news.example/s/991", null, null)).Source.Id);

    private static ArticleDraft Read(PageFacts facts)
    {
        var page = new ExtractedArticle { Title = "Bridge opens", CanonicalUrl = Own, Blocks = BodyBlocks.FromText("The bridge opens on Monday."), Method = "page/1" };
        Assert.False(PageRules.Check(page, facts, new SubmissionOptions(), Drafts.Noon, "http").Failed(out var refusal, out var draft), refusal?.Sentence);
        return draft;
    }
}
