using Newsroom.Ingest.Articles;
using Newsroom.Ingest.Identity;
using Newsroom.Ingest.Revisions;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Identity;

public sealed class IdentifyingTests
{
    private const string Bridge = "The bridge at Lamat opens to traffic on Monday after two years of work, the port said. Lorries of more than forty tonnes have to keep to the old road until June.";
    private const string Choir = "A choir of ninety children sang for the mayor in the market hall on Sunday and collected more than four thousand for the new library of their school.";

    [Fact]
    public void What_has_no_known_name_is_new_and_is_called_by_its_strongest()
    {
        var keys = Keys("g", "https://example.org/a");
        var found = Identifying.Decide(Draft(Bridge), keys, [], []);
        Assert.Equal(keys[0].Id, found.ArticleId);
        Assert.Equal(keys, found.Claims);
    }

    [Fact]
    public void A_name_that_is_known_leads_to_the_article_and_the_new_ones_become_its_own()
    {
        var article = Article(Bridge);
        var keys = Keys("g", "https://example.org/a");
        var found = Identifying.Decide(Draft(Bridge + " The ferry stops running."), keys, [Alias(keys[1], article)], [article]);
        Assert.Equal(article.Article.ArticleId, found.ArticleId);
        Assert.Equal([keys[0]], found.Claims);
        Assert.Null(found.TakenTwice);
    }

    [Fact]
    public void An_id_that_is_used_again_for_another_story_does_not_overwrite_the_first()
    {
        var article = Article(Bridge);
        var keys = Keys("g", "https://example.org/b");
        var found = Identifying.Decide(Draft(Choir), keys, [Alias(keys[0], article)], [article]);
        Assert.Equal(keys[1].Id, found.ArticleId);
        Assert.Equal([keys[1]], found.Claims);
        Assert.Equal(new NameTakenTwice(article.Article.ArticleId, "id:g"), found.TakenTwice);
        Assert.Contains("the id of another story", found.TakenTwice!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_stories_of_an_id_get_their_later_versions()
    {
        var (first, second) = (Article(Bridge), Article(Choir));
        var keys = Keys("g", "https://example.org/b");
        ArticleAlias[] known = [Alias(keys[0], first), Alias(keys[1], second)];
        Assert.Equal(second.Article.ArticleId, Identifying.Decide(Draft(Choir + " It was cold."), keys, known, [first, second]).ArticleId);
        Assert.Equal(first.Article.ArticleId, Identifying.Decide(Draft(Bridge + " It was cold."), keys, known, [first, second]).ArticleId);
    }

    [Fact]
    public void With_all_its_names_and_its_title_an_article_may_say_something_else_altogether()
    {
        var article = Article(Bridge);
        var keys = Keys("g", "https://example.org/a");
        Assert.Equal(article.Article.ArticleId, Identifying.Decide(Draft(Choir), keys, [.. keys.Select(key => Alias(key, article))], [article]).ArticleId);
    }

    [Fact]
    public void An_address_that_every_page_calls_its_own_does_not_make_one_article_of_them()
    {
        var article = Article(Bridge);
        var keys = ArticleKeys.Of("s", null, "https://example.org/news", "https://example.org/b", "");
        var found = Identifying.Decide(Draft(Choir), keys, [Alias(keys[0], article)], [article]);
        Assert.Equal(keys[1].Id, found.ArticleId);
        Assert.Contains("the address of another story", found.TakenTwice!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_little_text_tells_nothing_and_the_name_holds()
    {
        var article = Article(Bridge);
        var keys = Keys("g", "https://example.org/b");
        Assert.Equal(article.Article.ArticleId, Identifying.Decide(Draft("A choir sang."), keys, [Alias(keys[0], article)], [article]).ArticleId);
    }

    [Fact]
    public void What_was_killed_is_not_brought_back_as_another_story()
    {
        var article = Article(Bridge);
        var killed = Revising.Withdraw(article, article.Article.ArticleId, article.Article.Source, null, Drafts.Noon, "http")!;
        var keys = Keys("g", "https://example.org/b");
        Assert.Equal(article.Article.ArticleId, Identifying.Decide(Draft(Choir), keys, [Alias(keys[0], article)], [killed]).ArticleId);
    }

    [Fact]
    public void A_kill_goes_by_names_alone()
    {
        var article = Article(Bridge);
        var keys = Keys("g", "https://example.org/b");
        Assert.Equal(article.Article.ArticleId, Identifying.Decide(null, keys, [Alias(keys[0], article)], []).ArticleId);
    }

    [Theory]
    [InlineData(Bridge, Bridge, 1.0, 1.0)]
    [InlineData(Bridge, Choir, 0.0, 0.05)]
    [InlineData("橋が月曜日に開通し、二年間の工事を終えて車が通れるようになったと港湾局が発表した。", "橋が月曜日に開通し、二年間の工事が終わったと港湾局が発表した。大型車は六月まで旧道を通る。", 0.4, 1.0)]
    [InlineData("橋が月曜日に開通し、二年間の工事を終えて車が通れるようになったと港湾局が発表した。", "日曜日に子どもたち九十人の合唱団が市場の広間で歌い、図書館のために寄付を集めた。", 0.0, 0.08)]
    public void Texts_are_as_like_as_their_runs_of_words(string one, string other, double least, double most) => Assert.InRange(Likeness.Of(one, other)!.Value, least, most);

    private static IReadOnlyList<ArticleKey> Keys(string guid, string url) => ArticleKeys.Of("s", guid, url, url, "");

    private static ArticleAlias Alias(ArticleKey key, IngestedArticle article) => new(key.Id, key.Name, article.Article.ArticleId);

    private static ArticleDraft Draft(string text) => Drafts.Draft("A title", text);

    private static IngestedArticle Article(string text) => Revising.Decide(null, Draft(text), Guid.NewGuid()).Next!;
}
