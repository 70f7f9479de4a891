using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Newsroom.Standalone.Traces;

/// <summary>What a span says, cut to a length, without what is nobody's business and without halves of characters.</summary>
internal static partial class HeldText
{
    public const int LongestName = 200;
    public const int LongestValue = 500;

    /// <summary>Some 20 frames.</summary>
    public const int LongestStackTrace = 3_000;

    private const string StackTrace = "exception.stacktrace";

    /// <summary>Parts of names under which bodies, statements and credentials travel, whoever may come to record them.</summary>
    private static readonly SearchValues<string> Private = SearchValues.Create(
        [
            "authorization", "cookie", "credential", "passwd", "password", "secret", "token", "api_key", "apikey", "api-key",
            ".header.", ".body.text", ".payload", "db.statement", "query.text", "query.parameter", "operation.parameter",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static bool MayBeHeld(string key) =>
        !key.AsSpan().ContainsAny(Private) && !key.EndsWith(".body", StringComparison.OrdinalIgnoreCase);

    public static string Name(string text) => Cut(text, LongestName);

    /// <summary>Numbers and truth values as they are, anything else as text.</summary>
    public static object Value(string key, object? value) => value switch
    {
        null => "",
        bool or int or long => value,
        double number => double.IsFinite(number) ? value : number.ToString(CultureInfo.InvariantCulture),
        string text => Value(text, key == StackTrace ? LongestStackTrace : LongestValue),
        byte or sbyte or short or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        Array list => Value(string.Join(", ", list.Cast<object?>().Take(100)), LongestValue),
        _ => Value(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", LongestValue),
    };

    public static string Value(string text, int most = LongestValue) =>
        text.Contains('@', StringComparison.Ordinal) && text.Contains("://", StringComparison.Ordinal)
            ? Cut(UserInUrl().Replace(Cut(text, most), "://***@"), most)
            : Cut(text, most);

    private static string Cut(string text, int most)
    {
        var cut = text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…");
        return cut.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? WithoutHalves(cut) : cut;
    }

    /// <summary>A half of a surrogate pair has no form in UTF-8.</summary>
    private static string WithoutHalves(string text) => string.Create(text.Length, text, static (whole, text) =>
    {
        text.CopyTo(whole);
        for (var i = 0; i < whole.Length; i++)
        {
            if (!char.IsSurrogate(whole[i]))
                continue;
            if (i + 1 < whole.Length && char.IsSurrogatePair(whole[i], whole[i + 1]))
                i++;
            else
                whole[i] = '\ufffd';
        }
    });

    [GeneratedRegex(@"://[^/\s@]*@")]
    private static partial Regex UserInUrl();
}
