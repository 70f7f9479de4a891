namespace Newsroom.Tests.Deploy.Rules;

/// <summary>
/// The Pod Security Standard "restricted" (https://kubernetes.io/docs/concepts/security/pod-security-standards/), and what goes beyond it:
/// a fixed user, a read-only root file system.
/// </summary>
internal static class PodRules
{
    /// <summary>The user that the images name: <c>app</c> of the chiselled .NET images.</summary>
    private const long ServiceUser = 1654;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("namespace_enforces_restricted", NamespaceEnforcesRestricted),
        Rule.OfContainer("not_root", (container, workload) =>
            (container.SecurityContext?.RunAsNonRoot ?? workload.Pod.SecurityContext?.RunAsNonRoot) == true ? null : "may run as root."),
        Rule.OfContainer("fixed_user", (container, workload) => (container.SecurityContext?.RunAsUser ?? workload.Pod.SecurityContext?.RunAsUser) switch
        {
            ServiceUser when workload.IsService => null,
            > 0 when !workload.IsService => null,
            var user => $"runs as user {user?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unsaid"}.",
        }),
        Rule.OfContainer("read_only_root", (container, _) =>
            container.SecurityContext?.ReadOnlyRootFilesystem == true ? null : "may write to its root file system."),
        Rule.OfWorkload("temporary_files", workload => workload.Pod.Containers.All(container => container.VolumeMounts?.Any(mount =>
                mount.MountPath == "/tmp" && workload.Pod.Volumes?.Any(volume => volume.Name == mount.Name && volume.EmptyDir is not null) == true) == true)
            ? null
            : "has no emptyDir at /tmp."),
        Rule.OfContainer("no_capabilities", (container, _) =>
            container.SecurityContext?.Capabilities is { Drop: { } dropped, Add: null or { Count: 0 } } && dropped.Contains("ALL") ? null : "keeps capabilities."),
        Rule.OfContainer("no_escalation", (container, _) =>
            container.SecurityContext is { AllowPrivilegeEscalation: false, Privileged: null or false } ? null : "may gain privileges."),
        Rule.OfContainer("seccomp", (container, workload) =>
            (container.SecurityContext?.SeccompProfile ?? workload.Pod.SecurityContext?.SeccompProfile)?.Type is "RuntimeDefault" ? null : "is not under seccomp's RuntimeDefault."),
        Rule.OfWorkload("nothing_of_the_host", workload =>
            workload.Pod.HostNetwork == true || workload.Pod.HostPID == true || workload.Pod.HostIPC == true
            || workload.Pod.Volumes?.Any(volume => volume.HostPath is not null) == true
            || workload.Containers.Any(container => container.Ports?.Any(port => port.HostPort is not null) == true)
                ? "reaches into its host."
                : null),
    ];

    private static IEnumerable<string> NamespaceEnforcesRestricted(Manifests manifests)
    {
        var labels = manifests.All<k8s.Models.V1Namespace>().ToDictionary(one => one.Metadata.Name, one => one.Metadata.Labels);
        return manifests.Objects.Select(one => one.Metadata.NamespaceProperty).OfType<string>().Distinct(StringComparer.Ordinal)
            .Where(name => !labels.TryGetValue(name, out var said) || said is null || !said.TryGetValue("pod-security.kubernetes.io/enforce", out var level) || level != "restricted")
            .Select(name => $"Namespace/{name} does not enforce 'restricted'.");
    }
}
