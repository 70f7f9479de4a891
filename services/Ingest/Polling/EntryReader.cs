using System.Text;
using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Fetching;
using Newsroom.Ingest.Originals;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Polling;

/// <summary>
/// Reads an entry of a feed with its page, and again from what was kept of the two: the page is the body and the entry stands beside it; where
/// there was no page, the entry is the body.
/// </summary>
internal sealed class EntryReader(DraftReader drafts, ISourceStore sources, TimeProvider clock) : IRawReader
{
    private const string EntryHeader = "entry";
    private const string ETagHeader = "etag";
    private const string LastModifiedHeader = "last-modified";

    public string Kind => "entry";

    public RawInput Raw(Source source, Feed feed, FeedEntry entry, Fetched? page) => Raw(new KeptEntry(source.Id, source.Settings, feed, entry), page);

    /// <summary>An entry that was kept, with its page as it is now, to be read as its source is to be read now. Null if it is no entry.</summary>
    public RawInput? Renewed(RawInput raw, Source source, Fetched page) => raw.ReadBy == Kind ? Raw(Kept(raw) with { Settings = source.Settings }, page) : null;

    /// <summary>By the settings that its source has now; by those that it had, if it is no more.</summary>
    public async Task<RawInput> AsOfNowAsync(RawInput raw, CancellationToken cancellation)
    {
        var kept = Kept(raw);
        if (await sources.FindAsync(kept.SourceId, cancellation) is not { } source)
            return raw;
        var now = JsonSerializer.SerializeToUtf8Bytes(kept with { Settings = source.Settings }, WireJson.Options);
        return raw.Headers.ContainsKey(EntryHeader)
            ? raw with { Headers = new Dictionary<string, string>(raw.Headers) { [EntryHeader] = Encoding.UTF8.GetString(now) } }
            : raw with { Body = now };
    }

    /// <summary>The page that the entry leads to; its id, if it leads to none.</summary>
    public string? Subject(RawInput raw)
    {
        var kept = Kept(raw);
        return (kept.Entry.OriginalLink ?? kept.Entry.Link ?? kept.Entry.Id) is { Length: > 0 } name ? $"{kept.SourceId} {name}" : null;
    }

    /// <summary>Where the page is of an entry that was kept without one; null if it is no entry, or its source wants none.</summary>
    public Uri? MissingPage(RawInput raw)
    {
        if (raw.ReadBy != Kind || raw.Headers.ContainsKey(EntryHeader))
            return null;
        var kept = Kept(raw);
        var source = new Source { Id = kept.SourceId, CreatedAt = default, Settings = kept.Settings };
        return EntryDraft.Of(source, kept.Feed, kept.Entry, SubmissionRules.Now(clock)) is { } draft && EntryDraft.WantsPage(source, draft) ? new Uri(draft.Url!) : null;
    }

    /// <summary>The same entry with its page.</summary>
    public RawInput WithPage(RawInput raw, Fetched page) => Raw(Kept(raw), page);

    /// <summary>The page at an address with which an entry was kept, to ask whether it has changed; null if there is none.</summary>
    public Fetched? PageAt(Uri url, RawInput raw)
    {
        if (raw.ReadBy != Kind || !raw.Headers.ContainsKey(EntryHeader) || EntryDraft.Address(Kept(raw).Entry) != url || !Uri.TryCreate(raw.Facts.Url, UriKind.Absolute, out var ended))
            return null;
        return new Fetched(FetchOutcome.Fetched, ended)
        {
            Body = raw.Body,
            ContentType = raw.ContentType,
            ETag = raw.Headers.GetValueOrDefault(ETagHeader),
            LastModified = raw.Headers.GetValueOrDefault(LastModifiedHeader),
        };
    }

    /// <summary>Whether the source's feed still had the entry when it was polled last.</summary>
    public static bool IsBrought(RawInput raw, Source source) => EntryPlan.Has(source.Polls.Seen, Kept(raw).Entry);

