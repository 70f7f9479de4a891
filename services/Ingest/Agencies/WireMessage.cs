using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// One message of IPTC 7901 (<c>SOH sri0123 4 pl 345 … CR LF STX text ETX 011530 GMT MAR 26 EOT</c>) or ANPA 1312 (two lines of header). The
/// controls may be lost on the way, as mail and files lose them; then the first lines are the header.
/// </summary>
internal sealed partial record WireMessage
{
    /// <summary>Who sends: the source identification of 7901, the service level of ANPA.</summary>
    public required string Service { get; init; }

    /// <summary>Counts up each day, from 0001.</summary>
    public required string Number { get; init; }

    /// <summary>1 to 9 of 7901, a letter of ANPA.</summary>
    public string? Priority { get; init; }

    public string? Category { get; init; }

    /// <summary>Lines of the header behind the first, and the keyword of ANPA.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>What stands behind the word count in the header of 7901; null if nothing does.</summary>
    public string? More { get; init; }

    public bool IsAnpa { get; init; }

    /// <summary>Between STX and ETX.</summary>
    public required string Text { get; init; }

    /// <summary>Behind ETX; empty where there is none.</summary>
    public string Ending { get; init; } = "";

    /// <summary>Each message of a stream, from its SOH on; empty where there is one or none.</summary>
    public static IReadOnlyList<byte[]> Split(byte[] body)
    {
        var starts = new List<int>();
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] == WireControls.Soh)
                starts.Add(i);
        }

        return starts.Count < 2 ? [] : [.. starts.Select((start, number) => body[start..(number + 1 < starts.Count ? starts[number + 1] : body.Length)])];
    }

    /// <summary>Whether a text begins with the two lines of a header of ANPA 1312; the second one is of nothing else.</summary>
    public static bool IsAnpaHeader(string text)
    {
        var lines = text.Split('\n', 3);
        return lines.Length > 1 && AnpaFirst().IsMatch(Clean(lines[0])) && AnpaSecond().IsMatch(Clean(lines[1]));
    }

    /// <param name="body">As it came.</param>
    /// <param name="charset">That its sender names, if one is named.</param>
    /// <param name="language">Of the text, if it is known: helps to tell its character set.</param>
    public static Reading<WireMessage> Read(byte[] body, string? charset, string? language)
    {
        if (Decode(body, charset, language).Failed(out var unknown, out var decoded))
            return unknown;
        var text = decoded.TrimStart('\0', '\u0016', '\r', '\n', ' ', '\u007F', WireControls.Soh).ReplaceLineEndings("\n");
        var (head, content, ending) = Parts(text);
        var lines = head.Split('\n').Select(Clean).Where(line => line.Length > 0).ToList();
        if (lines.Count > 0 && Iptc().Match(lines[0]) is { Success: true } iptc)
        {
            return new WireMessage
            {
                Service = iptc.Groups["source"].Value,
                Number = iptc.Groups["number"].Value,
                Priority = iptc.Groups["priority"].Value,
                Category = iptc.Groups["category"].Value,
                More = iptc.Groups["more"].Value is { Length: > 0 } more ? more : null,
                Keywords = [.. lines.Skip(1)],
                Text = content,
                Ending = ending,
            };
        }

        if (lines.Count > 1 && AnpaFirst().Match(lines[0]) is { Success: true } first && AnpaSecond().Match(lines[1]) is { Success: true } second)
        {
            return new WireMessage
            {
                Service = first.Groups["level"].Value,
                Number = first.Groups["number"].Value,
                Priority = second.Groups["priority"].Value,
                Category = second.Groups["category"].Value,
                Keywords = [second.Groups["keyword"].Value.Trim()],
                IsAnpa = true,
                Text = content,
                Ending = ending,
            };
        }

        return new Refusal(StatusCodes.Status422UnprocessableEntity,
            "The header is neither of IPTC 7901 (source and number, priority, category, word count: 'sri0123 4 pl 345') nor of ANPA 1312 (service level and number, then priority, category, keyword, date, word count). Send the text alone as text/plain, or as JSON.");
    }

    /// <summary>Of ANPA two lines, of 7901 one, where no STX says where the text begins.</summary>
    private static (string Head, string Text, string Ending) Parts(string text)
    {
        var eot = text.IndexOf(WireControls.Eot, StringComparison.Ordinal);
        if (eot >= 0)
            text = text[..eot];
        var stx = text.IndexOf(WireControls.Stx, StringComparison.Ordinal);
        var start = stx;
        if (stx < 0)
        {
            start = text.IndexOf('\n', StringComparison.Ordinal);
            if (start >= 0 && !Iptc().IsMatch(Clean(text[..start])) && IsAnpaHeader(text))
                start = text.IndexOf('\n', start + 1);
            if (start < 0)
                start = text.Length;
        }

        var rest = start < text.Length ? text[(start + 1)..] : "";
        var etx = rest.IndexOf(WireControls.Etx, StringComparison.Ordinal);
        return (text[..start], etx < 0 ? rest : rest[..etx], etx < 0 ? "" : rest[(etx + 1)..]);
    }

    /// <summary>UTF-8 where it is that beyond ASCII, else what its sender names, else the character set that the bytes look like.</summary>
    private static Reading<string> Decode(byte[] body, string? charset, string? language)
    {
        if (charset is { Length: > 0 })
            return BodyReader.Decode(body, charset);
        return BodyReader.Decode(body, System.Text.Unicode.Utf8.IsValid(body) ? null : LooksLikePersonalComputer(body) ? "ibm437" : EncodingGuess.Of(body, language));
    }

    /// <summary>
    /// The letters of cp437 stand where windows-1252 has punctuation, and no punctuation but the apostrophe stands between letters; and it
    /// has no letters where ISO 8859-1 has them, but ß.
    /// </summary>
    private static bool LooksLikePersonalComputer(byte[] body)
    {
        var inside = 0;
        for (var i = 1; i < body.Length - 1; i++)
        {
            if (body[i] >= 0xC0 && body[i] != 0xE1)
                return false;
            if (body[i] is >= 0x81 and <= 0x97 and not (0x8A or 0x8C or 0x8E or 0x91 or 0x92) && char.IsAsciiLetter((char)body[i - 1]) && char.IsAsciiLetter((char)body[i + 1]))
                inside++;
        }

        return inside > 0;
    }

    /// <summary>The controls of typesetters (DC1 to DC4, US) part fields in ANPA.</summary>
    private static string Clean(string line)
    {
        var clean = new StringBuilder(line.Length);
        foreach (var one in line)
            clean.Append(char.IsControl(one) ? ' ' : one);
        return clean.ToString().Trim();
    }

    public string Id(DateOnly day) => IdOf(Service, Number, day);

    public static string IdOf(string service, string number, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{service.ToLowerInvariant()}{number.PadLeft(4, '0')}/{day:yyyy-MM-dd}");

    [GeneratedRegex(@"^(?<source>[A-Za-z]{2,4})(?<number>[0-9]{3,4}) +(?<priority>[0-9A-Za-z]) +(?<category>[A-Za-z]{1,4})( +(?<words>[0-9]{1,5}))?( +(?<more>.*))?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Iptc();

    [GeneratedRegex(@"^(?<level>[A-Za-z])(?<number>[0-9]{3,4})([^0-9]|$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AnpaFirst();

    [GeneratedRegex(@"^(?<priority>[A-Za-z]) +(?<category>[A-Za-z]) +(?<keyword>[^ ].*?) +[0-9]{1,2}-[0-9]{1,2}(-[0-9]{2,4})? +[0-9]{1,5}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex AnpaSecond();
}
