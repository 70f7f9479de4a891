using CsCheck;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class JsonLinkedDataTests
{
    private static readonly PageClues Clues = new(new HeadlineLikeness(["Storm closes the harbour"]), ["https://x.example/storm"]);

    [Theory]
    [InlineData("""{"@type":"NewsArticle","headline":"Storm closes the harbour"}""")]
    [InlineData("""[{"@type":"NewsArticle","headline":"Storm closes the harbour"}]""")]
    [InlineData("""{"@graph":[{"@type":"WebSite"},{"@type":["Thing","Article"],"headline":"Storm closes the harbour"}]}""")]
    [InlineData("""{"@type":"WebPage","mainEntity":{"@type":"https://schema.org/BlogPosting","headline":"Storm closes the harbour"}}""")]
    [InlineData("""<!-- {"@type":"NewsArticle","headline":"Storm closes the harbour",} -->""")]
    [InlineData("//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Storm closes the harbour\"}\n//]]>")]
    [InlineData("{\"@type\":\"NewsArticle\",\"description\":\"one\ntwo\ttab\",\"headline\":\"Storm closes\n the harbour\"}")]
    [InlineData("""{"@type":"Organization"}{"@type":"NewsArticle","headline":"Storm closes the harbour"}""")]
    [InlineData("""{"@type":"NewsArticle","headline":"Storm closes the harbour","articleBody":"and so it was cut of""")]
    [InlineData("""{"@type":"NewsArticle","description":"He said "stop", then left","headline":"Storm closes the harbour"}""")]
    [InlineData("""{"@type":"NewsArticle" "headline":"Storm closes the harbour" /* by hand */ }""")]
    [InlineData("""{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Storm closes the harbour&quot;}""")]
    [InlineData("""[{"@type":"NewsArticle","headline":"Cats of the island","datePublished":"2020-01-01"},{"@type":"NewsArticle","headline":"Storm closes the harbour"}]""")]
    [InlineData("""[{"@type":"Article","headline":"Cats of the island","url":"https://x.example/cats","datePublished":"2020"},{"@type":"Article","url":"https://x.example/storm/?a=b","headline":"Storm closes the harbour"}]""")]
    public void The_article_of_the_page_is_found_in_whatever_state_it_is(string script) =>
        Assert.Equal("Storm closes the harbour", JsonLinkedData.Read([script], Clues).Text("headline"));

    [Theory]
    [InlineData("""{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Storm closes the harbour again"}]}""")]
    [InlineData("""{"@type":"NewsArticle","headline":"Cats of the island"}""")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    public void Others_are_not_the_page_s(string script) => Assert.False(JsonLinkedData.Read([script], Clues).HasArticle);

    [Theory]
    [InlineData("""[{"@type":"Person","name":"Jane Doe"},{"@type":"Person","name":"Max Roe"}]""", "Jane Doe; Max Roe")]
    [InlineData("""["Jane Doe","Max Roe"]""", "Jane Doe; Max Roe")]
    [InlineData("""{"@type":"Person","name":["Jane Doe","Max Roe"]}""", "Jane Doe; Max Roe")]
    [InlineData("\"Jane O&#039;Neil\"", "Jane O'Neil")]
    public void Authors_are_objects_arrays_and_texts(string author, string expected) =>
        Assert.Equal(expected, string.Join("; ", JsonLinkedData.Read([$$"""{"@type":"NewsArticle","headline":"Storm closes the harbour","author":{{author}}}"""], Clues).Names("author")));

    [Fact]
    public void No_script_throws_or_runs_on()
    {
        var scripts = Pieces.Of(30, "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u12", "//", "/*", "*/", "null", "\"@type\":\"Article\"", "\"author\":", "\"a\"", "\n", "1");
        scripts.Sample(script => Assert.NotNull(JsonLinkedData.Read([script], Clues)), iter: 20_000, threads: 1);
    }
}
