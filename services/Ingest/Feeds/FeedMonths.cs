using System.Collections.Frozen;

namespace Newsroom.Ingest.Feeds;

/// <summary>
/// Names of months that dates in the running text of pages do not need: short ones, and those of languages whose feeds are met more than their
/// pages. From CLDR; what is another month in another language is left out.
/// </summary>
internal static class FeedMonths
{
    /// <summary>January first.</summary>
    private const string Names = """
        gener jaan jaanuar led leden oca saus sausio sausis sij siječanj siječnja sty styczeń tammi tammik xan xaneiro yan yanvar сту студзень студзеня січ січень январь яну януари јан јануар јануари қаң қаңтар ינואר جنوری ژانویه იან იანვარი
        fev fevral fév helmi helmik lut luty vas vasario vasaris veebr veebruar velj veljača veljače úno únor şub ақп ақпан лют лютага лютий люты феб фебруар февр февраль февруари פברואר فروری فوریه თებ თებერვალი
        bře březen kov kovas kovo maalis maalisk mrz ožu ožujak ožujka бер березень мар март нау наурыз сак сакавік сакавіка מרץ مارچ მარ მარტი
        bal balandis balandžio dub duben huhti huhtik kwi kwiecień nis tra travanj travnja апрель април кві квіт квітень кра красавік красавіка сәу сәуір אפריל آوریل اپریل აპრ აპრილი
        geg gegužė gegužės kvě květen maig maijs svi svibanj svibnja touko toukok май мам мамыр мај тра трав травень מאי مئی مه მაი მაისი
        birž birželio birželis cze czerwiec haz iyn iyun juuni júna jūnijs kesä kesäk lipanj lipnja xuño červen čvn июн июнь мау маусым чер черв червень чэр чэрвень чэрвеня юни јун јуни יוני جون ژوئن ივნ ივნისი
        heinä heinäk iyl iyul juuli júla jūlijs liep liepa liepos lipiec srpanj srpnja tem xul xullo červenec čvc июл июль лип липень ліп ліпень ліпеня шіл шілде юли јул јули יולי جولائی ژوئیه ივლ ივლისი
        ag agost aou aoû avg avgust avq avqust elo elok kol kolovoz kolovoza ogo rugp rugpjūtis rugpjūčio sie sierpień srpen ágúst август жні жнівень жніўня сер серп серпень там тамыз אוגוסט اوت اگست აგვ აგვისტო
        eyl rugs rugsėjis rugsėjo ruj rujan rujna sen sentyabr septembris setembre syys syysk wrz wrzesień zář вер верасень верасня вересень сент сентябрь сеп септ септембар септември қыр қыркүйек ספטמבר ستمبر سپتامبر სექ სექტემბერი
        eki listopada loka lokak oktobris oktoober oktyabr októbra paź październik spal spalio spalis říj říjen жов жовт жовтень кас кастрычнік кастрычніка октобар октомври октябрь қаз қазан אוקטובר اکتبر اکتوبر ოქტ ოქტომბერი
        kas lapkr lapkritis lapkričio marras marrask marraskuu noy noyabr stu studeni studenoga лис лист листопад ліс лістапад лістапада нов новембар ное ноем ноември нояб ноябрь қар қараша נובמבר نوامبر نومبر ნოე ნოემბერი
        ara dek dekabr desembre dets detsember gru grudzień gruod gruodis gruodžio joulu jouluk pro prosinac prosinca prosinec гру груд грудень декабрь декември дец децембар жел желтоқсан сне снежань снежня דצמבר دسامبر دسمبر დეკ დეკემბერი
        """;

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Months =
        Names.Split('\n', StringSplitOptions.TrimEntries).SelectMany((names, index) => names.Split(' ').Select(name => (Name: name, Month: index + 1)))
            .ToFrozenDictionary(pair => pair.Name, pair => pair.Month, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>1 to 12; 0 if it is no month.</summary>
    public static int Of(ReadOnlySpan<char> name) => Months.TryGetValue(name, out var month) ? month : 0;
}
