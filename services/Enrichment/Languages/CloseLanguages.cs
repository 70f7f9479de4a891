namespace Newsroom.Enrichment.Languages;

/// <summary>
/// Languages so near to each other that character n-grams waver between them, with common words of news prose that the others
/// of the group do not have. Also the nearest known relatives of languages that the n-gram models do not know, so that a source
/// that says "Galician" is not overruled by a model that only knows Spanish and Portuguese.
/// </summary>
internal static class CloseLanguages
{
    private static readonly Dictionary<string, string[]>[] Groups =
    [
        new()
        {
            ["id"] = Words(
                "bahwa karena bisa kantor mobil uang beliau pukul anda tim telah kota desa provinsi polisi wali "
                + "kabupaten warga senin jumat minggu rabu sabtu februari maret juni juli agustus desember"),
            ["ms"] = Words(
                "bahawa kerana boleh pejabat kereta wang ialah pasukan berkata kata datuk kampung negeri polis "
                + "jawatankuasa isnin jumaat ahad februari mac jun julai ogos disember mesyuarat syarikat berkenaan "
                + "turut sempena"),
        },
        new()
        {
            ["nb"] = Words("ikke av etter fra ble noen uke hun hva seg mye nå blitt gjennom bare mot språk"),
            ["nn"] = Words("ikkje eit frå vart nokon veke ho kva seg mykje no vorte gjennom berre vere dei korleis etter"),
            ["da"] = Words("ikke af efter fra blev nogle uge hun hvad sig meget nu blevet gennem kun mod sprog også"),
        },
        new()
        {
            ["hr"] = Words(
                "tjedan tjedna tjednu tisuća tisuće sigurnost sigurnosti uvjeti uvjeta tko netko također priopćenje "
                + "priopćenju priopćio vlak kolovoza srpnja lipnja svibnja travnja ožujka veljače siječnja rujna "
                + "listopada studenoga prosinca europe europske europska što vijeće vijeća tijekom gospodarstvo "
                + "gospodarstva općina izvješće"),
            ["bs"] = Words(
                "sedmica sedmice sedmici hiljada hiljade sigurnost uslovi uslova ko neko također saopćenje saopćenju "
                + "saopćio saopćila voz augusta jula juna maja aprila marta februara januara septembra oktobra novembra "
                + "decembra evropske šta vijeće vijeća tokom općina općine općini kanton kantona izvještaj"),
            ["sr"] = Words(
                "nedelja nedelje nedelju hiljada hiljade bezbednost bezbednosti uslovi uslova ko neko takođe "
                + "saopštenje saopštenju saopštio saopštila voz avgusta jula juna maja aprila marta evropske šta veće "
                + "veća tokom opština opštine mesto reč ovde vreme dve izveštaj"),
        },
        new()
        {
            ["hi"] = Words("है हैं और का की के में से ने को था थी नहीं पर लिए"),
            ["mr"] = Words(
                "आहे आहेत आणि होते होता होती नाही या ही असे म्हणून यांनी केली केले झाले साठी आता मध्ये मात्र तर येथे होणार झाली"),
            ["ne"] = Words("छ छन् छैन र को मा लाई भएको गरेको गर्न गरे थियो भने तथा हो"),
        },
        new()
        {
            ["es"] = Words("el los las del y una con más pero según fue también hasta este"),
            ["gl"] = Words("o os as do e unha con máis pero segundo foi tamén ata este xunta concello"),
            ["pt"] = Words("o os as do e uma com mais mas segundo foi também até não"),
            ["ca"] = Words("el els les dels i una amb més però segons també fins aquest ajuntament"),
        },
        new()
        {
            ["bg"] = Words("в с са към ще като това които който че бе след"),
            ["mk"] = Words("во со се кон ќе како ова кои кој дека беше по"),
        },
        new()
        {
            ["cs"] = Words("že bude jsou podle také který která ve při řekl nebo"),
            ["sk"] = Words("že bude sú podľa tiež ktorý ktorá vo pri aj povedal alebo"),
        },
        new()
        {
            ["xh"] = Words("ukuba kwaye kunye abantu uthi ngoku"),
            ["zu"] = Words("ukuthi futhi kanye abantu uthe manje"),
        },
    ];

    /// <summary>Language without a model → the models that answer in its place.</summary>
    private static readonly Dictionary<string, string[]> Relatives = new(StringComparer.Ordinal)
    {
        ["ast"] = ["es", "gl", "ca"],
        ["br"] = ["cy", "fr"],
        ["ceb"] = ["tl"],
        ["ckb"] = ["fa", "ar", "ur"],
        ["cnr"] = ["bs", "hr", "sr"],
        ["co"] = ["it"],
        ["fo"] = ["is", "da", "nn"],
        ["fy"] = ["nl", "af"],
        ["gd"] = ["ga"],
        ["gl"] = ["pt", "es", "ca"],
        ["ha"] = ["so", "sw", "yo"],
        ["ht"] = ["fr"],
        ["jv"] = ["id", "ms"],
        ["ku"] = ["tr", "az", "fa", "ar"],
        ["ky"] = ["kk", "mn"],
        ["lb"] = ["de", "nl"],
        ["mt"] = ["it", "sq"],
        ["ne"] = ["hi", "mr"],
        ["ny"] = ["sn", "sw", "zu"],
        ["oc"] = ["ca", "fr"],
        ["ps"] = ["fa", "ur", "ar"],
        ["rw"] = ["sw", "lg"],
        ["sd"] = ["ur", "fa", "ar"],
        ["sr"] = ["bs", "hr"],
        ["su"] = ["id", "ms"],
        ["tg"] = ["ru", "kk", "mn", "bg"],
        ["tk"] = ["tr", "az"],
        ["tt"] = ["kk", "ru"],
        ["ug"] = ["ar", "fa", "ur"],
        ["uz"] = ["tr", "az", "kk"],
        ["yi"] = ["he"],
    };

    /// <summary>The group that a language wavers in, with the telling words of each member; null where it stands alone.</summary>
    public static IReadOnlyDictionary<string, string[]>? GroupOf(string code) => Array.Find(Groups, group => group.ContainsKey(code));

    /// <summary>Does a model of <paramref name="known"/> say little against the text being in <paramref name="given"/>?</summary>
    public static bool MayAnswerFor(string known, string given) => Relatives.TryGetValue(given, out var models) && models.Contains(known);

    private static string[] Words(string words) => words.Split(' ');
}
