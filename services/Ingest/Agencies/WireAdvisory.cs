using System.Globalization;

namespace Newsroom.Ingest.Agencies;

/// <summary>What a message does to another one. <see cref="Id"/> is the other's, null where it names none.</summary>
internal sealed record WireAdvisory(bool IsKill, string Announced, string? Id)
{
    private static readonly WireWords Attention = new("attention");
    private static readonly WireWords Kills = new("kills");
    private static readonly WireWords Corrections = new("corrections");
    private static readonly WireWords Withdrawn = new("withdrawn");
    private static readonly WireWords Orders = new("orders");
    private static readonly WireWords Messages = new("message");

    // An advisory says what it is at its beginning, or in a sentence.
    private const int Looked = 2_000;

    private const int MostBefore = 5;

    /// <summary>Null for an article like any other. Words in capitals announce it; in a headline, a kill is news.</summary>
    public static WireAdvisory? Of(WireMessage message, WireText text, DateTimeOffset sent)
    {
        var lines = text.Everything.Select(Line).ToList();
        var labels = text.Announcements.Select(Line).ToList();
        var slugs = text.Slugs.ConvertAll(Line);
        var kill = labels.Find(line => LabelEnd(line, Kills, message.Service) > 0) ?? slugs.Find(slug => IsBehind(slug, Kills, message.Service)) ?? lines.Find(line => IsWithdrawn(line, message));
        var announced = kill ?? labels.Find(line => LabelEnd(line, Corrections, message.Service) > 0) ?? slugs.Find(slug => IsBehind(slug, Corrections, message.Service));
        return announced is null ? null : new WireAdvisory(kill is not null, announced.Text, Named(message, lines, sent));
    }

    /// <summary>The title without what announces it.</summary>
    public static string? Without(string? headline)
    {
        if (headline is null)
            return null;
        var line = Line(headline);
        return LabelEnd(line, Corrections, "") is > 0 and var end && line.From(end).TrimStart(' ', ':', '-', '–', '—', '/', ')', ']') is { Length: > 0 } rest ? rest : headline;
    }

    /// <summary>
    /// Where the words in capitals end that open a line; 0 if it does not open so. In English such words are of advisories alone; in other languages they
    /// are of news as well ("OPRAVA MOSTU"), and stand as a label: before a mark, a number, or nothing.
    /// </summary>
    private static int LabelEnd(WireLine line, WireWords words, string service)
    {
        var before = 0;
        for (var i = 0; i < line.Count && before <= MostBefore;)
        {
            if (words.At(line, i, out var languages) is > 0 and var width && IsLarge(line, i, width))
            {
                var end = i + width;
                return languages.Contains("en") || line.IsEnd(end) || line.IsDone(end) || ReferenceAt(line, end, service) is not null ? end : 0;
            }

            if (line.IsMark(i))
            {
                i++;
                continue;
            }

            var passed = Attention.At(line, i);
            if (passed == 0)
                return 0;
            (i, before) = (i + passed, before + 1);
        }

        return 0;
    }

    /// <summary>Whether a slug ends so, "FERRY/KILL" or "Ferry, KILL"; SHARK-KILL is of sharks, and AFGHANISTAN/RETRAIT of soldiers, unless it names a message.</summary>
    private static bool IsBehind(WireLine slug, WireWords words, string service)
    {
        for (var i = 1; i < slug.Count; i++)
        {
            if (words.At(slug, i, out var languages) is > 0 and var width && (languages.Contains("en") || Enumerable.Range(0, slug.Count).Any(at => ReferenceAt(slug, at, service) is not null)) && slug.IsDone(i + width) && IsLarge(slug, i, width) && (slug.Tokens[i - 1] != "-" || slug[i] != "kill"))
                return true;
        }

        return false;
    }

    /// <summary>"Meldung bdt0181 wird zurückgezogen", "please kill story sri0123": a message of this source and what becomes of it.</summary>
    private static bool IsWithdrawn(WireLine line, WireMessage message)
    {
        var isOrdered = Orders.IsIn(line);
        if (!isOrdered && !Withdrawn.IsIn(line))
            return false;
        for (var i = 0; i < line.Count; i++)
        {
            if (ReferenceAt(line, i, message.Service) is { IsWhole: true } found && IsOther(found, message))
                return true;
        }

        return false;
    }

    /// <summary>
    /// A source and a number, <c>sri0123</c>, or a number alone that is said to be one. Its day is the one that is given with it; else the
    /// message's own, or the day before if it counted further than this one does.
    /// </summary>
    private static string? Named(WireMessage message, List<WireLine> lines, DateTimeOffset sent)
    {
        foreach (var line in lines)
        {
            for (var i = 0; i < line.Count; i++)
            {
                if (ReferenceAt(line, i, message.Service) is not { } found || !IsOther(found, message))
                    continue;
                var own = DateOnly.FromDateTime(sent.UtcDateTime);
                var day = WireDay.In(line, found.End)?.Nearest(own) ?? (Number(found.Number) > Number(message.Number) ? own.AddDays(-1) : own);
                return WireMessage.IdOf(message.Service, found.Number, day);
            }
        }

        return null;
    }

    /// <summary>Of the source of the message alone: numbers of others are of flights and roads; so are those of a source of one letter ("A380") that have no four digits.</summary>
    private static WireReference? ReferenceAt(WireLine line, int at, string service)
    {
        var tokens = line.Tokens;
        if (tokens[at].Equals(service, StringComparison.OrdinalIgnoreCase) && tokens.Touch(at) && !(tokens.Touch(at - 1) && !line.IsMark(at - 1)) && IsNumber(tokens[at + 1]) && (service.Length > 1 || tokens[at + 1].Length == 4) && !(tokens.Touch(at + 1) && tokens.IsWord(at + 2)))
            return new WireReference(tokens[at + 1], at + 2, true);
        if (Messages.At(line, at) is not (> 0 and var width))
            return null;
        var number = at + width;
        while (tokens[number] is "." or "#")
            number++;
        return IsNumber(tokens[number]) && !(tokens.Touch(number) && tokens.IsWord(number + 1)) ? new WireReference(tokens[number], number + 1, false) : null;
    }

    private static bool IsOther(WireReference found, WireMessage message) => Number(found.Number) != Number(message.Number);

    private static bool IsNumber(string token) => token.Length is 3 or 4 && token.All(char.IsAsciiDigit);

    private static bool IsLarge(WireLine line, int at, int width) => !Enumerable.Range(at, width).Any(i => line.Tokens[i].Any(char.IsLower));

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static WireLine Line(string text) => new(text.Length > Looked ? text[..Looked] : text);
}

/// <summary>Another message, as a line names it.</summary>
/// <param name="Number">Of the day.</param>
/// <param name="End">Where the line goes on.</param>
/// <param name="IsWhole">Whether the source stands before the number.</param>
internal readonly record struct WireReference(string Number, int End, bool IsWhole);
