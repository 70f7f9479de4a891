using Newsroom.Publishing.Articles;
using Xunit;

namespace Newsroom.Tests.Unit.Publishing.Articles;

public sealed class CursorTests
{
    [Fact]
    public void A_cursor_leads_back_to_its_place()
    {
        var place = new ListPosition(new DateTimeOffset(2026, 3, 12, 8, 30, 0, 123, TimeSpan.FromHours(7)).AddTicks(4567), Guid.NewGuid());
        Assert.True(Cursor.TryRead(Cursor.Write(place), out var read));
        Assert.Equal(place.SortAt.UtcTicks, read.SortAt.UtcTicks);
        Assert.Equal(place.ArticleId, read.ArticleId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not a cursor at all, and with spaces")]
    [InlineData("AAAA")]
    [InlineData("________________________________")]
    public void What_is_no_cursor_is_refused(string? text) => Assert.False(Cursor.TryRead(text, out _));
}
