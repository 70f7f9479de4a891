namespace Newsroom.Tests.Deploy.Rules;

/// <summary>What must hold of everything that is deployed, as a sentence, and what offends against it, a sentence each.</summary>
internal sealed record Rule(string Name, Func<Manifests, IEnumerable<string>> Violations)
{
    public static IReadOnlyList<Rule> All { get; } = [.. PodRules.All, .. RunningRules.All, .. NetworkRules.All, .. SettingRules.All];

    public static Rule Named(string name) => All.Single(rule => rule.Name == name);

    public override string ToString() => Name;

    /// <summary>A rule about each workload by itself: null where it keeps to it.</summary>
    public static Rule OfWorkload(string name, Func<Workload, string?> violation) => OfWorkload(name, (workload, _) => violation(workload));

    public static Rule OfWorkload(string name, Func<Workload, Manifests, string?> violation) => new(name, manifests =>
        from workload in manifests.Workloads
        let said = violation(workload, manifests)
        where said is not null
        select $"{workload} {said}");

    /// <summary>A rule about each container of each workload.</summary>
    public static Rule OfContainer(string name, Func<k8s.Models.V1Container, Workload, string?> violation) => new(name, manifests =>
        from workload in manifests.Workloads
        from container in workload.Containers
        let said = violation(container, workload)
        where said is not null
        select $"{workload} container {container.Name} {said}");
}
