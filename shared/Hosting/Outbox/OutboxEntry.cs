using System.Diagnostics;
using System.Text.Json;
using Newsroom.Contracts;
using Newsroom.Hosting.Bus;

namespace Newsroom.Hosting.Outbox;

/// <summary>
/// A message that waits to be published, saved in one atomic operation with the document that it speaks of
/// (Enterprise Integration Patterns: Guaranteed Delivery; microservices.io: Transactional outbox).
/// </summary>
public sealed record OutboxEntry
{
    /// <summary>The message's id on the wire, and the CloudEvents <c>id</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The message's stable name, see <see cref="MessageUrnAttribute"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The message as JSON, as it will stand on the wire.</summary>
    public required string Body { get; init; }

    /// <summary>What it is about, the CloudEvents <c>subject</c>; empty where that is not known.</summary>
    public required string Subject { get; init; }

    /// <summary>W3C Trace Context of the operation that saved it.</summary>
    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    /// <summary>When it was saved.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Not to be published before this time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The entry for <paramref name="message"/>, which remembers the trace that is going on.</summary>
    public static OutboxEntry For<T>(T message, string subject, DateTimeOffset now, DateTimeOffset? notBefore = null)
        where T : class => new()
        {
            Id = Guid.CreateVersion7(now),
            Type = WireNames.TypeName(typeof(T)),
            Body = JsonSerializer.Serialize(message, WireJson.Options),
            Subject = subject,
            TraceParent = Activity.Current?.Id,
            TraceState = Activity.Current?.TraceStateString,
            Time = now,
            NotBefore = notBefore,
        };
}
