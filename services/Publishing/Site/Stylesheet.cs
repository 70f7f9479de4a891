using Newsroom.Publishing.Articles;

namespace Newsroom.Publishing.Site;

/// <summary>The site's one stylesheet, out of the assembly: nothing to deploy beside it, and nothing inline for a CSP to allow.</summary>
internal static class Stylesheet
{
    private const string ForGood = "public, max-age=31536000, immutable";

    private static readonly byte[] Css = Load();

    /// <summary>Changes with the content, so that the address of a page's stylesheet can be kept for good.</summary>
    public static string Version { get; } = ConditionalAnswer.TagOf(Css)[..12];

    public static string Path => "/site.css?v=" + Version;

    public static IResult Answer(string? version) => new ConditionalAnswer(Css, "text/css; charset=utf-8")
    {
        CacheControl = version == Version ? ForGood : ConditionalAnswer.AskEachTime,
    };

    private static byte[] Load()
    {
        using var css = typeof(Stylesheet).Assembly.GetManifestResourceStream("Newsroom.Publishing.Site.site.css")!;
        using var bytes = new MemoryStream();
        css.CopyTo(bytes);
        return bytes.ToArray();
    }
}
