namespace Newsroom.Ingest.Extraction;

/// <summary>
/// Reads a page of our own beside the rest of the start, so that the first one that comes in does not wait for a thousand methods to be compiled; and
/// then for some seconds more, now and then, as those that are called often are compiled again, to be fast.
/// </summary>
internal sealed class PageWarmUp(IPageExtractor pages) : BackgroundService
{
    private const string Resource = "Newsroom.Ingest.Extraction.PageWarmUp.html";

    // The runtime counts thirty calls of a method, once the rush of the start is over.
    private const int Rounds = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly Uri Url = new("https://harbour.example/news/ferry-line");

    /// <summary>What is read: an article with all that news pages have around it.</summary>
    public static string Page()
    {
        using var reader = new StreamReader(typeof(PageWarmUp).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => ReadAsync(stoppingToken), stoppingToken);

    private async Task ReadAsync(CancellationToken stopping)
    {
        var page = Page();
        using var pause = new PeriodicTimer(Pause);
        for (var round = 0; round < Rounds; round++)
        {
            pages.Extract(page, Url);
            await pause.WaitForNextTickAsync(stopping);
        }
    }
}
