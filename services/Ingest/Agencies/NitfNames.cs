using System.Globalization;
using System.Xml.Linq;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Which article a document of NITF is. <c>doc-id</c> names it; where an agency numbers its versions in it, <c>du-key</c>, which is the same
/// through all of them, does. One that says that it corrects, updates, withholds or cancels another is that other one.
/// </summary>
/// <param name="Id">Null if it has no name.</param>
/// <param name="Others">What else may be said of the same article: the document's own name, and what stands between it and the first.</param>
/// <param name="IsOfAnother">Whether it is about a document that it is no version of.</param>
internal sealed record NitfNames(string? Id, IReadOnlyList<string> Others, bool IsOfAnother)
{
    private const int ShortestId = 8;

    public static NitfNames Of(XElement root, NitfStanding standing, NitfTimes times)
    {
        var data = root.One("head/docdata");
        var (doc, key) = (data.One("doc-id").Get("id-string"), data.One("du-key").Get("key"));
        var about = Stem(data.Get("management-doc-idref"), key);
        // A kill is of the document that it names, and its own name says nothing.
        if (standing is { Status: ArticleStatus.Canceled, IsOfAnother: true })
            return new NitfNames(about, [], true);
        // A du-key alone is made anew each day (NITF), and is an id with the day only.
        var own = Stem(doc, key) ?? (key is not null && times.Issued is { } day ? string.Create(CultureInfo.InvariantCulture, $"{key}/{day:yyyy-MM-dd}") : null);
        var others = new[] { Stem(data.One("correction").Get("id-string"), key), about }.OfType<string>().Where(id => id != own && AgencyText.MayBeOfOne(id, own)).ToList();
        // What was canceled is this one, whatever it came of.
        var names = (standing.Status == ArticleStatus.Canceled ? others.Prepend(own) : others.Append(own)).Append(doc).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new NitfNames(names.FirstOrDefault(), [.. names.Skip(1)], others.Count > 0);
    }

    public static bool LooksLikeId(string key) => key.Any(char.IsAsciiDigit) && !key.Contains(' ', StringComparison.Ordinal) && key.Length >= ShortestId;

    /// <summary>The du-key of an id that begins with it and so counts the versions behind it.</summary>
    private static string? Stem(string? id, string? key) => id is not null && key is not null && LooksLikeId(key) && id.StartsWith(key, StringComparison.Ordinal) ? key : id;
}
