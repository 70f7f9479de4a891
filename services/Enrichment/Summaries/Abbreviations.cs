namespace Newsroom.Enrichment.Summaries;

/// <summary>
/// Words whose full stop does not end a sentence, without that stop, in lower case, inner stops kept ("z.b", "u.s").
/// <see cref="BeforeName"/> never end one; <see cref="BeforeNumber"/> don't before a number; <see cref="Either"/> do only if a
/// word of <see cref="Openers"/> follows. A language that is not listed is served by what is common to all.
/// </summary>
internal sealed record Abbreviations
{
    public required IReadOnlySet<string> BeforeName { get; init; }
    public required IReadOnlySet<string> BeforeNumber { get; init; }
    public required IReadOnlySet<string> Either { get; init; }

    /// <summary>Words that open sentences often and names never.</summary>
    public required IReadOnlySet<string> Openers { get; init; }

    /// <summary>"3. Mai", "18. juni": ordinals are written with a stop.</summary>
    public required bool OrdinalsWithStop { get; init; }

    public static Abbreviations Of(string language) => ByLanguage.GetValueOrDefault(language.Split('-')[0], Common);

    private static readonly string[] StopOrdinals =
        ["de", "lb", "da", "nb", "nn", "is", "fo", "fi", "et", "lv", "cs", "sk", "hu", "pl", "hr", "bs", "sr", "sl", "tr", "az"];

    private const string CommonNames = "dr prof mr mrs ms st sr jr ir drs hon rev gen col capt lt sgt maj vs cf mt ph.d ph";
    private const string CommonNumbers = "no nr n° nos vol p pp fig art sec ca jan feb mar apr jun jul aug sep sept oct nov dec";
    private const string CommonEither = "etc inc ltd co corp u.s u.s.a u.k u.n e.u a.m p.m i.e e.g d.c";

    private static readonly Abbreviations Common = Make("", "", "", "", "");

