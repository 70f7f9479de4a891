using Newsroom.Ingest.Discovery;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Sources;

/// <summary>Checks what is said of a source, and says everything that is wrong with it at once.</summary>
internal static class SourceRules
{
    private const int LongestLine = 200;
    private const int MostMinutes = 24 * 60;

    /// <summary>The settings as asked for, with what was found at the address where nothing is said.</summary>
    public static Reading<SourceSettings> Check(SourceRequest request, Discovered? found)
    {
        var problems = new List<FieldProblem>();
        var url = SourceAddress.Read(request.Url);
        if (url is null)
            problems.Add(new("/url", $"An absolute http(s) address without user name is needed, of at most {SourceAddress.Longest:N0} characters."));
        if (request.HomePage is not null && CanonicalUrl.Of(request.HomePage) is null)
            problems.Add(new("/homePage", "It is not an absolute http(s) URL."));
        if (request.Language is not null && !SubmissionRules.IsLanguage(request.Language))
            problems.Add(new("/language", "It is not a BCP 47 language tag such as id, en-GB or zh-Hant."));
        if (request.PollMinutes is < 1 or > MostMinutes)
            problems.Add(new("/pollMinutes", $"Minutes go from 1 to {MostMinutes:N0}."));
        foreach (var (pointer, text) in new[] { ("/name", request.Name), ("/section", request.Section) })
        {
            if (text?.Length > LongestLine)
                problems.Add(new(pointer, $"It is longer than {LongestLine} characters."));
        }

        foreach (var (field, problem) in request.Extraction?.Problems() ?? [])
            problems.Add(new($"/extraction/{field}", problem));
        if (problems.Count > 0)
            return new Refusal(StatusCodes.Status422UnprocessableEntity, problems.Count == 1 ? $"The source cannot be kept: {problems[0].Detail}" : "The source cannot be kept; each field below says why.", problems);
        var name = CleanText.Line(request.Name, LongestLine);
        var said = new SourceSettings
        {
            Url = url!.AbsoluteUri,
            Name = name ?? SourceAddress.Host(url),
            Unnamed = name is null,
            HomePage = request.HomePage,
            Language = request.Language is { } language ? PageMetadata.LanguageTag(language) : null,
            Section = CleanText.Line(request.Section, LongestLine),
            Trust = request.Trust ?? SourceTrust.Trusted,
            FullText = request.FullText,
            Extraction = request.Extraction is { IsEmpty: false } rules ? rules : null,
            Rights = request.Rights,
            Revisit = request.Revisit ?? true,
            PollMinutes = request.PollMinutes,
            Paused = request.Paused ?? false,
            WebSub = request.WebSub,
        };
        return found is null ? said : With(said, found);
    }

    /// <summary>The settings with what was found at the address, or where it leads, in the place of what nobody said.</summary>
    public static SourceSettings With(SourceSettings said, Discovered found)
    {
        var title = CleanText.Line(found.Title, LongestLine);
        return said with
        {
            Url = found.Url.AbsoluteUri,
            Form = found.Form == DiscoveredForm.Sitemap ? SourceForm.Sitemap : SourceForm.Feed,
            Name = said.Unnamed ? title ?? SourceAddress.Host(found.Url) : said.Name,
            Unnamed = said.Unnamed && title is null,
            HomePage = said.HomePage ?? (CanonicalUrl.Of(found.HomePage) is null ? null : found.HomePage),
        };
    }
}
