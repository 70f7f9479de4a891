using System.Text;
using CsCheck;
using Newsroom.Ingest.Submissions;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Submissions;

public sealed class HtmlEncodingTests
{
    static HtmlEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, string, string> Texts => new()
    {
        { "windows-1251", "ru", "В городе открыли новую библиотеку, сообщает корреспондент газеты. Мэр сказал, что это хорошо для всех жителей." },
        { "koi8-r", "ru", "В городе открыли новую библиотеку, сообщает корреспондент газеты. Мэр сказал, что это хорошо для всех жителей." },
        { "windows-1251", "uk", "Рада схвалила новий пором, повідомляє газета. Мешканці кажуть, що чекали на це десять років." },
        { "windows-1252", "de", "Die Fähre fährt über den Fluss, sagte die Bürgermeisterin. „Das ist schön“, hieß es." },
        { "windows-1252", "fr", "L’été à Paris était très chaud, a déclaré le maire à l’issue du conseil. Ça suffit !" },
        { "windows-1252", "es", "La alcaldesa prometió ayer reabrir el teatro a finales de año, según informó. ¿Qué pasará mañana?" },
        { "windows-1250", "cs", "Rada města schválila nový trajekt, řekl starosta. Lidé čekali déle než deset let, příští rok přijde změna." },
        { "windows-1250", "hu", "A tanács jóváhagyta a kompot, közölte a polgármester. Tíz évig vártak rá a szigetek lakói, őszintén örülnek." },
        { "iso-8859-2", "pl", "Rada miasta zgodziła się na prom, powiedział burmistrz. Mieszkańcy wysp czekali na niego dziesięć lat, będą zadowoleni." },
        { "windows-1253", "el", "Το συμβούλιο ενέκρινε το νέο πλοίο, δήλωσε ο δήμαρχος. Οι κάτοικοι περίμεναν δέκα χρόνια." },
        { "windows-1254", "tr", "Meclis feribotu onayladı, dedi başkan. Adalılar on yıldır bekliyordu, şimdi çok mutlular. Işıklar söndü." },
        { "windows-1255", "he", "המועצה אישרה את המעבורת החדשה, אמר ראש העיר. התושבים חיכו עשר שנים." },
        { "windows-1256", "ar", "وافق مجلس المدينة أمس الثلاثاء على إنشاء خط جديد للحافلات يربط الميناء بالجامعة." },
        { "windows-874", "th", "สภาเมืองอนุมัติเรือข้ามฟากลำใหม่ นายกเทศมนตรีกล่าวว่าประชาชนรอมาสิบปี" },
        { "shift_jis", "ja", "みなと市の中央図書館が来月から夜間開館を始める。市議会は十八日、関連する予算案を賛成多数で可決した。" },
        { "euc-jp", "ja", "みなと市の中央図書館が来月から夜間開館を始める。市議会は十八日、関連する予算案を賛成多数で可決した。" },
        { "gb18030", "zh", "港口市中心图书馆将于下月起夜间开放。市议会十八日以多数票通过了相关预算案，市民表示欢迎。" },
        { "big5", "zh", "港口市中心圖書館將於下月起夜間開放。市議會十八日以多數票通過了相關預算案，市民表示歡迎。" },
        { "euc-kr", "ko", "항구시 중앙도서관이 다음 달부터 야간 개관을 시작한다. 시의회는 18일 관련 예산안을 가결했다." },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_page_is_read_whether_its_encoding_is_declared_undeclared_or_declared_wrongly(string name, string language, string text)
    {
        foreach (var page in new[]
        {
            $"<html><head><meta charset=\"{name}\"></head><body><p>{text}</p>",
            $"<meta http-equiv='Content-Type' content='text/html; charset={name.ToUpperInvariant()}'><p>{text}</p>",
            $"<html><body><p>{text}</p></body></html>",
            $"<html lang=\"{language}\"><body><p>{text}</p></body></html>",
            $"<html><head><meta charset=utf-8></head><body><p>{text}</p></body></html>",
        })
            Assert.Equal(page, HtmlEncoding.Decode(Encoding.GetEncoding(name).GetBytes(page), null));
        Assert.Equal(text, HtmlEncoding.Decode(Encoding.GetEncoding(name).GetBytes(text), name));
    }

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("iso-8859-1")]
    [InlineData("shift_jis")]
    [InlineData("utf-16")]
    [InlineData("x-user-defined")]
    [InlineData("nobody-knows")]
    public void What_is_UTF_8_is_that_whatever_is_said(string said)
    {
        var page = $"<meta charset=\"{said}\"><p>Fähre für Übermorgen</p>";
        Assert.Equal(page, HtmlEncoding.Decode(Encoding.UTF8.GetBytes(page), null));
        Assert.Equal(page, HtmlEncoding.Decode(Encoding.UTF8.GetBytes(page), said));
    }

    [Theory]
    [InlineData("iso-8859-1", "“Fähre”", "windows-1252")]
    [InlineData("latin1", "Fähre €", "windows-1252")]
    [InlineData("gb2312", "镕基", "gb18030")]
    [InlineData("ks_c_5601-1987", "똠방", "ks_c_5601-1987")]
    [InlineData("iso-8859-9", "İstanbul’da ğ", "windows-1254")]
    [InlineData("x-sjis", "フェリー", "shift_jis")]
    [InlineData("iso-2022-jp", "フェリー", "iso-2022-jp")]
    public void Labels_mean_what_the_Encoding_Standard_says(string label, string text, string writtenIn)
    {
        var page = $"<meta charset={label}><p>{text}</p>";
        Assert.Equal(page, HtmlEncoding.Decode(Encoding.GetEncoding(writtenIn).GetBytes(page), null));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_decides(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("<meta charset=big5><p>Fähre</p>")];
        Assert.Equal("<meta charset=big5><p>Fähre</p>", HtmlEncoding.Decode(bytes, "windows-1251"));
    }

    [Fact]
    public void A_few_stray_bytes_do_not_make_another_encoding_of_UTF_8()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>Die Fähre fährt über den Fluss</p>", 20))), 0xE9, .. "<p>x</p>"u8];
        Assert.Contains("Fähre fährt", HtmlEncoding.Decode(bytes, null), StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_are_refused() => Gen.Byte.Array[0, 600].Sample(bytes => Assert.NotNull(HtmlEncoding.Decode(bytes, null)), iter: 3_000, threads: 1);
}
