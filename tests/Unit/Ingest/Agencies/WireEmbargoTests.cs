using Newsroom.Ingest.Agencies;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>Of messages that were sent on Sunday, 1 March 2026, at 22:00 in Greenwich.</summary>
public sealed class WireEmbargoTests
{
    [Theory]
    [InlineData("EMBARGOED UNTIL 0600 GMT", "03-02 06:00")]
    [InlineData("EMBARGOED UNTIL 2300 GMT", "03-01 23:00")]
    [InlineData("EMBARGOED UNTIL 0600 GMT Tuesday", "03-03 06:00")]
    [InlineData("EMBARGOED UNTIL 0600 GMT Sunday", "03-08 06:00")]
    [InlineData("EMBARGOED UNTIL 03/03/2026 0900 GMT", "03-03 09:00")]
    [InlineData("EMBARGOED UNTIL 2026-03-03 09:00 GMT", "03-03 09:00")]
    [InlineData("Embargoed until 2026-03-03T09:00:00+01:00", "03-03 08:00")]
    [InlineData("EMBARGOED UNTIL 09.00 GMT 3.3.2026", "03-03 09:00")]
    [InlineData("STRICT EMBARGO 00:01 GMT 3RD MARCH 2026", "03-03 00:01")]
    [InlineData("Embargoed until 2030 GMT March 3", "03-03 20:30")]
    [InlineData("Embargoed until noon GMT, March 3", "03-03 12:00")]
    [InlineData("Embargoed until midnight GMT Tuesday", "03-04 00:00")]
    [InlineData("Embargoed until 6 p.m. ET Tuesday", "03-03 23:00")]
    [InlineData("EMBARGOED UNTIL 12:01 A.M. EDT/0401 GMT, MARCH 9", "03-09 04:01")]
    [InlineData("Embargoed until 00:01 UTC+2, 3 March", "03-02 22:01")]
    [InlineData("Embargoed until 1800 IST March 3", "03-03 18:00")]
    [InlineData("UNDER STRICT EMBARGO UNTIL 0900 GMT, March 3", "03-03 09:00")]
    [InlineData("EMBARGOED 0900 GMT March 3", "03-03 09:00")]
    [InlineData("Eds: Embargoed until 0600 GMT, March 3.", "03-03 06:00")]
    [InlineData("The following story is embargoed until 0900 GMT Tuesday", "03-03 09:00")]
    [InlineData("(EMBARGOED: not for publication before 0001 GMT, March 3)", "03-03 00:01")]
    [InlineData("HOLD FOR RELEASE at 12:01 a.m. EST Monday, March 2", "03-02 05:01")]
    [InlineData("For use Tue. at 1800 GMT", "03-03 18:00")]
    public void A_time_is_the_next_of_its_kind_after_the_message_was_sent(string line, string until) => Assert.Equal(At(until), Until(line));

    [Theory]
    [InlineData("SPERRFRIST: 3. März 2026, 18.00 Uhr", "03-03 17:00")]
    [InlineData("Frei ab Dienstag, 3. März, 10 Uhr MEZ", "03-03 09:00")]
    [InlineData("SOUS EMBARGO jusqu'au 3 mars 18H00 GMT", "03-03 18:00")]
    [InlineData("EMBARGADA HASTA LAS 18:00 GMT DEL 3 DE MARZO", "03-03 18:00")]
    [InlineData("Embargo até 3 de março, 18h GMT", "03-03 18:00")]
    [InlineData("EMBARGO FINO ALLE 18.00 del 3 marzo", "03-03 17:00")]
    [InlineData("Embargo tot dinsdag 3 maart 10.00 uur", "03-03 09:00")]
    [InlineData("EMBARGO TILL 3 MARS KL. 10.00", "03-03 09:00")]
    [InlineData("Klausulert til tirsdag 3. mars kl. 10.00", "03-03 09:00")]
    [InlineData("Julkaisuvapaa 3.3.2026 klo 10.00", "03-03 08:00")]
    [InlineData("EMBARGO do 3 marca godz. 18:00", "03-03 17:00")]
    [InlineData("ЭМБАРГО ДО 3 МАРТА 18:00 МСК", "03-03 15:00")]
    [InlineData("EMBARGO sampai 18.00 WIB 3 Maret 2026", "03-03 11:00")]
    [InlineData("EMBARGO sampai Selasa pukul 18.00", "03-03 11:00")]
    [InlineData("エンバーゴ：3月3日18時まで", "03-03 09:00")]
    [InlineData("엠바고: 3월 3일 18시", "03-03 09:00")]
    public void It_is_read_in_the_languages_of_agencies_and_by_the_clock_of_those_that_have_one(string line, string until) => Assert.Equal(At(until), Until(line));

