using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>The words of <c>Phrases.txt</c> and <c>Names.txt</c> wherever they stand in a line.</summary>
public sealed class PhrasesTests
{
    private const string Line = "试运行三周，索道共运送鲜叶四吨，平均每斤收购价比去年同期高出十八元，邻近两个村已派人来看过三次，后来又来了一次，都说这个办法好。";

    private static readonly string[] Sections =
        ["line", "start", "within", "consent", "cookies", "storing", "links", "discussion", "counted", "ago", "menu", "site", "byline", "credit", "photo", "reading", "missing", "dated"];

    [Fact]
    public void A_phrase_may_open_a_line_end_it_stand_in_it_twice_or_be_all_of_it()
    {
        var phrases = Sections.SelectMany(Phrases.Of).Concat(((string[])["by", "joint", "not-author", "desk", "role", "place", "agency", "title", "body"]).SelectMany(WordLists.Of)).Distinct().ToList();
        Assert.True(phrases.Count > 1_000);
        foreach (var line in phrases.SelectMany(phrase => (string[])[phrase, phrase + Line, Line + phrase, Line + phrase + phrase, Line + phrase + Line + phrase, $"Ada Nilsen {phrase}", $"{phrase} Ada Nilsen", $"{phrase}: {phrase}", $"({phrase} )", $"{Line}({phrase} )", $"{{{phrase}}}", $"\"{phrase}\" {Line}\""]))
        {
            _ = Boilerplate.IsLine(line) | Boilerplate.IsLinkHeading(line) | Boilerplate.IsAgo(line) | Boilerplate.IsCommentsHeading(line) | Boilerplate.IsNavigation(line) | Boilerplate.IsOfStoring(line, out _);
            _ = Bylines.MayBe(line) | Bylines.IsBy(line) | Bylines.EndsWithBy(line);
            _ = Bylines.Of(line, null);
            _ = TopLines.Names(line);
            _ = Headline.CanBe(line);
            _ = DateWords.All(line, default).Count();
        }
    }

    [Theory]
    [InlineData("Game wardens banged on cookie sheets until the bear, estimated at 120 pounds, ambled back into the woods.", false)]
    [InlineData("Simit yerine çerez satan büfeler, bayramda kuyruklar oluştuğunu söylüyor.", false)]
    [InlineData("Babičkiny sušenky a cookies mizely ze stolu rychleji, než je stíhala péct.", false)]
    [InlineData("“We use cookies to improve your experience”: for three years that sentence greeted those who opened the website.", false)]
    [InlineData("This website stores cookies to find out which pages are read.", true)]
    [InlineData("Sivusto käyttää evästeitä kävijöiden laskemiseen.", true)]
    [InlineData("האתר משתמש בעוגיות כדי לשפר את החוויה שלכם.", true)]
    public void Bakers_speak_of_cookies_too(string text, bool isOfStoring) => Assert.Equal(isOfStoring, Boilerplate.IsOfStoring(text, out _));

    [Theory]
    [InlineData("Photograph: that was the one word of advice that her father gave her, she told the hall. \"He never asked whether it was worth it, and neither do I.\"", false)]
    [InlineData("« Nos partenaires ne sont pas des cookies, on les connaît », dit le sénateur, qui craint pour l’utilisation de cookies sur le site.", false)]
    [InlineData("By clicking “Accept all” you agree to our use of cookies and to our Terms of Service and Privacy Policy.", true)]
    [InlineData("Read also: “The bridge is two months ahead of its time”", true)]
    [InlineData("Get the week's news sent straight to your inbox.", true)]
    [InlineData("The scam goes straight to your inbox, the police said, and looks like a letter from the harbour library.", false)]
    [InlineData("Let us know in the comments what you would read there.", true)]
    [InlineData("The council wrote that it would let us know in the comments on the plan what becomes of the mill, and it never did.", false)]
    [InlineData("Lecture 3 min.", true)]
    [InlineData("Lesezeit: 4 Minuten", true)]
    [InlineData("They read it in 3 minutes.", false)]
    [InlineData("▶ 2019: the first picture was taken", false)]
    [InlineData("▶ 관련기사 보기", true)]
    [InlineData("Harbour FM | Talk at noon | 29 January 2020 | 12:10", true)]
    public void A_site_speaks_of_itself_and_quotes_nobody(string line, bool isOfSite) => Assert.Equal(isOfSite, Boilerplate.IsLine(line));

    [Theory]
    [InlineData("5 Comments", true)]
    [InlineData("2 thoughts on “The wind”", true)]
    [InlineData("5. \"Comments to the Wind\", by Lygia Sand (802)", false)]
    public void Comments_are_counted_and_not_numbered(string line, bool isHeading) => Assert.Equal(isHeading, Boilerplate.IsCommentsHeading(line));

    [Theory]
    [InlineData("The hall on Monday. (Photo: Ada Nilsen)", true)]
    [InlineData("Boats in the harbour of Sandvik (Bo Lund/Getty Images).", true)]
    [InlineData("A sailor waves from the ferry on Sunday, March 1, 2020. (AP Photo/Bo Lund)", true)]
    [InlineData("משחזרת את הרגעים בתוך האוטובוס (צילום: רועי אשכנזי)", true)]
    [InlineData("索道将鲜叶送下山。（记者 莫小雨 摄）", true)]
    [InlineData("Onze kilos, trente-deux tours. (Photo B. Audouard)", true)]
    [InlineData("Der neue Vorsitzende heißt Bo Lund (Foto links)", false)]
    [InlineData("Only Bo Lund (photo) knew where the money had gone (see the report).", false)]
    [InlineData("Prices rose by three per cent (source: statistics office).", false)]
    public void A_line_that_ends_with_its_photographer_is_a_caption(string line, bool isCaption) => Assert.Equal(isCaption, Boilerplate.IsLine(line));

    [Fact]
    public void Who_tells_of_consent_and_of_data_does_not_ask_for_it()
    {
        Assert.False(Boilerplate.IsLine("韦立新介绍，索道只运货、不载人，每个挂篮限重二十五公斤，两端各装了一个限速装置，乡里请来技术人员，提出十一条整改意见，今年三月才同意"));
        Assert.False(Boilerplate.IsLine("議会は予算案に同意し、住民投票の結果を待たずに工事を始めることにも同意したが、反対する議員は「同意した覚えはない」と述べ、採決のやり直しを求めている。"));
        Assert.False(Boilerplate.IsLine("Die Behörde verlangt, dass personenbezogene Daten gelöscht werden; wer personenbezogene Daten verkauft, muss nach ihrer Ansicht mit einer Strafe rechnen."));
        Assert.True(Boilerplate.IsLine("We and our partners store information on a device and process personal data such as unique identifiers. With your consent we measure what is read."));
        Assert.True(Boilerplate.IsLine("Wir und unsere Partner verwenden Cookies und ähnliche Technologien, um die Seite zu verbessern. Mehr in der Datenschutzerklärung."));
    }
}
