using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// What stands between STX and ETX: slug lines, headline, byline and notes at the top; then paragraphs, which begin with a tab or spaces, or stand
/// apart by empty lines; tables by tabs; and what is not for publication.
/// </summary>
internal sealed class WireText
{
    private readonly List<string> headlines = [];
    private readonly List<string> notes = [];
    private readonly List<string> paragraphs = [];
    private readonly List<Block> blocks = [];
    private readonly List<string> running = [];
    private readonly List<IReadOnlyList<string>> rows = [];
    private readonly List<WireEmbargo> embargoes = [];
    private bool isForStaff;

    /// <summary>Of ANPA: a keyword line comes first, quotation marks and dashes are made of others.</summary>
    private readonly bool isAnpa;

    public WireText(WireMessage message)
    {
        isAnpa = message.IsAnpa;
        Slugs = [.. message.Keywords.Select(line => line.Trim().Trim('/')).Where(line => line.Length > 0 && TakeEmbargo(line, WirePlace.Top) is not { When: not null })];
        if (message.More is { } more)
            TakeEmbargo(more, WirePlace.Top);
        var lines = Joined(message.Text.Split('\n'));
        var at = Top(lines);
        foreach (var line in lines.Skip(at))
            Body(line);
        EndParagraph();
        EndTable();
    }

    public List<string> Slugs { get; }

    public List<string> Byline { get; } = [];

    /// <summary>All that it says of when it may be used.</summary>
    public IReadOnlyList<WireEmbargo> Embargoes => embargoes;

    public string? Headline => headlines.Count == 0 ? null : string.Join(' ', headlines);

    public string? EdNote => notes.Count == 0 ? null : string.Join(' ', notes);

    public IReadOnlyList<Block> Blocks => blocks;

    public string? Dateline { get; private set; }

    /// <summary>In brackets behind the place.</summary>
    public string? Agency { get; private set; }

    /// <summary>"(Corrects the year in the second paragraph)", which is no part of the article.</summary>
    public string? Corrects { get; private set; }

    /// <summary>All lines in which an advisory may say what it is.</summary>
    public IEnumerable<string> Announcements => Slugs.Concat(headlines).Concat(notes).Concat(paragraphs.Take(3));

    public IEnumerable<string> Everything => Slugs.Concat(headlines).Concat(notes).Concat(Corrects is null ? [] : [Corrects]).Concat(paragraphs);

    /// <summary>The time of an embargo in one line with its words, where it goes on in the next.</summary>
    private static List<string> Joined(string[] raw)
    {
        var lines = new List<string>(raw.Length);
        foreach (var line in raw.Select(line => line.TrimEnd('\r', ' ')))
        {
            if (lines.Count > 0 && lines[^1].Length is > 0 and <= LongestNotice && WireWhen.Begins(line)
                && WireEmbargo.Of(lines[^1] + " " + line, WirePlace.Top) is not null && WireEmbargo.Of(line, WirePlace.Top) is null)
                lines[^1] += " " + line.Trim();
            else
                lines.Add(line);
        }

        return lines;
    }

    private static bool IsEnd(string line) => WireTimes.IsEnd(line) && WireEmbargo.Of(line, WirePlace.Note) is null;

    /// <summary>The lines above the text, to the first that is a paragraph or stands behind an empty one; says where the text begins.</summary>
    private int Top(List<string> lines)
    {
        var i = 0;
        var taken = 0;
        for (; i < lines.Count; i++)
        {
            var raw = lines[i];
            var line = Line(raw);
            if (line is null)
            {
                if (headlines.Count > 0)
                    break;
                continue;
            }

            if (IsEnd(line))
                continue;
            if (WireNotes.IsAllForStaff(line))
            {
                isForStaff = true;
                break;
            }

            if (IsIndented(raw) && headlines.Count + taken > 0 || WireShapes.Opening().IsMatch(line) || (headlines.Count >= 4 && !raw.StartsWith('^')))
                break;
            if (!TakeTop(raw, line, taken))
                headlines.Add(WithoutEnd(line));
            taken++;
        }

        MoveLabels();
        // A text without an empty line: what looks like several lines of headline is one, and the text below it.
        if (!isAnpa && i >= lines.Count && headlines.Count > 1)
        {
            foreach (var line in headlines.Skip(1))
            {
                EndParagraph();
                running.Add(line);
            }

            headlines.RemoveRange(1, headlines.Count - 1);
        }

        return i;
    }

