using k8s;
using k8s.Models;

namespace Newsroom.Tests.Deploy;

/// <summary>Objects as a cluster would take them: each in its typed model, and nothing in them that the model does not know.</summary>
internal sealed class Manifests
{
    private static readonly Dictionary<string, Type> CustomKinds = new(StringComparer.Ordinal)
    {
        ["rabbitmq.com/v1beta1/RabbitmqCluster"] = typeof(RabbitmqCluster),
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(ScaledObject),
        ["keda.sh/v1alpha1/TriggerAuthentication"] = typeof(TriggerAuthentication),
    };

    private readonly List<IKubernetesObject<V1ObjectMeta>> objects;

    private Manifests(List<IKubernetesObject<V1ObjectMeta>> objects)
    {
        this.objects = objects;
        Workloads =
        [
            .. All<V1Deployment>().Select(one => Of(one.Kind, one, one.Spec.Template)),
            .. All<V1StatefulSet>().Select(one => Of(one.Kind, one, one.Spec.Template)),
            .. All<RabbitmqCluster>().Select(Operated),
        ];
    }

    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects => objects;

    /// <summary>Whatever runs pods, those included that an operator makes.</summary>
    public IReadOnlyList<Workload> Workloads { get; }

    /// <exception cref="YamlDotNet.Core.YamlException">A field is unknown or has the wrong shape.</exception>
    public static Manifests Load(string yaml) =>
        new([.. KubernetesYaml.LoadAllFromString(yaml, CustomKinds, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>()]);

    public IEnumerable<T> All<T>() => objects.OfType<T>();

    public Workload Workload(string name) => Workloads.Single(workload => workload.Name == name);

    private static Workload Of(string kind, IKubernetesObject<V1ObjectMeta> owner, V1PodTemplateSpec template) =>
        new(kind, owner.Metadata.Name, template.Metadata?.Labels ?? new Dictionary<string, string>(), template.Spec);

    /// <summary>The operator puts a cluster's own fields into the pods, and lays the override over them; probes are its own.</summary>
    private static Workload Operated(RabbitmqCluster cluster)
    {
        var pod = cluster.Spec.Override?.StatefulSet?.Spec?.Template?.Spec ?? new V1PodSpec { Containers = [] };
        pod.TerminationGracePeriodSeconds ??= cluster.Spec.TerminationGracePeriodSeconds;
        foreach (var container in pod.Containers.Where(container => container.Name == "rabbitmq"))
            (container.Image, container.Resources) = (cluster.Spec.Image, cluster.Spec.Resources);
        // https://github.com/rabbitmq/cluster-operator, internal/metadata: the label that its Services select by.
        return new Workload(cluster.Kind, cluster.Metadata.Name, new Dictionary<string, string> { ["app.kubernetes.io/name"] = cluster.Metadata.Name }, pod, ByOperator: true);
    }
}

/// <summary>Pods of one kind, whoever makes them.</summary>
internal sealed record Workload(string Kind, string Name, IDictionary<string, string> Labels, V1PodSpec Pod, bool ByOperator = false)
{
    /// <summary>One of the newsroom's own, as against broker and database.</summary>
    public bool IsService => Labels.TryGetValue("app.kubernetes.io/component", out var component) && component == "service";

    public IEnumerable<V1Container> Containers => [.. Pod.Containers, .. Pod.InitContainers ?? []];

    public bool IsSelectedBy(V1LabelSelector? selector) => selector is not null
        && (selector.MatchExpressions is null or { Count: 0 })
        && (selector.MatchLabels ?? new Dictionary<string, string>()).All(label => Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    public override string ToString() => $"{Kind}/{Name}";
}
