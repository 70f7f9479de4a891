using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Newsroom.Contracts;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Submissions;

/// <summary>Makes a draft of a body of any type that is taken, whichever door it came by.</summary>
internal sealed class DraftReader(IPageExtractor pages, IOptions<SubmissionOptions> options, TimeProvider clock)
{
    public const string Taken = "application/json (a submission or ninjs), application/nitf+xml, NewsML-G2 (application/vnd.iptc.g2.newsitem+xml), NewsML 1.x (text/vnd.iptc.newsml), text/html (a page) or text/plain (a headline and the text below it, or IPTC 7901)";

    /// <summary>How many bytes are taken of such a body.</summary>
    public int MaxBytes(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && IsPage(type) ? options.Value.MaxPageBytes : options.Value.MaxBytes;

    /// <param name="body">Decompressed.</param>
    /// <param name="contentType">As given.</param>
    /// <param name="facts">What is said beside it.</param>
    /// <param name="via">Which door it came by.</param>
    /// <param name="rules">How to read the page, checked; null for none.</param>
    public Reading<ArticleDraft> Read(byte[] body, string? contentType, PageFacts facts, string via, ExtractionRules? rules = null)
    {
        var now = SubmissionRules.Now(clock);
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return new Refusal(StatusCodes.Status415UnsupportedMediaType,
                contentType is null ? $"There is no Content-Type. Send {Taken}." : $"The Content-Type '{contentType}' is not well formed. Send {Taken}.");
        }

        var agency = AgencyShape.Of(body, type.MediaType);
        if (agency != AgencyFormat.None)
            return AgencyReader.Read(agency, body, new AgencyMessage(type.MediaType, type.CharSet, facts, now, via, options.Value.DefaultSource));
        if (FeedShape.IsFeed(body, mediaType: null))
        {
            return new Refusal(StatusCodes.Status422UnprocessableEntity,
                "This is a feed, and one article is taken at a time. See what is in it with POST /v1/preview, and send its articles one by one.");
        }

        switch (type.MediaType?.ToLowerInvariant())
        {
            case "application/json" or NinjsReader.MediaType or NinjsReader.VendorMediaType:
                return Json(body, type.MediaType, facts, now, via);
            case "text/html" or "application/xhtml+xml":
                var html = HtmlEncoding.Decode(body, type.CharSet);
                return PageRules.Check(pages.Look(html, Uri.TryCreate(facts.Url, UriKind.Absolute, out var url) ? url : null, rules), facts, options.Value, now, via);
            case "text/plain":
                if (BodyReader.Decode(body, type.CharSet).Failed(out var undecodable, out var text))
                    return undecodable;
                return PageRules.Check(PlainTextExtractor.Extract(text), facts, options.Value, now, via);
            default:
                return new Refusal(StatusCodes.Status415UnsupportedMediaType, $"'{type.MediaType}' is not taken. Send {Taken}.");
        }
    }

    private static bool IsPage(MediaTypeHeaderValue type) => type.MediaType?.ToLowerInvariant() is "text/html" or "application/xhtml+xml";

    private static Reading<ArticleDraft> Json(byte[] body, string? mediaType, PageFacts facts, DateTimeOffset now, string via)
    {
        if (StrictJson.Parse(body).Failed(out var unread, out var document))
            return unread;
        try
        {
            if (mediaType != "application/json" || NinjsItem.IsNinjs(document.RootElement))
                return NinjsReader.Read(document.RootElement, facts, now, via);
            return StrictJson.Read<SubmitArticle>(document).Failed(out var misshapen, out var submission)
                ? misshapen
                : SubmissionRules.Check(submission, now, via);
        }
        catch (InvalidOperationException)
        {
            // A name or a text that is asked for holds half of a surrogate pair.
            return StrictJson.HalfCharacter;
        }
        finally
        {
            document.Dispose();
        }
    }
}
