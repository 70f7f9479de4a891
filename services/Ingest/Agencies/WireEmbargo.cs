namespace Newsroom.Ingest.Agencies;

/// <summary>What a line says of when its text may be used: <c>EMBARGOED UNTIL 0900 GMT, March 1</c>, <c>SPERRFRIST: 3. März, 18.00 Uhr</c>.</summary>
/// <param name="Line">All of it.</param>
/// <param name="Rest">What the line says besides, such as a headline; empty if nothing.</param>
/// <param name="When">Null where it says only that there is an embargo.</param>
internal sealed record WireEmbargo(string Line, string Rest, WireWhen? When)
{
    private static readonly WireWords Names = new("embargo");
    private static readonly WireWords Participles = new("embargoed");
    private static readonly WireWords Hold = new("hold");
    private static readonly WireWords Release = new("release");
    private static readonly WireWords Advance = new("advance");
    private static readonly WireWords Lead = new("attention", "lead");

    // A line of notes is no longer.
    private const int Looked = 1_000;

    /// <summary>
    /// Null for a line that says nothing of the kind. "Arms embargo to be lifted" is news, "Embargo: 0900 GMT" is not: the word opens a line, or a part
    /// of one, and a time or a colon follows. In doubt it is one, and what cannot be read then is refused: a text that had to wait is not called back.
    /// </summary>
    /// <param name="text">A line or a paragraph.</param>
    /// <param name="place">Where it stands.</param>
    public static WireEmbargo? Of(string text, WirePlace place)
    {
        var line = new WireLine(text.Length > Looked ? text[..Looked] : text);
        var hasSmall = line.Text.Any(char.IsLower);
        var (start, opens, isFirst) = (0, true, true);
        for (var i = 0; i < line.Count; i++)
        {
            // EMBARGO in the middle of a headline in small letters is none of its words.
            var isLabel = isFirst || (opens && (line.Tokens[i - 1] is "(" or "[" || (hasSmall && !line.Tokens[i].Any(char.IsLower))));
            if (At(line, i, start, opens || place == WirePlace.Note, isLabel, place) is { } found)
                return found with { Line = text, Rest = (found.Rest + text[line.Text.Length..]).Trim() };
            if (line.IsEnd(i))
                (start, opens) = (i + 1, true);
            else if (Lead.At(line, i) is > 0 and var lead)
                i += lead - 1;
            else if (!line.IsMark(i))
                (opens, isFirst) = (false, false);
            if (place == WirePlace.News && !isFirst)
                return null;
        }

        return null;
    }

    /// <param name="line">The line.</param>
    /// <param name="at">Where it may be said.</param>
    /// <param name="start">Where this part of the line begins.</param>
    /// <param name="opens">Whether it opens this part.</param>
    /// <param name="isLabel">Whether it stands there by itself, and needs no time to be one.</param>
    /// <param name="place">Where the line stands.</param>
    private static WireEmbargo? At(WireLine line, int at, int start, bool opens, bool isLabel, WirePlace place)
    {
        if (opens && Hold.At(line, at, out var languages) is > 0 and var held)
            return Read(line, start, at + held, languages, false);
        if (opens && Release.At(line, at, out languages) is > 0 and var released && WireWhen.FollowsSurely(line, at + released))
            return Read(line, start, at + released, languages, true);
        if ((opens || line.Tokens[at - 1] is "," or "-") && place != WirePlace.News && Advance.At(line, at) is > 0 and var advance && line.Tokens.Number(at + advance) is not null)
            return new WireEmbargo(line.Text, "", null);
        var width = Names.At(line, at, out languages);
        // "sin embargo, el lunes": however.
        if (at > 0 && line[at - 1] == "sin")
            return null;
        if ((width == 0 || !opens) && (width = Participles.At(line, at, out languages)) == 0)
            return null;
        var next = at + width;
        if (isLabel && place != WirePlace.News && line.IsDone(next))
            return new WireEmbargo(line.Text, "", null);
        var isUntil = WireWhen.Until.At(line, next) > 0;
        var isSaid = (isLabel && line.IsEnd(next) && line.Tokens[next] is ":" or "：" or "-" or "–" or "—") || (opens && isUntil);
        // In the text, "the embargo of 1962" is one of those that it tells of.
        return isSaid || (place != WirePlace.News && (opens || isUntil) && WireWhen.Follows(line, next)) ? Read(line, start, next, languages, false) : null;
    }

    private static WireEmbargo Read(WireLine line, int start, int from, IReadOnlySet<string> languages, bool isDayEnough)
    {
        var when = WireWhen.Read(line, from, languages, isDayEnough, out var end);
        return new WireEmbargo(line.Text, Joined(line.Before(start), line.From(end)), when);
    }

    private static string Joined(string before, string after)
    {
        before = before.TrimEnd(' ', '(', '[', '-', '–', '—', '/', '|', '*', ':');
        after = after.TrimStart(' ', ')', ']', '-', '–', '—', '/', '|', '*', ':', '.', ',', '=');
        return before.Length == 0 ? after : after.Length == 0 ? before : $"{before} {after}";
    }
}

/// <summary>Where a line stands in wire text.</summary>
internal enum WirePlace
{
    /// <summary>Above the text, or by itself.</summary>
    Top,

    /// <summary>Said to editors: whatever it says of a time is meant.</summary>
    Note,

    /// <summary>In the text, which may speak of any embargo; there it has to begin with its own.</summary>
    News,
}
