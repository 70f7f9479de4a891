using BenchmarkDotNet.Attributes;
using Newsroom.Ingest.Extraction;
using SmartReader;

namespace Newsroom.Benchmarks;

/// <summary>What finding the article in a page costs, parsing included, against SmartReader on the same page; bytes are characters of the page.</summary>
[MemoryDiagnoser]
public class ExtractionBenchmarks
{
    private static readonly Uri Url = new("https://news.example.org/bridge");

    private readonly PageExtractor extractor = new();
    private string page = "";

    [Params(50_000, 200_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Write() => page = Texts.NewsPage(Bytes);

    [Benchmark(Baseline = true)]
    public object? SmartReader() => new Reader(Url.AbsoluteUri, page).GetArticle();

    [Benchmark]
    public object? Ours() => extractor.Extract(page, Url);
}
