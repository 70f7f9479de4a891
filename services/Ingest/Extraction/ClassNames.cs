using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>What an element may say, by its class, id, or property.</summary>
[Flags]
internal enum PageMarks
{
    None = 0,
    Date = 1,
    Updated = 2,
    Author = 4,
    Title = 8,
    Aside = 16,
    Paywall = 32,

    /// <summary>By a vocabulary (microdata, RDFa, microformats, rel), and not by a name that somebody chose.</summary>
    Sure = 64,
}

/// <summary>Reads class names and ids by the words of <c>Words/Marks.txt</c>.</summary>
internal static class ClassNames
{
    private static readonly (PageMarks Kind, string Section)[] Sections =
        [(PageMarks.Date, "date"), (PageMarks.Updated, "changed"), (PageMarks.Author, "author"), (PageMarks.Title, "title"), (PageMarks.Aside, "aside"), (PageMarks.Paywall, "paywall")];

    private static readonly (PageMarks Kind, PhraseSearch Words)[] Kinds = Array.ConvertAll(Sections, static one => (one.Kind, Words(one.Section)));

    // Most names have none of them.
    private static readonly PhraseSearch Any = new(Sections.SelectMany(static one => WordLists.Of(one.Section)), StringComparison.Ordinal);

    private static readonly PhraseSearch Authors = Words("author");
    private static readonly PhraseSearch Kickers = Words("kicker");
    private static readonly PhraseSearch Offices = Words("office");
    private static readonly PhraseSearch Beside = Words("beside");

    private static readonly ReadNames<PageMarks> Known = new(static name => Marks(ElementFacts.OfClass(name).Names()));

    private const int MostProperties = 5;

    private static readonly FrozenSet<string> AuthorPaths = new[]
    {
        "author", "authors", "autor", "autoren", "auteur", "auteurs", "autore", "autori", "autores", "penulis", "reporter", "reporters", "journalist", "journalists",
        "by", "profile", "profil", "people", "person", "contributor", "contributors", "staff", "writer", "writers", "team", "columnist", "columnists", "byline",
        "yazar", "yazarlar", "medewerker", "redakteur", "redaktion", "szerzo", "szerzok", "munkatarsaink", "autorzy", "autori", "avtory", "avtor", "tac-gia", "skribenter", "giornalista", "periodista", "jornalista", "journaliste",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AuthorPath = AuthorPaths.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Class, id and the like in lower case, without the marks that part their words. Empty if there are none.</summary>
    public static string Of(IElement element) => ElementFacts.Of(element).Names();

    /// <summary>A word or two above a headline, inside of its element.</summary>
    public static bool IsKicker(IElement element) => Of(element) is { Length: > 0 } names && Kickers.IsIn(names);

    /// <summary>What somebody is, beside the name: "Political editor".</summary>
    public static bool IsOffice(string names) => Offices.IsIn(names);

    /// <summary>The same within the element that holds the name, where its wrappers are called all sorts of things.</summary>
    public static bool IsBesideName(string names) => Beside.IsIn(names);

    /// <summary>A class that holds a name, and not only something of the article's head.</summary>
    public static bool IsAuthor(string className) => Authors.IsIn(className.ToLowerInvariant());

    /// <summary>Of an element that has this class and no other name, as it is written.</summary>
    public static PageMarks OfClass(string name) => Known.Of(name);

    /// <param name="names">Of <see cref="Of"/>.</param>
    public static PageMarks Marks(string names)
    {
        if (names.Length == 0 || !Any.IsIn(names))
            return 0;
        // Drupal says so of whatever is on the front page.
        if (names.Contains("nodepromoted", StringComparison.Ordinal))
            names = names.Replace("nodepromoted", "", StringComparison.Ordinal);
        var marks = PageMarks.None;
        foreach (var (kind, words) in Kinds)
        {
            if (words.IsIn(names))
                marks |= kind;
        }

        // hCard.
        return IsCard(names) ? marks | PageMarks.Sure : marks;
    }

    private static bool IsCard(string names)
    {
        var at = names.IndexOf("author vcard", StringComparison.Ordinal);
        if (at < 0)
            at = names.IndexOf("author fn", StringComparison.Ordinal);
        return at == 0 || (at > 0 && names[at - 1] == ' ');
    }

    /// <summary>Of microdata, RDFa and Dublin Core.</summary>
    public static PageMarks Property(string? property)
    {
        if (property is null)
            return 0;
        // RDFa takes several: "dc:date dc:created".
        if (property.Contains(' ', StringComparison.Ordinal))
            return property.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostProperties).Aggregate(PageMarks.None, (marks, one) => marks | Property(one));
        var name = property.AsSpan(property.LastIndexOf(':') + 1).Trim();
        if (name.Contains("datePublished", StringComparison.OrdinalIgnoreCase) || name.Equals("dateCreated", StringComparison.OrdinalIgnoreCase) || name.Equals("published_time", StringComparison.OrdinalIgnoreCase) || property is "dc:date" or "dc:created")
            return PageMarks.Date | PageMarks.Sure;
        if (name.Equals("dateModified", StringComparison.OrdinalIgnoreCase) || name.Equals("modified_time", StringComparison.OrdinalIgnoreCase))
            return PageMarks.Updated | PageMarks.Sure;
        if (name.Equals("author", StringComparison.OrdinalIgnoreCase) || name.Equals("creator", StringComparison.OrdinalIgnoreCase))
            return PageMarks.Author | PageMarks.Sure;
        return name.Equals("headline", StringComparison.OrdinalIgnoreCase) ? PageMarks.Title | PageMarks.Sure : 0;
    }

    /// <summary>The address of somebody's page: …/author/jane-doe.</summary>
    public static bool IsAuthorAddress(string href)
    {
        for (var rest = href.AsSpan(); rest.IndexOf('/') is >= 0 and var start;)
        {
            rest = rest[(start + 1)..];
            if (rest.IndexOf('/') is > 0 and var end && end + 1 < rest.Length && AuthorPath.Contains(rest[..end]))
                return true;
        }

        return false;
    }

    private static PhraseSearch Words(string section) => new(WordLists.Of(section), StringComparison.Ordinal);
}
