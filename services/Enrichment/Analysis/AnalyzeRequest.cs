using System.Globalization;
using System.Text.Json;
using Newsroom.Contracts;

namespace Newsroom.Enrichment.Analysis;

/// <summary>What <c>POST /v1/analyze</c> takes: a text, and what is known of it.</summary>
internal sealed record AnalyzeRequest
{
    public const int LongestText = 200_000;
    public const int LongestTitle = 2_000;
    public const int LongestSource = 200;

    public string? Title { get; init; }

    /// <summary>Plain text, paragraphs apart by an empty line. At most 200,000 characters (UTF-16 units).</summary>
    public required string Text { get; init; }

    /// <summary>BCP 47, as the source says: evidence, not the answer.</summary>
    public string? Language { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Name of the source.</summary>
    public string? Source { get; init; }

    private static readonly string[] Fields = ["title", "text", "language", "publishedAt", "source"];

    /// <summary>Reads and checks a request. Strict: a misspelt field would otherwise be an answer to another question.</summary>
    /// <exception cref="AnalyzeFault">Says what is wrong and what to do.</exception>
    public static AnalyzeRequest Read(ReadOnlyMemory<byte> json)
    {
        using var document = Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw AnalyzeFault.Unprocessable(
                "Send a JSON object with at least a \"text\", such as {\"text\": \"The council met today …\"}.");
        }

        var given = FieldsOf(document.RootElement);
        foreach (var name in given.Keys.Except(Fields))
        {
            throw AnalyzeFault.Unprocessable(
                $"There is no field \"{Shown(name)}\". Known are {string.Join(", ", Fields)}; names are case-sensitive.");
        }

        var text = StringOf(given, "text", LongestText)
            ?? throw AnalyzeFault.Unprocessable("The field \"text\" is missing: put the article's plain text there.");
        if (string.IsNullOrWhiteSpace(text))
            throw AnalyzeFault.Unprocessable("The field \"text\" is empty: put the article's plain text there.");

        return new()
        {
            Text = text,
            Title = StringOf(given, "title", LongestTitle),
            Language = StringOf(given, "language", LongestSource),
            PublishedAt = TimeOf(given, "publishedAt"),
            Source = StringOf(given, "source", LongestSource),
        };
    }

    /// <summary>The text as paragraphs: apart by empty lines, or, where there is none, by line feeds.</summary>
    public IReadOnlyList<Block> ToBody()
    {
        var text = Text.ReplaceLineEndings("\n");
        var gap = text.Contains("\n\n", StringComparison.Ordinal) ? "\n\n" : "\n";
        return text.Split(gap, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(paragraph => new Block { Type = BlockType.Paragraph, Text = paragraph })
            .ToArray();
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        // A byte order mark may be ignored rather than treated as an error (RFC 8259, 8.1).
        if (json.Span.StartsWith("\uFEFF"u8))
            json = json[3..];
        if (json.IsEmpty)
            throw AnalyzeFault.Unreadable("The body is empty: send a JSON object with at least a \"text\".");
        try
        {
            return JsonDocument.Parse(json, new() { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode("name of a field");
        }
        catch (JsonException wrong)
        {
            var place = wrong.LineNumber is { } line ? $" at line {line + 1}, byte {wrong.BytePositionInLine + 1}" : "";
            throw AnalyzeFault.Unreadable(
                $"The body is not valid JSON{place}: send a JSON object in UTF-8 in which each field stands once.");
        }
    }

    private static Dictionary<string, JsonElement> FieldsOf(JsonElement request)
    {
        try
        {
            return request.EnumerateObject().ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode("name of a field");
        }
    }

    private static AnalyzeFault NotUnicode(string what) =>
        AnalyzeFault.Unprocessable($"The {what} is not proper Unicode: it has broken UTF-8 or half a surrogate pair.");

    private static string? StringOf(Dictionary<string, JsonElement> given, string name, int longest)
    {
        if (!given.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw AnalyzeFault.Unprocessable($"The field \"{name}\" has to be a string, not {KindOf(value)}.");

        string? read;
        try
        {
            read = value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode($"field \"{name}\"");
        }

        if (read!.Length <= longest)
            return read;
        var tooLong = string.Create(CultureInfo.InvariantCulture,
            $"The field \"{name}\" has {read.Length:N0} characters; at most {longest:N0} are taken. Shorten it.");
        throw name == "text" ? AnalyzeFault.TooLarge(tooLong) : AnalyzeFault.Unprocessable(tooLong);
    }

    private static DateTimeOffset? TimeOf(Dictionary<string, JsonElement> given, string name)
    {
        if (StringOf(given, name, LongestSource) is null)
            return null;
        try
        {
            return given[name].Deserialize<DateTimeOffset>(WireJson.Options);
        }
        catch (JsonException)
        {
            throw AnalyzeFault.Unprocessable($"The field \"{name}\" has to be a time as in RFC 3339, such as 2026-03-01T08:30:00Z.");
        }
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        _ => "true or false",
    };

    private static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";
}
