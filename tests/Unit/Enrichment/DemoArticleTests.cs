using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Newsroom.Contracts;
using Newsroom.Enrichment;
using Newsroom.Enrichment.Languages;
using Xunit;

namespace Newsroom.Tests.Unit.Enrichment;

/// <summary>The demo's articles are what a newcomer sees first: they have to be valid submissions, and to be understood.</summary>
public sealed partial class DemoArticleTests
{
    private static readonly ArticleAnalysis Analysis = new(new LanguageDetector());

    private static readonly JsonSerializerOptions Strict = new(WireJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    [Theory]
    [InlineData("01-jembatan-lamat.json", "id")]
    [InlineData("02-flood-gates-port-alder.json", "en")]
    [InlineData("03-nordtal-bahn.json", "de")]
    [InlineData("04-vallemar-agua.json", "es")]
    [InlineData("05-skerrow-ferries.json", "en")]
    [InlineData("05-skerrow-ferries.r2.json", "en")]
    [InlineData("06-brisay-boulangerie.json", "fr")]
    [InlineData("07-harga-beras-tanjung-sirih.json", "id")]
    [InlineData("08-mina-jadid-madrasa.json", "ar")]
    [InlineData("09-misakino-yuubin.json", "ja")]
    [InlineData("10-serra-clara-cafe.json", "pt")]
    [InlineData("11-perpustakaan-malam.json", "id")]
    [InlineData("12-northmouth-yard.json", "en")]
    public void A_demo_article_is_a_submission_and_is_understood(string file, string language)
    {
        var article = JsonSerializer.Deserialize<SubmitArticle>(File.ReadAllText(Path.Combine(Folder(), file)), Strict);
        Assert.NotNull(article);
        Assert.False(string.IsNullOrWhiteSpace(article.Title) || string.IsNullOrWhiteSpace(article.Source) || article.PublishedAt is not null);

        var body = BlocksOf(article.Body!);
        var enrichment = Analysis.Of(article.Title, body, article.Language);
        Assert.Equal(language, enrichment.Language.Code);
        Assert.InRange(enrichment.Language.Confidence, 0.75, 1);
        Assert.InRange(enrichment.Summary.Length, 60, 500);
        Assert.StartsWith(enrichment.Summary[..30], body[0].Text, StringComparison.Ordinal);
        Assert.InRange(enrichment.WordCount, 120, 600);
        Assert.InRange(enrichment.ReadingMinutes, 1, 4);
    }

    [Fact]
    public void The_scraped_page_yields_a_summary_without_its_link_lists()
    {
        var lines = File.ReadAllText(Path.Combine(Folder(), "13-pasar-terapung.txt")).Split("\n\n", StringSplitOptions.TrimEntries);
        var body = lines[2..].Select(line => new Block { Type = BlockType.Paragraph, Text = line }).ToArray();
        var enrichment = Analysis.Of(lines[1], body, givenLanguage: null);
        Assert.Equal("id", enrichment.Language.Code);
        Assert.StartsWith("Pasar terapung di Muara Kelana", enrichment.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("Terkini", enrichment.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_names_every_file()
    {
        using var index = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "index.json")));
        var named = index.RootElement.GetProperty("articles").EnumerateArray().SelectMany(entry => entry
            .TryGetProperty("revisions", out var revisions)
                ? revisions.EnumerateArray().Select(revision => revision.GetString()).Prepend(entry.GetProperty("file").GetString())
                : [entry.GetProperty("file").GetString()]);
        Assert.Equal(
            Directory.GetFiles(Folder()).Select(Path.GetFileName).Where(name => name != "index.json").Order(StringComparer.Ordinal),
            named.Order(StringComparer.Ordinal));
    }

    /// <summary>A rough stand-in for ingest, which this test must not reference: paragraphs only.</summary>
    private static IReadOnlyList<Block> BlocksOf(SubmittedBody body)
    {
        if (body.Blocks is { } blocks)
            return blocks;
        var texts = body.Text?.Split("\n\n") ?? Paragraph().Matches(body.Html!).Select(match => match.Groups[1].Value);
        return texts.Select(text => new Block { Type = BlockType.Paragraph, Text = WebUtility.HtmlDecode(text) }).ToArray();
    }

    [GeneratedRegex("<p>(.*?)</p>(?!<cite>)", RegexOptions.Singleline)]
    private static partial Regex Paragraph();

    private static string Folder()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !Directory.Exists(Path.Combine(at.FullName, "services", "Standalone", "Demo")))
            at = at.Parent;
        return Path.Combine(at?.FullName ?? throw new DirectoryNotFoundException("The tests have to run inside the repository."), "services", "Standalone", "Demo");
    }
}
