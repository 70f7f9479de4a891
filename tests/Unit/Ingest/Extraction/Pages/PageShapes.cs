namespace Newsroom.Tests.Unit.Ingest.Extraction.Pages;

/// <summary>The shapes that articles come in.</summary>
internal static class PageShapes
{
    public static readonly Dictionary<string, Func<AuthoredPage, AuthoredPage>> All = new()
    {
        ["plain news"] = Plain,
        ["feature with pull quotes"] = Feature,
        ["live blog"] = LiveBlog,
        ["gallery"] = Gallery,
        ["several parts"] = Parts,
        ["interview"] = Interview,
        ["results"] = Results,
        ["line breaks in a table"] = Breaks,
        ["AMP"] = Amp,
        ["opinion"] = Opinion,
    };

    private static AuthoredPage Plain(AuthoredPage page) => page
        .Head().Add("<body class=\"single single-post category-social has-sidebar\">").Menu()
        .Add("<div id=\"content\" class=\"site-content\"><main id=\"primary\"><article id=\"post-12\" class=\"post type-post category-newsletter tag-share hentry\">")
        .Add($"<header class=\"entry-header\"><h1 class=\"entry-title\">{page.Text.Title}</h1><div class=\"entry-meta\"><span class=\"byline\">{page.Text["byline"][0]}</span> <time datetime=\"2025-03-12T14:30:00Z\">{page.Text["date"][0]}</time></div></header>")
        .Share().Add("<div class=\"entry-content\">").Picture().Paragraphs(0, 2).ReadMore().Paragraphs(2, 4).Newsletter().Heading(0).Paragraphs(4, 6)
        .Add("<div class=\"ad-slot\"><p>Advertisement</p></div>").List().Paragraphs(6, 8)
        .Add($"<div class=\"sharedaddy\">{page.Text["share"][0]}</div></div><footer class=\"entry-footer\"><span class=\"tags-links\"><a href=\"/tag/mill\">Mill</a>, <a href=\"/tag/sea\">Sea</a></span></footer>")
        .AuthorBox().Add("</article>").Related().Comments().Add("</main></div>").Foot();

    private static AuthoredPage Feature(AuthoredPage page) => page
        .Head().Add("<body>").Menu().Add($"<main><header class=\"article-header\"><h1>{page.Text.Title}</h1>")
        .Says(page.Text.Lead, "<p class=\"standfirst\">")
        .Add($"<div class=\"article-info\">{page.Text["byline"][0]} <span>{page.Text["date"][0]}</span></div></header>").Share()
        .Add("<section class=\"article__body\">").Paragraphs(0, 3).Says(page.Text["quote"][0], "<blockquote class=\"pull-quote\"><p>", "</p></blockquote>").Add("</section>")
        .Add("<div class=\"ad\">Advertisement</div>").Picture()
        .Add("<section class=\"article__body\">").Heading(0).Paragraphs(3, 6).Add("</section>").Newsletter()
        .Add("<section class=\"article__body\">").Heading(1).Paragraphs(6, 8).Add("</section>").Related().Add("</main>").Foot();

    private static AuthoredPage LiveBlog(AuthoredPage page)
    {
        page.Head("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"LiveBlogPosting\",\"headline\":\"" + page.Text.Title + "\"}</script>")
            .Add("<body>").Menu().Add($"<main class=\"live-blog\"><h1>{page.Text.Title}</h1>").Says(page.Text.Lead, "<p class=\"lead\">").Share().Add("<div class=\"live-blog-posts\">");
        for (var i = 0; i < 4; i++)
        {
            page.Add($"<article class=\"live-post\" id=\"entry-{i}\"><time datetime=\"2025-03-12T1{i}:30:00Z\">1{i}:30</time>")
                .Says(i < 2 ? page.Text["headings"][i] : page.Text["questions"][i - 2], $"<h3><a href=\"#entry-{i}\">", "</a></h3>")
                .Paragraphs(i * 2, (i * 2) + 2).Add("</article>");
        }

        return page.Add("</div></main>").Related().Foot();
    }

    private static AuthoredPage Gallery(AuthoredPage page)
    {
        page.Head().Add("<body>").Menu().Add($"<article class=\"gallery-page\"><h1>{page.Text.Title}</h1><div class=\"article-text\">").Paragraphs(0, 2).Add("<div class=\"photo-gallery\">");
        for (var i = 0; i < 6; i++)
            page.Add($"<figure><img data-src=\"/g{i}.jpg\" src=\"data:image/gif;base64,AAAA\"><figcaption>{page.Text["caption"][0]} {i + 1}/6</figcaption></figure>");
        return page.Add("</div>").Paragraphs(2, 6).Add("</div></article>").Share().Related().Foot();
    }

