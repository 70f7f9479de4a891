using Newsroom.Contracts;
using Newsroom.Ingest.Polling;
using Newsroom.Ingest.Sources;
using Newsroom.Ingest.Submissions;
using Newsroom.Tests.Unit.Ingest.Feeds;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Polling;

/// <summary>What an article is made of where the feed is all there is.</summary>
public sealed class EntryDraftTests
{
    [Fact]
    public void Pictures_come_with_their_captions_and_credits()
    {
        var draft = Draft("<media:content url='http://a.example/a.jpg' medium='image' width='151' height='150'/><media:credit>Ada for the Post</media:credit><media:description>A ferry</media:description>");
        Assert.Equal(new Media { Url = "http://a.example/a.jpg", Caption = "A ferry", Credit = "Ada for the Post", Width = 151, Height = 150 }, Assert.Single(draft.Media));
        Assert.Empty(draft.Body);
    }

    [Fact]
    public void Of_one_picture_in_several_sizes_the_largest_comes()
    {
        var draft = Draft("<media:content width='140' url='http://a.example/a.jpg?width=140'><media:credit>Ada</media:credit></media:content><media:content width='460' url='http://a.example/a.jpg?width=460'><media:credit>Ada</media:credit></media:content>"
            + "<media:group><media:content url='http://a.example/s.png' width='10'/><media:content url='http://a.example/l.png' width='900'/></media:group><enclosure url='http://a.example/1.mp3' type='audio/mpeg'/>");
        Assert.Equal(["http://a.example/a.jpg?width=460", "http://a.example/l.png"], draft.Media.Select(media => media.Url));
    }

    [Fact]
    public void Films_and_pictures_that_scripts_load_are_in_the_text()
    {
        var draft = Draft("<description><![CDATA[<p>The line closes.</p><p><iframe src='https://www.youtube.com/embed/abc'></iframe></p><p><img src='data:image/gif;base64,R0' data-src='http://a.example/1.jpg'></p>]]></description>");
        Assert.Contains("https://www.youtube.com/watch?v=abc", PlainText.Of(draft.Body), StringComparison.Ordinal);
        Assert.Equal("http://a.example/1.jpg", draft.Body.Single(block => block.Type == BlockType.Image).Media!.Url);
    }

    private static ArticleDraft Draft(string inner)
    {
        var feed = Read.Feed(Read.Item("<title>A line closes</title><link>http://a.example/1</link>" + inner))!;
        var source = new Source { Id = Guid.Empty, CreatedAt = default, Settings = new SourceSettings { Name = "Post", Url = "http://a.example/feed" } };
        return EntryDraft.Of(source, feed.Feed, feed.Entries[0], default)!;
    }
}
