using System.Diagnostics;
using AngleSharp.Html.Parser;
using Newsroom.Hosting.Html;
using Xunit;

namespace Newsroom.Tests.Unit.Hosting.Html;

public sealed class SafeHtmlTests
{
    private static readonly Uri Base = new("https://news.example/world/2024/story.html");

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["a"] = ["href", "rel"],
        ["abbr"] = ["title"],
        ["time"] = ["datetime"],
        ["em"] = [],
        ["strong"] = [],
        ["code"] = [],
        ["sub"] = [],
        ["sup"] = [],
        ["mark"] = [],
        ["q"] = [],
        ["cite"] = [],
        ["s"] = [],
        ["u"] = [],
        ["small"] = [],
        ["br"] = [],
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a <b>bold</b> and <i>slanted</i> word", "a <strong>bold</strong> and <em>slanted</em> word")]
    [InlineData("<a href='/x?a=1&b=2' class=c onclick=e()>x</a>",
        "<a href=\"https://news.example/x?a=1&amp;b=2\" rel=\"nofollow noopener\">x</a>")]
    [InlineData("<a href='mailto:desk@news.example'>write</a>", "<a href=\"mailto:desk@news.example\" rel=\"nofollow noopener\">write</a>")]
    [InlineData("<a name=top>anchor</a> text", "anchor text")]
    [InlineData("<a href='javascript:alert(1)'>link</a>", "link")]
    [InlineData("<abbr title='North Atlantic Treaty Organization' style='color:red'>NATO</abbr>",
        "<abbr title=\"North Atlantic Treaty Organization\">NATO</abbr>")]
    [InlineData("<time datetime=2024-06-18 title=x>Tuesday</time>", "<time datetime=\"2024-06-18\">Tuesday</time>")]
    [InlineData("<p>one</p><p>two</p>", "one  two")]
    [InlineData("un<span class=x>broken</span>", "unbroken")]
    [InlineData("one<br>two", "one<br>two")]
    [InlineData("one<!-- two -->three", "onethree")]
    [InlineData("<strong>never closed", "<strong>never closed</strong>")]
    [InlineData("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2")]
    [InlineData("A\u0000B\u0008C&#1;D\uFEFF", "ABCD")]
    public void Inline_markup_is_kept_and_everything_else_becomes_text(string html, string expected) =>
        Assert.Equal(expected, SafeHtml.Inline(html, Base));

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<style>p{}</style><!-- c --><img src=x>")]
    public void Nothing_left_is_null(string html) => Assert.Null(SafeHtml.Inline(html, Base));

    [Fact]
    public void A_relative_link_without_a_base_becomes_text() =>
        Assert.Equal("here and there", SafeHtml.Inline("<a href='/x'>here</a> and <a href='//host.example/y'>there</a>", null));

