namespace Newsroom.Tests.Unit.Ingest.Extraction.Pages;

/// <summary>One story told in a language, with the words that a page of that language puts around it.</summary>
internal sealed class AuthoredText
{
    public static readonly string[] Languages = ["en", "id", "de", "es", "ar", "ja"];

    private readonly Dictionary<string, List<string>> parts = [];

    private AuthoredText(string language) => Language = language;

    public string Language { get; }

    public string Title => this["title"][0];

    public string Lead => this["lead"][0];

    public List<string> Paragraphs => this["paragraphs"];

    public List<string> this[string part] => parts[part];

    public static AuthoredText In(string language)
    {
        var text = new AuthoredText(language);
        var part = new List<string>();
        foreach (var line in Sample.Read($"authored.{language}.txt").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '[')
                text.parts[line.Trim('[', ']')] = part = [];
            else
                part.Add(line);
        }

        return text;
    }
}
