using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class PageWarmUpTests
{
    [Fact]
    public void The_page_read_at_the_start_is_an_article_with_every_kind_of_block()
    {
        var article = new PageExtractor().Extract(PageWarmUp.Page(), new Uri("https://harbour.example/news/ferry-line"));

        Assert.NotNull(article);
        Assert.Equal("Ferry line to close in June", article.Title);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 7, 15, 0, TimeSpan.Zero), article.PublishedAt);
        Assert.Equal(
            [BlockType.Heading, BlockType.Image, BlockType.List, BlockType.Paragraph, BlockType.Quote, BlockType.Table],
            article.Blocks.Select(block => block.Type).Distinct().OrderBy(type => type.ToString(), StringComparer.Ordinal));
        Assert.DoesNotContain(article.Blocks, block => block.Text is { } text && (text.Contains("Read also", StringComparison.Ordinal) || text.Contains("At last", StringComparison.Ordinal)));
    }
}
