namespace Newsroom.Enrichment.Summaries;

/// <summary>Words that decide what may stand in a summary. All lower case; a language that is not listed does without.</summary>
internal static class SummaryWords
{
    /// <summary>Beginnings of lines that lead readers elsewhere, of any language: they get mixed into scraped bodies.</summary>
    public static readonly string[] Promotions =
    [
        "baca juga", "baca:", "baca selengkapnya", "simak juga", "lihat juga", "artikel ini telah tayang", "ikuti berita",
        "saksikan", "gambas:", "terkini lainnya", "tautan sahabat", "baca berita", "read more", "read also", "also read",
        "see also", "related:", "more on this", "sign up", "subscribe", "follow us", "click here", "watch:", "listen:",
        "advertisement", "this article", "copyright", "all rights reserved", "lesen sie auch", "mehr zum thema",
        "lesen sie mehr", "lire aussi", "à lire aussi", "voir aussi", "lea también", "lee también", "ver también",
        "más información", "leia também", "leia mais", "veja também", "leggi anche", "lees ook", "läs också", "les også",
        "læs også", "czytaj także", "zobacz także", "čtěte také", "čítajte aj", "citește și", "ayrıca oku", "читайте также",
        "читайте також", "اقرأ أيضا", "إقرأ أيضا", "اقرأ أيضًا", "یہ بھی پڑھیں", "यह भी पढ़ें", "関連記事", "相关阅读", "延伸阅读", "相關閱讀",
        "อ่านเพิ่มเติม", "관련기사", "photo:", "foto:", "image:", "bild:", "source:", "sumber:", "editor:", "penulis:",
        "reporting by", "(reporting by", "writing by",
    ];

    /// <summary>First words that hang on the sentence before. In unspaced scripts: beginnings.</summary>
    private static readonly Dictionary<string, string[]> Dangling = new(StringComparer.Ordinal)
    {
        ["id"] = Words(
            "namun tetapi tapi ia dia mereka beliau ini itu kemudian lalu menurutnya sebaliknya akibatnya sehingga padahal "
            + "sedangkan adapun begitu bahkan juga dan atau kami kita saya"),
        ["ms"] = Words(
            "namun tetapi ia dia mereka beliau ini itu kemudian lalu menurutnya sebaliknya akibatnya sehingga manakala "
            + "bagaimanapun justeru malah dan atau katanya tambahnya"),
        ["en"] = Words(
            "however but and or so then he she they it this these that those his her their its such instead meanwhile also "
            + "moreover furthermore nevertheless yet therefore thus otherwise still another both we i"),
        ["de"] = Words(
            "aber und oder doch er sie es dies diese dieser dieses damit dabei dazu dadurch deshalb daher darum außerdem "
            + "zudem jedoch allerdings dagegen trotzdem dennoch so dann danach sein seine ihr ihre solche auch hierzu wir ich"),
        ["fr"] = Words(
            "mais et ou donc or car il elle ils elles ce cet cette ces cela ceci son sa ses leur leurs cependant toutefois "
            + "pourtant ainsi ensuite puis alors aussi néanmoins d'ailleurs celui-ci celle-ci nous je"),
        ["es"] = Words(
            "pero y o sin él ella ellos ellas esto este esta estos estas eso ese esa su sus además también entonces luego "
            + "asimismo así ello aquel nosotros"),
        ["pt"] = Words(
            "mas e ou ele ela eles elas isto isso este esta estes estas esse essa seu sua seus suas além também então porém "
            + "contudo entretanto assim aquele nós"),
        ["it"] = Words(
            "ma e o lui lei loro questo questa questi queste ciò suo sua suoi sue inoltre anche poi quindi tuttavia però "
            + "così invece infatti noi"),
        ["nl"] = Words(
            "maar en of hij zij ze het dit dat deze die zijn haar hun daarom daardoor bovendien ook toch echter dan daarna "
            + "zo wij we ik"),
        ["sv"] = Words(
            "men och eller han hon de det den detta denna dessa dock även också därför sedan då så hans hennes deras vi jag"),
        ["da"] = Words("men og eller han hun de det den dette denne disse dog også derfor så derefter hans hendes deres vi jeg"),
        ["nb"] = Words("men og eller han hun de det den dette denne disse dog også derfor så deretter hans hennes deres vi jeg"),
        ["pl"] = Words("ale i a oraz lub on ona ono oni one to ten ta te jego jej ich jednak także również dlatego potem więc my ja"),
        ["tr"] = Words("ama fakat ve veya o bu şu bunlar onlar ayrıca ancak böylece biz ben"),
        ["ru"] = Words("но и а или он она оно они это этот эта эти его её ее их однако также поэтому затем кроме тогда мы я"),
        ["uk"] = Words("але і а та або він вона воно вони це цей ця ці його її їх однак також тому потім крім тоді ми я"),
        ["ar"] = Words("لكن ولكن وهو وهي وهم هو هي هم هذا هذه ذلك تلك كما وقد كذلك بينما ثم وكان وأضاف وأضافت وأكد وقال وقالت"),
        ["fa"] = Words("اما ولی و او آنها این آن همچنین سپس وی"),
        ["ur"] = Words("لیکن مگر اور وہ یہ اس ان انہوں تاہم پھر"),
        ["hi"] = Words("लेकिन और वह वे यह ये इस उस उन इसके उनके हालांकि फिर मगर"),
        ["zh"] = Words("但 然而 不过 不過 此外 另外 他 她 它 这 這 该 該 那 因此 所以 同时 同時 而且 随后 隨後 其"),
        ["ja"] = Words("しかし だが また さらに これ それ この その あの ただ 一方 なお そして 彼 同"),
        ["ko"] = Words("그러나 하지만 또한 그는 그녀는 그들은 이는 이에 그 이 이번 한편 그리고 따라서"),
        ["th"] = Words("แต่ และ เขา เธอ พวกเขา มัน นี่ นั่น อย่างไรก็ตาม นอกจากนี้ ดังนั้น ทั้งนี้ โดย ซึ่ง"),
    };

