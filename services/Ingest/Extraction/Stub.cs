using Newsroom.Contracts;
namespace Newsroom.Ingest.Extraction;
internal static class BodyBlocks
{
    public static IReadOnlyList<Block> FromText(string text) => [.. text.Split("\n\n").Select(t => new Block { Type = BlockType.Paragraph, Text = t })];
    public static IReadOnlyList<Block> FromHtml(string html, Uri? baseUrl) => FromText(html);
    public static IReadOnlyList<Block> Clean(IReadOnlyList<Block> blocks, Uri? baseUrl) => blocks;
}
internal static class PlainTextExtractor { public static ExtractedArticle? Extract(string text) => new() { Title = text.Split('\n')[0], Blocks = BodyBlocks.FromText(text), Method = "text/1" }; }
internal interface IPageExtractor { ExtractedArticle? Extract(string html, Uri? url); }
internal sealed class SmartReaderPageExtractor : IPageExtractor { public ExtractedArticle? Extract(string html, Uri? url) => null; }
