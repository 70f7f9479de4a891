using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Newsroom.Contracts;
using Newsroom.Ingest.Sources;

namespace Newsroom.Ingest.Submissions;

/// <summary>
/// JSON from programs outside. A field that is not known is refused rather than ignored: it is a misspelt one more often than a needless one,
/// and an embargo that is misspelt and ignored is published.
/// </summary>
internal static partial class StrictJson
{
    private static readonly JsonSerializerOptions Options = new(WireJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    public static Reading<T> Read<T>(byte[] body) where T : class
    {
        if (Parse(body).Failed(out var unread, out var document))
            return unread;
        using (document)
            return Read<T>(document);
    }

    /// <summary>An object, of whatever members.</summary>
    public static Reading<JsonDocument> Parse(byte[] body)
    {
        // What is not UTF-8 is said to be so, and not to be broken JSON.
        if (BodyReader.Decode(body, null).Failed(out var undecodable, out var text))
            return undecodable;
        try
        {
            var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Options.MaxDepth, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            using (document)
                return new Refusal(StatusCodes.Status422UnprocessableEntity, $"The body is a JSON {Word(document.RootElement.ValueKind)}; one article is an object, such as {{\"source\": …, \"title\": …, \"body\": {{\"text\": …}}}}.");
        }
        catch (JsonException problem)
        {
            return new Refusal(StatusCodes.Status400BadRequest, $"The body is not valid JSON: {Reason(problem)}{Place(problem)}.");
        }
        catch (InvalidOperationException)
        {
            return HalfCharacter;
        }
    }

    public static Reading<T> Read<T>(JsonDocument document) where T : class
    {
        try
        {
            return document.RootElement.Deserialize<T>(Options)!;
        }
        catch (JsonException problem)
        {
            return Shape<T>(problem);
        }
        catch (InvalidOperationException)
        {
            return HalfCharacter;
        }
    }

    /// <summary>The reader throws this, and no JsonException, where a name is to be compared that is no text.</summary>
    public static Refusal HalfCharacter { get; } = new(
        StatusCodes.Status400BadRequest, "The body is not valid JSON: a field's name or its text holds half of a surrogate pair (\\uD800 to \\uDFFF alone), which is no character.");

    private static Refusal Shape<T>(JsonException problem)
    {
        var pointer = Pointer(problem.Path);
        var unknown = UnknownMember().Match(problem.Message);
        if (unknown.Success)
        {
            var name = unknown.Groups[1].Value;
            var known = pointer.LastIndexOf('/') > 0 ? "" : " Known are: " + string.Join(", ", Options.GetTypeInfo(typeof(T)).Properties.Select(property => property.Name)) + ".";
            return new Refusal(StatusCodes.Status422UnprocessableEntity, $"The field '{name}' is not known here.{known}", [new FieldProblem(pointer, "Leave it out or correct its name.")]);
        }

        var detail = problem.Message.Contains("could not be converted", StringComparison.Ordinal)
            ? "has a value of the wrong type" + Allowed(problem.Message)
            : Reason(problem);
        return new Refusal(StatusCodes.Status422UnprocessableEntity, $"The field '{pointer.TrimStart('/').Replace('/', '.')}' {detail}.", [new FieldProblem(pointer, detail + ".")]);
    }

    private static string Allowed(string message) =>
        message.Contains("List`1", StringComparison.Ordinal) ? ": a list is needed"
        : message.Contains("System.String", StringComparison.Ordinal) ? ": a text is needed"
        : message.Contains("Boolean", StringComparison.Ordinal) ? ": true or false is needed"
        : message.Contains("Int32", StringComparison.Ordinal) ? ": a whole number is needed"
        : message.Contains(nameof(ArticleStatus), StringComparison.Ordinal) ? ": it is usable, withheld or canceled"
        : message.Contains(nameof(SourceTrust), StringComparison.Ordinal) ? ": it is trusted or review"
        : message.Contains(nameof(BlockType), StringComparison.Ordinal) ? ": it is paragraph, heading, list, quote, image or table"
        : "";

    private static string Reason(JsonException problem)
    {
        var message = problem.Message;
        var end = message.IndexOf(" Path:", StringComparison.Ordinal) is > 0 and var path ? path : message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end > 0 ? message[..end] : message).TrimEnd('.', ' ');
    }

    private static string Place(JsonException problem) => problem.LineNumber is { } line
        ? string.Create(CultureInfo.InvariantCulture, $" (line {line + 1}, byte {problem.BytePositionInLine + 1})")
        : "";

    private static string Pointer(string? path) =>
        path is null or "$" ? "" : path.Replace("$", "", StringComparison.Ordinal).Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);

    private static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        _ => "value",
    };

    [GeneratedRegex("The JSON property '(.*?)' could not be mapped", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex UnknownMember();
}
