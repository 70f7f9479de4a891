using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using Newsroom.Contracts;
using Newsroom.Ingest.Agencies;
using Newsroom.Ingest.Feeds;
using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Previews;

/// <summary>
/// Where the fields of an article stand in the body of an agency's format: the places that say what was read, in the format's own words, the path of
/// an element or attribute or a JSON Pointer. They are looked for with what came out, whatever the reader chose; a field that was made of
/// several is not found.
/// </summary>
internal static class GivenPlaces
{
    /// <summary>Of one field: a time may be that of the first version and of this one.</summary>
    private const int MostPlaces = 3;

    private const int MostLooked = 20;

    private const int LongestLine = 1_000;

    private static readonly XName Language = XNamespace.Xml + "lang";

    /// <summary>By name of the field; where the reader says it itself, as of a page, by its word.</summary>
    public static IReadOnlyDictionary<string, string> Of(ArticleDraft draft, byte[] body, string? contentType)
    {
        if (draft.Source.Kind != SourceKind.Agency)
            return draft.Evidence;
        var evidence = new Dictionary<string, string>(draft.Evidence);
        var said = Said(body, contentType).Select(one => (Text: CleanText.Line(one.Text, LongestLine) ?? "", one.Place)).Where(one => one.Text.Length > 0).ToList();
        foreach (var (field, isIt) in Fields(draft))
        {
            var places = said.Where(one => isIt(one.Text, one.Place)).Select(one => one.Place).Distinct().Take(MostLooked).ToList();
            // What an element says, those around it say too.
            places.RemoveAll(outer => places.Exists(inner => inner.StartsWith(outer + "/", StringComparison.Ordinal)));
            if (places.Count > 0)
                evidence.TryAdd(field, string.Join(", ", places.Take(MostPlaces)));
        }

        return evidence;
    }

    private static IEnumerable<(string Field, Func<string, string, bool> IsIt)> Fields(ArticleDraft draft)
    {
        foreach (var (field, value) in new[] { ("title", draft.Title), ("guid", draft.Guid), ("dateline", draft.Dateline), ("slugline", draft.Slugline), ("edNote", draft.EdNote), ("correction", draft.Correction) })
        {
            if (value is { Length: > 0 })
                yield return (field, (text, _) => text == value);
        }

        foreach (var (field, value) in new[] { ("publishedAt", draft.PublishedAt), ("updatedAt", draft.UpdatedAt), ("embargoedUntil", draft.EmbargoedUntil) })
        {
            if (value is { } time)
                yield return (field, (text, _) => text.Length is >= 8 and <= 40 && char.IsAsciiDigit(text[0]) && SubmissionRules.Milliseconds(FeedDates.Read(text)) == time);
        }

        // Short values stand in many places.
        if (draft.Language is { } language)
            yield return ("language", (text, place) => text.Equals(language, StringComparison.OrdinalIgnoreCase) && place.Contains("lang", StringComparison.OrdinalIgnoreCase));
        if (draft.Urgency is { } urgency)
            yield return ("urgency", (text, place) => text == urgency.ToString(CultureInfo.InvariantCulture) && place.Contains("urg", StringComparison.OrdinalIgnoreCase));
        if (draft.Byline is [var writer, ..])
            yield return ("byline", (text, place) => text.Length < 200 && text.Contains(writer, StringComparison.OrdinalIgnoreCase) && place.Contains("by", StringComparison.OrdinalIgnoreCase));
        if (CleanText.Line(draft.Body.FirstOrDefault(block => block.Type == BlockType.Paragraph)?.Text, 200) is { } opening)
            yield return ("blocks", (text, _) => text.Contains(opening, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Text, string Place)> Said(byte[] body, string? contentType)
    {
        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed : null;
        switch (AgencyShape.Of(body, type?.MediaType))
        {
            case AgencyFormat.Wire:
                return [];
            case AgencyFormat.None:
                if (StrictJson.Parse(body).Failed(out _, out var document))
                    return [];
                return Said(document);
            default:
                return AgencyXml.Read(body, type?.MediaType, type?.CharSet).Failed(out _, out var root) ? [] : Said(root, "");
        }
    }

    private static IReadOnlyList<(string, string)> Said(JsonDocument document)
    {
        try
        {
            using (document)
                return [.. Said(document.RootElement, "")];
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, where nobody reads.
            return [];
        }
    }

    private static IEnumerable<(string, string)> Said(XElement element, string place)
    {
        foreach (var attribute in element.Attributes())
            yield return (attribute.Value, $"{place}@{(attribute.Name == Language ? "xml:lang" : attribute.Name.LocalName)}");
        // A line may have markup in it.
        if (place.Length > 0 && element.Elements().All(child => !child.HasElements))
            yield return (element.Value, place[..^1]);
        foreach (var said in element.Elements().SelectMany(child => Said(child, $"{place}{child.Name.LocalName}/")))
            yield return said;
    }

    private static IEnumerable<(string, string)> Said(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Said(member.Value, $"{place}/{member.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Said(item, string.Create(CultureInfo.InvariantCulture, $"{place}/{index}"))),
        JsonValueKind.String or JsonValueKind.Number => [(value.ToString(), place)],
        _ => [],
    };
}
