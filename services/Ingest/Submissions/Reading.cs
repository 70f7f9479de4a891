namespace Newsroom.Ingest.Submissions;

/// <summary>
/// Either what was read or why it could not be. <see cref="Refusal"/> is an answer to the sender, not an exception: bad input is expected.
/// </summary>
internal readonly struct Reading<T> where T : class
{
    private Reading(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public Refusal? Refusal { get; }

    public static implicit operator Reading<T>(T value) => new(value, null);

    public static implicit operator Reading<T>(Refusal refusal) => new(null, refusal);

    public bool Failed(out Refusal refusal, out T value)
    {
        refusal = Refusal!;
        value = Value!;
        return Refusal is not null;
    }
}

/// <summary>
/// Why something was not taken: the HTTP status that says so (400 cannot be read, 413 too large, 415 not this type, 422 read but not usable),
/// a sentence that says what to do, and the fields that it is about.
/// </summary>
internal sealed record Refusal(int Status, string Detail, IReadOnlyList<FieldProblem>? Fields = null)
{
    /// <summary>What could be read of it nonetheless, for those who ask why.</summary>
    public ArticleDraft? Found { get; init; }

    /// <summary>The whole of it in one text, for quarantine and logs.</summary>
    public string Sentence => Fields is { Count: > 0 } ? $"{Detail} {string.Join(" ", Fields.Select(one => $"{one.Pointer}: {one.Detail}"))}" : Detail;
}

/// <summary>A JSON Pointer (RFC 6901) and what is wrong there.</summary>
internal sealed record FieldProblem(string Pointer, string Detail);
