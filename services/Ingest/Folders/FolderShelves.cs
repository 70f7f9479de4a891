using System.Globalization;
using System.Text;

namespace Newsroom.Ingest.Folders;

/// <summary>
/// Moves files between a watched folder and the three in it. To take one is to rename it into <c>taking</c>, which one of several replicas succeeds
/// in; everything behind that can be done again after a death.
/// </summary>
internal sealed class FolderShelves(string root, TimeProvider clock)
{
    private string Taking => Path.Combine(root, "taking");

    private string Done => Path.Combine(root, "done");

    private string Refused => Path.Combine(root, "refused");

    public void Prepare()
    {
        Directory.CreateDirectory(Taking);
        Directory.CreateDirectory(Done);
        Directory.CreateDirectory(Refused);
    }

    /// <summary>Where it is while it is taken; null if another took it, or its owner took it back.</summary>
    public string? Claim(string name)
    {
        var own = Path.Combine(Taking, string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().ToUnixTimeSeconds()}-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(own);
        var claimed = Path.Combine(own, name);
        try
        {
            File.Move(Path.Combine(root, name), claimed);
            return claimed;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        finally
        {
            RemoveEmpty(own);
        }
    }

    /// <summary>By day, so that no folder grows without end.</summary>
    public void Finish(string claimed) => Put(claimed, Path.Combine(Done, clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    /// <summary>The reason is written before the file is there, so that none stands without one.</summary>
    public void Refuse(string claimed, string reason)
    {
        var to = Free(Path.Combine(Refused, Path.GetFileName(claimed)));
        File.WriteAllText(to + ".reason.txt", reason + "\n", new UTF8Encoding(false));
        Move(claimed, to);
    }

    /// <summary>Back to where it lay, to be taken another time.</summary>
    public void Return(string claimed) => Put(claimed, root);

    /// <summary>Gives back what was begun longer ago than <paramref name="age"/>. Names say when: a rename leaves a file's own times.</summary>
    public int ReturnStale(TimeSpan age)
    {
        var returned = 0;
        var before = (clock.GetUtcNow() - age).ToUnixTimeSeconds();
        foreach (var own in Directory.EnumerateDirectories(Taking))
        {
            if (!long.TryParse(Path.GetFileName(own).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var since) || since > before)
                continue;
            foreach (var file in Directory.EnumerateFiles(own).ToList())
            {
                Put(file, root);
                returned++;
            }

            RemoveEmpty(own);
        }

        return returned;
    }

    private static void Put(string file, string folder)
    {
        Directory.CreateDirectory(folder);
        Move(file, Free(Path.Combine(folder, Path.GetFileName(file))));
    }

    /// <summary>What is gone already was moved by whoever found it stale.</summary>
    private static void Move(string from, string to)
    {
        try
        {
            File.Move(from, to);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
        }

        RemoveEmpty(Path.GetDirectoryName(from)!);
    }

    private static void RemoveEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    /// <summary>A name that nothing has yet: <c>a.xml</c>, <c>a-2.xml</c>.</summary>
    private static string Free(string path)
    {
        var free = path;
        for (var i = 2; File.Exists(free) || File.Exists(free + ".reason.txt"); i++)
            free = Path.Combine(Path.GetDirectoryName(path)!, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}-{i}{Path.GetExtension(path)}"));
        return free;
    }
}
