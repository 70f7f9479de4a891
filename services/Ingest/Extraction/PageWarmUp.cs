namespace Newsroom.Ingest.Extraction;

/// <summary>Reads a page of our own beside the rest of the start, so that the first one that comes in does not wait for a thousand methods to be compiled.</summary>
internal sealed class PageWarmUp(IPageExtractor pages) : BackgroundService
{
    private const string Resource = "Newsroom.Ingest.Extraction.PageWarmUp.html";
    private static readonly Uri Url = new("https://harbour.example/news/ferry-line");

    /// <summary>What is read: an article with all that news pages have around it.</summary>
    public static string Page()
    {
        using var reader = new StreamReader(typeof(PageWarmUp).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => pages.Extract(Page(), Url), stoppingToken);
}
