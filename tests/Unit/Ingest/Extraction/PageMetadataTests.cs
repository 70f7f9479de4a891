using System.Globalization;
using CsCheck;
using Newsroom.Ingest.Extraction;
using Xunit;

namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>The pages of <c>Samples/heads.pages.txt</c>: as themes, systems and newsrooms of many languages mark them up.</summary>
public sealed class PageMetadataTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, (Dictionary<string, string> Wanted, string Html)> Pages = Read();

    public static TheoryData<string> Names => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_tells_what_it_is(string name)
    {
        var (wanted, html) = Pages[name];
        var found = Found(html, wanted.TryGetValue("url", out var url) ? new Uri(url) : null);
        foreach (var (field, value) in wanted.Where(one => one.Key is not ("name" or "url")))
        {
            if (field is "date" or "updated" && value.Length > 0)
                Assert.StartsWith(value, found[field], StringComparison.Ordinal);
            else
                Assert.Equal(value, found[field]);
        }
    }

    [Fact]
    public void A_page_made_of_the_pieces_of_others_gives_plausible_dates_and_does_not_throw()
    {
        var pages = Pages.Values.Select(page => page.Html).ToArray();
        Gen.Select(Pieces.One(pages), Pieces.One(pages), Gen.Double[0, 1], Gen.Double[0, 1]).Sample((one, other, cut, start) =>
        {
            var html = one[..(int)(one.Length * cut)] + other[(int)(other.Length * start)..];
            var metadata = new PageMetadata(BodyBlocks.Parse(html)!, new Uri("https://gazette.example/a"), new Clock());
            var site = metadata.SiteName();
            _ = metadata.Title(site);
            Assert.All(metadata.Byline(site), name => Assert.True(name.Length is > 1 and <= 60 && !name.Any(char.IsDigit)));
            foreach (var time in new[] { metadata.PublishedAt(), metadata.UpdatedAt() })
                Assert.True(time is null || time.Value.Year >= 1995 && time <= Now.AddDays(3));
            _ = (metadata.Section(), metadata.Paywalled(), metadata.Language(), metadata.CanonicalUrl(), metadata.LeadImage(null));
        }, iter: 400, threads: 1);
    }

    [Fact]
    public void A_date_after_tomorrow_is_none() =>
        Assert.Null(Metadata("<meta property='article:published_time' content='2026-02-01T00:00:00Z'><h1>A headline of some words</h1>").PublishedAt());

    [Fact]
    public void A_moment_declared_in_UTC_is_shown_in_the_zone_that_the_page_prints()
    {
        var page = "<html lang=en-US><meta property='article:published_time' content='2024-06-19T03:15:00Z'><h1>A headline of some words</h1><p class=date>June 18, 2024 11:15 PM</p>";
        Assert.Equal("2024-06-18T23:15:00.0000000-04:00", Metadata(page).PublishedAt()!.Value.ToString("O", CultureInfo.InvariantCulture));
    }

    private static PageMetadata Metadata(string html)
    {
        var metadata = new PageMetadata(BodyBlocks.Parse(html)!, null, new Clock());
        _ = metadata.Title(metadata.SiteName());
        return metadata;
    }

    private static Dictionary<string, string> Found(string html, Uri? url)
    {
        var metadata = new PageMetadata(BodyBlocks.Parse(html)!, url, new Clock());
        var site = metadata.SiteName();
        return new Dictionary<string, string>
        {
            ["title"] = metadata.Title(site) ?? "",
            ["site"] = site ?? "",
            ["byline"] = string.Join("; ", metadata.Byline(site) is { Count: > 0 } names ? names : metadata.LastByline(site)?.Names ?? []),
            ["date"] = metadata.PublishedAt()?.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture) ?? "",
            ["updated"] = metadata.UpdatedAt()?.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture) ?? "",
            ["section"] = metadata.Section() ?? "",
            ["paywalled"] = metadata.Paywalled()?.ToString() ?? "",
        };
    }

    private static Dictionary<string, (Dictionary<string, string>, string)> Read() =>
        Sample.Read("heads.pages.txt").ReplaceLineEndings("\n").Split("\n=====\n").Select(page =>
        {
            var cut = page.IndexOf("\n---\n", StringComparison.Ordinal);
            var wanted = page[..cut].Split('\n').Where(line => line.Length > 0 && line[0] != '#')
                .ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)], line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            return (wanted, page[(cut + 5)..]);
        }).ToDictionary(page => page.wanted["name"]);

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
