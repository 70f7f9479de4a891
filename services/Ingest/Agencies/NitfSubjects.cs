using System.Xml.Linq;
using Newsroom.Ingest.Extraction;

namespace Newsroom.Ingest.Agencies;

/// <summary>What an NITF document says that it is about.</summary>
internal static class NitfSubjects
{
    private const int Most = 200;

    private static readonly HashSet<string> Identified = ["classifier", "person", "org", "location", "event", "object.title"];

    public static IReadOnlyList<string> Of(XElement root)
    {
        var codes = root.All("head/tobject/tobject.subject").Select(Subject);
        var identified = root.All("head/docdata/identified-content").SelectMany(one => one.Elements()).Where(one => Identified.Contains(one.Name.LocalName)).Select(Content);
        var keys = root.All("head/docdata/key-list/keyword").Select(keyword => keyword.Get("key") ?? keyword.Text());
        return [.. codes.Concat(identified).Concat(keys).OfType<string>().Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>The code; names stand beside it for people.</summary>
    private static string? Subject(XElement subject) => subject.Get("tobject.subject.refnum") switch
    {
        { } code => AgencyText.Topic(code, subject.Get("tobject.subject.ipr")) ?? code,
        null => subject.Get("tobject.subject.detail") ?? subject.Get("tobject.subject.matter") ?? subject.Get("tobject.subject.type"),
    };

    private static string? Content(XElement content)
    {
        var value = content.Get("value");
        var list = content.Get("idsrc") ?? content.Get("type") ?? "";
        // A person's number is no topic.
        return content.Is("classifier") && AgencyText.Topic(value, list) is { } topic ? topic : TextShape.Line(content.Value) ?? value;
    }
}
