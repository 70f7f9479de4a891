using System.Text;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// The text of a news object: one body of several that say the same, with markup before without, the one in the role "main" first. Some have
/// none, and what there is to read stands in the description.
/// </summary>
internal sealed record NinjsContent(SubmittedBody? Body, IReadOnlyList<Media> Media, IReadOnlyList<Link> Links, NitfHead? Nitf)
{
    public static NinjsContent Of(NinjsItem item)
    {
        var bodies = item.Texts("bodies", "body_").OrderByDescending(body => body.Is("main")).ToList();
        if (bodies.Find(body => body.IsHtml) is { } html)
            return Html(html.Value);
        if (bodies.Where(body => body.IsNitf).Select(Document).FirstOrDefault(content => content is not null) is { } nitf)
            return nitf;
        if (bodies.Find(body => body.IsPlain) is { } plain)
            return Plain(plain.Value);
        // AP writes NITF's paragraphs without what is around them.
        if (bodies.Find(body => body.IsNitf && !body.Value.Contains("<nitf", StringComparison.OrdinalIgnoreCase)) is { } part)
            return Html(part.Value);
        var descriptions = item.Texts("descriptions", "description_");
        return descriptions.Find(text => text.IsHtml) is { } described ? Html(described.Value)
            : descriptions.Find(text => text.IsPlain) is { } said ? Plain(said.Value)
            : new NinjsContent(null, [], [], null);
    }

    private static NinjsContent Html(string html) => new(new SubmittedBody { Html = html }, [], [], null);

    private static NinjsContent Plain(string text) => new(new SubmittedBody { Text = text }, [], [], null);

    /// <summary>Null for what is no whole document, or says nothing.</summary>
    private static NinjsContent? Document(NinjsText body)
    {
        if (AgencyXml.Read(Encoding.UTF8.GetBytes(body.Value), null, "utf-8").Failed(out _, out var root) || !root.Is("nitf"))
            return null;
        var content = NitfBody.Of(root);
        return content.Html is null ? null : new NinjsContent(new SubmittedBody { Html = content.Html }, content.Media, content.Links, new NitfHead(root));
    }
}
