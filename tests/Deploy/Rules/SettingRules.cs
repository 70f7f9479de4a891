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
    ];

    /// <summary>The Secrets that a workload wants, with the key where it wants a single one.</summary>
    public static IEnumerable<(string Secret, string? Key)> Secrets(Workload workload) =>
    [
        .. workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>()
            .Select(reference => (reference.Name, (string?)reference.Key)),
        .. workload.Containers.SelectMany(container => container.EnvFrom ?? []).Select(source => source.SecretRef?.Name).OfType<string>().Select(name => (name, (string?)null)),
        .. (workload.Pod.Volumes ?? []).Select(volume => volume.Secret?.SecretName).OfType<string>().Select(name => (name, (string?)null)),
    ];

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
