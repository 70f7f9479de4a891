using System.Text.RegularExpressions;
using k8s.Models;

namespace Newsroom.Tests.Deploy.Rules;

/// <summary>Where settings and secrets lie.</summary>
internal static partial class SettingRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("no_secret_in_the_open", manifests => manifests.All<V1ConfigMap>()
            .SelectMany(map => (map.Data ?? new Dictionary<string, string>()).Where(entry => IsSecret(entry.Key, entry.Value))
                .Select(entry => $"ConfigMap/{map.Metadata.Name} gives {entry.Key} away."))
            .Concat(
                from workload in manifests.Workloads
                from container in workload.Containers
                from variable in container.Env ?? []
                where IsSecret(variable.Name, variable.Value)
                select $"{workload} container {container.Name} gives {variable.Name} away.")),
        new("no_secret_in_the_tree", manifests => manifests.All<V1Secret>().Select(secret => $"Secret/{secret.Metadata.Name} lies in the tree.")),
        new("settings_exist", manifests =>
            from workload in manifests.Workloads
            from name in ConfigMaps(workload)
            where !manifests.All<V1ConfigMap>().Any(map => map.Metadata.Name == name)
            select $"{workload} wants ConfigMap/{name}, which is not there."),
        new("writing_needs_a_key", manifests => manifests.All<V1ConfigMap>()
            .Where(map => map.Data?.TryGetValue("Newsroom__Access__Open", out var open) == true && !string.Equals(open, "false", StringComparison.OrdinalIgnoreCase))
            .Select(map => $"ConfigMap/{map.Metadata.Name} lets anyone write.")),
        // Whoever may look at a pod reads its environment, and a crash report or a child process takes it along.
        Rule.OfContainer("secrets_as_files", (container, _) =>
            (container.Env ?? []).Where(variable => variable.ValueFrom?.SecretKeyRef is not null).Select(variable => variable.Name)
                .Concat((container.EnvFrom ?? []).Where(source => source.SecretRef is not null).Select(source => source.SecretRef.Name))
                .ToList() is { Count: > 0 } names
                ? $"has a secret in its environment: {string.Join(", ", names)}."
                : null),
        Rule.OfWorkload("broker_user_of_its_own", workload => !workload.IsService || BrokerSecret(workload) == "broker-" + workload.Name
            ? null
            : $"signs in to the broker by Secret/{BrokerSecret(workload)}, which is not its own."),
    ];

    /// <summary>The Secrets that a workload wants, with the key where it wants a single one.</summary>
    public static IEnumerable<(string Secret, string? Key)> Secrets(Workload workload) =>
    [
        .. workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>()
            .Select(reference => (reference.Name, (string?)reference.Key)),
        .. workload.Containers.SelectMany(container => container.EnvFrom ?? []).Select(source => source.SecretRef?.Name).OfType<string>().Select(name => (name, (string?)null)),
        .. (workload.Pod.Volumes ?? []).Select(volume => volume.Secret?.SecretName).OfType<string>().Select(name => (name, (string?)null)),
        .. Projected(workload).SelectMany(secret => secret.Items is { Count: > 0 } items ? items.Select(item => (secret.Name, (string?)item.Key)) : [(secret.Name, null)]),
    ];

    private static IEnumerable<V1SecretProjection> Projected(Workload workload) =>
        (workload.Pod.Volumes ?? []).SelectMany(volume => volume.Projected?.Sources ?? []).Select(source => source.Secret).OfType<V1SecretProjection>();

    /// <summary>The Secret that the file with the broker's connection string comes from.</summary>
    private static string? BrokerSecret(Workload workload) =>
        Projected(workload).FirstOrDefault(secret => secret.Items?.Any(item => item.Path == "ConnectionStrings__broker") == true)?.Name;

    private static IEnumerable<string> ConfigMaps(Workload workload) =>
    [
        .. workload.Containers.SelectMany(container => container.EnvFrom ?? []).Select(source => source.ConfigMapRef?.Name).OfType<string>(),
        .. (workload.Pod.Volumes ?? []).Select(volume => volume.ConfigMap?.Name).OfType<string>(),
    ];

    private static bool IsSecret(string name, string? value) => !string.IsNullOrEmpty(value)
        && ((SecretName().IsMatch(name) && !name.EndsWith("_FILE", StringComparison.Ordinal)) || SecretValue().IsMatch(value));

    [GeneratedRegex("pass(word|wd)?(_|$)|secret|token|(^|_|api)key$|ConnectionStrings", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();

    /// <summary>A user and password in an address.</summary>
    [GeneratedRegex("://[^/@\\s]*:[^/@\\s]+@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretValue();
}
