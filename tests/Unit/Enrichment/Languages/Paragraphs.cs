using Xunit;

namespace Newsroom.Tests.Unit.Enrichment.Languages;

/// <summary>Invented news in many languages, one paragraph each.</summary>
internal static class Paragraphs
{
    public const string Indonesian = "Pemerintah kota mengumumkan pada Selasa bahwa jembatan baru di atas sungai akan dibuka untuk umum "
        + "bulan depan. Wali kota mengatakan pembangunan itu selesai lebih cepat karena cuaca mendukung, dan warga tidak perlu lagi "
        + "memutar jauh untuk pergi ke pasar atau mengantar anak-anak mereka ke sekolah.";

    public const string English = "The town council said on Tuesday that the new bridge over the river will open to the public next month. "
        + "The mayor told reporters that the work had been finished ahead of time because the weather had been kind, and that people "
        + "would no longer have to drive the long way round to reach the market.";

    public const string German = "Der Stadtrat teilte am Dienstag mit, dass die neue Brücke über den Fluss im kommenden Monat für den Verkehr "
        + "freigegeben wird. Die Bürgermeisterin sagte, die Arbeiten seien früher als geplant beendet worden, weil das Wetter günstig "
        + "gewesen sei, und niemand müsse mehr den langen Umweg über das Nachbardorf nehmen.";

