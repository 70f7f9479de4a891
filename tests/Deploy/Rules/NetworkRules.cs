using k8s.Models;

namespace Newsroom.Tests.Deploy.Rules;

/// <summary>Who may speak to whom. Policies add up: what none of them opens is closed once one of them selects a pod.</summary>
internal static class NetworkRules
{
    private const string Ingress = "Ingress";
    private const string Egress = "Egress";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("closed_by_default", manifests => new[] { Ingress, Egress }
            .Where(way => !manifests.All<V1NetworkPolicy>().Any(policy => SelectsAll(policy) && policy.Spec.PolicyTypes?.Contains(way) == true && Opens(policy, way) == 0))
            .Select(way => $"{way} is not closed by default.")),
        Rule.OfWorkload("opened_where_used", (workload, manifests) => new[] { Ingress, Egress }
            .Where(way => !manifests.All<V1NetworkPolicy>().Any(policy => workload.IsSelectedBy(policy.Spec.PodSelector) && Opens(policy, way) > 0))
            .ToList() is { Count: > 0 } closed
                ? $"is covered by no policy that opens {string.Join(" or ", closed)}."
                : null),
        new("never_open_to_all", manifests => manifests.All<V1NetworkPolicy>()
            .Where(policy => (policy.Spec.Ingress ?? []).Any(rule => rule.FromProperty is null or { Count: 0 } || rule.Ports is null or { Count: 0 })
                || (policy.Spec.Egress ?? []).Any(rule => rule.To is null or { Count: 0 } || rule.Ports is null or { Count: 0 }))
            .Select(policy => $"NetworkPolicy/{policy.Metadata.Name} opens every port or every peer.")),
    ];

    /// <summary>Whether pods of one workload may open a connection to those of another, at this port: both ends must say so.</summary>
    public static bool Reaches(this Manifests manifests, string from, string to, int port)
    {
        var (source, target) = (manifests.Workload(from), manifests.Workload(to));
        var policies = manifests.All<V1NetworkPolicy>().ToList();
        var leaves = policies.Where(policy => source.IsSelectedBy(policy.Spec.PodSelector)).SelectMany(policy => policy.Spec.Egress ?? [])
            .Any(rule => rule.To.Any(peer => IsIn(target, peer)) && IsAmong(rule.Ports, port));
        var enters = policies.Where(policy => target.IsSelectedBy(policy.Spec.PodSelector)).SelectMany(policy => policy.Spec.Ingress ?? [])
            .Any(rule => rule.FromProperty.Any(peer => IsIn(source, peer)) && IsAmong(rule.Ports, port));
        return leaves && enters;
    }

    private static bool SelectsAll(V1NetworkPolicy policy) => policy.Spec.PodSelector is null or { MatchLabels: null or { Count: 0 }, MatchExpressions: null or { Count: 0 } };

    private static int Opens(V1NetworkPolicy policy, string way) => (way == Ingress ? policy.Spec.Ingress?.Count : policy.Spec.Egress?.Count) ?? 0;

    /// <summary>Peers in other namespaces and by address are not pods of this one.</summary>
    private static bool IsIn(Workload workload, V1NetworkPolicyPeer peer) => peer is { NamespaceSelector: null, IpBlock: null } && workload.IsSelectedBy(peer.PodSelector);

    private static bool IsAmong(IList<V1NetworkPolicyPort> ports, int port) => ports.Any(open =>
        int.TryParse(open.Port?.Value, out var first) && port >= first && port <= (open.EndPort ?? first));
}
