using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Newsroom.Hosting.Telemetry;

namespace Newsroom.Hosting.Stores;

/// <summary>
/// One SQLite file of one service. All writes go through one thread, which commits whatever has come together meanwhile as one
/// transaction (group commit): SQLite has a single writer anyway, and a flush to disk costs far more than the statements. So it can
/// afford <c>synchronous=FULL</c>: what was answered survives a loss of power. Reads run beside it (write-ahead log).
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private const int MostWritesInATransaction = 256;

    private readonly string connectionString;
    private readonly FileStream lockFile;
    private readonly Channel<Write> writes = Channel.CreateBounded<Write>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly ConcurrentBag<SqliteConnection> readers = [];

    /// <summary>Wakes the writer. A kernel object, because waiting for a task on a thread spins first, which took a core of two.</summary>
    private readonly AutoResetEvent wake = new(initialState: false);
    private readonly Thread writer;

    /// <param name="directory">Made if it is not there.</param>
    /// <param name="name">Name of the service, and of the file.</param>
    /// <param name="schema">Statements that make tables and indexes where they are not there.</param>
    /// <exception cref="SettingException">The directory cannot be written, or another process uses the file.</exception>
    public SqliteDatabase(string directory, string name, IEnumerable<string> schema)
    {
        Name = name;
        var path = Path.Combine(directory, name + ".db");
        lockFile = Lock(directory, path);
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString();
        var connection = Prepared(path, schema);
        writer = new Thread(() => WriteAll(connection)) { IsBackground = true, Name = $"sqlite {name}" };
        writer.Start();
    }

    public string Name { get; }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction that is on disk when the task ends. If it throws, what it did is undone, and
    /// nothing of what others do.
    /// </summary>
    public async Task<T> WriteAsync<T>(string operation, Func<SqliteConnection, T> work, CancellationToken cancellation)
    {
        using var activity = Start(operation);
        using var duration = new DatabaseOperation("sqlite", Name, operation);
        var write = new Write<T>(work);
        try
        {
            await writes.Writer.WriteAsync(write, cancellation);
            wake.Set();
            return await write.Done;
        }
        catch (Exception problem)
        {
            duration.Failed(problem);
            throw;
        }
    }

    public Task<T> ReadAsync<T>(string operation, Func<SqliteConnection, T> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var activity = Start(operation);
        using var duration = new DatabaseOperation("sqlite", Name, operation);
        if (!readers.TryTake(out var connection))
            connection = Open();
        try
        {
            return Task.FromResult(work(connection));
        }
        catch (Exception problem)
        {
            duration.Failed(problem);
            throw;
        }
        finally
        {
            readers.Add(connection);
        }
    }

    public void Dispose()
    {
        writes.Writer.TryComplete();
        wake.Set();
        writer.Join(TimeSpan.FromSeconds(10));
        wake.Dispose();
        while (readers.TryTake(out var connection))
            connection.Dispose();
        lockFile.Dispose();
    }

    /// <summary>A statement with its parameters, <c>$1</c>, <c>$2</c>, …; null becomes NULL.</summary>
    public static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<object?> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are literals of the stores; what comes from outside is in the parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters.AddWithValue("$" + (i + 1), parameters[i] ?? DBNull.Value);
        return command;
    }

    public static int Execute(SqliteConnection connection, string sql, params ReadOnlySpan<object?> parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    public static List<T> Query<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> parameters)
    {
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>OpenTelemetry semantic conventions for database client spans.</summary>
    private Activity? Start(string operation)
    {
        var activity = HostingTelemetry.Source.StartActivity($"{operation} {Name}", ActivityKind.Client);
        activity?.SetTag("db.system.name", "sqlite");
        activity?.SetTag("db.namespace", Name);
        activity?.SetTag("db.operation.name", operation);
        return activity;
    }

    private void WriteAll(SqliteConnection connection)
    {
        var batch = new List<Write>(MostWritesInATransaction);
        while (true)
        {
            batch.Clear();
            while (batch.Count < MostWritesInATransaction && writes.Reader.TryRead(out var write))
                batch.Add(write);
            if (batch.Count > 0)
                Commit(connection, batch);
            else if (writes.Reader.Completion.IsCompleted)
                break;
            else
                wake.WaitOne();
        }

        connection.Dispose();
    }

    private static void Commit(SqliteConnection connection, List<Write> batch)
    {
        try
        {
            Execute(connection, "BEGIN IMMEDIATE");
            foreach (var write in batch)
            {
                Execute(connection, "SAVEPOINT one");
                if (!write.Run(connection))
                    Execute(connection, "ROLLBACK TO one");
                Execute(connection, "RELEASE one");
            }

            Execute(connection, "COMMIT");
        }
        catch (SqliteException problem)
        {
            try
            {
                Execute(connection, "ROLLBACK");
            }
            catch (SqliteException)
            {
                // There was no transaction to end; the writers hear of the first problem.
            }

            foreach (var write in batch)
                write.Fail(problem);
            return;
        }

        foreach (var write in batch)
            write.End();
    }

    private SqliteConnection Prepared(string path, IEnumerable<string> schema)
    {
        try
        {
            var connection = Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            foreach (var statement in schema)
                Execute(connection, statement);
            return connection;
        }
        catch (SqliteException problem)
        {
            lockFile.Dispose();
            throw new SettingException("ConnectionStrings:store", $"Data Source={Path.GetDirectoryName(path)}",
                $"{path} cannot be used: {problem.Message}. Mend or move the file, or name another directory (Newsroom__Data).");
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON;");
        return connection;
    }

    private static FileStream Lock(string directory, string path)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SettingException("ConnectionStrings:store", $"Data Source={directory}",
                $"{problem.Message} The directory must be writable and used by one process only: end the other one, or give this one another directory (Newsroom__Data).");
        }
    }

    private abstract class Write
    {
        /// <summary>Returns whether it worked; what it did is undone otherwise.</summary>
        public abstract bool Run(SqliteConnection connection);

        public abstract void End();

        public abstract void Fail(Exception problem);
    }

    private sealed class Write<T>(Func<SqliteConnection, T> work) : Write
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;
        private Exception? failure;

        public Task<T> Done => done.Task;

        public override bool Run(SqliteConnection connection)
        {
            try
            {
                result = work(connection);
                return true;
            }
            catch (Exception problem)
            {
                failure = problem;
                return false;
            }
        }

        public override void End()
        {
            if (failure is null)
                done.TrySetResult(result!);
            else
                done.TrySetException(failure);
        }

        public override void Fail(Exception problem) => done.TrySetException(failure ?? problem);
    }
}
