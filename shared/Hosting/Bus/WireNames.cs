using System.Collections.Concurrent;
using System.Reflection;
using Newsroom.Contracts;

namespace Newsroom.Hosting.Bus;

/// <summary>The stable names that message types carry, and nothing derived from a namespace or an assembly.</summary>
public static class WireNames
{
    private static readonly ConcurrentDictionary<Type, (string Exchange, string Urn, bool Optional)> Known = new();

    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Correlations = new();

    /// <summary>Name of the exchange (<c>newsroom.article-received.v1</c>).</summary>
    public static string Exchange(Type message) => Of(message).Exchange;

    /// <summary>Name of the type, the CloudEvents <c>type</c>.</summary>
    public static string TypeName(Type message) => Of(message).Urn;

    /// <summary>Whether a message that no queue takes is lost on purpose.</summary>
    public static bool IsOptional(Type message) => Of(message).Optional;

    /// <summary>The member that is the message's correlation id; null if it has none.</summary>
    public static PropertyInfo? Correlation(Type message) => Correlations.GetOrAdd(message, static type =>
        type.GetProperties().SingleOrDefault(property => property.IsDefined(typeof(CorrelationIdAttribute))));

    public static bool HasName(Type message) => message.IsDefined(typeof(EntityNameAttribute), inherit: false);

    private static (string Exchange, string Urn, bool Optional) Of(Type message) => Known.GetOrAdd(message, static type =>
    (
        type.GetCustomAttribute<EntityNameAttribute>()?.Name ?? throw Missing(type, nameof(EntityNameAttribute)),
        type.GetCustomAttribute<MessageUrnAttribute>()?.Name ?? throw Missing(type, nameof(MessageUrnAttribute)),
        type.IsDefined(typeof(OptionalReaderAttribute), inherit: false)
    ));

    private static InvalidOperationException Missing(Type type, string attribute) =>
        new($"{type.FullName} travels on the bus and needs a [{attribute.Replace("Attribute", "", StringComparison.Ordinal)}].");
}
