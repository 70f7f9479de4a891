namespace Newsroom.Ingest.Sources;

/// <summary>What people call a source: its name, where what came of it is kept under its id.</summary>
internal static class SourceNames
{
    /// <param name="sources">Those that are polled.</param>
    /// <param name="asked">A name or an id.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What was asked for, by which submissions are kept, and the ids of the polled sources that have it for a name.</returns>
    public static async Task<IReadOnlyList<string>> KeysAsync(ISourceStore sources, string asked, CancellationToken cancellation) => Guid.TryParse(asked, out var id)
        ? [id.ToString()]
        : [asked, .. (await sources.NamedAsync(asked.Trim(), cancellation)).Select(named => named.ToString())];
}
