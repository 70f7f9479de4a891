namespace Newsroom.Hosting.Html;

/// <content>Which attributes come through, and with what values.</content>
internal ref partial struct MarkupWalk
{
    /// <summary>Writes the attributes that it may have, each once; whether it has a <c>src</c>.</summary>
    private bool Attributes(MarkupElement element, int shown)
    {
        var picture = new PictureAddress();
        string? address = null;
        var (start, end) = (0, 0);
        var seen = 0;
        attributes.Start(at);
        while (attributes.Next(out var name, out var value))
        {
            if (source.IsXml && name.Equals("xml:base", StringComparison.OrdinalIgnoreCase))
                baseUrl = UrlReference.Resolve(baseUrl, Decoded(value)) ?? baseUrl;
            if (output.Length == shown)
                continue;
            if (element.Name == "img" && PictureAddress.IsOf(name))
                picture.Take(name, Decoded(value));
            if (Allowed(element, name, ref seen) is not { } attribute)
                continue;
            var decoded = Decoded(value);
            if (MarkupElement.IsUrl(attribute))
            {
                decoded = Url(attribute, decoded)!;
                if (decoded is null)
                    continue;
            }
            else if (attribute is "width" or "height" or "colspan" or "rowspan" or "span" or "start" && (decoded.Length > 6 || decoded.AsSpan().ContainsAnyExceptInRange('0', '9')))
            {
                continue;
            }

            if (attribute == "src")
                (address, start) = (decoded, output.Length);
            Attribute(attribute, decoded);
            if (attribute == "src")
                end = output.Length;
        }

        return element.Name == "img" ? Pictured(picture, address, start, end) : address is not null;
    }

    /// <summary>
    /// Puts the address of a picture that scripts load later, or of one that comes in several sizes, in the place of <c>src</c>. Where scripts load
    /// one, the same often follows for those without: it is one picture.
    /// </summary>
    private bool Pictured(in PictureAddress picture, string? address, int start, int end)
    {
        if ((picture.Later ?? (address is null ? picture.OfSizes : null)) is not { } given || Url("src", given) is not { } real)
            return address is not null && address != loadedLater;
        var rest = address is null ? "" : output.Written[end..].ToString();
        if (address is not null)
            output.Shorten(start);
        Attribute("src", real);
        output.Append(rest);
        loadedLater = picture.Later is null ? loadedLater : real;
        return true;
    }

    /// <summary>Absolute, where a base is known; null where it may not be followed or shown.</summary>
    private readonly string? Url(string attribute, string given)
    {
        // A long base and many short links must not make much of little.
        var url = output.Length > (text.Length * 4) + 65_536 ? null : UrlReference.Resolve(baseUrl, given);
        return attribute is "src" or "poster" && url is not null && UrlReference.Scheme(url) is not null && !UrlReference.IsWeb(url) ? null : url;
    }

    private readonly void Attribute(string name, string value)
    {
        output.Append(' ');
        output.Append(name);
        output.Append("=\"");
        Escape(value, isAttribute: true);
        output.Append('"');
    }

    /// <summary>A link in the place of a frame that shows something worth a link.</summary>
    private void Frame(Func<string, string?> frames)
    {
        string? address = null, title = null;
        for (var i = 0; i < depth; i++)
        {
            if (open[i].Element.Name == "a")
                return;
        }

        attributes.Start(at);
        while (attributes.Next(out var name, out var value))
        {
            if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
                title ??= SafeMarkup.OneLine(Decoded(value));
            else if (name.Equals("src", StringComparison.OrdinalIgnoreCase) || name.Equals("data-src", StringComparison.OrdinalIgnoreCase))
                address = Url("src", Decoded(value)) is { } url && UrlReference.IsWeb(url) ? url : address;
        }

        if (address is null || frames(address) is not { } link || !UrlReference.IsWeb(link))
            return;
        output.Append("<a");
        Attribute("href", link);
        output.Append('>');
        Write(title ?? link);
        output.Append("</a>");
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