    [Theory]
    [InlineData("EMBARGOED UNTIL 0900 GMT, March 1, 2026", "before the time at which the message was sent")]
    [InlineData("EMBARGOED UNTIL 0900 GMT, March 1", "before the time at which the message was sent")]
    [InlineData("EMBARGOED UNTIL 0900 local time, March 3", "local time")]
    [InlineData("EMBARGOED UNTIL 0900, March 3", "names no zone")]
    [InlineData("EMBARGO HASTA LAS 18 HORAS DEL 3 DE MARZO", "names no zone")]
    [InlineData("EMBARGOED UNTIL March 3, 2026", "names no time of day")]
    [InlineData("EMBARGOED UNTIL 2300 GMT TOMORROW", "TOMORROW")]
    [InlineData("EMBARGOED UNTIL 0900 GMT - tomorrow", "tomorrow")]
    [InlineData("Embargoed until 03/04/2026 0900 GMT", "two days")]
    [InlineData("Embargoed until Tuesday, March 4, 0900 GMT", "no such day")]
    [InlineData("Embargoed until 0900 GMT print, 1200 GMT online", "'print'")]
    [InlineData("Embargoed until 0900 GMT and 1200 GMT", "several times")]
    [InlineData("Embargoed until 0900 GMT, March 3 and March 4", "several days")]
    [InlineData("SPERRFRIST bis zur Rede", "'zur'")]
    [InlineData("Kanzler plant Rede (Sperrfrist: Ende der Rede)", "'Ende'")]
    [InlineData("HOLD FOR RELEASE", "no time of day")]
    [InlineData("EMBARGO", "no time")]
    [InlineData("Kanzler plant Rede (SPERRFRIST)", "no time")]
    [InlineData("BC-Ferry,ADV08", "no time")]
    [InlineData("Embargo: oil prices rise", "'oil'")]
    public void What_looks_like_one_and_is_not_understood_refuses_the_message(string line, string why)
    {
        var refusal = Agency.Refused(Message(line), AgencyShape.Wire);
        Assert.Contains(why, refusal.Detail, StringComparison.Ordinal);
        Assert.Equal("embargo", Assert.Single(refusal.Fields!).Pointer);
    }

    [Theory]
    [InlineData("Embargo on Cuban cigars lifted after 60 years")]
    [InlineData("EU oil embargo until March 3 2027 agreed")]
    [InlineData("Öl-Embargo: Preise steigen um 3 Prozent")]
    [InlineData("Embargo auf russisches Öl bis Jahresende verlängert")]
    [InlineData("Embargoed goods seized at port of Sandvik")]
    [InlineData("Sperrfrist für Arbeitslosengeld endet")]
    [InlineData("Advance for women in politics")]
    [InlineData("FOR IMMEDIATE RELEASE")]
    [InlineData("Eds: adds detail on embargo.")]
    [InlineData("A7 bei Hamburg gesperrt bis Montag, 5 Uhr")]
    [InlineData("Vivienda embargada hasta 2030")]
    [InlineData("Nicht vor 2030: Bahn verschiebt Umbau")]
    [InlineData("Freigegeben ab 12 Jahren")]
    [InlineData("Embargo et sanctions : la liste")]
    [InlineData("Embargo met Iran")]
    [InlineData("Sin embargo, el lunes volvió el ferry")]
    public void News_of_embargoes_is_news(string line) => Assert.Null(Until(line));

    [Fact]
    public void A_year_that_is_not_written_is_the_nearest() =>
        Assert.Equal(new DateTimeOffset(2027, 1, 2, 9, 0, 0, TimeSpan.Zero), Agency.Draft(Message("EMBARGOED UNTIL 0900 GMT, January 2", "312200 GMT DEC 26"), AgencyShape.Wire).EmbargoedUntil);

    [Fact]
    public void A_text_for_use_on_a_day_waits_until_it_is_that_day_everywhere()
    {
        Assert.Equal(At("03-08 12:00"), Until("ADVANCE FOR USE SUNDAY, MARCH 8, 2026 AND THEREAFTER"));
        Assert.Equal(At("03-08 12:00"), Until("Eds: Moved Friday in advance for use Sunday, March 8"));
    }

