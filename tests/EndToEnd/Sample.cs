using Newsroom.Tests.Support;

namespace Newsroom.Tests.EndToEnd;

internal static class Sample
{
    public const string Text =
        "The city opened a new bridge over the river on Monday morning, two months ahead of schedule. Hundreds of people walked across before the first cars were let through.\n\n"
        + "The works department said that the rains came late this year and that steel arrived on time. The cost came to a little less than the council had set aside three years ago.\n\n"
        + "Shopkeepers on the far bank expect more customers. The ferry that carried them until now will stop at the end of the month.";
}

/// <summary>A scraped page as plain text, boilerplate and all.</summary>
internal sealed record ScrapedPage(string Text, string Title, IReadOnlyList<string> Boilerplate)
{
    /// <summary>Ours, and the one beside the repository where that is there.</summary>
    public static IEnumerable<ScrapedPage> All()
    {
        yield return new ScrapedPage(
            """
            kabarlamat.example

            Jembatan Sungai Lamat dibuka dua bulan lebih cepat dari rencana - News

            Pemerintah kota membuka jembatan baru di atas Sungai Lamat pada Senin (12/01), dua bulan lebih cepat dari rencana. Ratusan warga berjalan kaki menyeberang sebelum kendaraan pertama diizinkan lewat.

            Dinas pekerjaan umum menyebut pekerjaan selesai lebih awal karena musim hujan datang terlambat dan pengiriman baja berjalan lancar.

            Pedagang: kami berharap pembeli lebih banyak

            Para pedagang di seberang sungai berharap pembeli bertambah. Kapal penyeberangan yang selama ini mereka pakai akan berhenti beroperasi pada akhir bulan.

            Terkini Lainnya

            Tautan Sahabat
            """,
            "Jembatan Sungai Lamat dibuka dua bulan lebih cepat dari rencana",
            ["kabarlamat.example", "Terkini Lainnya", "Tautan Sahabat"]);
        if (Repository.SeedPath is { } seed)
        {
            yield return new ScrapedPage(
                File.ReadAllText(seed),
                "Tiga alasan mengapa Vladimir Putin akan bertemu Kim Jong Un di Korea Utara",
                ["androidvodic.com", "Terkini Lainnya", "Tautan Sahabat"]);
        }
    }
}
