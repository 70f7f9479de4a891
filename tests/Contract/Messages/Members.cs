using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Newsroom.Tests.Contract.Messages;

/// <summary>What reflection says of the members of messages and of the records inside them.</summary>
internal static class Members
{
    /// <summary>Names on the wire of the members that must be there.</summary>
    public static IEnumerable<string> Required(Type type) => Of(type).Where(IsRequired).Select(Name);

    /// <summary>Members, of the message or of a record inside it, that none of the samples sets.</summary>
    public static IReadOnlyList<string> Unset(Type message, IEnumerable<object> samples)
    {
        var set = new HashSet<PropertyInfo>();
        foreach (var sample in samples)
        {
            foreach (var (owner, member) in Walk(sample))
            {
                if (member.GetValue(owner) is { } value && value is not ICollection { Count: 0 } and not "")
                    set.Add(member);
            }
        }

        return [.. Records(message, []).SelectMany(Of).Where(member => !set.Contains(member)).Select(Path)];
    }

    /// <summary>The object with nothing but required members, all the way down.</summary>
    public static JsonObject OnlyRequired(JsonObject json, Type type)
    {
        foreach (var member in Of(type))
        {
            if (!IsRequired(member))
                json.Remove(Name(member));
            else if (json[Name(member)] is JsonObject inner)
                OnlyRequired(inner, member.PropertyType);
        }

        return json;
    }

    /// <summary>Members that are null although their type says that they never are.</summary>
    public static IReadOnlyList<string> NullAgainstTheirType(object message)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. Walk(message)
                .Where(place => place.Member.GetValue(place.Owner) is null && nullability.Create(place.Member).ReadState == NullabilityState.NotNull)
                .Select(place => Path(place.Member)),
        ];
    }

    public static IEnumerable<DateTimeOffset> Times(object message) =>
        Walk(message).Select(place => place.Member.GetValue(place.Owner)).OfType<DateTimeOffset>();

    private static IEnumerable<(object Owner, PropertyInfo Member)> Walk(object? value)
    {
        if (value is IEnumerable items and not string)
        {
            foreach (var place in items.Cast<object?>().SelectMany(Walk))
                yield return place;
        }
        else if (value is not null && IsRecord(value.GetType()))
        {
            foreach (var member in Of(value.GetType()))
            {
                yield return (value, member);
                foreach (var place in Walk(member.GetValue(value)))
                    yield return place;
            }
        }
    }

    private static HashSet<Type> Records(Type type, HashSet<Type> found)
    {
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
                Records(argument, found);
        }
        else if (IsRecord(type) && found.Add(type))
        {
            foreach (var member in Of(type))
                Records(member.PropertyType, found);
        }

        return found;
    }

    private static IEnumerable<PropertyInfo> Of(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.CanWrite);

    private static bool IsRecord(Type type) => type.IsClass && type.Assembly == typeof(Contracts.Article).Assembly;

    private static bool IsRequired(PropertyInfo member) => member.IsDefined(typeof(RequiredMemberAttribute));

    private static string Name(PropertyInfo member) => JsonNamingPolicy.CamelCase.ConvertName(member.Name);

    private static string Path(PropertyInfo member) => $"{member.DeclaringType!.Name}.{member.Name}";
}
