using AngleSharp.Dom;

namespace Newsroom.Ingest.Extraction;

/// <summary>The attributes of an element that say what it is, read in one go: most elements of a page have one or none.</summary>
internal struct ElementFacts
{
    private string? classes;
    private string? id;
    private string? test;
    private string? itemprop;
    private string? rdfa;

    public bool IsHidden { get; private set; }

    /// <summary>The class, of an element that has no other name; the same on dozens of a page's elements.</summary>
    public readonly string? OnlyClass => id is null && test is null ? classes : null;

    /// <summary>By microdata or RDFa.</summary>
    public readonly string? Property => itemprop ?? rdfa;

    /// <summary>Of an element with a class and nothing else.</summary>
    public static ElementFacts OfClass(string name) => new() { classes = name };

    public static ElementFacts Of(IElement element)
    {
        var facts = default(ElementFacts);
        var attributes = element.Attributes;
        for (var i = 0; i < attributes.Length; i++)
        {
            if (attributes[i] is not { } attribute)
                continue;
            switch (attribute.LocalName)
            {
                case "class":
                    facts.classes = attribute.Value;
                    break;
                case "id":
                    facts.id = attribute.Value;
                    break;
                case "data-testid" or "data-component" or "data-qa":
                    facts.test ??= attribute.Value;
                    break;
                case "itemprop":
                    facts.itemprop = attribute.Value;
                    break;
                case "property":
                    facts.rdfa = attribute.Value;
                    break;
                case "hidden":
                    facts.IsHidden = true;
                    break;
                case "style":
                    facts.IsHidden |= IsHiding(attribute.Value);
                    break;
            }
        }

        return facts;
    }

    /// <summary>Class, id and the like in lower case, without the marks that part their words. Empty if there are none.</summary>
    public readonly string Names()
    {
        var length = (classes?.Length ?? 0) + (id?.Length ?? 0) + (test?.Length ?? 0);
        if (length is 0 or > 1_000)
            return "";
        Span<char> names = stackalloc char[length + 3];
        var end = 0;
        foreach (var part in (ReadOnlySpan<string?>)[classes, id, test])
        {
            if (part is null)
                continue;
            foreach (var one in part)
            {
                if (one is not ('-' or '_' or ':'))
                    names[end++] = char.ToLowerInvariant(one);
            }

            names[end++] = ' ';
        }

        return names[..end].ToString();
    }

    private static bool IsHiding(string style) =>
        style.Contains("none", StringComparison.OrdinalIgnoreCase) && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase);
}
