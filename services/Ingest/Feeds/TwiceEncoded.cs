using System.Text;
using System.Text.Unicode;
using Newsroom.Hosting.Html;

namespace Newsroom.Ingest.Feeds;

/// <summary>UTF-8 that a program took for windows-1252 and encoded again: <c>FÃ¤hre</c> for <c>Fähre</c>.</summary>
internal static class TwiceEncoded
{
    /// <summary>The text before it was encoded again; the text itself if it was not.</summary>
    public static string Undone(string text)
    {
        // A first byte of UTF-8 must be there, which in most texts settles it.
        if (text.AsSpan().IndexOfAnyInRange('\u00C2', '\u00F4') < 0 || text.Length > FeedBounds.MaxMarkup)
            return text;
        var bytes = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if (CharacterReferences.ToWindows1252(text[i]) is not { } one)
                return text;
            bytes[i] = one;
        }

        return Utf8.IsValid(bytes) && Encoding.UTF8.GetString(bytes) is var undone && IsWriting(undone) ? SafeHtml.WithoutControls(undone) : text;
    }

    /// <summary>What was lost are letters of words, signs of three bytes, or those that stand alone; "Â£ vs Ã©" is about the matter.</summary>
    private static bool IsWriting(string undone)
    {
        for (var i = 0; i < undone.Length; i++)
        {
            if (undone[i] >= '\u0800' || undone[i] is '©' or '®' or '«' or '»'
                || (undone[i] >= '\u0080' && ((i > 0 && char.IsLetterOrDigit(undone[i - 1])) || (i + 1 < undone.Length && char.IsLetterOrDigit(undone[i + 1])))))
                return true;
        }

        return false;
    }
}
