using Newsroom.Hosting.Bus;

namespace Newsroom.Hosting.Stores;

/// <summary>What came of saving a document that was loaded before.</summary>
public enum SaveOutcome
{
    Saved,

    /// <summary>Somebody else saved first: load, decide and save again.</summary>
    Stale,
}

/// <summary>Optimistic concurrency: load, decide, save; and again from the start if somebody else was faster.</summary>
public static class Optimistic
{
    /// <summary>A document that so many others save at the same moment is left to a retry of the whole message.</summary>
    private const int MostAttempts = 20;

    /// <param name="document">For the error's text.</param>
    /// <param name="attempt">Null where the save was stale.</param>
    /// <exception cref="ConflictException">Others were faster every time.</exception>
    public static async Task<T> SaveAsync<T>(Guid document, Func<Task<T?>> attempt) where T : struct
    {
        for (var i = 0; i < MostAttempts; i++)
        {
            if (await attempt() is { } result)
                return result;
        }

        throw new ConflictException($"The document {document} is being changed by too many at once.");
    }
}
