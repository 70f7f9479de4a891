using System.Globalization;
using CsCheck;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

public sealed class DateWordsTests
{
    [Theory]
    [InlineData("en", "Tuesday, June 18, 2024 2:30 PM", "2024-06-18 14:30")]
    [InlineData("en", "Tues 18 Jun 2024 14.30 BST", "2024-06-18 14:30")]
    [InlineData("en", "18th of June, 2024", "2024-06-18")]
    [InlineData("en", "Jun. 18, 2024, 2:30 p.m.", "2024-06-18 14:30")]
    [InlineData("en", "PUBLISHED: June 18, 2024 at 7:00 a.m.", "2024-06-18 07:00")]
    [InlineData("en", "14:30, 18 June 2024", "2024-06-18 14:30")]
    [InlineData("en", "18-Jun-2024", "2024-06-18")]
    [InlineData("en", "Tue Jun 18 14:30:00 PDT 2024", "2024-06-18 14:30")]
    [InlineData("ar", "15 مارس 2024م 10:30 ص", "2024-03-15 10:30")]
    [InlineData("id", "Selasa, 18 Juni 2024 | 14:30 WIB", "2024-06-18 14:30")]
    [InlineData("id", "18 Agt 2024, 08.05 WITA", "2024-08-18 08:05")]
    [InlineData("ms", "18 Ogos 2024, 8:05 pm", "2024-08-18 20:05")]
    [InlineData("de", "Di., 18. Juni 2024, 14:30 Uhr", "2024-06-18 14:30")]
    [InlineData("de", "Stand: 18.06.2024 um 14:30 Uhr", "2024-06-18 14:30")]
    [InlineData("de", "18.06.24", "2024-06-18")]
    [InlineData("es", "18 de junio de 2024 a las 14:30", "2024-06-18 14:30")]
    [InlineData("fr", "Publié le mardi 18 juin 2024 à 14h30", "2024-06-18 14:30")]
    [InlineData("fr", "1er août 2024", "2024-08-01")]
    [InlineData("it", "18 giugno 2024 - 14:30", "2024-06-18 14:30")]
    [InlineData("pt", "18/06/2024 14h30", "2024-06-18 14:30")]
    [InlineData("nl", "18 juni 2024 om 14:30", "2024-06-18 14:30")]
    [InlineData("sv", "18 juni 2024 kl 14.30", "2024-06-18 14:30")]
    [InlineData("da", "18. juni 2024 kl. 14.30", "2024-06-18 14:30")]
    [InlineData("fi", "18.6.2024 klo 14.30", "2024-06-18 14:30")]
    [InlineData("fi", "18. kesäkuuta 2024", "2024-06-18")]
    [InlineData("cs", "18. listopadu 2024", "2024-11-18")]
    [InlineData("hr", "18. listopada 2024.", "2024-10-18")]
    [InlineData("pl", "18 czerwca 2024, 14:30", "2024-06-18 14:30")]
    [InlineData("hu", "2024. június 18. 14:30", "2024-06-18 14:30")]
    [InlineData("ro", "18 iunie 2024, 14:30", "2024-06-18 14:30")]
    [InlineData("tr", "18 Haziran 2024 Salı 14:30", "2024-06-18 14:30")]
    [InlineData("ru", "18 июня 2024 г., 14:30", "2024-06-18 14:30")]
    [InlineData("uk", "18 червня 2024, 14:30", "2024-06-18 14:30")]
    [InlineData("el", "18 Ιουνίου 2024 14:30", "2024-06-18 14:30")]
    [InlineData("el", "18/06/2024, 2:30 μ.μ.", "2024-06-18 14:30")]
    [InlineData("zh", "2024年6月18日 下午2:30", "2024-06-18 14:30")]
    [InlineData("ar", "الثلاثاء ١٨ يونيو ٢٠٢٤", "2024-06-18")]
    [InlineData("ar", "18 كانون الثاني 2024", "2024-01-18")]
    [InlineData("fa", "۲۹ خرداد ۱۴۰۳", "2024-06-18")]
    [InlineData("fa", "۱۴۰۳/۰۳/۲۹", "2024-06-18")]
    [InlineData("he", "18 ביוני 2024, 14:30", "2024-06-18 14:30")]
    [InlineData("hi", "18 जून 2024 02:30 PM", "2024-06-18 14:30")]
    [InlineData("th", "18 มิ.ย. 2567 14:30 น.", "2024-06-18 14:30")]
    [InlineData("th", "18 มิถุนายน 2567", "2024-06-18")]
    [InlineData("vi", "Thứ ba, 18/6/2024, 14:30 (GMT+7)", "2024-06-18 14:30")]
    [InlineData("vi", "18 tháng 6 năm 2024", "2024-06-18")]
    [InlineData("zh", "2024年6月18日 14:30", "2024-06-18 14:30")]
    [InlineData("zh", "民國113年6月18日", "2024-06-18")]
    [InlineData("ja", "令和6年6月18日 14時30分", "2024-06-18 14:30")]
    [InlineData("ja", "2024年6月18日 午後2時30分", "2024-06-18 14:30")]
    [InlineData("ko", "2024년 6월 18일 오후 2:30", "2024-06-18 14:30")]
    [InlineData("ko", "입력 2024.06.18. 14:30", "2024-06-18 14:30")]
    public void Dates_are_read_as_each_language_prints_them(string language, string line, string expected)
    {
        var printed = DateWords.Read(line, new DateHabits(language, language == "en"));

        Assert.NotNull(printed);
        Assert.Equal(expected, printed.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + printed.Time?.ToString(" HH:mm", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(true, "2024-03-04")]
    [InlineData(false, "2024-04-03")]
    [InlineData(null, null)]
    public void Numbers_alone_are_read_in_the_order_of_the_page(bool? monthFirst, string? expected) =>
        Assert.Equal(expected, DateWords.Read("3/4/2024", new DateHabits("en", monthFirst))?.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Published 3 March 2024, updated 5 March 2024", false, true)]
    [InlineData("Publié le 09/11/2018, mis à jour le 10/11/2018", false, true)]
    [InlineData("Aktualisiert am 5. März 2024", true)]
    [InlineData("公開日：2018/11/09　更新日：2019/01/02", false, true)]
    public void What_stands_before_a_date_says_which_it_is(string line, params bool[] isUpdate) =>
        Assert.Equal(isUpdate, DateWords.All(line, new DateHabits("fr", false)).Select(printed => printed.IsUpdate));

    [Theory]
    [InlineData("version 1.2.24.5")]
    [InlineData("31 February 2024")]
    [InlineData("2024")]
    [InlineData("call 030 123456")]
    [InlineData("1/2")]
    public void What_is_no_date_is_not_read(string line) => Assert.Null(DateWords.Read(line, new DateHabits("en", true)));

    [Theory]
    [InlineData("2024-06-18T14:30:00+07:00", "2024-06-18T14:30:00+07:00", true)]
    [InlineData("2024-06-18T14:30:00.123456+0700", "2024-06-18T14:30:00+07:00", true)]
    [InlineData("2024-06-18 14:30:00 +07:00", "2024-06-18T14:30:00+07:00", true)]
    [InlineData("20240618T143000Z", "2024-06-18T14:30:00+00:00", true)]
    [InlineData("2024-06-18T14:30:00 07:00", "2024-06-18T14:30:00+07:00", true)]
    [InlineData("2024-6-18 2:30 PM", "2024-06-18T14:30:00+00:00", false)]
    [InlineData("2024-06-18", "2024-06-18T00:00:00+00:00", false)]
    [InlineData("20240618", "2024-06-18T00:00:00+00:00", false)]
    [InlineData("2024-06-18T99:30:00Z", "2024-06-18T00:00:00+00:00", false)]
    [InlineData("Tue, 18 Jun 2024 14:30:00 +0200", "2024-06-18T14:30:00+02:00", true)]
    [InlineData("Tue Jun 18 2024 14:30:00 GMT+0200 (CEST)", "2024-06-18T14:30:00+02:00", true)]
    [InlineData("1718721000", "2024-06-18T14:30:00+00:00", true)]
    [InlineData("1718721000000", "2024-06-18T14:30:00+00:00", true)]
    public void Declared_times_are_read_in_every_form(string text, string expected, bool hasZone)
    {
        var given = PageTime.Read(text);

        Assert.NotNull(given);
        Assert.Equal(expected, given.Value.Time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        Assert.Equal(hasZone, given.Value.HasZone);
    }

    [Theory]
    [InlineData("https://x.example/2024/06/18/ferry", "2024-06-18")]
    [InlineData("https://x.example/news/2024-06-18-ferry.html", "2024-06-18")]
    [InlineData("https://x.example/news/20240618-ferry.html", "2024-06-18")]
    [InlineData("https://x.example/read/2024/06/18/14301234/ferry", "2024-06-18")]
    [InlineData("https://x.example/world/2024/jun/18/ferry", "2024-06-18")]
    [InlineData("https://x.example/a-1234567890.html", null)]
    [InlineData("https://x.example/2024/06/ferry", null)]
    [InlineData("https://x.example/item/19991399", null)]
    public void The_day_in_an_address_is_read(string address, string? expected) =>
        Assert.Equal(expected, PageAddress.Of([address]).Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void Nothing_that_is_printed_throws()
    {
        var lines = Pieces.Of(14, "18", "6", "2024", "24", ".", "/", "-", ":", " ", "年", "月", "日", "Juni", "June", "мая", "วัน", "มิ.ย.", "午後", "PM", "GMT", "+", "0700", "٢٠٢٤", "令和", "元", ",", "de", "T", "Z", "(", "h");
        lines.Sample(line =>
        {
            foreach (var printed in DateWords.All(line, new DateHabits("en", true)))
                Assert.InRange(printed.Date.Year, 1900, 2200);
            _ = PageTime.Read(line)?.Time;
            _ = DateWords.IsDateLine(line);
        }, iter: 20_000, threads: 1);
    }
}
