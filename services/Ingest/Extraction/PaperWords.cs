using System.Buffers;

namespace Newsroom.Ingest.Extraction;

/// <summary>What a paper says of its article, and to its readers and to the press, in lines among those of the text.</summary>
internal static class PaperWords
{
    private const int LongestCall = 300;

    private static readonly LineStarts Amended = new("amended");
    private static readonly LineStarts Contacts = new("contact");

    // Groups and channels of readers, and where to say that a paper is to be shown first.
    private static readonly SearchValues<string> Invitations = SearchValues.Create(
        ["chat.whatsapp.com/", "whatsapp.com/channel/", "news.google.com/publications/", "google.com/preferences/source"],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>What was wrong in the article, or came later: a correction says what changed.</summary>
    public static bool IsAmendment(ReadOnlySpan<char> line) => Amended.Begin(line.TrimStart("*†•([ "));

    /// <summary>Leads to a group or a channel of the paper's readers.</summary>
    public static bool IsInvitation(string address) => address.AsSpan().ContainsAny(Invitations);

    /// <summary>"Press contact", and who that is.</summary>
    public static bool IsAddressUnder(string label, string line) => line.Length <= LongestCall && line.Contains('@', StringComparison.Ordinal) && Contacts.Begin(label);

    /// <summary>"Do you remember it? Write to desk@paper.example", "Press contact: Ada Nilsen, press@paper.example": below an article, with an address at its site.</summary>
    /// <param name="line">One paragraph.</param>
    /// <param name="host">Of the page, if that is known.</param>
    public static bool IsCall(string line, string? host)
    {
        if (line.Length > LongestCall || line.IndexOf('@', StringComparison.Ordinal) is not (> 0 and var at))
            return false;
        if (Contacts.Begin(line))
            return true;
        var end = at + 1;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] is '-' or '.'))
            end++;
        var domain = line.AsSpan(at + 1, end - at - 1).TrimEnd('.');
        return line.AsSpan(0, at).ContainsAny('?', '？', '؟') && domain.Length > 3 && host is not null
            && (host.AsSpan().Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase) || domain.EndsWith($".{host}", StringComparison.OrdinalIgnoreCase));
    }
}
