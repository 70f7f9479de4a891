namespace Newsroom.Contracts;

/// <summary>
/// The exchange that a message goes out on. Part of the wire format: renaming or moving the type leaves it as it is.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EntityNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// The stable name of a message's type, used as the CloudEvents <c>type</c> and, after <c>urn:message:</c>, as MassTransit's
/// message type. Part of the wire format: a change that old readers would not understand takes a new name (<c>….v2</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MessageUrnAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// Nobody in the newsroom has to listen. Every other message is published as <c>mandatory</c> (AMQP 0-9-1) and stays in its
/// outbox until a queue is bound to take it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OptionalReaderAttribute : Attribute;

/// <summary>
/// The member that goes out as the message's AMQP <c>correlation-id</c> too, if it is set
/// (Enterprise Integration Patterns: Correlation Identifier).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CorrelationIdAttribute : Attribute;
