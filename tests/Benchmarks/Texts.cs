using System.Globalization;
using System.Text;

namespace Newsroom.Benchmarks;

/// <summary>Texts to measure with, written for the purpose.</summary>
internal static class Texts
{
    private static readonly string[] Sentences =
    [
        "The city opened a new bridge over the river on Monday morning, two months ahead of schedule.",
        "Hundreds of people walked across before the first cars were let through.",
        "The works department said that the rains came late this year and that steel arrived on time.",
        "The cost came to a little less than the council had set aside three years ago.",
        "Shopkeepers on the far bank expect more customers, and a bus line will run across from next week.",
        "The ferry that carried them until now will stop at the end of the month.",
        "\"We have waited for this longer than the builders have\", said the owner of a bakery at the landing.",
        "A spokesman for the ferry company said that its crews had been offered work on the northern line.",
    ];

    /// <summary>Paragraphs of three sentences, of about <paramref name="bytes"/> bytes in all, different for each <paramref name="number"/>.</summary>
    public static string English(int bytes, int number)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < bytes; i++)
        {
            if (i > 0)
                text.Append(i % 3 == 0 ? "\n\n" : " ");
            text.Append(Sentences[(i + number) % Sentences.Length]);
            if (i % 7 == 6)
                text.Append(CultureInfo.InvariantCulture, $" It was case {number} of the year.");
        }

        return text.ToString();
    }

    /// <summary>The same as a page, with the furniture of a news site around it.</summary>
    public static string Page(int bytes)
    {
        var paragraphs = string.Concat(English(bytes, 1).Split("\n\n").Select(paragraph => $"<p>{paragraph}</p>\n"));
        var links = string.Concat(Enumerable.Range(1, 60).Select(number => $"<li><a href=\"/section/{number}\">A headline that leads elsewhere, number {number}</a></li>"));
        return $"""
            <!DOCTYPE html><html lang="en"><head><title>A bridge opens early - Example News</title><meta property="og:site_name" content="Example News">
            <link rel="canonical" href="https://news.example.org/bridge"></head><body><nav><ul>{links}</ul></nav>
            <main><article><h1>A bridge opens early</h1>{paragraphs}</article></main><aside><ul>{links}</ul></aside><footer>© Example News</footer></body></html>
            """;
    }

    /// <summary>
    /// As large as a news site's pages are, and made as they are: a third scripts and styles, a third menus, cards and comments, and an article of
    /// 6,000 letters.
    /// </summary>
    public static string NewsPage(int bytes)
    {
        var paragraphs = string.Concat(English(6_000, 1).Split("\n\n").Select((paragraph, at) =>
            $"<p class=\"css-1a2b3c\">{paragraph} <a href=\"/topic/{at}\">More on this</a>, it said.</p>\n<div class=\"ad-slot\" data-slot=\"{at}\"><script>push({at});</script></div>\n"));
        var script = string.Concat(Enumerable.Range(0, bytes / 300).Select(at => $"window.state[{at}]={{\"id\":{at},\"title\":\"A headline\",\"html\":\"<p>text</p>\"}};"));
        var cards = string.Concat(Enumerable.Range(0, bytes / 500).Select(at =>
            $"<li class=\"card card--small\"><a class=\"card__link\" href=\"/news/{at}\" data-track=\"card-{at}\"><img class=\"card__image\" src=\"/i/{at}.jpg\" alt=\"\"></a><div class=\"card__text\"><h3><a href=\"/news/{at}\">A headline that leads elsewhere, number {at}</a></h3><span class=\"card__time\">2 hours ago</span></div></li>\n"));
        return $"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A bridge opens early - Example News</title><meta property="og:site_name" content="Example News">
            <meta property="og:type" content="article"><style>.card--small {"{"} float: left {"}"}</style><script>{script}</script></head>
            <body class="single"><header class="site-header"><nav><ul>{cards[..(cards.Length / 8)]}</ul></nav></header><main class="page"><article class="story">
            <header><h1>A bridge opens early</h1><p class="byline">By Ada Nilsen</p></header><div class="share-bar"><a href="#">Share</a></div>
            <div class="story-body">{paragraphs}</div></article><section class="related"><h2>Related articles</h2><ul>{cards}</ul></section></main>
            <footer class="site-footer"><p>© Example News</p></footer><script>{script[..(script.Length / 2)]}</script></body></html>
            """;
    }
}
