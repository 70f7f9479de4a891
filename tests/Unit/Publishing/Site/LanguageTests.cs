using System.Net;
using Newsroom.Publishing.Site;
using Newsroom.Tests.Unit.Publishing.Articles;
using Xunit;

namespace Newsroom.Tests.Unit.Publishing.Site;

public sealed class LanguageTests
{
    [Fact]
    public async Task An_arabic_page_runs_from_right_to_left()
    {
        var article = Sample.Article(title: "مجلس الأمن", language: "ar", text: "نص");
        await using var site = await SiteUnderTest.WithAsync(article);
        foreach (var path in new[] { "/ar", "/articles/" + Uri.EscapeDataString(article.Slug) })
        {
            var page = await site.ReadAsync(path);
            Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", page, StringComparison.Ordinal);
            Assert.Contains("12 مارس 2026", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_teaser_says_its_own_language_and_direction()
    {
        await using var site = await SiteUnderTest.WithAsync(
            Sample.Article(1), Sample.Article(2, "خبر", "ar"), Sample.Article(3, "Qapla", "und"), Sample.Article(4, "Novosti", "sr-Latn-RS"));
        var page = await site.ReadAsync("/");
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Matches("<article class=\"teaser[^\"]*\" lang=\"en\" dir=\"ltr\">", page);
        Assert.Matches("<article class=\"teaser[^\"]*\" lang=\"ar\" dir=\"rtl\">", page);
        Assert.Matches("<article class=\"teaser[^\"]*\" lang(=\"\")? dir=\"auto\">", page);
        Assert.Matches("<article class=\"teaser[^\"]*\" lang=\"sr-Latn-RS\" dir=\"ltr\">", page);
    }

    [Theory]
    [InlineData("id-ID,id;q=0.9,en;q=0.5", "id")]
    [InlineData("xx, ja;q=0.4, de;q=0.8", "de")]
    [InlineData("fr;q=0, pt-BR;q=0.1", "pt")]
    [InlineData("tlh", "en")]
    [InlineData("", "en")]
    public async Task The_front_page_speaks_the_readers_language_if_it_can(string wish, string language)
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        using var answer = await site.AskAsync("/", ("Accept-Language", wish));
        Assert.Contains("Accept-Language", answer.Headers.Vary);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_without_articles_is_not_found_and_other_addresses_are_not_languages()
    {
        await using var site = await SiteUnderTest.WithAsync(Sample.Article());
        await site.ReadAsync("/EN");
        Assert.Contains("Seite nicht gefunden", await site.ReadAsync("/de", HttpStatusCode.NotFound), StringComparison.Ordinal);
        // Not matched at all: free for other routes.
        Assert.Empty(await site.ReadAsync("/desk", HttpStatusCode.NotFound));
        Assert.Empty(await site.ReadAsync("/e", HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("fa-IR", "rtl")]
    [InlineData("az-Arab", "rtl")]
    [InlineData("ar-Latn", "ltr")]
    [InlineData("zh-Hant-TW", "ltr")]
    [InlineData("und", "auto")]
    [InlineData(null, "auto")]
    public void A_script_outweighs_the_language(string? tag, string direction) => Assert.Equal(direction, LanguageTag.Direction(tag));

    [Theory]
    [InlineData("EN", "en")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    [InlineData("es-419", "es-419")]
    public void Tags_are_written_as_RFC_5646_recommends(string tag, string normal) => Assert.Equal(normal, LanguageTag.Normalise(tag));

    [Fact]
    public void Words_that_take_a_name_take_it_in_every_language()
    {
        Assert.Superset(new HashSet<string> { "en", "id", "de", "es", "fr", "pt", "ar", "ja", "zh" }, Words.KnownLanguages.ToHashSet());
        Assert.All(Words.KnownLanguages.Select(static language => Words.In(language)!), static words =>
        {
            foreach (var pattern in new[] { words.LatestIn, words.By, words.ReadOriginal, words.ReadingTime, words.FirstPublishedBy })
                Assert.Contains("\u0001", Words.Fill(pattern, "\u0001"), StringComparison.Ordinal);
            Assert.Contains("2026", words.Show(Sample.Noon), StringComparison.Ordinal);
        });
    }
}
