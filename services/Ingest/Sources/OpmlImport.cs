using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Sources;

/// <summary>Adds the feeds of a list as sources. Nobody is asked for anything: each is polled when its turn comes, and says then what is wrong with it.</summary>
internal sealed class OpmlImport(SourceKeeper keeper)
{
    /// <summary>Sources added at the same time; what they wait for is the store's disk.</summary>
    private const int AtOnce = 32;

    /// <returns>What became of each, in the list's order.</returns>
    public async Task<IReadOnlyList<ImportedOutline>> AddAsync(IReadOnlyList<OpmlOutline> outlines, CancellationToken cancellation)
    {
        // An address that stands there twice, as it does where a feed is in two folders, is added as it stands there first.
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < outlines.Count; i++)
        {
            if (SourceAddress.KeyOf(outlines[i].Url) is { } key)
                first.TryAdd(key, i);
        }

        var imported = new ImportedOutline[outlines.Count];
        foreach (var chunk in Enumerable.Range(0, outlines.Count).Where(number => !IsRepeated(number)).Chunk(AtOnce))
            await Task.WhenAll(chunk.Select(async number => imported[number] = await AddAsync(outlines[number], cancellation)));
        foreach (var number in Enumerable.Range(0, outlines.Count).Where(IsRepeated))
        {
            var before = imported[first[SourceAddress.KeyOf(outlines[number].Url)!]];
            imported[number] = Told(outlines[number], before.Outcome == ImportOutcome.Refused ? ImportOutcome.Refused : ImportOutcome.Known, before.Source, before.Reason);
        }

        return imported;

        bool IsRepeated(int number) => SourceAddress.KeyOf(outlines[number].Url) is { } key && first[key] != number;
    }

    private async Task<ImportedOutline> AddAsync(OpmlOutline outline, CancellationToken cancellation)
    {
        if (outline.Url is null)
            return Told(outline, ImportOutcome.Refused, null, "It names no feed: an outline needs an xmlUrl, or others within it.");
        var request = new SourceRequest { Url = outline.Url, Name = outline.Name, HomePage = outline.HomePage, Language = outline.Language, Section = outline.Section };
        if ((await keeper.AddAsync(request, @unchecked: true, cancellation, outline.IsSitemap ? SourceForm.Sitemap : SourceForm.Feed)).Failed(out var refusal, out var added))
            return Told(outline, ImportOutcome.Refused, null, refusal.Sentence);
        return Told(outline, added.IsNew ? ImportOutcome.Added : ImportOutcome.Known, added.Source.Id, null);
    }

    private static ImportedOutline Told(OpmlOutline outline, ImportOutcome outcome, Guid? source, string? reason) =>
        new(CleanText.Line(outline.Url, SourceAddress.Longest), outline.Name, outline.Section, outcome, source, reason);
}

/// <summary>What became of an outline.</summary>
/// <param name="Url">As it stands in the list.</param>
/// <param name="Name">As it stands in the list.</param>
/// <param name="Section">The folders that it stands in.</param>
/// <param name="Outcome">added, known (its address is a source's already, which stays as it is), or refused.</param>
/// <param name="Source">The id of the source.</param>
/// <param name="Reason">Why it was refused.</param>
internal sealed record ImportedOutline(string? Url, string? Name, string? Section, ImportOutcome Outcome, Guid? Source, string? Reason);

internal enum ImportOutcome
{
    Added,
    Known,
    Refused,
}
