using System.Net.Http.Headers;
using System.Xml.Linq;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// Parts a body that holds several articles, a newsMessage, a NewsML or a stream of wire messages, into bodies of one each. Each of them is then taken, refused,
/// answered and kept by itself, as if it had come alone; the same body again finds them all there.
/// </summary>
internal static class AgencyParts
{
    /// <summary>Beyond these, somebody sends an archive.</summary>
    private const int Most = 1_000;

    // What each part has of the whole, its header and its pictures, is written with each of them.
    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>What is said of a body that is not parted.</summary>
    public static string TooMany(int count, string what) =>
        $"It holds {count} {what}, and at most {Most} are taken in one body, and {MostBytes / 1024 / 1024} MiB with each one's header and pictures. Send them in several.";

    /// <summary>The bodies in order; null for what is one article, or cannot be parted: then it is read whole, and what is wrong is said there.</summary>
    public static IReadOnlyList<AgencyPart>? Of(byte[] body, string? contentType)
    {
        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed : null;
        if (type is null)
            return null;
        var format = AgencyShape.Of(body, type.MediaType);
        IReadOnlyList<AgencyPart> parts = format switch
        {
            AgencyFormat.Wire => Bounded(WireMessage.Split(body), type.CharSet is { } charset ? $"{AgencyShape.Wire}; charset={charset}" : AgencyShape.Wire),
            AgencyFormat.NewsMl when Root(body, type) is { Name.LocalName: "newsMessage" } root => Bounded(NewsMlMessage.Split(root, Most), AgencyShape.NewsMessage),
            AgencyFormat.OldNewsMl when Root(body, type) is { } root => Bounded(OldNewsMlReader.Split(root, Most), AgencyShape.OldNewsMl),
            _ => [],
        };
        return parts.Count == 0 ? null : parts;
    }

    /// <summary>All of them, or none where they are too many or would take too much.</summary>
    private static List<AgencyPart> Bounded(IEnumerable<byte[]> bodies, string contentType)
    {
        var parts = new List<AgencyPart>();
        long bytes = 0;
        foreach (var body in bodies)
        {
            bytes += body.Length;
            if (parts.Count == Most || bytes > MostBytes)
                return [];
            parts.Add(new AgencyPart(body, contentType));
        }

        return parts;
    }

    private static XElement? Root(byte[] body, MediaTypeHeaderValue type) => AgencyXml.Read(body, type.MediaType, type.CharSet).Failed(out _, out var root) ? null : root;
}

/// <summary>One article of several, with the type to read it as.</summary>
internal sealed record AgencyPart(byte[] Body, string ContentType);
