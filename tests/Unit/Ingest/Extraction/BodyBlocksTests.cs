using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class BodyBlocksTests
{
    private static readonly Uri Base = new("https://news.example/world/story.html");

    [Fact]
    public void Text_has_paragraphs_headings_and_lists()
    {
        var blocks = BodyBlocks.FromText("First paragraph, a whole sentence.\r\n\r\nA heading\n\nThe paragraph below it, which is longer than the heading.\n\n- one\n- two\n\n1. first\n2. second\n\n> quoted words\n> go on\n\n## Deeper\n\nThe end.");

        Assert.Equal(
            ["Paragraph", "Heading2", "Paragraph", "List", "List", "Quote", "Heading2", "Paragraph"],
            blocks.Select(block => $"{block.Type}{block.Level}"));
        Assert.Equal(["one", "two"], blocks[3].Items);
        Assert.False(blocks[3].Ordered);
        Assert.Equal(["first", "second"], blocks[4].Items);
        Assert.True(blocks[4].Ordered);
        Assert.Equal("quoted words go on", blocks[5].Text);
    }

    [Fact]
    public void Text_with_a_paragraph_a_line_is_not_one_paragraph()
    {
        var blocks = BodyBlocks.FromText("The first line says something of its own and ends.\nThe second line says something else, and it is rather longer than the first one was, by far.\nA third.");

        Assert.Equal(3, blocks.Count);
    }

    [Fact]
    public void Short_lines_of_one_paragraph_keep_their_ends()
    {
        var block = Assert.Single(BodyBlocks.FromText("\n\nRoses are red,\nviolets < blue\n\n"), block => block.Text!.Contains("Roses", StringComparison.Ordinal));

        Assert.Equal(BlockType.Paragraph, block.Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n \u00A0\n\u200B")]
    public void Text_without_content_has_no_blocks(string text) => Assert.True(BodyBlocks.FromText(text).Count <= 1);

    [Fact]
    public void A_list_of_one_is_a_sentence() =>
        Assert.Equal("- ¿Quién es?", Assert.Single(BodyBlocks.FromText("- ¿Quién es?")).Text);

    [Fact]
    public void Html_keeps_order_and_inline_markup()
    {
        var blocks = BodyBlocks.FromHtml("<h1>Top</h1><p>One <b>bold</b> <a href='/x'>link</a>.</p><div>Two<br>lines</div><h3>Sub</h3><pre>a\n  b</pre>", Base);

        Assert.Equal(["Heading2", "Paragraph", "Paragraph", "Heading3", "Paragraph"], blocks.Select(block => $"{block.Type}{block.Level}"));
        Assert.Equal("One bold link.", blocks[1].Text);
        Assert.Equal("One <strong>bold</strong> <a href=\"https://news.example/x\" rel=\"nofollow noopener\">link</a>.", blocks[1].Html);
        Assert.Equal(("Two\nlines", "Two<br>lines"), (blocks[2].Text, blocks[2].Html));
        Assert.Null(blocks[0].Html);
        Assert.Equal("a\nb", blocks[4].Text);
    }

    [Fact]
    public void Bare_text_and_line_breaks_become_paragraphs()
    {
        var blocks = BodyBlocks.FromHtml("stray <span>text</span><br><br>second<br> <br/>third<div>fourth<p>fifth</p>sixth</div>", Base);

        Assert.Equal(["stray text", "second", "third", "fourth", "fifth", "sixth"], blocks.Select(block => block.Text));
        Assert.All(blocks, block => Assert.Null(block.Html));
    }

    [Fact]
    public void Markup_across_blocks_goes_on_in_each()
    {
        var blocks = BodyBlocks.FromHtml("<b>one<p>two</p></b>three", Base);

        Assert.Equal(["<strong>one</strong>", "<strong>two</strong>", null], blocks.Select(block => block.Html));
    }

    [Fact]
    public void What_is_not_meant_to_be_read_is_left_out()
    {
        var blocks = BodyBlocks.FromHtml(
            """
            <script>a</script><style>b</style><p>seen</p><p hidden>c</p><p style="display: none">d</p><form><p>e</p><input value=f></form>
            <iframe src=x>g</iframe><noscript>h</noscript><template><p>i</p></template><svg><text>j</text></svg><nav>k</nav>
            <button>l</button><span class="sr-only">m</span><!-- n --><object>o</object><select><option>p</select>
            """,
            Base);

        Assert.Equal(["seen"], blocks.Select(block => block.Text));
    }

    [Fact]
    public void Pictures_have_address_caption_credit_and_size()
    {
        var blocks = BodyBlocks.FromHtml(
            """
            <figure><picture><source srcset="/s.webp 400w, /l.webp 1600w"><img src="data:image/gif;base64,x" data-srcset="/s.jpg 400w, /l.jpg 1200w" alt="A pier" width="1200" height="800"></picture>
            <figcaption>The pier at dawn. Foto: Budi/HNA</figcaption></figure>
            <p>Before <img src="/in.png"> after.</p><img src="javascript:alert(1)"><img src="/pixel.gif" width=1 height=1><img src="/in.png">
            """,
            Base);

        Assert.Equal([BlockType.Image, BlockType.Paragraph, BlockType.Image], blocks.Select(block => block.Type));
        Assert.Equal(
            new Media { Url = "https://news.example/l.jpg", Alt = "A pier", Caption = "The pier at dawn.", Credit = "Budi/HNA", Width = 1200, Height = 800 },
            blocks[0].Media);
        Assert.Equal("Before after.", blocks[1].Text);
        Assert.Equal("https://news.example/in.png", blocks[2].Media!.Url);
    }

    [Fact]
    public void Quotes_say_who_said_it()
    {
        var blocks = BodyBlocks.FromHtml("<blockquote><p>Never again.</p><cite>— Ruth Odell</cite></blockquote><blockquote cite='/speech'>Bare words in <cite>The Gazette</cite> here.</blockquote>", Base);

        Assert.Equal([("Never again.", "Ruth Odell"), ("Bare words in The Gazette here.", "https://news.example/speech")], blocks.Select(block => (block.Text, block.Cite)));
    }

    [Fact]
    public void Lists_flatten_and_tables_keep_their_rows()
    {
        var blocks = BodyBlocks.FromHtml(
            "<ol><li>one<ul><li>one a<li>one b</ul><li><p>two</p></ol><table><caption>Fares</caption><tr><th>Route<th>Fare<tr><td>A – B<td><b>6</b></table>"
            + "<table><tr><td><p>Layout</p></td></tr></table>",
            Base);

        Assert.Equal(["one", "one a", "one b", "two"], blocks[0].Items);
        Assert.True(blocks[0].Ordered);
        Assert.Equal("Fares", blocks[1].Text);
        Assert.Equal([["Route", "Fare"], ["A – B", "6"]], blocks[2].Rows!);
        Assert.True(blocks[2].HasHeader);
        Assert.Equal((BlockType.Paragraph, "Layout"), (blocks[3].Type, blocks[3].Text));
    }

    [Fact]
    public void Blocks_by_strangers_are_made_like_ours()
    {
        var blocks = BodyBlocks.Clean(
            [
                new Block { Type = BlockType.Paragraph, Text = " a \u0007 b\u00A0c ", Html = "a b <i onclick=x>c</i>" },
                new Block { Type = BlockType.Paragraph, Html = "<p>from <b>html</b><script>x</script></p>" },
                new Block { Type = BlockType.Paragraph, Text = "shown", Html = "<b>something else</b>" },
                new Block { Type = BlockType.Heading, Text = "deep", Level = 9 },
                new Block { Type = BlockType.Heading, Text = "none" },
                new Block { Type = BlockType.Paragraph, Text = " \n ", Html = "<script>x</script>" },
                new Block { Type = BlockType.Image, Media = new Media { Url = "javascript:alert(1)" } },
                new Block { Type = BlockType.Image, Media = new Media { Url = "/relative.jpg", Width = -1 }, Text = "cap" },
                new Block { Type = BlockType.List, Items = ["", " x ", null!] },
                new Block { Type = BlockType.List },
                new Block { Type = BlockType.Table, Rows = [["a", null!], [" "], null!] },
                new Block { Type = (BlockType)99, Text = "x" },
                null!,
            ],
            Base);

        Assert.Equal(["Paragraph", "Paragraph", "Paragraph", "Heading6", "Heading2", "Image", "List", "Table"], blocks.Select(block => $"{block.Type}{block.Level}"));
        Assert.Equal(("a b c", "a b <em>c</em>"), (blocks[0].Text, blocks[0].Html));
        Assert.Equal(("from html", "from <strong>html</strong>"), (blocks[1].Text, blocks[1].Html));
        Assert.Equal(("shown", null), (blocks[2].Text, blocks[2].Html));
        Assert.Equal(("https://news.example/relative.jpg", "cap", (int?)null), (blocks[5].Media!.Url, blocks[5].Media!.Caption, blocks[5].Media!.Width));
        Assert.Equal(["x"], blocks[6].Items);
        Assert.Equal([["a", ""]], blocks[7].Rows!);
    }

    [Fact]
    public void Too_much_is_cut_and_too_deep_is_flattened()
    {
        Assert.Equal(BodyBlocks.MaxBlocks, BodyBlocks.FromHtml(string.Concat(Enumerable.Repeat("<p>x</p>", 6_000)), Base).Count);
        Assert.Equal(BodyBlocks.MaxBlocks, BodyBlocks.Clean([.. Enumerable.Repeat(new Block { Type = BlockType.Paragraph, Text = "x" }, 6_000)], Base).Count);
        Assert.Equal("deep", Assert.Single(BodyBlocks.FromHtml(string.Concat(Enumerable.Repeat("<div>", 900)) + "deep", Base)).Text);
        Assert.Equal("deeper", Assert.Single(BodyBlocks.FromHtml(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deeper", Base)).Text);
    }
}