    public static TheoryData<string, string> OfLanguages => new()
    {
        { "id", Indonesian },
        { "en", English },
        { "de", German },
        { "ms", "Majlis perbandaran mengumumkan pada hari Selasa bahawa jambatan baharu itu akan dibuka kepada orang ramai bulan hadapan. Datuk bandar berkata kerja pembinaan siap lebih awal kerana cuaca baik, dan penduduk kampung tidak perlu lagi memandu jauh untuk pergi ke pejabat." },
        { "es", "El ayuntamiento anunció el martes que el nuevo puente sobre el río abrirá al público el próximo mes. La alcaldesa explicó que las obras terminaron antes de lo previsto gracias al buen tiempo y que los vecinos ya no tendrán que dar un largo rodeo." },
        { "fr", "La mairie a annoncé mardi que le nouveau pont sur la rivière ouvrira au public le mois prochain. Les travaux se sont achevés plus tôt que prévu grâce au beau temps, a expliqué la maire, et les habitants n'auront plus à faire un long détour." },
        { "pt", "A câmara municipal anunciou na terça-feira que a nova ponte sobre o rio abrirá ao público no próximo mês. As obras terminaram mais cedo do que o previsto, explicou a presidente, e os moradores não terão mais de dar uma volta tão longa." },
        { "it", "Il comune ha annunciato martedì che il nuovo ponte sul fiume aprirà al pubblico il mese prossimo. I lavori sono finiti prima del previsto grazie al bel tempo, ha spiegato la sindaca, e gli abitanti non dovranno più fare un lungo giro." },
        { "nl", "De gemeente maakte dinsdag bekend dat de nieuwe brug over de rivier volgende maand opengaat voor het verkeer. Volgens de burgemeester waren de werkzaamheden eerder klaar dan gepland en hoeven bewoners niet langer om te rijden." },
        { "nb", "Kommunen opplyste tirsdag at den nye broen over elva åpner for publikum neste måned. Ordføreren sa at arbeidet ble ferdig tidligere enn planlagt fordi været var godt, og at innbyggerne ikke lenger må kjøre en lang omvei fra sentrum." },
        { "nn", "Kommunen melde tysdag at den nye brua over elva opnar for folk flest neste månad. Ordføraren sa at arbeidet vart ferdig tidlegare enn planlagt fordi vêret var godt, og at innbyggjarane ikkje lenger må køyre ein lang omveg frå sentrum." },
        { "da", "Kommunen oplyste tirsdag, at den nye bro over åen åbner for offentligheden i næste måned. Borgmesteren sagde, at arbejdet blev færdigt tidligere end planlagt, fordi vejret var godt, og at beboerne ikke længere skal køre en lang omvej." },
        { "sv", "Kommunen meddelade på tisdagen att den nya bron över ån öppnar för allmänheten nästa månad. Arbetet blev klart tidigare än planerat tack vare det fina vädret, sade kommunalrådet, och invånarna behöver inte längre köra en lång omväg." },
        { "fi", "Kaupunki kertoi tiistaina, että joen ylittävä uusi silta avataan yleisölle ensi kuussa. Kaupunginjohtajan mukaan työt valmistuivat etuajassa hyvän sään ansiosta, eikä asukkaiden tarvitse enää ajaa pitkää kiertotietä." },
        { "pl", "Rada miasta poinformowała we wtorek, że nowy most na rzece zostanie otwarty dla mieszkańców w przyszłym miesiącu. Burmistrz powiedziała, że prace zakończono przed czasem dzięki dobrej pogodzie, a objazd nie będzie już potrzebny." },
        { "cs", "Městský úřad v úterý oznámil, že nový most přes řeku bude otevřen příští měsíc. Starostka řekla, že práce skončily dříve, než se čekalo, protože počasí bylo příznivé, a lidé už nebudou muset jezdit dlouhou objížďkou." },
        { "sk", "Mestský úrad v utorok oznámil, že nový most cez rieku bude otvorený budúci mesiac. Starostka povedala, že práce sa skončili skôr, ako sa čakalo, pretože počasie bolo priaznivé, a ľudia už nebudú musieť jazdiť dlhou obchádzkou." },
        { "hu", "A városi tanács kedden közölte, hogy a folyó feletti új hidat jövő hónapban nyitják meg a közönség előtt. A polgármester szerint a munkálatok a jó időnek köszönhetően a tervezettnél hamarabb fejeződtek be." },
        { "ro", "Primăria a anunțat marți că noul pod peste râu va fi deschis publicului luna viitoare. Lucrările s-au încheiat mai devreme decât era prevăzut datorită vremii bune, a spus primărița, iar locuitorii nu vor mai ocoli." },
        { "hr", "Gradsko vijeće priopćilo je u utorak da će novi most preko rijeke biti otvoren sljedećeg tjedna. Gradonačelnica je rekla da su radovi završeni prije roka zbog lijepog vremena, a stanovnici općine više neće morati voziti dugim obilaskom tijekom rujna." },
        { "tr", "Belediye, nehrin üzerindeki yeni köprünün gelecek ay halka açılacağını salı günü duyurdu. Belediye başkanı, güzel hava sayesinde çalışmaların erken bittiğini ve halkın artık uzun yoldan dolaşmak zorunda kalmayacağını söyledi." },
        { "vi", "Chính quyền thành phố hôm thứ Ba cho biết cây cầu mới bắc qua sông sẽ mở cửa cho công chúng vào tháng tới. Thị trưởng nói công trình hoàn thành sớm nhờ thời tiết thuận lợi và người dân không còn phải đi đường vòng." },
        { "tl", "Sinabi ng pamahalaang lungsod nitong Martes na bubuksan sa publiko ang bagong tulay sa ibabaw ng ilog sa susunod na buwan. Ayon sa alkalde, natapos nang maaga ang trabaho dahil maganda ang panahon." },
        { "sw", "Baraza la mji lilitangaza siku ya Jumanne kwamba daraja jipya juu ya mto litafunguliwa kwa umma mwezi ujao. Meya alisema kazi ilikamilika mapema kwa sababu hali ya hewa ilikuwa nzuri na wakazi hawatalazimika kuzunguka tena." },
        { "ru", "Городской совет сообщил во вторник, что новый мост через реку откроют для движения в следующем месяце. Мэр сказала, что работы завершились раньше срока благодаря хорошей погоде и жителям больше не придётся ездить в объезд." },
        { "uk", "Міська рада повідомила у вівторок, що новий міст через річку відкриють для руху наступного місяця. Мер сказала, що роботи завершилися раніше строку завдяки гарній погоді і мешканцям більше не доведеться їздити в об'їзд." },
        { "bg", "Общинският съвет съобщи във вторник, че новият мост над реката ще бъде отворен за движение следващия месец. Кметът каза, че работата е приключила по-рано от предвиденото заради хубавото време." },
        { "sr", "Градско веће саопштило је у уторак да ће нови мост преко реке бити отворен за саобраћај следећег месеца. Градоначелница је рекла да су радови завршени пре рока захваљујући лепом времену." },
        { "el", "Το δημοτικό συμβούλιο ανακοίνωσε την Τρίτη ότι η νέα γέφυρα πάνω από τον ποταμό θα ανοίξει για το κοινό τον επόμενο μήνα." },
        { "ar", "أعلن المجلس البلدي يوم الثلاثاء أن الجسر الجديد فوق النهر سيفتح أمام الجمهور الشهر المقبل. وقالت رئيسة البلدية إن الأعمال انتهت قبل موعدها بفضل الطقس الجيد." },
        { "fa", "شورای شهر روز سه‌شنبه اعلام کرد که پل تازه روی رودخانه ماه آینده به روی مردم باز می‌شود. شهردار گفت کارها به خاطر هوای خوب زودتر از موعد به پایان رسیده است." },
        { "ur", "بلدیہ نے منگل کو اعلان کیا کہ دریا پر بنا نیا پل اگلے ماہ عوام کے لیے کھول دیا جائے گا۔ میئر نے کہا کہ اچھے موسم کی وجہ سے کام وقت سے پہلے مکمل ہو گیا ہے۔" },
        { "he", "מועצת העיר הודיעה ביום שלישי כי הגשר החדש מעל הנהר ייפתח לציבור בחודש הבא. ראש העיר אמרה שהעבודות הסתיימו לפני המועד." },
        { "hi", "नगर परिषद ने मंगलवार को बताया कि नदी पर बना नया पुल अगले महीने आम लोगों के लिए खोल दिया जाएगा। महापौर ने कहा कि अच्छे मौसम के कारण काम समय से पहले पूरा हो गया है और लोगों को लंबा रास्ता नहीं लेना पड़ेगा।" },
        { "mr", "नगरपालिकेने मंगळवारी सांगितले की नदीवरील नवा पूल पुढील महिन्यात सर्वांसाठी खुला होणार आहे. चांगल्या हवामानामुळे काम वेळेआधी पूर्ण झाले आणि आता लोकांना लांबचा रस्ता घ्यावा लागणार नाही, असे महापौर यांनी सांगितले." },
        { "bn", "পৌরসভা মঙ্গলবার জানিয়েছে, নদীর ওপর নির্মিত নতুন সেতু আগামী মাসে সবার জন্য খুলে দেওয়া হবে। মেয়র বলেছেন, আবহাওয়া ভালো থাকায় কাজ সময়ের আগেই শেষ হয়েছে।" },
        { "ta", "ஆற்றின் மீது கட்டப்பட்ட புதிய பாலம் அடுத்த மாதம் பொதுமக்களுக்குத் திறக்கப்படும் என்று நகராட்சி செவ்வாய்க்கிழமை அறிவித்தது." },
        { "th", "เทศบาลแถลงเมื่อวันอังคารว่าสะพานใหม่ข้ามแม่น้ำจะเปิดให้ประชาชนใช้ในเดือนหน้า นายกเทศมนตรีกล่าวว่างานก่อสร้างเสร็จก่อนกำหนดเพราะอากาศดี" },
        { "am", "የከተማው ምክር ቤት በወንዙ ላይ የተሠራው አዲስ ድልድይ በሚቀጥለው ወር ለሕዝብ ክፍት እንደሚሆን ማክሰኞ አስታወቀ። ከንቲባዋ ሥራው ከታቀደው ጊዜ ቀድሞ ተጠናቋል ብለዋል።" },
        { "zh", "市政府周二宣布，横跨河流的新桥将于下月向公众开放。市长表示，由于天气良好，工程提前完工，居民不必再绕远路。" },
        { "ja", "市は火曜日、川に架かる新しい橋を来月開通させると発表した。市長は、天候に恵まれて工事が予定より早く終わり、住民は遠回りをしなくて済むようになると述べた。" },
        { "ko", "시의회는 강을 가로지르는 새 다리를 다음 달 시민에게 개방한다고 화요일 밝혔다. 시장은 날씨가 좋아 공사가 예정보다 일찍 끝났다고 말했다." },
        { "km", "សាលាក្រុងបានប្រកាសកាលពីថ្ងៃអង្គារថា ស្ពានថ្មីឆ្លងកាត់ទន្លេនឹងបើកឱ្យសាធារណជនប្រើប្រាស់នៅខែក្រោយ។" },
    };
}
