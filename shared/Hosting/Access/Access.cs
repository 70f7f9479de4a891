using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Newsroom.Hosting.Descriptions;

namespace Newsroom.Hosting.Access;

/// <summary>
/// Who may write, and read what readers may not. Section <c>Newsroom:Access</c>. A service that listens on loopback only is open to whoever is on the machine; one that
/// listens beyond asks for <c>Authorization: Bearer KEY</c>, unless <see cref="Open"/> says that something in front of it sees to that.
/// </summary>
internal sealed record AccessOptions
{
    public const string Section = "Newsroom:Access";

    /// <summary>By name of the key's holder: the key, and what it may do (submit, edit, admin).</summary>
    public IReadOnlyDictionary<string, AccessKey> Keys { get; init; } = new Dictionary<string, AccessKey>();

    /// <summary>Writing needs no key, wherever the service listens.</summary>
    public bool Open { get; init; }
}

internal sealed record AccessKey
{
    /// <summary>At least 16 characters.</summary>
    public string Key { get; init; } = "";

    public IReadOnlyList<string> Scopes { get; init; } = [];
}

/// <summary>What a key may be good for. Admin includes edit, edit includes submit.</summary>
public enum AccessScope
{
    Submit,
    Edit,
    Admin,
}

public static class AccessEndpoints
{
    internal static void AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section))
            .Validate(
                options => options.Keys.Values.All(key => key.Key.Length >= 16 && key.Scopes.Count > 0 && key.Scopes.All(scope => Enum.TryParse<AccessScope>(scope, true, out _))),
                $"{AccessOptions.Section}:Keys: each needs a Key of at least 16 characters and Scopes out of submit, edit, admin.")
            .ValidateOnStart();
        services.AddSingleton<AccessGuard>();
    }

    /// <summary>Asks for a key with this scope where the service listens beyond loopback: 401 without a key, 403 with one that may not.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, AccessScope scope) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (context, next) =>
                context.HttpContext.RequestServices.GetRequiredService<AccessGuard>().Refuse(context.HttpContext, scope) ?? await next(context))
            .WithMetadata(new RequiredScope(scope))
            .Refuses(StatusCodes.Status401Unauthorized, "No API key was sent, or one that is not known here.")
            .Refuses(StatusCodes.Status403Forbidden, "The API key may not do that.");
}

/// <summary>What an endpoint asks for, for those who describe it.</summary>
internal sealed record RequiredScope(AccessScope Scope);

internal sealed class AccessGuard(Microsoft.Extensions.Options.IOptions<AccessOptions> options, IServer server)
{
    private readonly Lazy<bool> loopbackOnly = new(() =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses
        && addresses.All(address => BindingAddress.Parse(address).Host is "localhost" or "127.0.0.1" or "[::1]"));

    /// <summary>Null if the request may go on.</summary>
    public IResult? Refuse(HttpContext http, AccessScope scope)
    {
        if (options.Value.Open || loopbackOnly.Value)
            return null;
        var given = http.Request.Headers.Authorization.ToString();
        const string scheme = "Bearer ";
        if (!given.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem("Send an API key: 'Authorization: Bearer KEY'. Keys are set under Newsroom:Access:Keys.", statusCode: StatusCodes.Status401Unauthorized);
        }

        var key = Find(given[scheme.Length..].Trim());
        if (key is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return TypedResults.Problem("This API key is not known here.", statusCode: StatusCodes.Status401Unauthorized);
        }

        return key.Scopes.Any(one => Enum.Parse<AccessScope>(one, ignoreCase: true) >= scope)
            ? null
            : TypedResults.Problem($"This API key may not do that; it needs the scope '{scope.ToString().ToLowerInvariant()}'.", statusCode: StatusCodes.Status403Forbidden);
    }

    /// <summary>Compares hashes in constant time, so that the time taken tells nothing.</summary>
    private AccessKey? Find(string given)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        AccessKey? found = null;
        foreach (var key in options.Value.Keys.Values)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(key.Key))))
                found = key;
        }

        return found;
    }
}
