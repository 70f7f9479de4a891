using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Newsroom.Ingest.Agencies;

/// <summary>In which of the agencies' formats a body is. XML is told by its root, wire text by how its first line begins.</summary>
internal enum AgencyFormat
{
    None,

    /// <summary>NITF 3.x.</summary>
    Nitf,

    /// <summary>NewsML-G2: an item or a message of several.</summary>
    NewsMl,

    /// <summary>IPTC 7901 or ANPA 1312.</summary>
    Wire,

    /// <summary>NewsML 1.x.</summary>
    OldNewsMl,

    /// <summary>XML of no format that is known here.</summary>
    OtherXml,
}

/// <summary>Tells the formats of agencies from pages, feeds and submissions.</summary>
internal static partial class AgencyShape
{
    public const string Nitf = "application/nitf+xml";
    public const string NewsItem = "application/vnd.iptc.g2.newsitem+xml";
    public const string NewsMessage = "application/vnd.iptc.g2.newsmessage+xml";
    public const string PackageItem = "application/vnd.iptc.g2.packageitem+xml";

    public const string OldNewsMl = "text/vnd.iptc.newsml";

    /// <summary>Nobody registered a type for wire text; this one says so, and text/plain is as good: the first line tells.</summary>
    public const string Wire = "text/x-iptc7901";

    /// <summary>The root stands within these many bytes, whatever comments and DOCTYPEs are before it.</summary>
    private const int Looked = 8_192;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    /// <summary>In the IPTC tree at IANA, but for the first and the generic ones.</summary>
    private static readonly HashSet<string> XmlTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        Nitf, "text/vnd.iptc.nitf", "text/nitf+xml", NewsItem, NewsMessage, PackageItem, "application/vnd.iptc.g2.conceptitem+xml",
        "application/vnd.iptc.g2.knowledgeitem+xml", "application/vnd.iptc.g2.planningitem+xml", "application/vnd.iptc.g2.catalogitem+xml",
        OldNewsMl, "application/newsml+xml",
    };

    private static readonly HashSet<string> WireTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        Wire, "text/x-anpa1312", "text/vnd.iptc.7901", "application/vnd.iptc.7901", "text/vnd.iptc.anpa", "application/vnd.iptc.anpa",
    };

    private static readonly HashSet<string> Unspecific = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/xml", "text/xml", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream",
    };

    public static AgencyFormat Of(ReadOnlySpan<byte> body, string? mediaType)
    {
        if (mediaType is not null && WireTypes.Contains(mediaType))
            return AgencyFormat.Wire;
        var isNamed = mediaType is not null && XmlTypes.Contains(mediaType);
        if (mediaType is not null && !isNamed && !Unspecific.Contains(mediaType))
            return AgencyFormat.None;
        var start = Start(body);
        var root = Root(start) switch
        {
            "nitf" => AgencyFormat.Nitf,
            "newsItem" or "newsMessage" or "packageItem" or "conceptItem" or "knowledgeItem" or "planningItem" or "catalogItem" => AgencyFormat.NewsMl,
            "NewsML" => AgencyFormat.OldNewsMl,
            _ => AgencyFormat.None,
        };
        if (root != AgencyFormat.None)
            return root;
        if (isNamed)
            return AgencyFormat.OtherXml;
        return IsWire(start) ? AgencyFormat.Wire : AgencyFormat.None;
    }

    /// <summary>The media type to take it as where its sender names none; null if it is of none of these formats.</summary>
    public static string? MediaTypeOf(ReadOnlySpan<byte> body) => Of(body, null) switch
    {
        AgencyFormat.Nitf => Nitf,
        AgencyFormat.NewsMl => NewsMessage,
        AgencyFormat.OldNewsMl => OldNewsMl,
        AgencyFormat.Wire => Wire,
        _ => null,
    };

    /// <summary>
    /// By its controls (SOH begins a header, with SYN before it in ANPA 1312), or by the whole of a header that has lost them:
    /// <c>sri0123 4 pl 345 …</c>, or both lines of ANPA's.
    /// </summary>
    private static bool IsWire(string start)
    {
        var text = start.AsSpan().TrimStart("\0\u0016\r\n \u007F");
        if (text.IsEmpty)
            return false;
        return text[0] == WireControls.Soh
            || WireHeader().IsMatch(text.ToString().Split('\n')[0])
            || WireMessage.IsAnpaHeader(text.ToString());
    }

    private static string Start(ReadOnlySpan<byte> body)
    {
        var start = new StringBuilder(Looked);
        // The zero bytes of UTF-16 and UTF-32 leave the letters standing.
        foreach (var one in body[..Math.Min(body.Length, Looked)])
        {
            if (one is not (0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF))
                start.Append((char)one);
        }

        return start.ToString();
    }

    /// <summary>The local name of the first element; null where the text does not begin as XML does.</summary>
    private static string? Root(string start)
    {
        var text = start.AsSpan().TrimStart();
        while (text.StartsWith("<", StringComparison.Ordinal))
        {
            if (text.Length < 2)
                return null;
            if (text[1] is not ('?' or '!'))
            {
                var end = text[1..].IndexOfAny(NameEnds);
                var name = end < 0 ? text[1..] : text[1..][..end];
                return name[(name.LastIndexOf(':') + 1)..].ToString();
            }

            var mark = text.StartsWith("<!--", StringComparison.Ordinal) ? "-->" : text[1] == '?' ? "?>" : text[..Math.Max(0, text.IndexOf('>'))].Contains('[') ? "]>" : ">";
            var close = text.IndexOf(mark, StringComparison.Ordinal);
            if (close < 0)
                return null;
            text = text[(close + mark.Length)..].TrimStart();
        }

        return null;
    }

    [GeneratedRegex(@"^[A-Za-z]{2,4}[0-9]{3,4} [1-9] [A-Za-z]{1,3} {1,3}[0-9]{1,5}(\s|$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WireHeader();
}

/// <summary>The control characters of IPTC 7901 and ANPA 1312 (ISO 646).</summary>
internal static class WireControls
{
    public const char Soh = '\u0001';
    public const char Stx = '\u0002';
    public const char Etx = '\u0003';
    public const char Eot = '\u0004';

    /// <summary>Begins a line of a table in ANPA 1312.</summary>
    public const char Tabular = '\b';
}