    /// <summary>Whether it is something else than the headline.</summary>
    private bool TakeTop(string raw, string line, int taken)
    {
        var isNote = WireNotes.IsNote(line);
        if (TakeEmbargo(line, isNote ? WirePlace.Note : WirePlace.Top) is { } embargo)
        {
            // A headline may stand beside it.
            if (!isNote && TextShape.Words(embargo.Rest) > 1)
                headlines.Add(WithoutEnd(embargo.Rest));
            return true;
        }

        if (isNote)
        {
            notes.Add(line);
            return true;
        }

        if (WireNotes.Correction(line, isBracketed: true) is { } corrects)
        {
            Corrects ??= corrects;
            return true;
        }

        var names = TopLines.Names(WithoutEnd(line)) is { Count: > 0 } named ? named : WireNotes.Signed(line);
        if (names is not null)
        {
            Byline.AddRange(names);
            return true;
        }

        // The office below a name.
        if (Byline.Count > 0 && raw.TrimEnd('<', ' ').EndsWith('='))
            return true;
        if (isAnpa && (taken == 0 && raw.StartsWith('^') || WireShapes.AnpaKeyword().IsMatch(line)))
            return true;
        if (isAnpa && headlines.Count > 0 && raw.StartsWith('^'))
            return true;
        if (headlines.Count > 0 || !(line.EndsWith('/') || WireShapes.Slug().IsMatch(line)))
            return false;
        Slugs.Add(line.Trim('/'));
        return true;
    }

    private void Body(string raw)
    {
        var line = Line(raw);
        if (line is null)
        {
            EndParagraph();
            EndTable();
            return;
        }

        if (IsEnd(line) || line == "NNNN")
            return;
        if (isForStaff)
        {
            if (TakeEmbargo(line, WirePlace.Note) is null)
                notes.Add(line);
            return;
        }

        if (WireNotes.IsForStaff(line))
        {
            EndParagraph();
            isForStaff = true;
            return;
        }

        if (WireTable.Row(raw) is { } row)
        {
            EndParagraph();
            if (TakeEmbargo(line, WirePlace.News) is not null)
                return;
            rows.Add([.. row.Select(cell => Line(cell) ?? "")]);
            return;
        }

        EndTable();
        if (IsIndented(raw) || WireShapes.Item().IsMatch(line) || raw.StartsWith('^'))
            EndParagraph();
        running.Add(line);
        if (raw.EndsWith('<'))
            EndParagraph();
    }

    private void EndParagraph()
    {
        if (running.Count == 0)
            return;
        var text = string.Join(' ', running);
        running.Clear();
        if (paragraphs.Count == 0 && Byline.Count == 0 && TopLines.Names(text.TrimEnd('=', ' ')) is { Count: > 0 } names)
        {
            Byline.AddRange(names);
            return;
        }

        // "The following information is not / for publication", over two lines.
        if (text.Length <= LongestNotice && WireNotes.IsForStaff(text))
        {
            isForStaff = true;
            return;
        }

        var isNote = WireNotes.IsNote(text);
        var isNews = paragraphs.Count > 0 || text.Length > LongestNotice || WireShapes.Opening().IsMatch(text);
        if (TakeEmbargo(text, isNote ? WirePlace.Note : isNews ? WirePlace.News : WirePlace.Top) is { } embargo)
        {
            if (isNote || TextShape.Words(embargo.Rest) < 4)
                return;
            text = embargo.Rest;
        }
        else if (isNote)
        {
            notes.Add(text);
            return;
        }

        if (paragraphs.Count < 2 && WireNotes.Correction(text, isBracketed: false) is { } corrects)
        {
            Corrects ??= corrects;
            return;
        }

        // Initials of those who wrote and edited it close a text.
        if (paragraphs.Count > 0 && WireShapes.SignOff().IsMatch(text))
            return;
        if (Dateline is null && paragraphs.Count == 0 && WireShapes.Opening().Match(text) is { Success: true } opening)
        {
            Dateline = opening.Groups["place"].Value.Trim(' ', ',');
            Agency = opening.Groups["agency"].Value;
        }

        paragraphs.Add(text);
        blocks.AddRange(BodyBlocks.FromText(text));
    }

    private WireEmbargo? TakeEmbargo(string line, WirePlace place)
    {
        if (WireEmbargo.Of(line, place) is not { } embargo)
            return null;
        embargoes.Add(embargo);
        notes.Add(line);
        return embargo;
    }

    /// <summary>REFILE and 1ST LEAD above a headline say what it is of the text, not what happened.</summary>
    private void MoveLabels()
    {
        while (headlines.Count > 1 && WireShapes.Lead().IsMatch(headlines[0]))
        {
            notes.Add(headlines[0]);
            headlines.RemoveAt(0);
        }
    }

    private void EndTable()
    {
        if (rows.Count > 0)
            blocks.Add(new Block { Type = BlockType.Table, Rows = [.. rows], HasHeader = false });
        rows.Clear();
    }

    private string? Line(string raw)
    {
        var line = raw.TrimStart('^').TrimEnd().TrimEnd('<').TrimEnd();
        if (isAnpa)
            line = line.Replace("``", "“", StringComparison.Ordinal).Replace("''", "”", StringComparison.Ordinal).Replace(" _ ", " — ", StringComparison.Ordinal);
        return TextShape.Line(line) is { } clean && clean != "___" ? clean : null;
    }

    /// <summary>An equals sign ends the lines of a headline.</summary>
    private static string WithoutEnd(string line) => line.TrimEnd('=', ' ');

    private static bool IsIndented(string raw) => raw.StartsWith('\t') || raw.StartsWith(WireControls.Tabular) || raw.StartsWith("  ", StringComparison.Ordinal);

    // What editors tell each other is said in a sentence.
    private const int LongestNotice = 200;
}