    [Theory]
    [InlineData("SPERRFRIST 01.03.2030 10.00 Uhr - Kanzler plant Rede =", "Kanzler plant Rede")]
    [InlineData("EMBARGO jusqu'à 23H00 GMT: Le ministre annonce un plan =", "Le ministre annonce un plan")]
    [InlineData("Kanzler plant Rede (Sperrfrist: 18.00 Uhr)", "Kanzler plant Rede")]
    public void A_headline_beside_it_stays(string line, string title)
    {
        var draft = Agency.Draft(Message("").Replace("Ferry line closes", line, StringComparison.Ordinal), AgencyShape.Wire);
        Assert.Equal(title, draft.Title);
        Assert.NotNull(draft.EmbargoedUntil);
        Assert.Contains(line, draft.EdNote, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_the_last_holds()
    {
        Assert.Equal(At("03-03 09:00"), Until("EMBARGO\r\nEMBARGOED UNTIL 0900 GMT, March 3\r\nEMBARGOED UNTIL 0600 GMT, March 3"));
        Assert.Equal(At("03-08 12:00"), Until("BC-Ferry,ADV08\r\nADVANCE FOR USE SUNDAY, MARCH 8"));
    }

    [Fact]
    public void It_is_found_below_the_headline_in_the_notes_in_the_header_and_in_a_table()
    {
        var below = Message("").Replace("\r\n\r\nOSLO", "\r\n\r\nEMBARGOED UNTIL 0900 GMT, March 3\r\n\r\nOSLO", StringComparison.Ordinal);
        var noted = Message("").Replace("bridge.", "bridge.\r\n\r\n# Notebook\r\n- embargoed until 0900 GMT, March 3", StringComparison.Ordinal);
        var headed = Message("").Replace("pl 45", "pl 45 EMBARGOED UNTIL 0900 GMT, March 3", StringComparison.Ordinal);
        var tabled = Message("").Replace("bridge.", "bridge.\r\n\r\nEMBARGO:\t0900 GMT March 3", StringComparison.Ordinal);
        Assert.All([below, noted, headed, tabled], text => Assert.Equal(At("03-03 09:00"), Agency.Draft(text, AgencyShape.Wire).EmbargoedUntil));
    }

    [Theory]
    [InlineData("The following story is embargoed for release until 0900 GMT\r\nTuesday, March 3")]
    [InlineData("The following story, by our own correspondent, is embargoed\r\nuntil 0900 GMT, March 3")]
    [InlineData("EMBARGOED UNTIL 0900\r\nGMT MARCH 3")]
    [InlineData("EMBARGO\r\n0900 GMT, March 3")]
    public void Its_time_goes_on_in_the_next_line(string lines) => Assert.Equal(At("03-03 09:00"), Until(lines));

    [Fact]
    public void One_that_is_written_as_the_end_of_a_message_is_no_end() =>
        Assert.Contains("030900", Agency.Refused(Message("EMBARGO UNTIL 030900 GMT MAR 26"), AgencyShape.Wire).Detail, StringComparison.Ordinal);

    [Fact]
    public void A_message_without_a_zone_was_sent_by_the_clock_of_its_embargo() =>
        Assert.Equal(At("03-01 17:00"), Agency.Draft(Message("SPERRFRIST 18.00 Uhr", "011730 MAR 26"), AgencyShape.Wire).EmbargoedUntil);

    [Theory]
    [InlineData("Das Embargo ist seit Montag in Kraft.")]
    [InlineData("The embargo of 1962 ended on 3 March.")]
    [InlineData("The embargo ends Monday")]
    [InlineData("Das ist nicht vor Ende 2027 zu erwarten.")]
    public void In_the_text_embargoes_are_those_that_it_tells_of(string paragraph)
    {
        var draft = Agency.Draft(Message("Second line").Replace("for a bridge.", $"for a bridge.\r\n\r\n{paragraph}", StringComparison.Ordinal), AgencyShape.Wire);
        Assert.Null(draft.EmbargoedUntil);
        Assert.Equal(paragraph, draft.Body[^1].Text);
    }

    [Fact]
    public void A_kill_waits_for_nothing() =>
        Assert.Equal(Newsroom.Contracts.ArticleStatus.Canceled, Agency.Draft(Message("KILL: exw0120\r\nEMBARGOED until the minister speaks"), AgencyShape.Wire).Status);

    private static DateTimeOffset? Until(string line) => Agency.Draft(Message(line), AgencyShape.Wire).EmbargoedUntil;

    private static DateTimeOffset At(string time) => DateTimeOffset.ParseExact("2026-" + time + "Z", "yyyy-MM-dd HH:mm'Z'", null, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static string Message(string line, string end = "012200 GMT MAR 26") =>
        $"\u0001exw0123 4 pl 45\r\nPolitics/ferry/\r\n\u0002Ferry line closes\r\n{line}\r\n\r\nOSLO, March 1 (EXW) - The line closes for a bridge.\r\n\u0003\r\n{end}\r\n\u0004".Replace("\r\n\r\n\r\n", "\r\n\r\n", StringComparison.Ordinal);
}
