namespace Newsroom.Hosting.Html;

/// <content>Which attributes come through, and with what values.</content>
internal ref partial struct MarkupWalk
{
    /// <summary>Writes the attributes that it may have, each once; whether it has a <c>src</c>.</summary>
    private bool Attributes(MarkupElement element, int shown)
    {
        var hasSource = false;
        var seen = 0;
        attributes.Start(at);
        while (attributes.Next(out var name, out var value))
        {
            if (source.IsXml && name.Equals("xml:base", StringComparison.OrdinalIgnoreCase))
                baseUrl = UrlReference.Resolve(baseUrl, Decoded(value)) ?? baseUrl;
            if (output.Length == shown || Allowed(element, name, ref seen) is not { } attribute)
                continue;
            var decoded = Decoded(value);
            if (MarkupElement.IsUrl(attribute))
            {
                // A long base and many short links must not make much of little.
                decoded = output.Length > (text.Length * 4) + 65_536 ? null! : UrlReference.Resolve(baseUrl, decoded)!;
                if (decoded is null || (attribute is "src" or "poster" && UrlReference.Scheme(decoded) is { } && !UrlReference.IsWeb(decoded)))
                    continue;
                hasSource |= attribute == "src";
            }
            else if (attribute is "width" or "height" or "colspan" or "rowspan" or "span" or "start" && (decoded.Length > 6 || decoded.AsSpan().ContainsAnyExceptInRange('0', '9')))
            {
                continue;
            }

            output.Append(' ');
            output.Append(attribute);
            output.Append("=\"");
            Escape(decoded, isAttribute: true);
            output.Append('"');
        }

        return hasSource;
    }

    private static string? Allowed(MarkupElement element, ReadOnlySpan<char> name, ref int seen)
    {
        for (var i = 0; i < element.Attributes.Length + 3; i++)
        {
            var attribute = i switch { 0 => "title", 1 => "lang", 2 => "dir", _ => element.Attributes[i - 3] };
            if (!name.Equals(attribute, StringComparison.OrdinalIgnoreCase))
                continue;
            if ((seen & (1 << i)) != 0)
                return null;
            seen |= 1 << i;
            return attribute;
        }

        return null;
    }

    private string Decoded(scoped ReadOnlySpan<char> value)
    {
        if (value.IndexOf('&') < 0)
            return value.ToString();
        using var decoded = new TextBuffer(value.Length);
        XmlText.Decode(value, source.Entities, decoded);
        return decoded.ToString();
    }
}
