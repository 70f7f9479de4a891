using Newsroom.Ingest.Submissions;

namespace Newsroom.Ingest.Agencies;

/// <summary>Makes a draft of one article in an agency's format; a body of several is parted by <see cref="AgencyParts"/> before.</summary>
internal static class AgencyReader
{
    public static Reading<ArticleDraft> Read(AgencyFormat format, byte[] body, AgencyMessage about)
    {
        if (format == AgencyFormat.Wire)
        {
            return WireMessage.Split(body) is { Count: > 1 and var several }
                ? Refuse(AgencyParts.TooMany(several, "messages"))
                : WireReader.Read(body, about);
        }

        if (AgencyXml.Read(body, about.MediaType, about.Charset).Failed(out var unread, out var root))
            return unread;
        return format switch
        {
            AgencyFormat.Nitf => NitfReader.Read(root, about.Facts, about.Now, about.Via),
            AgencyFormat.OldNewsMl => OldNewsMlReader.Read(root, about.Facts, about.Now, about.Via),
            AgencyFormat.NewsMl => NewsMlReader.Read(root, about.Facts, about.Now, about.Via),
            _ => Refuse($"The XML's root is <{root.Name.LocalName}>, and an agency's is nitf, newsItem, newsMessage, packageItem or NewsML."),
        };
    }

    private static Refusal Refuse(string detail) => new(StatusCodes.Status422UnprocessableEntity, detail);
}

/// <summary>What is known of a body beside it.</summary>
internal sealed record AgencyMessage(string? MediaType, string? Charset, PageFacts Facts, DateTimeOffset Now, string Via, string DefaultSource);
