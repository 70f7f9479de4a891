using System.Net;
using System.Text;
using Newsroom.Contracts;

namespace Newsroom.Ingest.Previews;

/// <summary>A body as plain semantic HTML.</summary>
internal static class BodyHtml
{
    public static string Of(IReadOnlyList<Block> body)
    {
        var html = new StringBuilder();
        foreach (var block in body)
            html.Append(Of(block)).Append('\n');
        return html.ToString().TrimEnd();
    }

    private static string Of(Block block) => block.Type switch
    {
        BlockType.Heading => $"<h{block.Level ?? 2}>{Inline(block)}</h{block.Level ?? 2}>",
        BlockType.List => List(block),
        BlockType.Quote => $"<blockquote><p>{Inline(block)}</p>{(block.Cite is { } cite ? $"<cite>{Text(cite)}</cite>" : "")}</blockquote>",
        BlockType.Image => Image(block),
        BlockType.Table => Table(block),
        _ => $"<p>{Inline(block)}</p>",
    };

    private static string List(Block block)
    {
        var tag = block.Ordered == true ? "ol" : "ul";
        return $"<{tag}>{string.Concat((block.Items ?? []).Select(item => $"<li>{Text(item)}</li>"))}</{tag}>";
    }

    private static string Image(Block block) => block.Media is not { } media ? "" :
        $"<figure><img src=\"{Text(media.Url)}\" alt=\"{Text(media.Alt)}\">{(media.Caption ?? block.Text) switch { { Length: > 0 } caption => $"<figcaption>{Text(caption)}</figcaption>", _ => "" }}</figure>";

    private static string Table(Block block)
    {
        var rows = (block.Rows ?? []).Select((row, index) =>
        {
            var cell = index == 0 && block.HasHeader == true ? "th" : "td";
            return $"<tr>{string.Concat(row.Select(text => $"<{cell}>{Text(text)}</{cell}>"))}</tr>";
        });
        return $"<table>{string.Concat(rows)}</table>";
    }

    private static string Inline(Block block) => block.Html ?? Text(block.Text);

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
