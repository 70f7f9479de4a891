using System.Collections.Concurrent;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Events;

namespace Newsroom.Hosting.Stores;

/// <summary>
/// Times MongoDB's commands for <see cref="DatabaseOperation"/>: the driver (3.14) traces and has no meter. Of a command it looks at the name of the
/// collection and at nothing else.
/// </summary>
internal sealed class MongoDurations : IEventSubscriber
{
    private const string System = "mongodb";

    /// <summary>What the driver does for itself on its connections, the last of which fails on every newer server.</summary>
    private static readonly HashSet<string> OfTheDriver = new(StringComparer.OrdinalIgnoreCase) { "hello", "isMaster", "saslStart", "saslContinue", "endSessions", "getLastError" };

    private readonly ConcurrentDictionary<int, string?> collections = new();
    private readonly ReflectionEventSubscriber handlers;

    public MongoDurations() => handlers = new ReflectionEventSubscriber(this);

    public bool TryGetEventHandler<TEvent>(out Action<TEvent> handler) => handlers.TryGetEventHandler(out handler);

    public void Handle(CommandStartedEvent started)
    {
        if (!OfTheDriver.Contains(started.CommandName))
            collections[started.RequestId] = CollectionOf(started.CommandName, started.Command);
    }

    public void Handle(CommandSucceededEvent ended)
    {
        if (collections.TryRemove(ended.RequestId, out var collection))
            DatabaseOperation.Record(System, ended.DatabaseNamespace?.DatabaseName, ended.CommandName, collection, errorType: null, ended.Duration);
    }

    public void Handle(CommandFailedEvent ended)
    {
        if (collections.TryRemove(ended.RequestId, out var collection))
            DatabaseOperation.Record(System, ended.DatabaseNamespace?.DatabaseName, ended.CommandName, collection, ErrorType(ended.Failure), ended.Duration);
    }

    /// <summary><c>{ find: "articles" }</c>, <c>{ getMore: 4711, collection: "articles" }</c>; a command on the database names none.</summary>
    private static string? CollectionOf(string name, BsonDocument command) =>
        command.TryGetValue(name, out var value) && value.IsString ? value.AsString
        : command.TryGetValue("collection", out var collection) && collection.IsString ? collection.AsString
        : null;

    /// <summary>MongoDB's own name of the error, of which there are few hundred, else the exception's type.</summary>
    private static string ErrorType(Exception failure) => failure is MongoCommandException { CodeName: { Length: > 0 } name } ? name : failure.GetType().Name;
}
