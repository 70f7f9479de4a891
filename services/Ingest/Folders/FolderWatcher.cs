using System.Globalization;
using Newsroom.Hosting.Requests;

namespace Newsroom.Ingest.Folders;

/// <summary>
/// Looks into one folder, again and again: by looking, which works on network mounts too, and not by being told. Files are taken oldest first, once
/// they look the same twice in a row; what is still written under another name (a leading dot, <c>.tmp</c>, <c>.part</c>) is left alone until it is renamed.
/// </summary>
internal sealed class FolderWatcher(WatchedFolder folder, FolderIntake intake, TimeProvider clock, ILogger<FolderWatcher> log)
{
    /// <summary>At one look; the rest waits for the next.</summary>
    private const int MostFiles = 1_000;

    private static readonly HashSet<string> Unfinished = new(StringComparer.OrdinalIgnoreCase) { ".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp" };

    private readonly FolderShelves shelves = new(folder.Path, clock);
    private Dictionary<string, FileLook> seen = new(StringComparer.Ordinal);
    private string? failing;

    public WatchedFolder Folder => folder;

    /// <summary>One look. A folder or a store that is away is tried again at the next.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            shelves.Prepare();
            shelves.ReturnStale(TimeSpan.FromMinutes(folder.StaleMinutes));
            foreach (var name in Complete())
            {
                cancellation.ThrowIfCancellationRequested();
                if (shelves.Claim(name) is { } claimed)
                    await TakeAsync(name, claimed, cancellation);
            }

            failing = null;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            // Said once, and again when it is another one.
            if (failing != problem.Message)
                log.FolderFailed(folder.Path, problem.Message);
            failing = problem.Message;
        }
    }

    /// <summary>The names of those files that are as they were at the look before.</summary>
    private List<string> Complete()
    {
        var looks = new DirectoryInfo(folder.Path).EnumerateFiles().Where(IsFile).Take(MostFiles)
            .Select(file => new FileLook(file.Name, file.Length, file.LastWriteTimeUtc)).ToDictionary(look => look.Name, StringComparer.Ordinal);
        var complete = looks.Values.Where(look => seen.TryGetValue(look.Name, out var before) && before == look)
            .OrderBy(look => look.Changed).ThenBy(look => look.Name, StringComparer.Ordinal).Select(look => look.Name).ToList();
        seen = looks;
        return complete;
    }

    /// <summary>No link, which could lead anywhere; nothing empty, which is not written yet or no file at all.</summary>
    private static bool IsFile(FileInfo file) =>
        !file.Name.StartsWith('.') && !file.Name.EndsWith('~') && !Unfinished.Contains(file.Extension) && file.LinkTarget is null && file.Length > 0;

    private async Task TakeAsync(string name, string claimed, CancellationToken cancellation)
    {
        using var span = IngestTelemetry.StartFile(name);
        string? reason;
        try
        {
            await using (var stream = File.OpenRead(claimed))
            {
                reason = await BoundedBody.ReadAsync(stream, folder.MaxBytes, cancellation) is { } body
                    ? await intake.TakeAsync(name, body, folder, cancellation)
                    : TooLarge();
            }
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

    private string TooLarge()
    {
        IngestTelemetry.Count("refused", FolderIntake.Via);
        return string.Create(CultureInfo.InvariantCulture, $"The file is larger than {folder.MaxBytes:N0} bytes. Part it, or raise Newsroom:Folders:…:MaxBytes.");
    }

    private sealed record FileLook(string Name, long Length, DateTime Changed);
}
