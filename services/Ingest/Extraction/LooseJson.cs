using System.Globalization;
using System.Text;

namespace Newsroom.Ingest.Extraction;

/// <summary>A value of JSON that need not be well formed: text for strings, numbers and words, else members or items.</summary>
internal sealed class LooseValue
{
    public string? Text { get; init; }
    public Dictionary<string, LooseValue>? Members { get; init; }
    public List<LooseValue>? Items { get; init; }

    public LooseValue? this[string name] => Members?.GetValueOrDefault(name);
}

/// <summary>
/// Reads the JSON that pages carry, which people write by hand and templates put together: with raw line ends and quotes inside strings,
/// commas too many or too few, comments, several values in a row, the end cut off. What can be read is read; nothing throws.
/// </summary>
internal ref struct LooseJson
{
    private const int MaxDepth = 64;
    private const int MaxValues = 20_000;

    private readonly ReadOnlySpan<char> text;
    private int at;
    private int values;

    private LooseJson(ReadOnlySpan<char> text) => this.text = text;

    /// <summary>All values of the text, one after the other.</summary>
    public static List<LooseValue> Read(ReadOnlySpan<char> text)
    {
        var reader = new LooseJson(text);
        var found = new List<LooseValue>();
        while (reader.Next() is '{' or '[' || reader.at < text.Length)
        {
            // What stands between the values is a comment's mark, a semicolon, the name of a variable.
            if (text[reader.at] is '{' or '[')
                found.Add(reader.Value(0));
            else
                reader.at++;
        }

        return found;
    }

    private LooseValue Value(int depth)
    {
        values++;
        switch (Next())
        {
            case '{' when depth < MaxDepth && values < MaxValues:
                return Object(depth + 1);
            case '[' when depth < MaxDepth && values < MaxValues:
                return Array(depth + 1);
            case '"':
                return new LooseValue { Text = String() };
            case '\0':
                return new LooseValue();
            case '{' or '[':
                at = text.Length;
                return new LooseValue();
            default:
                return new LooseValue { Text = Word() };
        }
    }

    private LooseValue Object(int depth)
    {
        var members = new Dictionary<string, LooseValue>(StringComparer.Ordinal);
        at++;
        while (Next() is not ('}' or ']' or '\0'))
        {
            var start = at;
            if (text[at] is ',' or ':' or ';')
            {
                at++;
                continue;
            }

            var name = text[at] == '"' ? String() : Word();
            if (Next() == ':')
            {
                at++;
                members.TryAdd(name, Value(depth));
            }

            if (at == start)
                at++;
        }

        // A bracket of the other kind closes what it can: the one of this kind was forgotten.
        if (Next() == '}')
            at++;
        return new LooseValue { Members = members };
    }

    private LooseValue Array(int depth)
    {
        var items = new List<LooseValue>();
        at++;
        while (Next() is not (']' or '}' or '\0'))
        {
            var start = at;
            if (text[at] is ',' or ':' or ';')
            {
                at++;
                continue;
            }

            items.Add(Value(depth));
            if (at == start)
                at++;
        }

        if (Next() == ']')
            at++;
        return new LooseValue { Items = items };
    }

    private string String()
    {
        var start = ++at;
        StringBuilder? built = null;
        while (at < text.Length)
        {
            var stop = text[at..].IndexOfAny('"', '\\');
            if (stop < 0)
                break;
            at += stop;
            if (text[at] == '"')
            {
                if (EndsString(at + 1))
                {
                    var last = text[start..at];
                    at++;
                    return built is null ? last.ToString() : built.Append(last).ToString();
                }

                at++;
                continue;
            }

            built = (built ?? new StringBuilder()).Append(text[start..at]);
            Escape(built);
            start = at;
        }

        at = text.Length;
        return built is null ? text[start..].ToString() : built.Append(text[Math.Min(start, text.Length)..]).ToString();
    }

    /// <summary>Behind a string stands what goes on with the object; a quotation mark inside of it has words behind it.</summary>
    private readonly bool EndsString(int after)
    {
        var rest = text[after..].TrimStart();
        if (rest.IsEmpty || rest[0] is '}' or ']' or ':')
            return true;
        if (rest[0] == '"')
            return rest.Length != text.Length - after; // a comma forgotten at the end of the line
        if (rest[0] != ',')
            return rest.StartsWith("//", StringComparison.Ordinal) || rest.StartsWith("/*", StringComparison.Ordinal);
        rest = rest[1..].TrimStart();
        return rest.IsEmpty || rest[0] is '"' or '{' or '[' or '}' or ']' or ',' or '-' or '/' || char.IsAsciiDigit(rest[0])
            || rest.StartsWith("true", StringComparison.Ordinal) || rest.StartsWith("false", StringComparison.Ordinal) || rest.StartsWith("null", StringComparison.Ordinal);
    }

    private void Escape(StringBuilder built)
    {
        at++;
        if (at >= text.Length)
            return;
        var one = text[at++];
        if (one == 'u' && at + 4 <= text.Length && ushort.TryParse(text.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            built.Append((char)code);
            at += 4;
            return;
        }

        built.Append(one switch { 'n' or 'r' => '\n', 't' or 'b' or 'f' => ' ', _ => one });
    }

    private string Word()
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or '}' or ']' or ':' or '{' or '[' or '"' or '\n'))
            at++;
        return text[start..at].Trim().Trim('\'').ToString();
    }

    /// <summary>The next character that says something; NUL at the end.</summary>
    private char Next()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]) || char.IsControl(text[at]) || text[at] == '\uFEFF')
                at++;
            else if (text[at] == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*')
                Comment(text[at + 1] == '/' ? "\n" : "*/");
            else
                return text[at];
        }

        return '\0';
    }

    private void Comment(string end)
    {
        // "//<![CDATA[" and "//]]>" often share their line with what they wrap.
        var rest = text[at..];
        if (rest.StartsWith("//<![CDATA[", StringComparison.Ordinal))
        {
            at += "//<![CDATA[".Length;
            return;
        }

        var length = rest.IndexOf(end, StringComparison.Ordinal);
        at = length < 0 ? text.Length : at + length + end.Length;
    }
}
