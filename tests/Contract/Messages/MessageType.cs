using System.Reflection;
using Newsroom.Contracts;
using Xunit;

namespace Newsroom.Tests.Contract.Messages;

/// <summary>A type that travels, as reflection finds it in Newsroom.Contracts.</summary>
internal static class MessageType
{
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(Article).Assembly.GetExportedTypes()
            .Where(type => type.IsDefined(typeof(EntityNameAttribute)) || type.IsDefined(typeof(MessageUrnAttribute)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary><c>article-received.v1</c>: the stable name without the house's own.</summary>
    public static string FileName(Type type) => Urn(type).Replace("newsroom.", "", StringComparison.Ordinal);

    public static string Urn(Type type) => type.GetCustomAttribute<MessageUrnAttribute>()?.Name ?? Missing(type, "MessageUrn");

    public static string Exchange(Type type) => type.GetCustomAttribute<EntityNameAttribute>()?.Name ?? Missing(type, "EntityName");

    private static string Missing(Type type, string attribute)
    {
        Assert.Fail($"{type.Name} travels and has no [{attribute}]: without both names the wire would follow the .NET name.");
        return "";
    }
}