    /// <summary>One of each class in the OWASP filter evasion sheet, the cure53 DOMPurify suite and published mutation XSS.</summary>
    public static TheoryData<string> Vectors =>
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<script\u0000>alert(1)</script>",
        "<script/random>alert(1)</script >",
        "<<script>alert(1)//<</script>",
        "<img src=x onerror=alert(1)>",
        "<img src=\"javascript:alert(1)\">",
        "<img \"\"\"><script>alert(1)</script>\">",
        "<img/src=x\fonerror=alert(1)>",
        "<b onmouseover=alert(1)>x</b>",
        "<b/onclick='alert(1)'/style='x:expression(alert(1))'>x</b>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\" \u0001javascript:alert(1)\">x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<a href=\"java\nscript:alert(1)\">x</a>",
        "<a href=\"java&#x0A;script:alert(1)\">x</a>",
        "<a href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)\">x</a>",
        "<a href=\"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)\">x</a>",
        "<a href=\"javascript&colon;alert(1)\">x</a>",
        "<a href=\"java&Tab;script&colon;alert(1)\">x</a>",
        "<a href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<a href=\"vbscript:msgbox(1)\">x</a>",
        "<a href=\"feed:javascript:alert(1)\">x</a>",
        "<a href=\"blob:https://x/y\">x</a>",
        "<a href=\"file:///etc/passwd\">x</a>",
        "<a href=\"//[invalid\" onclick=alert(1)>x</a>",
        "<a href=\"http://x\" href=\"javascript:alert(1)\" target=_blank ping=//evil.example>x</a>",
        "<a href='https://x.example/\" onmouseover=\"alert(1)'>x</a>",
        "<a xlink:href=\"javascript:alert(1)\">x</a>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<svg><desc><noscript>&lt;/noscript>&lt;img src=x onerror=alert(1)></noscript></desc></svg>",
        "<svg><foreignObject><b onclick=alert(1)>x</b></foreignObject></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<math><mtext><option><FAKEFAKE><option></option><mglyph><svg><mtext><style><a title=\"</style><img src onerror=alert(1)>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<math href=\"javascript:alert(1)\">x</math>",
        "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>",
        "<noframes><p title=\"</noframes><img src=x onerror=alert(1)>\"></noframes>",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
        "<plaintext><img src=x onerror=alert(1)>",
        "<listing>&lt;img onerror=alert(1) src=x&gt;</listing>",
        "<textarea><b title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
        "<title><b title=\"</title><img src=x onerror=alert(1)>\"></title>",
        "<template><script>alert(1)</script><img src=x onerror=alert(1)></template>",
        "<template><template><b title=\"</template></template><img src=x onerror=alert(1)>\">",
        "<select><template><b></select><img src=x onerror=alert(1)>",
        "<select><iframe></select><img src=x: onerror=alert(1)>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\"></iframe>",
        "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
        "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
        "<input autofocus onfocus=alert(1)><details open ontoggle=alert(1)>x</details>",
        "<video><source onerror=alert(1)></video><audio src onerror=alert(1)>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><base href='javascript:/a/-alert(1)//'>",
        "<link rel=stylesheet href=javascript:alert(1)><style>@import 'javascript:alert(1)';</style>",
        "<div style=\"background:url(javascript:alert(1))\">x</div>",
        "<table background=javascript:alert(1)><tr><td><a href=javascript:alert(1)>x</table>",
        "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
        "<!--><script>alert(1)</script>-->",
        "<!-- --!><img src=x onerror=alert(1)> -->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<svg><![CDATA[</svg><img src=x onerror=alert(1)>]]></svg>",
        "<?xml version=\"1.0\"?><?php echo '<script>' ?><script>alert(1)</script>",
        "<q/oncut=alert(1)>x</q><x onclick=alert(1)>x</x><custom-tag onpointerdown=alert(1)>x</custom-tag>",
        "<b <script>alert(1)</script>0",
        "<a href=x`<script>alert(1)</script>`>x",
        "<image src=x onerror=alert(1)><isindex action=javascript:alert(1)>",
        "<em id=attributes name=body is=x>clobber</em>",
        "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "\u00BCscript\u00BEalert(1)\u00BC/script\u00BE",
        "<a href=\"\u3000javascript:alert(1)\">x</a><a href=\"\u2028javascript:alert(1)\">y</a>",
        "<abbr title=\"&quot;&gt;&lt;img src=x onerror=alert(1)&gt;\">x</abbr>",
        "<time datetime='\"><script>alert(1)</script>'>x</time>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;lt;script&amp;gt;",
        "<a><table><a href=javascript:alert(1)><td><a href=https://x.example><b></table></b>",
        "<p><svg><p><b title=</svg><script>alert(1)</script>",
    ];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void An_attack_leaves_only_allowed_markup(string html)
    {
        foreach (var baseUrl in new[] { Base, null })
        {
            var safe = SafeHtml.Inline(html, baseUrl);
            AssertHarmless(safe);
            // What mutates when it is read again, mutates in the reader's browser.
            if (safe is not null)
                Assert.Equal(safe, SafeHtml.Inline(safe, baseUrl));
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void An_attack_in_company_leaves_only_allowed_markup(string html)
    {
        AssertHarmless(SafeHtml.Inline($"<p>before <em>{html}</em> after</p>", Base));
        AssertHarmless(SafeHtml.Inline($"<table><tr><td>{html}", Base));
        AssertHarmless(SafeHtml.Inline($"<svg>{html}</svg>{html}", Base));
    }

    [Fact]
    public void Deep_and_wide_input_ends_soon()
    {
        var watch = Stopwatch.StartNew();
        string[] inputs =
        [
            string.Concat(Enumerable.Repeat("<b>", 100_000)) + "x",
            string.Concat(Enumerable.Repeat("<div>", 100_000)) + "x",
            string.Concat(Enumerable.Repeat("<a href=x><i>", 20_000)),
            new string('<', 500_000),
            string.Concat(Enumerable.Repeat("&lt;", 200_000)),
            "<a " + new string('x', 500_000),
        ];
        foreach (var input in inputs)
            AssertHarmless(SafeHtml.Inline(input, Base));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() =>
        Assert.Equal("a\uFFFDb\U0001F600", SafeHtml.WithoutControls("a\uD83Db\U0001F600"));

    private static void AssertHarmless(string? safe)
    {
        if (safe is null)
            return;

        foreach (var element in new HtmlParser().ParseDocument($"<body>{safe}").Body!.QuerySelectorAll("*"))
        {
            Assert.True(Allowed.TryGetValue(element.LocalName, out var attributes), $"<{element.LocalName}> in {safe}");
            Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
            Assert.All(element.Attributes, a => Assert.Contains(a.Name, attributes));
            if (element.GetAttribute("href") is { } href)
                Assert.Matches("^(https?://|mailto:)", href);
        }

        Assert.DoesNotContain("<!--", safe, StringComparison.Ordinal);
        Assert.DoesNotContain(safe, char.IsControl);
    }
}
