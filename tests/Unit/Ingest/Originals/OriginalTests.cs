using System.Text;
using Newsroom.Ingest.Originals;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Originals;

public sealed class OriginalTests
{
    [Fact]
    public void A_page_is_kept_small_and_opened_as_it_was()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<p class=\"text\">Paragraph {i}</p>\n")));
        var original = Original.Of(new RawInput { Body = body, Via = "page" }, Guid.NewGuid(), 1, "s", "page/1", Drafts.Noon, TimeSpan.FromDays(14));
        Assert.True(original.Raw.Body.Length < body.Length / 5, $"{original.Raw.Body.Length} of {body.Length}");
        Assert.Equal(body, original.Opened().Body);
        Assert.Equal(Drafts.Noon.AddDays(14), original.ExpireAt);
    }

    [Fact]
    public void A_cursor_is_read_as_it_was_written()
    {
        var place = new OriginalPlace(Guid.NewGuid(), Guid.Empty, Drafts.Noon);
        Assert.Equal(place, OriginalPlace.Parse(place.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("x-00000000000000000000000000000000")]
    [InlineData("ffffffffffffffff-00000000000000000000000000000000")]
    [InlineData("7fffffffffffffff-00000000000000000000000000000000")]
    [InlineData("1-1")]
    public void What_is_no_cursor_is_not_read(string cursor) => Assert.Null(OriginalPlace.Parse(cursor));

    [Fact]
    public async Task What_no_reader_is_there_for_is_refused_with_its_name() => Assert.Contains(
        "'abacus'", (await new RawReaders([]).ReadAsync(new RawInput { Body = [], Via = "page", ReadBy = "abacus" }, TestContext.Current.CancellationToken)).Refusal!.Detail, StringComparison.Ordinal);
}
