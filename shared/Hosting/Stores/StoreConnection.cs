using MongoDB.Driver;

namespace Newsroom.Hosting.Stores;

/// <summary>
/// Where documents are kept: <c>ConnectionStrings:store</c>, either <c>mongodb(+srv)://…</c> (each service has a database of its
/// own, <c>newsroom-ingest</c> and so on) or <c>Data Source=DIRECTORY</c> (each has an SQLite file of its own in there).
/// </summary>
public sealed record StoreConnection
{
    private StoreConnection(string? directory, string? mongo) => (Directory, Mongo) = (directory, mongo);

    public string? Directory { get; }

    public string? Mongo { get; }

    public bool IsMongo => Mongo is not null;

    /// <exception cref="SettingException">It is missing or neither of the two.</exception>
    public static StoreConnection Parse(string? value)
    {
        const string setting = "ConnectionStrings:store";
        const string cure = "Set ConnectionStrings__store to mongodb://user:password@host:27017/, or to 'Data Source=DIRECTORY' for SQLite files in a directory.";
        if (string.IsNullOrWhiteSpace(value))
            throw new SettingException(setting, value, cure);
        if (value.StartsWith("mongodb://", StringComparison.Ordinal) || value.StartsWith("mongodb+srv://", StringComparison.Ordinal))
        {
            try
            {
                _ = MongoUrl.Create(value);
                return new StoreConnection(null, value);
            }
            catch (MongoException problem)
            {
                throw new SettingException(setting, SettingException.Hidden(value), problem.Message + " " + cure);
            }
        }

        const string prefix = "Data Source=";
        if (value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && value[prefix.Length..].Trim().TrimEnd(';') is { Length: > 0 } directory)
            return new StoreConnection(Path.GetFullPath(directory), null);
        throw new SettingException(setting, SettingException.Hidden(value), cure);
    }
}
