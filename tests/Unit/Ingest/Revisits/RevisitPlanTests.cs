using Newsroom.Contracts;
using Newsroom.Hosting;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Revisits;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Revisits;

public sealed class RevisitPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly RevisitOptions Options = new();

    [Fact]
    public void Visits_come_an_hour_six_hours_a_day_three_days_and_a_week_after_publication()
    {
        var hours = new List<double>();
        for (var visit = First(Now); visit is not null; visit = RevisitPlan.After(visit, visit.Due, Options))
            hours.Add((visit.Due - Now).TotalHours);
        Assert.Equal([1, 6, 24, 72, 168], hours);
    }

    [Theory]
    [InlineData(-2, 4)]
    [InlineData(-24, 48)]
    [InlineData(-24 * 30, null)]
    [InlineData(5, 1)]
    [InlineData(null, 1)]
    public void An_article_that_is_older_is_looked_at_when_it_is_time_and_one_without_a_time_from_now_on(int? publishedHours, int? nextHours) =>
        Assert.Equal(nextHours, (First(publishedHours is { } hours ? Now.AddHours(hours) : null)?.Due - Now)?.TotalHours);

    [Fact]
    public void A_page_that_is_not_there_is_looked_for_again_soon_and_counts_anew_once_it_was()
    {
        var visit = First(Now)!;
        var missing = RevisitPlan.AfterNotFound(RevisitPlan.AfterNotFound(visit, visit.Due, Options), visit.Due, Options);
        Assert.Equal((2, visit.Due.AddHours(3), visit.ETag), (missing.NotFound, missing.Due, missing.ETag));
        Assert.Equal(0, RevisitPlan.After(missing, visit.Due, Options)!.NotFound);
    }

    [Fact]
    public void A_host_that_asks_to_be_left_alone_is_left_alone_for_so_long()
    {
        var visit = First(Now)!;
        Assert.Equal(Now.AddHours(6), RevisitPlan.After(visit, Now.AddHours(1), Options, TimeSpan.FromHours(2))!.Due);
        Assert.Equal(Now.AddHours(9), RevisitPlan.After(visit, Now.AddHours(1), Options, TimeSpan.FromHours(8))!.Due);
    }

    [Theory]
    [InlineData("https://bay.example/", null, "Newsroom", "front page")]
    [InlineData("https://bay.example/story/1", true, "The ferry line", "payment")]
    [InlineData("https://bay.example/sorry", null, "sorry", "Another text")]
    [InlineData("https://bay.example/story/1", null, "more", null)]
    public void What_is_no_version_of_the_article_is_told(string ended, bool? paywalled, string shape, string? reason)
    {
        const string text = "The ferry line across the bay will close at the end of June, the harbour authority said on Monday, after sixty years in which it carried commuters and traders.";
        var body = shape switch
        {
            "more" => text + " It opens again.",
            "sorry" => "We are sorry, but the page that you are looking for is not here any more. You may find what you want by the search above or on one of the pages below.",
            _ => text[..60],
        };
        var article = new Article
        {
            ArticleId = Guid.NewGuid(),
            Revision = 1,
            Source = new ArticleSource { Id = "s", Name = "s" },
            Title = "t",
            Body = BodyBlocks.FromText(text),
            Provenance = new Provenance { ReceivedAt = Now, Via = "feed", ContentHash = "", Extraction = "page/1" },
        };
        var draft = Draft(Now) with { Body = BodyBlocks.FromText(body), Paywalled = paywalled };
        var told = RevisitPlan.Mismatch("https://bay.example/story/1", new Uri(ended), article, draft);
        if (reason is null)
            Assert.Null(told);
        else
            Assert.Contains(reason, told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_is_no_time_for_a_visit_stops_the_start_with_its_name()
    {
        var result = new SettingsValidation<RevisitOptions>(RevisitOptions.Section).Validate(null, new RevisitOptions { After = [TimeSpan.FromSeconds(1)] });
        Assert.Contains("Newsroom:Revisits:After", Assert.Single(result.Failures!), StringComparison.Ordinal);
        Assert.True(new SettingsValidation<RevisitOptions>(RevisitOptions.Section).Validate(null, new RevisitOptions { After = [TimeSpan.FromHours(2)] }).Succeeded);
    }

    private static Revisit? First(DateTimeOffset? publishedAt) => RevisitPlan.First(
        Guid.NewGuid(), Guid.NewGuid(), Draft(publishedAt), new Fetched(FetchOutcome.Fetched, new Uri("https://bay.example/story/1")) { ETag = "\"1\"" }, Now, Options);

    private static ArticleDraft Draft(DateTimeOffset? publishedAt) => new()
    {
        Source = new ArticleSource { Id = "s", Name = "s" },
        Url = "https://bay.example/story/1",
        Title = "t",
        PublishedAt = publishedAt,
        Extraction = "page/1",
        ReceivedAt = Now,
        Via = "feed",
    };
}