    private static readonly Dictionary<string, Abbreviations> ByLanguage = new(StringComparer.Ordinal)
    {
        ["en"] = Make(
            "en",
            "messrs pres gov sen rep supt det adm cmdr cpl pvt dept assn univ gen ft mt msgr fr sr br esq approx est",
            "ch para ver rev mph min sq",
            "ave blvd rd bros dept al",
            "the a an he she it they we i you but and in on at this that these those there his her their its for as if when "
            + "while after what who"),
        ["id"] = Make(
            "id",
            "bpk bp sdr sdri hj h kh tgk ust tn ny nn kol letkol brigjen irjen komjen mayjen letjen kombes akbp kompol jend "
            + "jl jln gg kab kec kel prov rt rw a.n u.p d.a s.d yth",
            "rp hlm hal ps tgl pkl telp tel lt ay jam th thn pasal",
            "tbk dll dsb dst pt cv s.h s.e s.t m.si m.m s.sos s.pd m.pd m.hum ph.d",
            "ia dia mereka kami kita ini itu hal namun tetapi tapi dan selain sementara menurut pada di dalam dari untuk "
            + "dengan sebelumnya kemudian saat ketika pemerintah"),
        ["ms"] = Make(
            "ms",
            "dato datuk tn pn cik hj ust jl jln kg sdn bhd yb yab",
            "rm hlm ms tel seksyen",
            "bhd dll dsb",
            "beliau ia dia mereka kami kita ini itu namun tetapi dan selain sementara menurut pada di dalam dari untuk"),
        ["de"] = Make(
            "de",
            "hr fr hrn frl dipl ing med jur phil rer nat h.c d.h z.b z u.a u.u u i.d.r o.ä o sog bzw bspw ggf inkl exkl vgl "
            + "evtl allg gem lt str geb gest kath evang röm ehem stellv d",
            "nr s abs bd kap ziff tel",
            "usw u.s.w etc ff u.ä v.chr n.chr mio mrd std min jh jhd tsd",
            "der die das ein eine er sie es wir ich aber und doch in im am auf bei nach für mit dies diese dieser dieses "
            + "damit dabei dazu außerdem zudem auch"),
        ["fr"] = Make(
            "fr",
            "m mm mme mmes mlle mlles me mgr st ste pr dr gal cdt av bd env cf p.ex c.-à-d ex",
            "n° no art chap p pp vol av tél fig env",
            "etc apr av j.-c éd",
            "le la les un une il elle ils elles ce cette ces mais et dans en pour selon sur à au aux on nous je c'est l'"),
        ["es"] = Make(
            "es",
            "sr sra sres srta d dª dña dr dra lic ing arq gral cnel cap pbro mons av avda c ud uds vd p.ej ej prof profa excmo hno",
            "núm nro n.º art pág págs p tel tfno cap vol",
            "etc ee.uu s.a s.l a.c d.c",
            "el la los las un una él ella ellos esto este esta pero y en según por para con además también no se su"),
        ["pt"] = Make(
            "pt",
            "sr sra srs srta d dr dra eng prof profa exmo cel cap gen av r p.ex ex pe st sto",
            "n.º nº núm art pág págs p tel cap vol",
            "etc s.a ltda a.c d.c eua",
            "o a os as um uma ele ela eles isso este esta mas e em no na segundo por para com além também não"),
        ["it"] = Make(
            "it",
            "sig sigg sig.ra dott dott.ssa prof.ssa avv ing arch on sen mons s ss p.es es cfr gen col",
            "n nr art pag pagg p tel cap vol",
            "ecc s.p.a s.r.l a.c d.c",
            "il lo la i gli le un una lui lei questo questa ma e in nel per secondo con anche non si"),
        ["nl"] = Make(
            "nl",
            "dhr mevr mw drs ir ing mr d.w.z bijv bv o.a m.b.t t.a.v i.v.m t.o.v z.g zgn ca burg wd",
            "nr blz p art tel afl",
            "enz etc n.v b.v v.chr n.chr",
            "de het een hij zij ze wij dit dat deze die maar en in op bij na voor volgens ook er"),
        ["sv"] = Make(
            "sv",
            "bl.a t.ex d.v.s dvs f.d s.k kl ca resp inkl",
            "nr s kap art kl tel",
            "osv m.m m.fl etc",
            "den det de en ett han hon men och i på för enligt vi"),
        ["da"] = Make(
            "da",
            "bl.a f.eks fx dvs d.v.s hr fr ca inkl evt pga jf",
            "nr s kap art kl tlf stk",
            "osv m.m m.fl etc",
            "den det de en et han hun men og i på for ifølge vi"),
        ["nb"] = Make(
            "nb",
            "bl.a f.eks dvs d.v.s ca inkl evt pga jf hhv",
            "nr s kap art kl tlf",
            "osv m.m m.fl etc",
            "den det de en et han hun men og i på for ifølge vi"),
        ["pl"] = Make(
            "pl",
            "dr prof mgr inż ks św gen płk mjr kpt np m.in tj tzn tzw im ul al pl woj red",
            "nr s str art ust pkt r godz tel tys mln mld",
            "itd itp r w",
            "to ten ta on ona ale i w na po według jak"),
        ["cs"] = Make(
            "cs",
            "ing mgr mudr judr phdr rndr bc doc tzv tj např mj gen plk por ul nám p sv",
            "č čl odst str s r tel tis mil mld",
            "atd apod",
            "to ten ta on ona ale a v na po podle"),
        ["sk"] = Make(
            "sk",
            "ing mgr mudr judr phdr rndr bc doc tzv tj napr gen plk ul nám p sv",
            "č čl ods str s r tel tis mil mld",
            "atď a pod",
            "to ten tá on ona ale a v na po podľa"),
        ["hu"] = Make("hu", "dr ifj id özv pl ún kb ill stb tel u", "sz old évf bek", "stb rt kft", "a az egy ő ez de és"),
        ["ro"] = Make(
            "ro",
            "dl dna d-na dr ing prof av acad str bd nr sf",
            "nr art alin pag lit tel",
            "etc s.a s.r.l",
            "un o el ea dar și în la pe pentru"),
        ["tr"] = Make(
            "tr",
            "dr doç prof av sn yrd op uzm cad sok mah bkz örn alb gen",
            "no s md sf tel",
            "vb vs a.ş ltd şti",
            "bu şu o ve ama fakat"),
        ["fi"] = Make("fi", "esim mm ns n eli toim prof tri ent ks ao", "s nro klo puh", "jne ym oy", "se hän he ne tämä mutta ja"),
        ["ru"] = Make(
            "ru",
            "ул пр д им акад проф доц т.е т.н т.к т. т н к св о стр обл р-н др",
            "№ ст п гл с стр рис тыс млн млрд руб тел",
            "т.д т.п др г гг н.э",
            "в на он она они это но и по как"),
        ["uk"] = Make(
            "uk",
            "м вул пр буд ім акад проф доц т.зв св обл р-н",
            "№ ст п гл с стор рис тис млн млрд грн тел",
            "т.д т.п ін р рр",
            "у в на він вона вони це але і та за як"),
        ["el"] = Make(
            "el",
            "κ κα κ.κ δρ καθ π.χ δηλ αγ λεωφ οδ",
            "αρ σελ τηλ άρθρ",
            "κ.λπ κλπ κ.ά κ.τ.λ",
            "ο η το οι τα αυτός αυτή αλλά και"),
        ["ar"] = Make("ar", "د أ م ص ب", "ص رقم", "الخ إلخ", ""),
        ["hi"] = Make("hi", "डॉ प्रो श्री मो सं पं", "सं रु", "", ""),
        ["vi"] = Make("vi", "ts ths pgs gs bs tp tx q p ông bà", "số tr điều", "v.v", "ông bà anh chị theo tuy nhưng và"),
    };

    private static Abbreviations Make(string language, string names, string numbers, string either, string openers) => new()
    {
        BeforeName = Words(CommonNames, names),
        BeforeNumber = Words(CommonNumbers, numbers),
        Either = Words(CommonEither, either),
        Openers = Words("", openers),
        OrdinalsWithStop = StopOrdinals.Contains(language),
    };

    private static HashSet<string> Words(string common, string own) =>
        (common + ' ' + own).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
