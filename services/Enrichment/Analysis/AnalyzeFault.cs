namespace Newsroom.Enrichment.Analysis;

/// <summary>Why a request cannot be answered, as a sentence that says what to do (the detail of an RFC 9457 problem).</summary>
internal sealed class AnalyzeFault(int status, string title, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    /// <summary>400: not JSON at all.</summary>
    public static AnalyzeFault Unreadable(string detail) => new(StatusCodes.Status400BadRequest, "Unreadable body", detail);

    /// <summary>413.</summary>
    public static AnalyzeFault TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, "Text too long", detail);

    /// <summary>415.</summary>
    public static AnalyzeFault NotJson(string detail) => new(StatusCodes.Status415UnsupportedMediaType, "JSON is needed", detail);

    /// <summary>422: JSON, but not a request.</summary>
    public static AnalyzeFault Unprocessable(string detail) => new(StatusCodes.Status422UnprocessableEntity, "Invalid request", detail);
}
