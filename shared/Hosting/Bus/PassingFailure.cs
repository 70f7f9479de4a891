using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using MongoDB.Driver;

namespace Newsroom.Hosting.Bus;

/// <summary>Failures that pass without anybody doing anything about the message: the store or the network is away for a while.</summary>
internal static class PassingFailure
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    /// <summary>
    /// A document beyond 16 MB: articles are far below, so what makes it grow is messages that wait, until the relay gets on again.
    /// </summary>
    private static readonly int[] MongoTooLarge = [10334, 17419];

    public static bool Is(Exception problem) => problem switch
    {
        MongoWriteException { WriteError: { } error } when MongoTooLarge.Contains(error.Code) => true,
        MongoCommandException command when MongoTooLarge.Contains(command.Code) => true,
        MongoConnectionException or MongoNotPrimaryException or MongoNodeIsRecoveringException or MongoExecutionTimeoutException
            or MongoWaitQueueFullException or MongoWriteConcernException => true,
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } => true,
        TimeoutException or SocketException or IOException or ConflictException => true,
        AggregateException several => several.InnerExceptions.All(Is),
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}

/// <summary>Others saved the same document again and again while this one tried to.</summary>
public sealed class ConflictException(string message) : Exception(message);