    public Reading<ArticleDraft> Read(RawInput raw)
    {
        var kept = Kept(raw);
        var source = new Source { Id = kept.SourceId, CreatedAt = default, Settings = kept.Settings };
        return EntryDraft.Of(source, kept.Feed, kept.Entry, SubmissionRules.Now(clock)) is { } draft
            ? Complete(draft, raw.Headers.ContainsKey(EntryHeader) ? raw : null, kept.Settings.Extraction)
            : new Refusal(StatusCodes.Status422UnprocessableEntity, "The entry has neither a title nor a text.");
    }

    /// <summary>The entry's draft with what its page says. Refused where neither has a text.</summary>
    /// <param name="draft">See <see cref="EntryDraft.Of"/>.</param>
    /// <param name="page">Its bytes; null where there is none.</param>
    /// <param name="rules">How to read it.</param>
    public Reading<ArticleDraft> Complete(ArticleDraft draft, RawInput? page, ExtractionRules? rules)
    {
        Refusal? pageless = null;
        if (page is not null && !ReadPage(page, rules).Failed(out pageless, out var read))
            return EntryDraft.WithPage(draft, read);
        return draft.Body.Count > 0 && draft.Title.Length > 0 ? draft
            : pageless ?? new Refusal(StatusCodes.Status422UnprocessableEntity, "The entry has a title and no text, and its page was not to be had.");
    }

    private RawInput Raw(KeptEntry kept, Fetched? page) => page is null
        ? new RawInput { Body = JsonSerializer.SerializeToUtf8Bytes(kept, WireJson.Options), ContentType = "application/json", Via = EntryDraft.Via, ReadBy = Kind }
        : new RawInput
        {
            Body = page.Body,
            ContentType = page.ContentType,
            Facts = new PageFacts(Source: null, page.Url.AbsoluteUri, Language: null, PublishedAt: null),
            Via = EntryDraft.Via,
            ReadBy = Kind,
            Headers = new[] { (EntryHeader, JsonSerializer.Serialize(kept, WireJson.Options)), (ETagHeader, page.ETag), (LastModifiedHeader, page.LastModified) }
                .Where(header => header.Item2 is not null).ToDictionary(header => header.Item1, header => header.Item2!),
        };

    private static KeptEntry Kept(RawInput raw) => raw.Headers.TryGetValue(EntryHeader, out var beside)
        ? JsonSerializer.Deserialize<KeptEntry>(beside, WireJson.Options)!
        : JsonSerializer.Deserialize<KeptEntry>(raw.Body, WireJson.Options)!;

    private Reading<ArticleDraft> ReadPage(RawInput raw, ExtractionRules? rules) => PartedBody.IsParted(raw.ContentType)
        ? ReadParts(raw, rules)
        : ReadPage(new PagePart(raw.Body, raw.ContentType, raw.Facts.Url), raw, rules);

    private Reading<ArticleDraft> ReadPage(PagePart page, RawInput raw, ExtractionRules? rules) => IsPage(page.ContentType)
        ? drafts.Read(page.Body, page.ContentType ?? "text/html", raw.Facts with { Url = page.Url }, raw.Via, rules)
        : new Refusal(StatusCodes.Status415UnsupportedMediaType, $"'{page.ContentType}' is not the type of a page.");

    /// <summary>Of the first page, with what the others have more; one that has no article, an advertisement perhaps, is left out.</summary>
    private Reading<ArticleDraft> ReadParts(RawInput raw, ExtractionRules? rules)
    {
        ArticleDraft? whole = null;
        Refusal? first = null;
        foreach (var part in PartedBody.Read(raw.Body, raw.ContentType!))
        {
            if (ReadPage(part, raw, rules).Failed(out var refusal, out var read))
                first ??= refusal;
            else if (whole is null)
                whole = read;
            else if (Uri.TryCreate(part.Url, UriKind.Absolute, out var url) && PartAddress.Of(url).Number == PartAddress.Whole)
                whole = PartedDraft.Completed(whole, read);
            else
                whole = PartedDraft.Joined(whole, read);
        }

        return whole is not null ? whole : first ?? new Refusal(StatusCodes.Status422UnprocessableEntity, "The pages of the article were not kept as they were.");
    }

    private static bool IsPage(string? contentType) => contentType is null
        || contentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("application/xhtml+xml", StringComparison.OrdinalIgnoreCase);

    private sealed record KeptEntry(Guid SourceId, SourceSettings Settings, Feed Feed, FeedEntry Entry);
}
