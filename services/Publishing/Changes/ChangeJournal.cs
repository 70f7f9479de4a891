using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Bus;
using Newsroom.Hosting.Outbox;

namespace Newsroom.Publishing.Changes;

/// <summary>
/// Writes each change into the log just before its event leaves: the relay keeps the order of an article's messages, and asks again after a crash.
/// </summary>
internal sealed class ChangeJournal(IChangeLog log, string outbox) : IOutboxJournal
{
    private static readonly string PublishedName = WireNames.TypeName(typeof(ArticlePublished));
    private static readonly string UnpublishedName = WireNames.TypeName(typeof(ArticleUnpublished));

    public string Outbox => outbox;

    public async Task RecordAsync(IReadOnlyList<OutboxEntry> leaving, CancellationToken cancellation)
    {
        var changes = leaving.Select(ChangeOf).OfType<ContentChange>().ToList();
        if (changes.Count > 0)
            await log.AppendAsync(changes, cancellation);
    }

    private static ContentChange? ChangeOf(OutboxEntry entry)
    {
        if (entry.Type == PublishedName)
        {
            var published = JsonSerializer.Deserialize<ArticlePublished>(entry.Body, WireJson.Options)!;
            return new ContentChange
            {
                EventId = entry.Id,
                ArticleId = published.ArticleId,
                Revision = published.Revision,
                Change = published.Change,
                Title = published.Title,
                At = published.At,
            };
        }

        if (entry.Type != UnpublishedName)
            return null;
        var unpublished = JsonSerializer.Deserialize<ArticleUnpublished>(entry.Body, WireJson.Options)!;
        return new ContentChange
        {
            EventId = entry.Id,
            ArticleId = unpublished.ArticleId,
            Revision = unpublished.Revision,
            Change = unpublished.Change,
            Title = unpublished.Title,
            At = unpublished.At,
        };
    }
}
