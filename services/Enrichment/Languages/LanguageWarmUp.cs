namespace Newsroom.Enrichment.Languages;

/// <summary>Loads the language models beside the rest of the start, so that the first article does not wait for them.</summary>
internal sealed class LanguageWarmUp(LanguageDetector detector) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(detector.Warm, stoppingToken);
}
