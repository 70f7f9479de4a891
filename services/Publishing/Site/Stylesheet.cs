using System.Reflection;
using Newsroom.Publishing.Articles;

namespace Newsroom.Publishing.Site;

/// <summary>A stylesheet, out of the assembly: nothing to deploy beside it, and nothing inline for a CSP to allow.</summary>
internal sealed class Stylesheet
{
    private const string ForGood = "public, max-age=31536000, immutable";

    private readonly byte[] css;

    public Stylesheet(Assembly assembly, string resource, string route)
    {
        css = Load(assembly, resource);
        Route = route;
        Version = ConditionalAnswer.TagOf(css)[..12];
    }

    /// <summary>The readers' pages have this one.</summary>
    public static Stylesheet Site { get; } = new(typeof(Stylesheet).Assembly, "Newsroom.Publishing.Site.site.css", "/site.css");

    public string Route { get; }

    /// <summary>Changes with the content, so that the address of a page's stylesheet can be kept for good.</summary>
    public string Version { get; }

    public string Path => $"{Route}?v={Version}";

    public IResult Answer(string? version) => new ConditionalAnswer(css, "text/css; charset=utf-8")
    {
        CacheControl = version == Version ? ForGood : ConditionalAnswer.AskEachTime,
    };

    private static byte[] Load(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
