using BenchmarkDotNet.Attributes;
using Newsroom.Contracts;
using Newsroom.Enrichment;
using Newsroom.Enrichment.Languages;
using Newsroom.Enrichment.Summaries;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Benchmarks;

/// <summary>What an article of 4,000 bytes costs, piece by piece; ratios are to extraction from plain text.</summary>
[MemoryDiagnoser]
public class PieceBenchmarks : IDisposable
{
    private readonly PageExtractor pages = new();
    private readonly LanguageDetector languages = new();
    private readonly string page = Texts.Page(4_000);
    private readonly string text = "A bridge opens early\n\n" + Texts.English(4_000, 1);
    private ArticleAnalysis? analysis;
    private IReadOnlyList<Block> blocks = [];

    [GlobalSetup]
    public void Load()
    {
        languages.Warm();
        analysis = new ArticleAnalysis(languages);
        blocks = BodyBlocks.FromText(Texts.English(4_000, 1));
    }

    public void Dispose()
    {
        analysis?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public object? ExtractFromText() => PlainTextExtractor.Extract(text);

    [Benchmark]
    public object? ExtractFromPage() => pages.Extract(page, new Uri("https://news.example.org/bridge"));

    [Benchmark]
    public object DetectLanguage() => languages.Detect(text, null);

    [Benchmark]
    public object Summarise() => Summariser.Summarise(blocks, "A bridge opens early", "en");

    [Benchmark]
    public object Analyse() => analysis!.Of("A bridge opens early", blocks, null);
}
