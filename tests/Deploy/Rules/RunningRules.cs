using System.Text.RegularExpressions;
using k8s.Models;

namespace Newsroom.Tests.Deploy.Rules;

/// <summary>How pods start, stop, move and share what there is.</summary>
internal static partial class RunningRules
{
    /// <summary>Seconds that the host gives its services to stop: <c>BusSetup.HostStop</c>.</summary>
    private const long HostStop = 25;

    private static readonly string[] Resources = ["cpu", "memory"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.OfWorkload("probes", workload => workload.ByOperator || workload.Pod.Containers.All(container => workload.IsService
            ? Http(container.StartupProbe, "/health/live") && Http(container.LivenessProbe, "/health/live") && Http(container.ReadinessProbe, "/health/ready")
            : Asks(container.StartupProbe) && Asks(container.LivenessProbe) && Asks(container.ReadinessProbe))
            ? null
            : "is not asked whether it has started, lives and is ready."),
        Rule.OfWorkload("requests_and_limits", workload => workload.Pod.Containers.SelectMany(Unbounded).ToList() is { Count: > 0 } unbounded
            ? $"does not say {string.Join(", ", unbounded)}."
            : null),
        Rule.OfWorkload("disruption_budget", (workload, manifests) =>
            manifests.All<V1PodDisruptionBudget>().Count(budget => workload.IsSelectedBy(budget.Spec.Selector)) == 1 ? null : "does not have one PodDisruptionBudget."),
        Rule.OfWorkload("spread", workload =>
            workload.Pod.TopologySpreadConstraints?.Any(spread => spread.TopologyKey == "kubernetes.io/hostname" && workload.IsSelectedBy(spread.LabelSelector)) == true
                ? null
                : "is not spread over nodes."),
        Rule.OfWorkload("no_token", (workload, manifests) =>
            workload.Pod.AutomountServiceAccountToken == false
            && (workload.ByOperator || manifests.All<V1ServiceAccount>().Any(account =>
                account.Metadata.Name == workload.Pod.ServiceAccountName && account.AutomountServiceAccountToken == false))
                ? null
                : "is handed a token, or has no account of its own."),
        Rule.OfWorkload("time_to_stop", workload =>
            workload.Pod.TerminationGracePeriodSeconds > HostStop + workload.Pod.Containers.Max(container => container.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0)
                ? null
                : $"is killed after {workload.Pod.TerminationGracePeriodSeconds ?? 30} s, before it has stopped."),
        Rule.OfWorkload("pinned_image", workload => workload.Pod.Containers.FirstOrDefault(container => !Pinned().IsMatch(container.Image ?? "")) is { } loose
            ? $"runs {loose.Image}, which may be another tomorrow."
            : null),
        new("autoscaled_without_replicas", manifests => manifests.All<V1Deployment>()
            .Where(deployment => deployment.Spec.Replicas is not null && Autoscaled(manifests).Contains(deployment.Metadata.Name))
            .Select(deployment => $"Deployment/{deployment.Metadata.Name} sets replicas, which undoes its autoscaler's at each apply.")),
    ];

    /// <summary>Names of the Deployments whose replicas something else decides.</summary>
    public static HashSet<string> Autoscaled(Manifests manifests) =>
    [
        .. manifests.All<V2HorizontalPodAutoscaler>().Select(scaler => scaler.Spec.ScaleTargetRef.Name),
        .. manifests.All<ScaledObject>().Select(scaler => scaler.Spec.ScaleTargetRef!.Name),
    ];

    private static bool Http(V1Probe? probe, string path) => probe?.HttpGet is { } get && get.Path == path;

    private static bool Asks(V1Probe? probe) => probe is { HttpGet: not null } or { TcpSocket: not null } or { Exec: not null };

    private static IEnumerable<string> Unbounded(V1Container container) =>
        from said in new[] { ("requests", container.Resources?.Requests), ("limits", container.Resources?.Limits) }
        from resource in Resources
        where said.Item2?.ContainsKey(resource) != true
        select $"{said.Item1}.{resource}";

    /// <summary>A version of at least two numbers, or a digest.</summary>
    [GeneratedRegex(@"(:v?\d+\.\d+[^/]*|@sha256:[0-9a-f]{64})$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pinned();
}
