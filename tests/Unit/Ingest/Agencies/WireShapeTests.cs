using System.Text;
using Newsroom.Contracts;
using Newsroom.Ingest.Agencies;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>Wire text as it comes: in the character sets of its countries, without its controls.</summary>
public sealed class WireShapeTests
{
    [Theory]
    [InlineData("iso-8859-2", "Prom zostanie zamknięty w czerwcu, bo przez zatokę idzie most")]
    [InlineData("windows-1251", "Паромная линия через залив закроется в июне")]
    [InlineData("windows-1253", "Η γραμμή του πορθμείου κλείνει τον Ιούνιο")]
    [InlineData("windows-1252", "Die Fähre für Öl fährt über Köln")]
    public void Character_sets_are_told_by_what_they_spell(string name, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var body = Encoding.GetEncoding(name).GetBytes($"exw0185 4 pl 30\n\nFerry/\n{text}\n\nOSLO (EXW) - {text}.\n111217 GMT Oct 22");
        Assert.False(Agency.Read(body, "text/plain").Failed(out _, out var draft));
        Assert.Equal(text, draft.Title);
    }

    [Fact]
    public void The_character_set_that_its_sender_names_holds()
    {
        var draft = Agency.Draft("exw0185 4 pl 30\n\nFerry/\nF{hre f}r |l\n\nBERLIN (EXW) - Sie f{hrt.\n111217 GMT Oct 22", AgencyShape.Wire + "; charset=x-IA5-German");
        Assert.Equal("Fähre für öl", draft.Title);
    }

    [Theory]
    [InlineData("z6715-----")]
    [InlineData("z6715bbn--")]
    public void ANPA_that_lost_its_controls_is_known_by_both_lines_of_its_header(string first)
    {
        var text = first + "\nr z BC-Ferry-Linnea 1stLd-Writethru   02-20 0500\n^BC-Ferry-Linnea, 1st Ld-Writethru,416<\n^Ferry Linnea runs again<\n^By ADA NILSEN=\n\t   SANDVIK (EXW) _ She runs. \n\n\t   EXW-WF-02-20-26 0337GMT<\n";
        Assert.Equal(AgencyFormat.Wire, AgencyShape.Of(Encoding.ASCII.GetBytes(text), null));
        var draft = Agency.Draft(text, "text/plain");
        Assert.Equal(("z6715/2026-02-20", "Ferry Linnea runs again", "SANDVIK (EXW) — She runs."), (draft.Guid, draft.Title, PlainText.Of(draft.Body)));
    }

    [Fact]
    public void A_text_that_begins_alike_is_none() =>
        Assert.Equal(AgencyFormat.None, AgencyShape.Of("a1234 is a road\nr z is not a header\n"u8, "text/plain"));

    [Fact]
    public void Tabular_lines_of_ANPA_are_a_table()
    {
        var draft = Agency.Draft("\u0001s6715\u001f---\r\nr s\u0013\u0012 bc-ferries   02-20 0050\r\n\u0002^BC-Ferries,50<\r\n^FERRIES<\r\n\bPier\u0010\u0010North  South<\r\n\bLinnea\u0010 10  5<\r\n\u0003EXW-WF-02-20-26 0337GMT<\r\n\u0004", "text/plain");
        var table = Assert.Single(draft.Body);
        Assert.Equal(BlockType.Table, table.Type);
        Assert.Equal([["Pier", "North", "South"], ["Linnea", "10", "5"]], table.Rows!);
    }
}
