using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Stores;

namespace Newsroom.Hosting.Outbox;

/// <summary>Keeps a pump going for every outbox in this process, from when the bus is up until the process ends.</summary>
internal sealed class OutboxRelay(
    IEnumerable<IOutbox> outboxes,
    IEnumerable<IOutboxJournal> journals,
    OutboxSignal signal,
    IMessagePublisher publisher,
    StoreSetup stores,
    IOptions<OutboxOptions> options,
    TimeProvider clock,
    ILogger<OutboxRelay> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Unique indexes guard what the relay writes beside publishing.
        await stores.Done.WaitAsync(stoppingToken);
        await publisher.WaitUntilReadyAsync(stoppingToken);
        await Task.WhenAll(outboxes.Select(async outbox =>
        {
            var journal = journals.SingleOrDefault(one => one.Outbox == outbox.Name);
            using var pump = new OutboxPump(outbox, journal, signal, publisher, options.Value, clock, log);
            await pump.RunAsync(stoppingToken);
        }));
    }
}
