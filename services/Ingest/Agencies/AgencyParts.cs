using System.Net.Http.Headers;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Parts a body that holds several articles, a newsMessage or a stream of wire messages, into bodies of one each. Each of them is then taken, refused,
/// answered and kept by itself, as if it had come alone; the same body again finds them all there.
/// </summary>
internal static class AgencyParts
{
    /// <summary>Beyond these, somebody sends an archive.</summary>
    public const int Most = 1_000;

    /// <summary>The bodies in order; null for what is one article, or cannot be parted: then it is read whole, and what is wrong is said there.</summary>
    public static IReadOnlyList<AgencyPart>? Of(byte[] body, string? contentType)
    {
        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed : null;
        if (type is null)
            return null;
        var format = AgencyShape.Of(body, type.MediaType);
        IReadOnlyList<AgencyPart> parts = format switch
        {
            AgencyFormat.Wire => [.. WireMessage.Split(body).Select(one => new AgencyPart(one, type.CharSet is { } charset ? $"{AgencyShape.Wire}; charset={charset}" : AgencyShape.Wire))],
            AgencyFormat.NewsMl when !AgencyXml.Read(body, type.MediaType, type.CharSet).Failed(out _, out var root) && root.Name.LocalName == "newsMessage" =>
                [.. NewsMlMessage.Split(root).Select(one => new AgencyPart(one, AgencyShape.NewsMessage))],
            _ => [],
        };
        return parts.Count is 0 or > Most ? null : parts;
    }
}

/// <summary>One article of several, with the type to read it as.</summary>
internal sealed record AgencyPart(byte[] Body, string ContentType);
