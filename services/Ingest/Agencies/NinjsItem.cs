using System.Globalization;
using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Ingest.Extraction;
using Newsroom.Ingest.Feeds;

namespace Newsroom.Ingest.Agencies;

/// <summary>
/// A news object of ninjs in any of its generations, which differ in their names: 1.x and 2.x write them small, 3.x in camelCase; 1.x has one
/// member a role (<c>body_html</c>) or objects by name, 2.x and 3.x have lists (<c>bodies</c>). What is of another type than it should be is as
/// good as not there.
/// </summary>
internal readonly struct NinjsItem(JsonElement item)
{
    /// <summary>
    /// Whether JSON that does not say so is ninjs: it has a <c>uri</c>, which is all that ninjs asks for, or Superdesk's <c>guid</c> and what no
    /// submission has; and no <c>body</c>, without which a submission is none.
    /// </summary>
    public static bool IsNinjs(JsonElement root)
    {
        var item = Of(root);
        return item.Find("body") is null && (item.Text("uri") is not null || (item.Text("guid") is not null && item.Find("pubStatus", "versionCreated") is not null));
    }

    /// <summary>The news object, out of the envelope that AP puts around it.</summary>
    public static NinjsItem Of(JsonElement root)
    {
        var item = new NinjsItem(root);
        return new NinjsItem(item.Find("data") ?? default).Find("item") is { ValueKind: JsonValueKind.Object } inner ? new NinjsItem(inner) : item;
    }

    /// <summary>Superdesk calls its uri a guid.</summary>
    public string? Id => Text("uri", "guid");

    public string? Headline
    {
        get
        {
            var headlines = Texts("headlines", "headline_");
            var headline = Text("headline") is { } only ? new NinjsText("", null, only) : headlines.Find(headline => headline.Is("main")) ?? headlines.FirstOrDefault();
            return headline?.Plain;
        }
    }

    /// <summary>The first of these members that is there, whatever the case of its letters.</summary>
    public JsonElement? Find(params ReadOnlySpan<string> names)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var name in names)
        {
            foreach (var member in item.EnumerateObject())
            {
                if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                    return member.Value;
            }
        }

        return null;
    }

    /// <summary>A text, or a number as one (a <c>version</c> is written either way); null where empty.</summary>
    public string? Text(params ReadOnlySpan<string> names) => Find(names) switch
    {
        { ValueKind: JsonValueKind.String } text when !string.IsNullOrWhiteSpace(text.GetString()) => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public int? Number(params ReadOnlySpan<string> names) =>
        double.TryParse(Text(names), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= int.MinValue and <= int.MaxValue && number == Math.Floor(number)
            ? (int)number
            : null;

    /// <summary>A list of objects, or an object of objects by name, as 1.x has renditions and associations.</summary>
    public IEnumerable<NinjsItem> Items(params ReadOnlySpan<string> names) => Find(names) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(one => new NinjsItem(one)),
        { ValueKind: JsonValueKind.Object } byName => byName.EnumerateObject().Select(one => one.Value).Where(one => one.ValueKind == JsonValueKind.Object).Select(one => new NinjsItem(one)),
        _ => [],
    };

    /// <summary>A list of texts.</summary>
    public IEnumerable<string> Strings(params ReadOnlySpan<string> names) => Find(names) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).Where(text => !string.IsNullOrWhiteSpace(text))
        : [];

    /// <summary>A text, or a list of some.</summary>
    public IEnumerable<string> OneOrMore(string name) => Text(name) is { } text ? [text] : Strings(name);

    /// <summary>
    /// Texts by their role: <paramref name="list"/> of 2.x and 3.x, or the members of 1.x that begin with <paramref name="prefix"/>, the rest of
    /// whose name is the role.
    /// </summary>
    public List<NinjsText> Texts(string list, string prefix)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return [];
        var listed = Items(list).Select(one => new NinjsText(one.Text("role") ?? "", one.Text("contentType", "mimetype"), one.Text("value") ?? ""));
        var named = item.EnumerateObject()
            .Where(member => member.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
            .Select(member => new NinjsText(member.Name[prefix.Length..], null, member.Value.GetString()!));
        return [.. listed.Concat(named).Where(text => !string.IsNullOrWhiteSpace(text.Value))];
    }
}

/// <summary>A body, headline or description of ninjs.</summary>
internal sealed record NinjsText(string Role, string? ContentType, string Value)
{
    public bool Is(string role) => Role.Equals(role, StringComparison.OrdinalIgnoreCase);

    public bool IsHtml => ContentType is { } type
        ? type.Contains("html", StringComparison.OrdinalIgnoreCase)
        : !IsNitf && (Role.Contains("html", StringComparison.OrdinalIgnoreCase) || Value.TrimStart().StartsWith('<'));

    public bool IsNitf => ContentType is { } type ? type.Contains("nitf", StringComparison.OrdinalIgnoreCase) : Is("nitf");

    /// <summary>Plain text, or of no said type; what a program is to read (JSON, XML of their own) is not shown to readers.</summary>
    public bool IsPlain => !IsHtml && !IsNitf && (ContentType is null || ContentType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase));

    /// <summary>Without its markup.</summary>
    public string Plain => IsHtml || (ContentType is null && FeedMarkup.LooksLikeHtml(Value)) ? PlainText.Of(BodyBlocks.FromHtml(Value, null)) : Value;
}
