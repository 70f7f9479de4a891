using Newsroom.Contracts;
namespace Newsroom.Enrichment;
internal sealed class ArticleAnalysis { private readonly int one = 1; public Contracts.Enrichment Analyse(Article article) => new() { Language = new() { Code = article.Language ?? "und", Confidence = 0 }, Summary = "", WordCount = one, ReadingMinutes = 1 }; }
