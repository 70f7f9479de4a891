using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Submissions;

/// <summary>Makes a draft of a body of any type that is taken, whichever door it came by.</summary>
internal sealed class DraftReader(IPageExtractor pages, IOptions<SubmissionOptions> options, TimeProvider clock)
{
    private const string Taken = "application/json (a submission), text/html (a page) or text/plain (a headline and the text below it)";

    public int MaxBytes => options.Value.MaxBytes;

    public Reading<ArticleDraft> Read(byte[] body, string? contentType, PageFacts facts, string via)
    {
        var now = SubmissionRules.Milliseconds(clock.GetUtcNow())!.Value;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return new Refusal(StatusCodes.Status415UnsupportedMediaType,
                contentType is null ? $"There is no Content-Type. Send {Taken}." : $"The Content-Type '{contentType}' is not well formed. Send {Taken}.");
        }

        switch (type.MediaType?.ToLowerInvariant())
        {
            case "application/json":
                if (StrictJson.Read<SubmitArticle>(body).Failed(out var unread, out var submission))
                    return unread;
                return SubmissionRules.Check(submission, now, via);
            case "text/html" or "application/xhtml+xml":
                if (BodyReader.Decode(body, type.CharSet).Failed(out var unknown, out var html))
                    return unknown;
                return PageRules.Check(pages.Extract(html, Uri.TryCreate(facts.Url, UriKind.Absolute, out var url) ? url : null), facts, options.Value, now, via);
            case "text/plain":
                if (BodyReader.Decode(body, type.CharSet).Failed(out var undecodable, out var text))
                    return undecodable;
                return PageRules.Check(PlainTextExtractor.Extract(text), facts, options.Value, now, via);
            default:
                return new Refusal(StatusCodes.Status415UnsupportedMediaType, $"'{type.MediaType}' is not taken. Send {Taken}.");
        }
    }
}
