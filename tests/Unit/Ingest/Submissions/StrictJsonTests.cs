using System.Text;
using Newsroom.Contracts;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Submissions;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("{", 400, "not valid JSON")]
    [InlineData("""{"title":"a","title":"b"}""", 400, "not valid JSON")]
    [InlineData("""{"\ud83d":1}""", 400, "half of a surrogate pair")]
    [InlineData("""{"\ud83d":1,"\ud83d":2}""", 400, "half of a surrogate pair")]
    [InlineData("null", 422, "one article is an object")]
    [InlineData("""{"title":{}}""", 422, "'title' has a value of the wrong type: a text is needed")]
    [InlineData("""{"urgency":"high"}""", 422, "'urgency' has a value of the wrong type: a whole number is needed")]
    [InlineData("""{"status":"killed"}""", 422, "usable, withheld or canceled")]
    [InlineData("""{"byline":"me"}""", 422, "a list is needed")]
    [InlineData("""{"publishedAt":"18 Juni"}""", 422, "RFC 3339")]
    [InlineData("""{"headline":"a"}""", 422, "'headline' is not known here. Known are: source, guid")]
    [InlineData("""{"body":{"txt":"a"}}""", 422, "'txt' is not known here")]
    [InlineData("""{"body":{"blocks":[{"type":"video"}]}}""", 422, "paragraph, heading")]
    public void What_is_wrong_is_said_in_a_sentence(string json, int status, string says)
    {
        Assert.True(StrictJson.Read<SubmitArticle>(Encoding.UTF8.GetBytes(json)).Failed(out var refusal, out _));
        Assert.Equal(status, refusal.Status);
        Assert.Contains(says, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_called_so()
    {
        Assert.True(StrictJson.Read<SubmitArticle>([.. "{\"title\":\""u8, 0xFF, .. "\"}"u8]).Failed(out var refusal, out _));
        Assert.Equal(400, refusal.Status);
        Assert.Contains("not valid UTF-8", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        Assert.False(StrictJson.Read<SubmitArticle>([0xEF, 0xBB, 0xBF, .. "{\"title\":\"a\"}"u8]).Failed(out _, out var submission));
        Assert.Equal("a", submission.Title);
    }
}
