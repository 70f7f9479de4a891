using Microsoft.Data.Sqlite;
using Newsroom.Hosting;
using Newsroom.Hosting.Stores;
using Xunit;

namespace Newsroom.Tests.Conformance.Sqlite;

/// <summary>What the stores over SQLite rest on.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private const string Schema = "CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)";
    private readonly string directory = Path.Combine(Directory.CreateTempSubdirectory("newsroom-sqlite-").FullName, "made", "when needed");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(Path.GetFullPath(Path.Combine(directory, "..", "..")), recursive: true);

    [Fact]
    public async Task A_write_that_fails_is_undone_and_those_committed_with_it_are_not()
    {
        using var database = Open();
        // The writer is held up, so that what comes meanwhile is committed together.
        using var gate = new ManualResetEventSlim();
        var first = database.WriteAsync("hold", connection =>
        {
            gate.Wait(TimeSpan.FromSeconds(30));
            return Add(connection, "first");
        }, Cancellation);
        var before = database.WriteAsync("add", connection => Add(connection, "before"), Cancellation);
        var failing = database.WriteAsync<int>("fail", connection =>
        {
            Add(connection, "half done");
            throw new InvalidOperationException("a bug of a store");
        }, Cancellation);
        var refused = database.WriteAsync("refuse", connection => Add(connection, "half of another") + Add(connection, "before"), Cancellation);
        var after = database.WriteAsync("add", connection => Add(connection, "after"), Cancellation);
        gate.Set();

        Assert.Equal("a bug of a store", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
        await Assert.ThrowsAsync<SqliteException>(() => refused);
        Assert.All(await Task.WhenAll(first, before, after), rows => Assert.Equal(1, rows));
        Assert.Equal(["first", "before", "after"], await NotesAsync(database));
    }

    [Fact]
    public async Task Many_writes_at_once_are_all_kept()
    {
        using var database = Open();
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => database.WriteAsync("add", connection => Add(connection, $"{i}"), Cancellation)));
        Assert.Equal(1_000, (await NotesAsync(database)).Count);
    }

    [Fact]
    public async Task A_write_is_seen_by_reads_once_it_is_done()
    {
        using var database = Open();
        for (var i = 1; i <= 20; i++)
        {
            await database.WriteAsync("add", connection => Add(connection, $"{i}"), Cancellation);
            Assert.Equal(i, (await NotesAsync(database)).Count);
        }
    }

    [Fact]
    public async Task A_read_that_fails_harms_none_that_comes_after()
    {
        using var database = Open();
        await Assert.ThrowsAsync<SqliteException>(async () => await database.ReadAsync("fail", connection => SqliteDatabase.Execute(connection, "SELECT * FROM nothing"), Cancellation));
        Assert.Empty(await NotesAsync(database));
    }

    [Fact]
    public async Task What_was_written_is_there_after_the_file_is_opened_again()
    {
        using (var database = Open())
            await database.WriteAsync("add", connection => Add(connection, "kept 🚢"), Cancellation);
        using var again = Open();
        Assert.Equal(["kept 🚢"], await NotesAsync(again));
    }

    /// <summary>What a crash leaves: the files as they are at some moment, with the write-ahead log beside.</summary>
    [Fact]
    public async Task What_was_answered_is_there_after_a_crash()
    {
        var copy = Path.Combine(directory, "copy");
        Directory.CreateDirectory(copy);
        using (var database = Open())
        {
            await database.WriteAsync("add", connection => Add(connection, "answered"), Cancellation);
            Assert.True(File.Exists(Path.Combine(directory, "notes.db-wal")), "The write is to be in the log still, else this shows nothing.");
            foreach (var file in Directory.GetFiles(directory, "notes.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        using var again = new SqliteDatabase(copy, "notes", [Schema]);
        Assert.Equal(["answered"], await NotesAsync(again));
    }

    [Fact]
    public async Task A_write_in_hand_is_finished_when_the_database_is_closed()
    {
        Task<int> writing;
        using (var database = Open())
            writing = database.WriteAsync("add", connection => Add(connection, "in hand"), Cancellation);
        Assert.Equal(1, await writing);
        using var again = Open();
        Assert.Equal(["in hand"], await NotesAsync(again));
    }

    [Fact]
    public async Task A_second_one_on_the_same_file_is_refused_and_told_what_to_do()
    {
        using (var first = Open())
        {
            var refused = Assert.Throws<SettingException>(Open);
            Assert.Contains("ConnectionStrings:store", refused.Message, StringComparison.Ordinal);
            Assert.Contains(directory, refused.Message, StringComparison.Ordinal);
            Assert.Contains("end the other one", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Newsroom__Data", refused.Message, StringComparison.Ordinal);
            await first.WriteAsync("add", connection => Add(connection, "not disturbed"), Cancellation);
        }

        using var next = Open();
        Assert.Equal(["not disturbed"], await NotesAsync(next));
    }

    [Fact]
    public void Another_service_may_have_its_file_in_the_same_directory()
    {
        using var first = Open();
        using var second = new SqliteDatabase(directory, "other", [Schema]);
        Assert.NotEqual(first.Name, second.Name);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_refused_and_told_what_to_do()
    {
        var file = Path.Combine(directory, "..", "a file");
        Directory.CreateDirectory(directory);
        File.WriteAllText(file, "");
        var refused = Assert.Throws<SettingException>(() => new SqliteDatabase(file, "notes", [Schema]));
        Assert.Contains("must be writable", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_taken_any_more_once_it_is_closed()
    {
        var database = Open();
        database.Dispose();
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => database.WriteAsync("add", connection => Add(connection, "too late"), Cancellation));
    }

    private SqliteDatabase Open() => new(directory, "notes", [Schema]);

    private static int Add(SqliteConnection connection, string text) => SqliteDatabase.Execute(connection, "INSERT INTO notes (text) VALUES ($1)", text);

    private static Task<List<string>> NotesAsync(SqliteDatabase database) =>
        database.ReadAsync("list", connection => SqliteDatabase.Query(connection, "SELECT text FROM notes ORDER BY id", row => row.GetString(0)), Cancellation);
}
