using Microsoft.Extensions.Options;
using Newsroom.Hosting.Stores;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// Makes the sources that the settings name, if none has their address. They are looked at like any other; one where nothing answers yet is kept all
/// the same, and polled until it does: what it is, and where its feed is, is seen then.
/// </summary>
internal sealed class GivenSources(SourceKeeper keeper, StoreSetup stores, IOptions<PollingOptions> options, ILogger<GivenSources> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Sources.Count == 0)
            return;
        await stores.Done.WaitAsync(stoppingToken);
        foreach (var given in options.Value.Sources)
        {
            var request = new SourceRequest { Url = given.Url, Name = given.Name, Language = given.Language, Section = given.Section, FullText = given.FullText };
            var added = await keeper.AddAsync(request, @unchecked: false, stoppingToken);
            if (added.Failed(out _, out _))
                added = await keeper.AddAsync(request, @unchecked: true, stoppingToken);
            if (added.Failed(out var refusal, out _))
                log.SourceNotKept(given.Url, refusal.Sentence);
        }
    }
}
