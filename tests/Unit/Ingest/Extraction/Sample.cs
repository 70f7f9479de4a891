namespace Newsroom.Tests.Unit.Ingest.Extraction;

/// <summary>The pages and texts beside the tests, made up in the shapes that scrapers bring home.</summary>
internal static class Sample
{
    public static string Read(string name)
    {
        using var stream = typeof(Sample).Assembly.GetManifestResourceStream($"Extraction/{name}")
            ?? throw new FileNotFoundException($"no sample {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
