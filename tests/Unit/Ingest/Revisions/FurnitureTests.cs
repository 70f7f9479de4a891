using Newsroom.Contracts;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Revisions;

public sealed class FurnitureTests
{
    [Theory]
    [InlineData("3 hours ago")]
    [InlineData("Updated 12 mins ago")]
    [InlineData("· 1,234 views")]
    [InlineData("12.5k shares")]
    [InlineData("5 min read")]
    [InlineData("Dibaca 1.204 kali")]
    [InlineData("2 jam yang lalu")]
    [InlineData("vor 5 Minuten")]
    [InlineData("il y a 2 heures")]
    [InlineData("hace 3 horas")]
    [InlineData("منذ 3 ساعات")]
    [InlineData("3時間前")]
    [InlineData("Просмотров: 120")]
    [InlineData("48 Kommentare")]
    [InlineData("Updated 10:02 GMT")]
    [InlineData("Last updated: 30 November 2026, 10:02")]
    [InlineData("Diperbarui: Senin, 30 November 2026 pukul 10:02 WIB")]
    [InlineData("Stand: 30.11.2026, 10:02 Uhr")]
    [InlineData("Mis à jour le 30 novembre 2026 à 10h02")]
    [InlineData("Zuletzt aktualisiert am 30. November 2026 um 10:02 Uhr")]
    [InlineData("Updated on Nov 30, 2026 at 10:02 a.m.")]
    [InlineData("Обновлено: 30 ноября 2026, 10:02")]
    [InlineData("更新：2026年11月30日 10:02")]
    [InlineData("12 comments, 5 shares")]
    [InlineData("Views: 1,234 | Comments: 12")]
    [InlineData("Read 7 times, shared 3 times")]
    public void A_line_that_counts_or_says_how_long_ago_makes_no_revision(string line) =>
        Assert.Equal(Hash(Body("Text.")), Hash(Body("Text.", line)));

    [Theory]
    [InlineData("3 hours ago the ferry sank.")]
    [InlineData("Three people died.")]
    [InlineData("1,234 views were counted, said the police")]
    [InlineData("12 dead")]
    [InlineData("12 comments, 5 dead")]
    [InlineData("On 30 November 2026 at 10:02 the bridge opened")]
    [InlineData("Updated rules for 12 harbours")]
    [InlineData("Update of 30 November 2026 broke the site")]
    [InlineData("The update of 30 November 2026 broke the site")]
    [InlineData("Published in 1910, the book was forgotten by 2026")]
    [InlineData("vor 5 Minuten begann das Spiel")]
    public void A_sentence_does_even_if_it_counts(string line) => Assert.NotEqual(Hash(Body("Text.")), Hash(Body("Text.", line)));

    [Theory]
    [InlineData("“It’s done” – he said…", "\"It's done\" - he said...")]
    [InlineData("One  two\u00A0three\n", " One two three")]
    [InlineData("zer\u00ADlegt\u200B", "zerlegt")]
    public void The_shape_of_quotes_dashes_and_spaces_is_furniture(string one, string other) => Assert.Equal(Hash(Body(one)), Hash(Body(other)));

    [Theory]
    [InlineData("https://img1.example.org/a.jpg?w=640&q=80", "https://img2.example.org/a.jpg?w=1280")]
    [InlineData("https://example.org/uploads/a-1024x683.jpg", "https://example.org/uploads/a-300x200.jpg")]
    [InlineData("https://cdn.example.org/w_640,h_360,c_fill/v1/a.jpg", "https://cdn.example.org/w_1200,h_675,c_fill/v1/a.jpg")]
    [InlineData("https://example.org/640x360/a.jpg", "https://example.org/1280x720/a.jpg")]
    public void The_size_that_a_pictures_address_asks_for_is_furniture(string one, string other) =>
        Assert.Equal(Hash(Picture(one, 640)), Hash(Picture(other, 1280)));

    [Theory]
    [InlineData("https://example.org/a.jpg", "https://example.org/b.jpg")]
    [InlineData("https://example.org/image?id=1", "https://example.org/image?id=2")]
    public void Another_picture_is_not(string one, string other) => Assert.NotEqual(Hash(Picture(one, null)), Hash(Picture(other, null)));

    [Fact]
    public void Trackers_in_a_link_are_furniture_and_where_it_leads_is_not()
    {
        Assert.Equal(Hash(Link("https://example.org/a?utm_source=x&amp;b=1&amp;a=2")), Hash(Link("https://example.org/a?a=2&amp;b=1")));
        Assert.NotEqual(Hash(Link("https://example.org/a")), Hash(Link("https://example.org/b")));
    }

    [Fact]
    public void What_was_stored_under_an_older_hash_is_compared_by_what_it_says()
    {
        var stored = Revising.Decide(null, Body("Text."), Guid.NewGuid()).Next!;
        stored = stored with { Article = stored.Article with { Provenance = stored.Article.Provenance with { ContentHash = "of an earlier release" } } };
        Assert.Equal(IntakeOutcome.Unchanged, Revising.Decide(stored, Body("Text."), stored.Article.ArticleId).Outcome);
    }

    private static string Hash(ArticleDraft draft) => ContentHash.Of(draft);

    private static ArticleDraft Body(params string[] lines) =>
        Drafts.Draft() with { Body = [.. lines.Select(line => new Block { Type = BlockType.Paragraph, Text = line })] };

    private static ArticleDraft Picture(string url, int? width) => Drafts.Draft() with { Media = [new Media { Url = url, Width = width, Caption = "The bridge" }] };

    private static ArticleDraft Link(string href) =>
        Drafts.Draft() with { Body = [new Block { Type = BlockType.Paragraph, Text = "A link.", Html = $"A <a href=\"{href}\">link</a>." }] };
}
