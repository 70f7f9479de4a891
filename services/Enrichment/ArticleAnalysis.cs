using Newsroom.Contracts;
using Newsroom.Enrichment.Languages;
using Newsroom.Enrichment.Summaries;
using Newsroom.Enrichment.Texts;

namespace Newsroom.Enrichment;

/// <summary>
/// Everything that is found out about one article by itself, step after step: a later step may use what an earlier one found.
/// Pure but for the language models that the detector reads once; one for the process.
/// </summary>
internal sealed class ArticleAnalysis(LanguageDetector languages) : IDisposable
{
    /// <summary>
    /// As many at a time as there are cores. The language library works on each text with all threads of the pool; sixteen texts at once left the
    /// pool no thread for anything else, and halved what came through.
    /// </summary>
    private readonly SemaphoreSlim cores = new(Environment.ProcessorCount, Environment.ProcessorCount);

    public Task<Contracts.Enrichment> OfAsync(Article article, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(article);
        return OfAsync(article.Title, article.Body, article.Language, cancellation);
    }

    /// <summary>The same as <see cref="Of"/>, when a core is free for it.</summary>
    public async Task<Contracts.Enrichment> OfAsync(string title, IReadOnlyList<Block> body, string? givenLanguage, CancellationToken cancellation)
    {
        await cores.WaitAsync(cancellation);
        try
        {
            return Of(title, body, givenLanguage);
        }
        finally
        {
            cores.Release();
        }
    }

    public void Dispose() => cores.Dispose();

    /// <param name="title">May be empty.</param>
    /// <param name="body">May be empty.</param>
    /// <param name="givenLanguage">What the source says; evidence, not the answer.</param>
    public Contracts.Enrichment Of(string title, IReadOnlyList<Block> body, string? givenLanguage)
    {
        var text = PlainText.Of(body);

        // A brief has more letters in its title than in its body: both are evidence.
        var language = languages.Detect($"{title}\n\n{text}", givenLanguage);
        var wordCount = WordCount.Of(text, language.Code);
        var readingMinutes = ReadingTime.Minutes(text, language.Code, wordCount);
        var summary = Summariser.Summarise(body, title, language.Code);

        return new()
        {
            Language = language,
            WordCount = wordCount,
            ReadingMinutes = readingMinutes,
            Summary = summary,
        };
    }
}
