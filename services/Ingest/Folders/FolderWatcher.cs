using Newsroom.Hosting.Requests;

namespace Newsroom.Ingest.Folders;

/// <summary>
/// Looks into one folder, again and again: by looking, which works on network mounts too, and not by being told. Files are taken oldest first, once
/// they look the same twice in a row; what is still written under another name (a leading dot, <c>.tmp</c>, <c>.part</c>) is left alone until it is renamed.
/// </summary>
internal sealed class FolderWatcher(WatchedFolder folder, FolderIntake intake, TimeProvider clock, ILogger<FolderWatcher> log)
{
    /// <summary>At one look, besides those that could not be read before; the rest waits for the next.</summary>
    private const int MostFiles = 1_000;

    private static readonly HashSet<string> Unfinished = new(StringComparer.OrdinalIgnoreCase) { ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp" };

    private readonly FolderShelves shelves = new(folder.Path, clock);
    private readonly HashSet<FileLook> unread = [];
    private Dictionary<string, FileLook> seen = new(StringComparer.Ordinal);
    private (Type, int)? failing;

    public WatchedFolder Folder => folder;

    /// <summary>One look. A folder or a store that is away is tried again at the next.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            shelves.Prepare();
            shelves.ReturnStale(TimeSpan.FromMinutes(folder.StaleMinutes));
            await LookAtAllAsync(Complete(), cancellation);
            failing = null;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            // Said once, and again when it is another one; its words may differ each time, by names and times in them.
            if (failing != (problem.GetType(), problem.HResult))
                log.FolderFailed(folder.Path, problem.Message);
            failing = (problem.GetType(), problem.HResult);
        }
    }

    private async Task LookAtAllAsync(IReadOnlyList<FileLook> files, CancellationToken cancellation)
    {
        var newlyUnread = new List<(string File, string Problem)>();
        try
        {
            foreach (var file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                if (await LookAtAsync(file, cancellation) is { } problem && unread.Add(file))
                    newlyUnread.Add((file.Name, problem));
            }
        }
        finally
        {
            if (newlyUnread is [var first, ..])
                log.FilesUnread(newlyUnread.Count, folder.Path, first.File, first.Problem);
        }
    }

    /// <summary>A file that cannot be moved or read stays where it lies, is tried again at every look, and holds up no other.</summary>
    /// <returns>Why it cannot be.</returns>
    private async Task<string?> LookAtAsync(FileLook file, CancellationToken cancellation)
    {
        string? claimed = null;
        byte[]? body;
        try
        {
            claimed = shelves.Claim(file.Name);
            if (claimed is null)
                return null;
            body = await ReadAsync(claimed, cancellation);
        }
        catch (Exception problem) when (claimed is not null || problem is IOException or UnauthorizedAccessException)
        {
            if (claimed is not null)
                shelves.Return(claimed);
            if (problem is not (IOException or UnauthorizedAccessException))
                throw;
            return claimed is null ? problem.Message : problem.Message.Replace(claimed, Path.Combine(folder.Path, file.Name), StringComparison.Ordinal);
        }

        await TakeAsync(file.Name, claimed, body, cancellation);
        return null;
    }

    /// <summary>Those files that are as they were at the look before.</summary>
    private List<FileLook> Complete()
    {
        var looks = new DirectoryInfo(folder.Path).EnumerateFiles().Where(IsFile).Take(MostFiles + unread.Count)
            .Select(file => new FileLook(file.Name, file.Length, file.LastWriteTimeUtc)).ToDictionary(look => look.Name, StringComparer.Ordinal);
        var complete = looks.Values.Where(look => seen.TryGetValue(look.Name, out var before) && before == look)
            .OrderBy(look => look.Changed).ThenBy(look => look.Name, StringComparer.Ordinal).ToList();
        seen = looks;
        unread.RemoveWhere(file => !looks.TryGetValue(file.Name, out var now) || now != file);
        return complete;
    }

    /// <summary>No link, which could lead anywhere; nothing empty, which is not written yet or no file at all.</summary>
    private static bool IsFile(FileInfo file) =>
        !file.Name.StartsWith('.') && !file.Name.EndsWith('~') && !Unfinished.Contains(file.Extension) && file.LinkTarget is null && file.Length > 0;

    /// <returns>Null if it is larger than may be.</returns>
    private async Task<byte[]?> ReadAsync(string claimed, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(claimed);
        return await BoundedBody.ReadAsync(stream, folder.MaxBytes, cancellation);
    }

    private async Task TakeAsync(string name, string claimed, byte[]? body, CancellationToken cancellation)
    {
        using var span = IngestTelemetry.StartFile(name);
        string? reason;
        try
        {
            reason = await intake.TakeAsync(name, body, folder, cancellation);
        }
        catch
        {
            // Nothing is wrong with the file, as far as is known. What was taken of it is found there the next time.
            shelves.Return(claimed);
            throw;
        }

        if (reason is null)
        {
            shelves.Finish(claimed);
            log.FileTaken(name, folder.Path);
        }
        else
        {
            shelves.Refuse(claimed, reason);
            log.FileRefused(name, folder.Path, reason);
        }
    }

    private sealed record FileLook(string Name, long Length, DateTime Changed);
}