    /// <summary>Words after the first that point back when they come early: "Kunjungan ini …".</summary>
    private static readonly Dictionary<string, string[]> PointingBack = new(StringComparer.Ordinal)
    {
        ["id"] = Words("ini itu tersebut demikian"),
        ["ms"] = Words("ini itu tersebut berkenaan"),
    };

    /// <summary>The commonest words of four letters or more; shorter ones count for nothing anyway.</summary>
    private static readonly Dictionary<string, string[]> Common = new(StringComparer.Ordinal)
    {
        ["id"] = Words(
            "yang dengan untuk dalam akan pada dari telah tidak juga oleh atau karena saat sebagai tersebut adalah bahwa "
            + "mereka dapat lebih sudah hingga antara setelah para kata kepada seperti serta bagi hanya masih secara namun "
            + "menjadi tahun orang hari bisa sejak"),
        ["ms"] = Words(
            "yang dengan untuk dalam akan pada dari telah tidak juga oleh atau kerana sebagai tersebut adalah bahawa mereka "
            + "dapat lebih sudah hingga antara selepas para kata kepada seperti serta bagi hanya masih secara menjadi tahun "
            + "orang hari"),
        ["en"] = Words(
            "that with from have this will been were they their which more said about after would when there also than into "
            + "other some could over only what year years before being where people most during because while under between "
            + "since just does doing them then these those very"),
        ["de"] = Words(
            "eine einen einem einer eines nicht auch sich sind wird werden wurde wurden haben hatte nach über noch mehr "
            + "oder durch beim zwischen sagte dass wenn seit gegen unter ohne schon sein seine ihre dieser diese dieses aber "
            + "dann vom zum zur könnte sollen jahr jahre jahren"),
        ["fr"] = Words(
            "dans pour avec plus cette leur leurs mais sont être ont par sur était après entre aussi comme depuis elle "
            + "elles tout tous ainsi dont selon sous sans avait fait très année années deux"),
        ["es"] = Words(
            "para como este esta pero más entre sobre desde hasta cuando donde también según todo todos fueron será sido "
            + "tiene había porque durante años dijo sus muy otros contra"),
        ["pt"] = Words(
            "para como este esta mais entre sobre desde quando onde também segundo todo todos foram será sido pelo pela "
            + "pelos pelas havia porque durante anos disse seus suas muito outros contra depois"),
        ["it"] = Words(
            "della delle degli dello nella nelle nella sono come questo questa anche dopo stato stata essere hanno alla "
            + "alle dalla dalle sulla più dopo prima durante tutti ogni anni detto suoi"),
        ["nl"] = Words(
            "niet voor zijn wordt worden werd werden hebben heeft naar over door deze meer maar ook onder tussen tegen "
            + "volgens jaar sinds zonder alleen veel nog zich"),
        ["sv"] = Words(
            "inte från efter till över under mellan också eller efter varit blev blir skulle sedan deras mycket enligt året"),
        ["ru"] = Words(
            "что этот как для также после были было была будет через между более года году лет или который которая которые "
            + "его"),
        ["ar"] = Words("التي الذي على إلى كما هذا هذه ذلك بعد قبل بين خلال حتى كان كانت وقال قالت عام"),
    };

    private static readonly Dictionary<string, HashSet<string>> CommonSets =
        Common.ToDictionary(entry => entry.Key, entry => entry.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    public static IReadOnlyList<string> DanglingOf(string language) => Dangling.GetValueOrDefault(language, []);

    public static IReadOnlyList<string> PointingBackOf(string language) => PointingBack.GetValueOrDefault(language, []);

    public static bool IsCommon(string word, string language) => CommonSets.TryGetValue(language, out var common) && common.Contains(word);

    private static string[] Words(string words) => words.Split(' ');
}
