using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Tests.Unit.Ingest.Extraction.Pages;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class PageShapesTests
{
    private static readonly Uri Url = new("https://post.example/2025/mill");

    private readonly PageExtractor extractor = new();

    public static TheoryData<string, string> Pages()
    {
        var pages = new TheoryData<string, string>();
        foreach (var shape in PageShapes.All.Keys)
        {
            foreach (var language in AuthoredText.Languages)
                pages.Add(shape, language);
        }

        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_clean_page_gives_its_article_to_the_letter(string shape, string language)
    {
        var page = PageShapes.All[shape](new AuthoredPage(AuthoredText.In(language)));

        var article = extractor.Extract(page.Html, Url);

        Assert.NotNull(article);
        Assert.Equal(page.Text.Title, article.Title);
        Assert.Equal(page.Expected, PlainText.Of(article.Blocks));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_spoilt_page_gives_nearly_all_of_its_article_and_little_else(string shape, string language)
    {
        foreach (var (name, spoil) in Spoiling.All)
        {
            var page = PageShapes.All[shape](new AuthoredPage(AuthoredText.In(language)));

            var article = extractor.Extract(spoil(page.Html), Url);

            Assert.True(article is not null, $"{name}: no article");
            var score = TokenScore.F1(page.Expected, PlainText.Of(article.Blocks));
            Assert.True(score >= (name == "no names and no semantics" ? 0.88 : 0.96), $"{name}: F1 {score:F3}\n{PlainText.Of(article.Blocks)}");
        }
    }

    [Fact]
    public void Pictures_of_a_gallery_keep_their_captions()
    {
        var page = PageShapes.All["gallery"](new AuthoredPage(AuthoredText.In("en")));

        var pictures = extractor.Extract(page.Html, Url)!.Blocks.Where(block => block.Type == BlockType.Image).ToList();

        Assert.Equal(6, pictures.Count);
        Assert.Equal("The broken wall of the mill at low tide. 3/6", pictures[2].Text);
    }

    [Fact]
    public void A_page_is_read_the_same_each_time()
    {
        foreach (var shape in PageShapes.All.Values)
        {
            var page = shape(new AuthoredPage(AuthoredText.In("id"))).Html;
            Assert.Equal(PlainText.Of(extractor.Extract(page, Url)!.Blocks), PlainText.Of(new PageExtractor().Extract(page, Url)!.Blocks));
        }
    }
}
