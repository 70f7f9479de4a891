using System.Globalization;
using System.Text;

namespace Newsroom.Load;

/// <summary>Texts to send, written for the purpose: in seven languages in turn, no two alike.</summary>
internal static class Texts
{
    private static readonly Language[] Languages =
    [
        new("A bridge opens early", " ", " It was case {0} of the year.",
        [
            "The city opened a new bridge over the river on Monday morning, two months ahead of schedule.",
            "Hundreds of people walked across before the first cars were let through.",
            "The works department said that the rains came late this year and that steel arrived on time.",
            "The cost came to a little less than the council had set aside three years ago.",
            "Shopkeepers on the far bank expect more customers, and a bus line will run across from next week.",
            "\"We have waited for this longer than the builders have\", said the owner of a bakery at the landing.",
        ]),
        new("Jembatan baru dibuka lebih awal", " ", " Ini perkara nomor {0} tahun ini.",
        [
            "Pemerintah kota membuka jembatan baru di atas sungai pada Senin pagi, dua bulan lebih cepat dari rencana.",
            "Ratusan warga berjalan menyeberang sebelum mobil pertama diizinkan lewat.",
            "Dinas pekerjaan umum mengatakan hujan datang terlambat tahun ini dan baja tiba tepat waktu.",
            "Biayanya sedikit lebih rendah daripada yang disediakan dewan tiga tahun lalu.",
            "Para pedagang di seberang sungai berharap pembeli bertambah, dan bus akan melintas mulai pekan depan.",
            "\"Kami menunggu lebih lama daripada para pekerja\", kata pemilik toko roti di dekat dermaga.",
        ]),
        new("Neue Brücke früher fertig", " ", " Es war Fall {0} in diesem Jahr.",
        [
            "Die Stadt hat am Montagmorgen eine neue Brücke über den Fluss eröffnet, zwei Monate früher als geplant.",
            "Hunderte gingen zu Fuß hinüber, bevor die ersten Autos fahren durften.",
            "Das Bauamt sagte, der Regen sei in diesem Jahr spät gekommen und der Stahl pünktlich geliefert worden.",
            "Die Kosten lagen etwas unter dem, was der Rat vor drei Jahren bewilligt hatte.",
            "Die Händler am anderen Ufer hoffen auf mehr Kundschaft, und von nächster Woche an fährt ein Bus.",
            "„Wir haben länger darauf gewartet als die Bauleute“, sagte der Besitzer einer Bäckerei am Anleger.",
        ]),
        new("Un pont ouvre plus tôt que prévu", " ", " C'était le dossier numéro {0} de l'année.",
        [
            "La ville a ouvert lundi matin un nouveau pont sur le fleuve, deux mois plus tôt que prévu.",
            "Des centaines de personnes l'ont traversé à pied avant les premières voitures.",
            "Les services techniques expliquent que les pluies sont venues tard cette année et que l'acier est arrivé à temps.",
            "Le coût est un peu inférieur à ce que le conseil avait voté il y a trois ans.",
            "Les commerçants de l'autre rive attendent davantage de clients, et un autobus passera dès la semaine prochaine.",
            "« Nous l'attendions depuis plus longtemps que les ouvriers », a dit la patronne d'une boulangerie du quai.",
        ]),
        new("Un puente abre antes de tiempo", " ", " Fue el expediente número {0} del año.",
        [
            "La ciudad abrió el lunes por la mañana un nuevo puente sobre el río, dos meses antes de lo previsto.",
            "Cientos de personas lo cruzaron a pie antes de que pasaran los primeros coches.",
            "La oficina de obras dijo que este año las lluvias llegaron tarde y que el acero llegó a tiempo.",
            "El coste fue algo menor de lo que el ayuntamiento había reservado hace tres años.",
            "Los comerciantes de la otra orilla esperan más clientes, y desde la semana próxima pasará un autobús.",
            "«Lo esperábamos desde hace más tiempo que los obreros», dijo el dueño de una panadería del muelle.",
        ]),
        new("جسر جديد يفتح قبل موعده", " ", " وكان هذا الملف رقم {0} هذا العام.",
        [
            "افتتحت المدينة صباح الاثنين جسرا جديدا فوق النهر قبل شهرين من الموعد المقرر.",
            "وعبر المئات سيرا على الأقدام قبل السماح بمرور السيارات الأولى.",
            "وقالت دائرة الأشغال إن الأمطار تأخرت هذا العام وإن الفولاذ وصل في موعده.",
            "وجاءت الكلفة أقل قليلا مما خصصه المجلس قبل ثلاث سنوات.",
            "ويتوقع أصحاب المتاجر على الضفة الأخرى مزيدا من الزبائن، وستمر حافلة ابتداء من الأسبوع المقبل.",
            "وقال صاحب مخبز قرب المرسى إنهم انتظروا الجسر أكثر مما انتظره العمال.",
        ]),
        new("新しい橋が予定より早く開通", "", "これは今年{0}件目の案件である。",
        [
            "市は月曜日の朝、川に架かる新しい橋を予定より二か月早く開通させた。",
            "最初の車が通る前に、数百人が歩いて橋を渡った。",
            "土木課によると、今年は雨が遅く、鋼材も予定どおりに届いたという。",
            "費用は三年前に議会が認めた額をわずかに下回った。",
            "対岸の商店は客が増えると期待しており、来週からは路線バスも橋を渡る。",
            "「工事の人たちよりも長く待っていた」と、船着き場のパン屋の主人は話した。",
        ]),
    ];

    public static string Title(int number) => Languages[number % Languages.Length].Title;

    /// <summary>Paragraphs of three sentences, of about <paramref name="bytes"/> bytes in UTF-8, different for each <paramref name="number"/>.</summary>
    public static string Body(int bytes, int number)
    {
        var language = Languages[number % Languages.Length];
        // Which sentence comes next is random, and the same for the same number.
        var random = new Random(number);
        var text = new StringBuilder();
        for (int i = 0, written = 0; written < bytes; i++)
        {
            var sentence = language.Sentences[random.Next(language.Sentences.Length)];
            if (i % 5 == 0)
                sentence += string.Format(CultureInfo.InvariantCulture, language.Numbered, number + i);
            if (i > 0)
                text.Append(i % 3 == 0 ? "\n\n" : language.Between);
            text.Append(sentence);
            written += Encoding.UTF8.GetByteCount(sentence);
        }

        return text.ToString();
    }

    private sealed record Language(string Title, string Between, string Numbered, string[] Sentences);
}
