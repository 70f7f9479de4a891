using System.Globalization;
using System.Text.RegularExpressions;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Identity;

namespace Newsroom.Ingest.Submissions;

/// <summary>Makes a draft of a JSON submission, or says everything that is wrong with it at once.</summary>
internal static partial class SubmissionRules
{
    public const int LongestSource = 200;
    private const int LongestTitle = 1_000;
    private const int LongestId = 2_048;
    private const int LongestNote = 5_000;
    private const int MostMedia = 100;
    private const int MostSubjects = 200;
    private const int MostNames = 50;

    public static Reading<ArticleDraft> Check(SubmitArticle submission, DateTimeOffset now, string via)
    {
        var canceled = submission.Status == ArticleStatus.Canceled;
        if (canceled)
            submission = Kill(submission);
        var problems = new Problems();
        var source = problems.Text("/source", submission.Source, LongestSource, "Name the source: an agency, a desk, a site.");
        var title = canceled ? problems.Text("/title", submission.Title, LongestTitle) ?? "" : problems.Text("/title", submission.Title, LongestTitle, "An article needs a title.");
        var guid = problems.Text("/guid", submission.Guid, LongestId);
        problems.Url("/url", submission.Url);
        if (submission.Language is not null && !IsLanguage(submission.Language))
            problems.Add("/language", $"'{Short(submission.Language)}' is not a BCP 47 language tag such as id, en-GB or zh-Hant.");
        if (submission.Urgency is < 1 or > 9)
            problems.Add("/urgency", "Urgency goes from 1 (highest) to 9.");
        problems.Count("/byline", submission.Byline, MostNames);
        problems.Count("/subjects", submission.Subjects, MostSubjects);
        problems.Count("/media", submission.Media, MostMedia);
        for (var i = 0; i < (submission.Media?.Count ?? 0); i++)
            problems.Url(string.Create(CultureInfo.InvariantCulture, $"/media/{i}/url"), submission.Media![i].Url, needed: true);
        var (body, extraction) = canceled ? ([], "none") : Body(submission, problems);
        if (problems.Refusal is { } refusal)
            return refusal;

        return new ArticleDraft
        {
            Source = new ArticleSource { Id = source!, Name = source! },
            Guid = guid,
            Url = submission.Url,
            CanonicalUrl = CanonicalUrl.Of(submission.Url),
            Title = title!,
            Byline = Clean(submission.Byline),
            Dateline = CleanText.Line(submission.Dateline, 200),
            Slugline = CleanText.Line(submission.Slugline, 200),
            PublishedAt = Milliseconds(submission.PublishedAt),
            UpdatedAt = Milliseconds(submission.UpdatedAt),
            Language = submission.Language?.Replace('_', '-'),
            Body = body,
            Media = [.. (submission.Media ?? []).Select(media => GivenBlocks.Clean(media, null)).OfType<Media>()],
            Subjects = Clean(submission.Subjects),
            Status = submission.Status ?? ArticleStatus.Usable,
            EmbargoedUntil = Milliseconds(submission.EmbargoedUntil),
            Urgency = submission.Urgency,
            EdNote = CleanText.Line(submission.EdNote, LongestNote),
            Correction = CleanText.Line(submission.Correction, LongestNote),
            Rights = submission.Rights,
            Extraction = extraction,
            ReceivedAt = now,
            Via = via,
        };
    }

    public static bool IsLanguage(string tag) => tag.Length <= 35 && LanguageTag().IsMatch(tag.Replace('_', '-'));

    /// <summary>The time of what is just coming in, in the milliseconds that every store keeps.</summary>
    public static DateTimeOffset Now(TimeProvider clock) => Milliseconds(clock.GetUtcNow())!.Value;

    /// <summary>MongoDB keeps milliseconds; so does everything, that stores don't differ.</summary>
    public static DateTimeOffset? Milliseconds(DateTimeOffset? time) =>
        time is { } given ? DateTimeOffset.FromUnixTimeMilliseconds(given.ToUnixTimeMilliseconds()) : null;

    /// <summary>What names the article, and says why. A kill overrides everything: nothing else that is wrong with it keeps it from holding.</summary>
    private static SubmitArticle Kill(SubmitArticle submission) => new()
    {
        Source = submission.Source,
        Guid = submission.Guid,
        Url = string.IsNullOrWhiteSpace(submission.Guid) || IsUrl(submission.Url) ? submission.Url : null,
        Title = CleanText.Line(submission.Title, LongestTitle),
        PublishedAt = submission.PublishedAt,
        UpdatedAt = submission.UpdatedAt,
        EdNote = submission.EdNote,
        Status = ArticleStatus.Canceled,
    };

    private static bool IsUrl(string? url) => url is { Length: <= LongestId } && CanonicalUrl.Of(url) is not null;

    private static (IReadOnlyList<Block> Blocks, string Extraction) Body(SubmitArticle submission, Problems problems)
    {
        var given = new[] { submission.Body?.Text is not null, submission.Body?.Html is not null, submission.Body?.Blocks is not null }.Count(one => one);
        if (given != 1)
        {
            problems.Add("/body", given == 0 ? "An article needs a body: body.text, body.html or body.blocks." : "Give one of body.text, body.html and body.blocks, not several.");
            return ([], "");
        }

        var baseUrl = Uri.TryCreate(submission.Url, UriKind.Absolute, out var uri) ? uri : null;
        var (blocks, extraction) = submission.Body switch
        {
            { Text: { } text } => (BodyBlocks.FromText(text), "text/1"),
            { Html: { } html } => (BodyBlocks.FromHtml(html, baseUrl), "html/1"),
            { Blocks: { } some } => (BodyBlocks.Clean(some, baseUrl), "blocks/1"),
            _ => ([], ""),
        };
        if (string.IsNullOrWhiteSpace(PlainText.Of(blocks)))
            problems.Add("/body", "The body has no text once markup, scripts and hidden parts are gone.");
        return (blocks, extraction);
    }

    private static List<string> Clean(IReadOnlyList<string>? lines) =>
        [.. (lines ?? []).Select(line => CleanText.Line(line, 500)).OfType<string>()];

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LanguageTag();

    private sealed class Problems
    {
        private readonly List<FieldProblem> found = [];

        public Refusal? Refusal => found.Count == 0 ? null : new Refusal(
            StatusCodes.Status422UnprocessableEntity,
            found.Count == 1 ? $"The article cannot be taken: {found[0].Detail}" : "The article cannot be taken; each field below says why.",
            found);

        public void Add(string pointer, string detail) => found.Add(new FieldProblem(pointer, detail));

        /// <summary>Cleaned; null where it is missing, which is a problem if <paramref name="missing"/> says so.</summary>
        public string? Text(string pointer, string? value, int longest, string? missing = null)
        {
            var clean = CleanText.Line(value, int.MaxValue);
            if (clean is null && missing is not null)
                Add(pointer, missing);
            if (clean?.Length > longest)
                Add(pointer, $"It is longer than {longest:N0} characters.");
            return clean;
        }

        public void Url(string pointer, string? value, bool needed = false)
        {
            if (value is null && !needed)
                return;
            if (!IsUrl(value))
                Add(pointer, $"'{Short(value ?? "")}' is not an absolute http(s) URL of at most {LongestId:N0} characters.");
        }

        public void Count<T>(string pointer, IReadOnlyList<T>? list, int most)
        {
            if (list?.Count > most)
                Add(pointer, $"There are {list.Count:N0}; at most {most} are taken.");
        }
    }
}
