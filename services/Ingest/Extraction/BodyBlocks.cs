using AngleSharp.Html.Parser;
using Newsroom.Contracts;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Extraction;

/// <summary>Makes the ordered blocks of a body from whatever came in. Pure; linear in its input; never throws on content.</summary>
internal static class BodyBlocks
{
    /// <summary>More blocks than this are left out.</summary>
    public const int MaxBlocks = 5_000;

    /// <summary>Longer input, in UTF-16 units, is cut here.</summary>
    public const int MaxLength = 8_000_000;

    private const int MaxTags = 200_000;
    private const int MaxOpen = 1_000;

    /// <summary>
    /// Paragraphs apart by empty lines. Short lines above a paragraph are headings (level 2, or as many as Markdown's <c>#</c>
    /// say); runs of bullets or numbers are lists; lines broken at a right margin are put together again.
    /// </summary>
    public static IReadOnlyList<Block> FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TextBlocks.From(text.Length > MaxLength ? text[..MaxLength] : text);
    }

    /// <summary>
    /// Any fragment or document: headings, paragraphs, lists, quotes, images with caption, credit and size, tables, <c>pre</c>.
    /// Paragraphs made of <c>div</c>, <c>br</c> or bare text count. Hidden parts, scripts, forms and frames are left out.
    /// </summary>
    /// <param name="html">In whatever state.</param>
    /// <param name="baseUrl">What relative addresses are relative to; without it, relative images and links are left out.</param>
    public static IReadOnlyList<Block> FromHtml(string html, Uri? baseUrl)
    {
        ArgumentNullException.ThrowIfNull(html);
        return Parse(html) is { } document
            ? HtmlBlocks.From(document.DocumentElement, baseUrl)
            : FromText(HtmlBounds.WithoutTags(html.Length > MaxLength ? html[..MaxLength] : html));
    }

    /// <summary>
    /// Blocks given by strangers, made like ours: HTML sanitised, text derived from it where absent, white space and control
    /// characters normalised, heading levels within 2 to 6, images without an absolute http(s) address and empty blocks left out.
    /// </summary>
    public static IReadOnlyList<Block> Clean(IReadOnlyList<Block> blocks, Uri? baseUrl)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return [.. blocks.Where(block => block is not null).Take(MaxBlocks).Select(block => GivenBlocks.Clean(block, baseUrl)).OfType<Block>()];
    }

    /// <summary>Of a body; a whole page is <see cref="PageSource"/>'s. Null where the input would keep the parser busy for too long.</summary>
    internal static AngleSharp.Html.Dom.IHtmlDocument? Parse(string html)
    {
        var input = SafeHtml.WithoutControls(html.Length > MaxLength ? html[..MaxLength] : html);
        return HtmlBounds.Holds(input, MaxTags, MaxOpen)
            // Walking and serialising are recursive: the depth keeps them off the end of the stack. 150 is far beyond real pages.
            ? new HtmlParser(new HtmlParserOptions { MaximumDepth = 150, IsScripting = false, SkipComments = true }).ParseDocument(input)
            : null;
    }
}
