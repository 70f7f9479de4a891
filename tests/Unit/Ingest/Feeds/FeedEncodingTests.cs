using System.Text;
using Newsroom.Ingest.Feeds;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Feeds;

public sealed class FeedEncodingTests
{
    private static readonly FeedOrigin Application = new("application/xml");

    static FeedEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("iso-8859-1", "Fähre", "iso-8859-1")]
    [InlineData("windows-1252", "“Fähre”", "windows-1252")]
    [InlineData("windows-1251", "Паром", "windows-1251")]
    [InlineData("koi8-r", "Паром", "koi8-r")]
    [InlineData("gb2312", "渡轮", "gb18030")]
    [InlineData("gb18030", "渡轮", "gb18030")]
    [InlineData("big5", "渡輪", "big5")]
    [InlineData("euc-jp", "フェリー", "euc-jp")]
    [InlineData("shift_jis", "フェリー", "shift_jis")]
    [InlineData("euc-kr", "여객선", "euc-kr")]
    [InlineData("iso-8859-7", "Φέρι", "iso-8859-7")]
    [InlineData("windows-874", "เรือ", "windows-874")]
    [InlineData("cp437", "Fähre", "cp437")]
    [InlineData("cp1250", "příjezd", "cp1250")]
    [InlineData("mac-roman", "Fähre", "mac-roman")]
    [InlineData("latin-1", "Fähre", "latin-1")]
    [InlineData("iso-2022-jp", "フェリー", "iso-2022-jp")]
    [InlineData("iso-8859-10", "Ōkina ēšana", "iso-8859-10")]
    [InlineData("latin8", "Ŵyn ŷd", "latin8")]
    [InlineData("iso-8859-16", "știri", "iso-8859-16")]
    [InlineData("csisolatin2", "příjezd", "csisolatin2")]
    [InlineData("iso_8859-2:1987", "příjezd", "iso_8859-2:1987")]
    [InlineData("l7", "žinia", "l7")]
    [InlineData("ptcp154", "Паром қайық", "ptcp154")]
    [InlineData("koi8-t", "Паром ҷаҳон", "koi8-t")]
    [InlineData("hp-roman8", "Fähre", "hp-roman8")]
    [InlineData("mac-romanian", "Dunăre", "mac-romanian")]
    [InlineData("csibm850", "Fähre", "csibm850")]
    [InlineData("iso-2022-jp-2", "フェリー", "iso-2022-jp-2")]
    [InlineData("shift_jisx0213", "フェリー", "shift_jisx0213")]
    [InlineData("johab", "여객선", "johab")]
    [InlineData("tis-620-0", "เรือ", "tis-620-0")]
    [InlineData("cp037", "Fähre", "cp037")]
    [InlineData("cp1026", "Fähre", "cp1026")]
    [InlineData("cp500", "Fähre", "cp500")]
    [InlineData("utf-8", "Fähre", "utf-8")]
    public void What_the_declaration_says_is_heeded(string name, string title, string encoding)
    {
        var bytes = EncodingNames.Find(name, isLenient: true)!.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?>{Read.Channel($"<title>{title}</title>")}");
        var read = FeedReader.Read(bytes, Application);
        Assert.Equal(title, read!.Feed.Title);
        Assert.Equal(encoding, read.Feed.Encoding);
    }

    [Theory]
    [InlineData("utf-16", true, "utf-16le")]
    [InlineData("utf-16", false, "utf-16le")]
    [InlineData("utf-16BE", true, "utf-16be")]
    [InlineData("utf-16BE", false, "utf-16be")]
    [InlineData("utf-32", true, "utf-32le")]
    [InlineData("utf-32", false, "utf-32le")]
    [InlineData("utf-32BE", true, "utf-32be")]
    [InlineData("utf-8", true, "utf-8")]
    public void Byte_order_marks_and_zero_bytes_tell_the_encoding(string name, bool hasMark, string encoding)
    {
        var writer = Encoding.GetEncoding(name);
        byte[] bytes = [.. hasMark ? writer.GetPreamble() : [], .. writer.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?>{Read.Channel("<title>Fähre</title>")}")];
        foreach (var type in (string[])["application/xml", "text/xml"])
        {
            var read = FeedReader.Read(bytes, new FeedOrigin(type));
            Assert.Equal("Fähre", read!.Feed.Title);
            Assert.Equal(encoding, read.Feed.Encoding);
        }
    }

    [Theory]
    [InlineData("application/xml", null, "", "utf-8")]
    [InlineData("application/xml", null, "iso-8859-1", "iso-8859-1")]
    [InlineData("application/xml", "koi8-r", "iso-8859-1", "koi8-r")]
    [InlineData("application/rss+xml", "koi8-r", "iso-8859-1", "koi8-r")]
    [InlineData("text/xml", null, "koi8-r", "us-ascii")]
    [InlineData("text/xml", "koi8-r", "iso-8859-1", "koi8-r")]
    [InlineData("text/xml; ", "KOI8-R", "", "koi8-r")]
    [InlineData("application/xml", "nonsense", "", "utf-8")]
    [InlineData("application/xml", null, "utf-16", "utf-8")]
    [InlineData("application/xml", null, "utf-7", "utf-8")]
    public void RFC_3023_says_which_label_counts(string type, string? charset, string declared, string encoding)
    {
        var declaration = declared.Length > 0 ? $"<?xml version='1.0' encoding='{declared}'?>" : "";
        var read = FeedReader.Read(Encoding.ASCII.GetBytes(declaration + Read.Channel("<title>Ferry</title>")), new FeedOrigin(type.TrimEnd(' ', ';'), charset));
        Assert.Equal("Ferry", read!.Feed.Title);
        Assert.Equal(encoding, read.Feed.Encoding);
    }

    [Fact]
    public void UTF_16_is_known_by_its_zero_bytes_behind_a_line_end_too()
    {
        var read = FeedReader.Read(Encoding.Unicode.GetBytes("\n" + Read.Channel("<title>Паром</title>")), Application);
        Assert.Equal(("Паром", "utf-16le"), (read!.Feed.Title, read.Feed.Encoding));
    }

    [Theory]
    [InlineData("It\u0092s the ferry", "It’s the ferry")]
    [InlineData("The men\u0092s boats aren\u0092t here", "The men’s boats aren’t here")]
    [InlineData("Boats \u0096 and ferries", "Boats – and ferries")]
    public void A_few_signs_of_windows_1252_among_ASCII_are_those(string title, string expected)
    {
        Assert.Equal(expected, Title(Encoding.Latin1.GetBytes(Read.Channel($"<title>{title}</title>")), "windows-1252"));
        Assert.Equal(expected, Title(Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='utf-8'?>" + Read.Channel($"<title>{title}</title>")), "windows-1252"));
    }

    [Fact]
    public void A_language_ends_before_its_underscore() => Assert.Equal(
        "东京的新闻", Title([.. Encoding.ASCII.GetBytes("<rss><channel><language>zh_CN</language><title>"), .. Encoding.GetEncoding("gb18030").GetBytes("东京的新闻"), .. "</title></channel></rss>"u8], "gb18030", isEither: true));

    [Fact]
    public void Bytes_that_do_not_fit_what_is_said_of_them_are_read_as_what_they_are()
    {
        Assert.Equal("Fähre", Title(Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='utf-8'?>" + Read.Channel("<title>Fähre</title>")), "windows-1252"));
        Assert.Equal("Fähre", Title(Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='us-ascii'?>" + Read.Channel("<title>Fähre</title>")), "utf-8"));
        Assert.Equal("Fähre", Title(Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='utf-16'?>" + Read.Channel("<title>Fähre</title>")), "utf-8"));
        Assert.Equal("“Fähre”", Title([.. Encoding.ASCII.GetBytes("<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>"), 0x93, (byte)'F', 0xE4, .. "hre"u8, 0x94, .. "</title></channel></rss>"u8], "iso-8859-1"));
        Assert.Equal("Fähre “größer”", Title([.. "<rss><channel><title>Fähre "u8, 0x93, .. "größer"u8, 0x94, .. "</title></channel></rss>"u8], "windows-1252", isEither: true));
    }

    [Theory]
    [InlineData("windows-1251", "Привет, Москва")]
    [InlineData("windows-1251", "Les élèves précédents étaient là")]
    [InlineData("windows-1250", "Привет, Москва")]
    [InlineData("windows-1254", "Привет, Москва")]
    [InlineData("windows-1256", "Привет, Москва")]
    [InlineData("iso-8859-2", "Les élèves précédents")]
    [InlineData("iso-8859-9", "Rekor – “tertinggi”")]
    [InlineData("iso-8859-15", "Les élèves")]
    [InlineData("koi8-r", "東京の新聞")]
    [InlineData("gbk", "Les élèves précédents étaient là")]
    [InlineData("shift_jis", "Les élèves précédents étaient là")]
    [InlineData("tis-620", "Les élèves précédents étaient là")]
    [InlineData("iso-8859-1", "Pr\u00e9c\u00e9dent d&#8217;\u00e9l\u00e8ve")]
    [InlineData("iso-8859-1", "Fähre")]
    public void UTF_8_is_UTF_8_whatever_is_said_of_it(string said, string title)
    {
        var feed = Read.Item($"<title>{title}</title><category domain='{title}'>{title}</category><itunes:category text='{title}'/>");
        foreach (var read in (ParsedFeed?[])[FeedReader.Read(Encoding.UTF8.GetBytes($"<?xml version='1.0' encoding='{said}'?>{feed}"), Application), FeedReader.Read(Encoding.UTF8.GetBytes(feed), new FeedOrigin("text/xml", said))])
        {
            Assert.Equal("utf-8", read!.Feed.Encoding);
            Assert.Equal(title.Replace("&#8217;", "’", StringComparison.Ordinal), read.Entries[0].Title);
            Assert.Equal(read.Entries[0].Title, Assert.Single(read.Entries[0].Tags));
        }
    }

    [Theory]
    [InlineData("windows-1251", "Новый паром открылся в Москве, говорит министр")]
    [InlineData("gb18030", "渡轮的新航线是中国的第一个")]
    [InlineData("shift_jis", "フェリーの新しい航路が東京で発表された")]
    [InlineData("euc-kr", "여객선의 새로운 노선이 서울에서 발표되었다")]
    [InlineData("euc-kr", "한국 뉴스 속보")]
    [InlineData("windows-874", "ข่าวล่าสุดจากกรุงเทพ")]
    [InlineData("windows-1253", "Το νέο πλοίο στον Πειραιά από τη Δευτέρα")]
    public void What_is_not_said_or_said_falsely_is_told_by_its_looks(string name, string title)
    {
        var bytes = EncodingNames.Find(name, isLenient: true)!.GetBytes(Read.Item($"<title>{title}</title>"));
        Assert.Equal(title, FeedReader.Read(bytes, Application)!.Entries[0].Title);
        Assert.Equal(title, FeedReader.Read([.. "<?xml version='1.0' encoding='utf-8'?>"u8, .. bytes], Application)!.Entries[0].Title);
    }

    [Fact]
    public void A_few_bytes_that_do_not_fit_leave_the_declaration_standing()
    {
        byte[] bytes = [.. EncodingNames.Find("gb18030", isLenient: true)!.GetBytes("<?xml version='1.0' encoding='gb2312'?><rss><channel><title>渡轮的新航线</title><description>中国的第一个 "), 0xFF, .. "</description></channel></rss>"u8];
        var read = FeedReader.Read(bytes, Application);
        Assert.Equal(("渡轮的新航线", "gb18030"), (read!.Feed.Title, read.Feed.Encoding));
    }

    [Theory]
    [InlineData("a&#147;b", "a“b")]
    [InlineData("a&#x1;b", "ab")]
    [InlineData("a\u0001b\u0008c", "abc")]
    [InlineData("a&#xD800;b", "a\uFFFDb")]
    [InlineData("a&#55357;&#56832;b", "a😀b")]
    [InlineData("a&#xD83D;&#x61;b", "a\uFFFDab")]
    [InlineData("a&#99999999999;b", "a\uFFFDb")]
    [InlineData("&#x1F6A2; ship", "🚢 ship")]
    public void Characters_that_are_none_are_left_out(string title, string expected) => Assert.Equal(expected, Read.At(Read.Channel($"<title>{title}</title>"), "feed.title"));

    private static string? Title(byte[] bytes, string encoding, bool isEither = false)
    {
        var read = FeedReader.Read(bytes, Application);
        Assert.True(read!.Feed.Encoding == encoding || isEither, read.Feed.Encoding);
        return read.Feed.Title;
    }
}