    private static AuthoredPage Parts(AuthoredPage page) => page
        .Head().Add("<body>").Menu().Add($"<main><h1>{page.Text.Title}</h1><article class=\"chapter\">").Paragraphs(0, 3)
        .Add("</article><article class=\"chapter\">").Heading(0).Paragraphs(3, 6).Add("</article><article class=\"chapter\">").Heading(1).Paragraphs(6, 8)
        .Add("</article></main>").Related().Comments().Foot();

    private static AuthoredPage Interview(AuthoredPage page) => page
        .Head().Add("<body>").Menu().Add($"<div class=\"page-wrap\"><div class=\"col-8\"><h1>{page.Text.Title}</h1><div class=\"text\" itemprop=\"articleBody\">").Paragraphs(0, 2)
        .Says(page.Text["questions"][0], "<p><strong>", "</strong></p>").Paragraphs(2, 5).Add("<div class=\"ad\"><iframe src=\"https://ads.example/1\"></iframe></div>")
        .Says(page.Text["questions"][1], "<p><strong>", "</strong></p>").Paragraphs(5, 8).Add("</div>").Share().AuthorBox().Add("</div><div class=\"col-4\">").Related().Add("</div></div>").Foot();

    private static AuthoredPage Results(AuthoredPage page) => page
        .Head().Add("<body>").Menu().Add($"<div id=\"main\"><div class=\"story\"><h1>{page.Text.Title}</h1><p class=\"byline\">{page.Text["byline"][0]}</p><div class=\"story-body\">").Paragraphs(0, 3)
        .Table().Heading(1, "<h3>", "</h3>").Paragraphs(3, 5).List("ol").Paragraphs(5, 8).Add("</div></div></div>").Related().Foot();

    private static AuthoredPage Breaks(AuthoredPage page) => page
        .Head().Add("<body bgcolor=\"#ffffff\"><table width=\"100%\"><tr><td colspan=\"2\">").Menu().Add("</td></tr><tr><td width=\"180\">" +
            string.Concat(page.Text["teasers"].Select((teaser, at) => $"<a href=\"/t{at}\">{teaser}</a><br>")) + $"</td><td><h1>{page.Text.Title}</h1><font size=\"2\">")
        .Paragraphs(0, 8, "", "<br><br>").Add($"</font></td></tr><tr><td colspan=\"2\"><p>© 2025 Saltmere Post. All rights reserved.</p></td></tr></table></body></html>");

    private static AuthoredPage Amp(AuthoredPage page) => page
        .Head("<link rel=\"canonical\" href=\"https://post.example/mill\"><script async src=\"https://cdn.example/v0.js\"></script>").Add("<body><amp-sidebar id=\"s\" layout=\"nodisplay\"><ul><li><a href=\"/a\">News</a></li></ul></amp-sidebar>")
        .Menu().Add($"<article class=\"amp-wp-article\"><h1>{page.Text.Title}</h1><div class=\"amp-wp-article-content\"><amp-img src=\"/mill.jpg\" width=\"800\" height=\"500\"></amp-img>").Paragraphs(0, 4)
        .Add("<amp-ad width=\"300\" height=\"250\" type=\"x\"></amp-ad>").Heading(0).Paragraphs(4, 8).Add("</div></article><amp-social-share type=\"x\"></amp-social-share>").Related().Foot();

    private static AuthoredPage Opinion(AuthoredPage page) => page
        .Head().Add("<body>").Menu().Add($"<div class=\"container\"><div class=\"article-wrapper\"><h1>{page.Text.Title}</h1>").AuthorBox().Share()
        .Add("<div class=\"rich-text\">").Paragraphs(0, 3).Newsletter().Paragraphs(3, 5).Add($"<aside class=\"promo\"><h4>{page.Text["related"][0]}</h4><a href=\"/p\">{page.Text["teasers"][0]}</a></aside>")
        .Says(page.Text["quote"][0], "<blockquote><p>", "</p></blockquote>").Paragraphs(5, 8).Add("</div>").AuthorBox().Add("</div>").Related().Comments().Add("</div>").Foot();
}
