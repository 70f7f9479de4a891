using System.Diagnostics;
using System.Globalization;
using Newsroom.Ingest.Extraction;
using SmartReader;

namespace Newsroom.Benchmarks.Pages;

/// <summary>Reads a directory of pages with our extractor and with SmartReader, round by round in turn: how many a second from a cold start, how many once warm, and what each allocates.</summary>
internal static class PagesProgram
{
    private const int DefaultRounds = 5;

    private const string Help = """
        pages [DIRECTORY] [--rounds N]
          DIRECTORY  holds *.html or *.htm, in UTF-8; without it, sixteen pages of 25,000 to 400,000 letters that are made up
          --rounds   how often each page is read, at least 2                                                                5

        The first round is what a process does that has just started; the others together are "warm". Both read on one thread.
        """;

    public static int Run(string[] args)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        try
        {
            var rounds = Array.IndexOf(args, "--rounds") is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : DefaultRounds;
            ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 2, "--rounds");
            var pages = Read(args is [var directory, ..] && !directory.StartsWith('-') ? directory : null);
            Measure(pages, rounds);
            return 0;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or IOException)
        {
            Console.Error.WriteLine($"{problem.Message}\n\n{Help}");
            return 1;
        }
    }

    private static List<string> Read(string? directory)
    {
        if (directory is null)
            return [.. Enumerable.Range(1, 16).Select(step => Texts.NewsPage(step * 25_000))];
        var pages = Directory.EnumerateFiles(directory).Where(file => Path.GetExtension(file) is ".html" or ".htm").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        return pages.Count > 0 ? pages : throw new ArgumentException($"{directory} holds no *.html and no *.htm.");
    }

    private static void Measure(List<string> pages, int rounds)
    {
        var address = new Uri("https://news.example.org/2026/a-bridge-opens-early");
        var extractor = new PageExtractor();
        var ours = new Reading("ours", page => extractor.Extract(page, address) is not null);
        var theirs = new Reading("SmartReader", page => new Reader(address.AbsoluteUri, page).GetArticle().IsReadable);
        for (var round = 0; round < rounds; round++)
        {
            // Page by page each would find the other's code where its own was (caches), which no user of one of them has.
            foreach (var reading in new[] { ours, theirs })
                pages.ForEach(page => reading.Take(page, round == 0));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages.Count:N0} pages of {pages.Average(page => page.Length):N0} letters, {rounds} rounds"));
        foreach (var reading in new[] { ours, theirs })
            Console.WriteLine(reading.ToText(pages.Count, rounds));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours is {theirs.Cold / ours.Cold:F1} times as fast cold and {theirs.Warm / ours.Warm:F1} times warm"));
    }

    private sealed class Reading(string name, Func<string, bool> read)
    {
        private TimeSpan cold;
        private TimeSpan warm;
        private long bytes;
        private int found;

        public TimeSpan Cold => cold;

        public TimeSpan Warm => warm;

        public void Take(string page, bool isCold)
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            var isArticle = read(page);
            var took = Stopwatch.GetElapsedTime(began);
            if (isCold)
            {
                cold += took;
                found += isArticle ? 1 : 0;
                return;
            }

            warm += took;
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        public string ToText(int pages, int rounds) => string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-12} {pages / cold.TotalSeconds,7:F1} pages/s cold, {pages * (rounds - 1) / warm.TotalSeconds,7:F1} warm, {bytes / 1e6 / (pages * (rounds - 1)),6:F2} MB a page, {found} articles found");
    }
}
