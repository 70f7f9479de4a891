using Newsroom.Contracts;
using Newsroom.Ingest.Agencies;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Agencies;

/// <summary>What wire text says to editors, in the languages of agencies.</summary>
public sealed class WireNotesTests
{
    [Theory]
    [InlineData("The following information is not intended for publication")]
    [InlineData("The following information is not\r\nintended for publication")]
    [InlineData("Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt")]
    [InlineData("Les informations suivantes ne sont pas destinées à la publication")]
    [InlineData("La siguiente información no está destinada a la publicación")]
    [InlineData("Le informazioni seguenti non sono destinate alla pubblicazione")]
    [InlineData("NIET VOOR PUBLICATIE")]
    [InlineData("Ej för publicering:")]
    [InlineData("Nie do publikacji")]
    [InlineData("НЕ ДЛЯ ПУБЛИКАЦИИ")]
    [InlineData("Tidak untuk dipublikasikan:")]
    [InlineData("ليس للنشر")]
    [InlineData("# Notizblock")]
    [InlineData("## Note to editors")]
    public void What_is_not_for_publication_is_a_note(string line)
    {
        var draft = Agency.Draft(Message("Ferry line closes", $"OSLO (EXW) - It closes.\r\n\r\n{line}\r\n\r\n- Ada Nilsen, +47 555 0136"), AgencyShape.Wire);
        Assert.Equal("OSLO (EXW) - It closes.", PlainText.Of(draft.Body));
        Assert.Contains("Ada Nilsen, +47 555 0136", draft.EdNote, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_not_for_publication_at_all_is_refused()
    {
        Assert.Contains("not for publication", Agency.Refused(Message("Hinweis an alle, nicht zur Veröffentlichung", "OSLO (EXW) - Ada Nilsen, 555 0136"), AgencyShape.Wire).Detail, StringComparison.Ordinal);
        Assert.Equal("Names not for publication, court rules", Agency.Draft(Message("Names not for publication, court rules", "OSLO (EXW) - It said so."), AgencyShape.Wire).Title);
    }

    [Theory]
    [InlineData("KORREKTUR: Fähre fährt\r\n(Berichtigt: Im zweiten Absatz exw0123.)", "Fähre fährt", "Berichtigt: Im zweiten Absatz exw0123.")]
    [InlineData("RECTIFICATIF - Le ferry repart\r\n(Corrige le nom, exw0123)", "Le ferry repart", "Corrige le nom, exw0123")]
    [InlineData("RALAT: Feri berlayar\r\n(Ralat nama di exw0123)", "Feri berlayar", "Ralat nama di exw0123")]
    public void A_correction_is_known_in_other_languages(string top, string title, string correction)
    {
        var draft = Agency.Draft(Message(top, "OSLO (EXW) - Text."), AgencyShape.Wire);
        Assert.Equal(("exw0123/2026-03-01", title, correction), (draft.Guid, draft.Title, draft.Correction));
    }

    [Theory]
    [InlineData("Meldung exw0123 wird zurückgezogen")]
    [InlineData("ANNULLIERUNG: exw0123")]
    [InlineData("ANNULATION exw0123")]
    [InlineData("La nota exw0123 queda anulada")]
    [InlineData("Telegram exw0123 er trukket tilbage")]
    [InlineData("Depesza exw0123 zostaje anulowana")]
    [InlineData("АННУЛИРОВАНО: сообщение exw0123")]
    [InlineData("Berita exw0123 dicabut")]
    [InlineData("Eds: Please kill story exw0123")]
    [InlineData("The story exw0123 has been withdrawn")]
    public void A_withdrawal_is_known_in_other_languages(string headline)
    {
        var draft = Agency.Draft(Message(headline, "OSLO (EXW) - Text."), AgencyShape.Wire);
        Assert.Equal((ArticleStatus.Canceled, "exw0123/2026-03-01"), (draft.Status, draft.Guid));
    }

    [Fact]
    public void It_names_its_day_in_its_own_language() =>
        Assert.Equal("exw0900/2026-02-27", Agency.Draft(Message("Meldung exw0900 vom 27. Februar wird zurückgezogen", "Text."), AgencyShape.Wire).Guid);

    [Theory]
    [InlineData("OPRAVA MOSTU ZAČALA")]
    [InlineData("ANNULATION DU CONCERT DE SANDVIK")]
    [InlineData("Bus No. 0123 is withdrawn")]
    [InlineData("Minister zieht exw zurück")]
    [InlineData("Airbus A380 has been withdrawn from service")]
    [InlineData("FERRY SINKS\r\nTwenty dead off Sandvik", "FERRY SINKS Twenty dead off Sandvik")]
    public void News_in_such_words_is_news(string headline, string? title = null)
    {
        var draft = Agency.Draft(Message(headline, "OSLO (EXW) - Text."), AgencyShape.Wire);
        Assert.Equal((ArticleStatus.Usable, title ?? headline, null), (draft.Status, draft.Title, draft.Correction));
    }

    [Theory]
    [InlineData("El Gobierno decidió no publicar el informe sobre el ferry.")]
    [InlineData("Le ministère a décidé de ne pas publier les photos du ferry.")]
    [InlineData("A szerződés nem nyilvános.")]
    [InlineData("Names of the four passengers were given in a document that the court had marked as not for publication, which the paper did not know.")]
    public void A_text_that_tells_of_what_is_not_published_goes_on(string paragraph)
    {
        var draft = Agency.Draft(Message("Ferry line closes", $"OSLO (EXW) - It closes.\r\n\r\n{paragraph}\r\n\r\nThe mayor wept."), AgencyShape.Wire);
        Assert.Equal(["OSLO (EXW) - It closes.", paragraph, "The mayor wept."], draft.Body.Select(block => block.Text));
    }

    [Theory]
    [InlineData("AFGHANISTAN/RETRAIT")]
    [InlineData("MOST/OPRAVA")]
    public void A_slug_of_news_is_no_kill(string slug) =>
        Assert.Equal(ArticleStatus.Usable, Agency.Draft(Message("Ferry line closes", "OSLO (EXW) - The item no. 123 was there.").Replace("Ferry/", slug, StringComparison.Ordinal), AgencyShape.Wire).Status);

    [Fact]
    public void A_headline_in_brackets_of_a_correction_stays()
    {
        var draft = Agency.Draft(Message("(CORRECTED) Ferry line closes\r\n(Corrects the year in exw0100)", "OSLO (EXW) - Text."), AgencyShape.Wire);
        Assert.Equal(("exw0100/2026-03-01", "Ferry line closes"), (draft.Guid, draft.Title));
    }

    [Fact]
    public void A_correction_that_names_nothing_is_refused_in_any_language() =>
        Assert.Contains("a correction", Agency.Refused(Message("KORREKTUR: Fähre fährt", "OSLO (EXW) - Text."), AgencyShape.Wire).Detail, StringComparison.Ordinal);

    [Fact]
    public void Labels_and_signs_around_a_headline_are_none_of_its_words()
    {
        var draft = Agency.Draft(Message("REFILE\r\n1ST LEAD\r\nFerry line closes =\r\nBy exw correspondents =", "OSLO (EXW) - It closes."), AgencyShape.Wire);
        Assert.Equal("Ferry line closes", draft.Title);
        Assert.Equal(["exw correspondents"], draft.Byline);
        Assert.Contains("1ST LEAD", draft.EdNote, StringComparison.Ordinal);
    }

    [Fact]
    public void A_headline_without_a_text_is_refused_by_its_own_name() =>
        Assert.Equal("text", Assert.Single(Agency.Refused(Message("Ferry line closes", ""), AgencyShape.Wire).Fields!).Pointer);

    private static string Message(string top, string text) => $"\u0001exw0140 4 pl 45\r\nFerry/\r\n\u0002{top}\r\n\r\n{text}\r\n\u0003\r\n012200 GMT MAR 26\r\n\u0004";
}
