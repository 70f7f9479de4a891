using k8s;
using k8s.Models;

namespace Newsroom.Tests.Deploy;

// As much of the custom resources as the overlays use, field by field; a field that is not here fails the load, as the cluster's own schema would.

/// <summary>Of the RabbitMQ Cluster Operator, rabbitmq.com/v1beta1; https://github.com/rabbitmq/cluster-operator, docs/api.</summary>
internal sealed record RabbitmqCluster : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public RabbitmqClusterSpec Spec { get; init; } = new();
}

internal sealed record RabbitmqClusterSpec
{
    public int? Replicas { get; init; }

    public string? Image { get; init; }

    public V1ResourceRequirements? Resources { get; init; }

    public RabbitmqPersistence? Persistence { get; init; }

    public long? TerminationGracePeriodSeconds { get; init; }

    public RabbitmqSettings? Rabbitmq { get; init; }

    public RabbitmqOverride? Override { get; init; }
}

internal sealed record RabbitmqPersistence
{
    public ResourceQuantity? Storage { get; init; }
}

internal sealed record RabbitmqSettings
{
    public string? AdditionalConfig { get; init; }
}

internal sealed record RabbitmqOverride
{
    public RabbitmqStatefulSet? StatefulSet { get; init; }
}

internal sealed record RabbitmqStatefulSet
{
    public RabbitmqStatefulSetSpec? Spec { get; init; }
}

internal sealed record RabbitmqStatefulSetSpec
{
    public V1PodTemplateSpec? Template { get; init; }
}

/// <summary>Of KEDA, keda.sh/v1alpha1; https://keda.sh/docs/latest/reference/scaledobject-spec/.</summary>
internal sealed record ScaledObject : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public ScaledObjectSpec Spec { get; init; } = new();
}

internal sealed record ScaledObjectSpec
{
    public V1LocalObjectReference? ScaleTargetRef { get; init; }

    public int? MinReplicaCount { get; init; }

    public int? MaxReplicaCount { get; init; }

    public int? PollingInterval { get; init; }

    public int? CooldownPeriod { get; init; }

    public IList<ScaleTrigger> Triggers { get; init; } = [];
}

internal sealed record ScaleTrigger
{
    public string Type { get; init; } = "";

    public string? MetricType { get; init; }

    public IDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public V1LocalObjectReference? AuthenticationRef { get; init; }
}

/// <summary>Of KEDA, keda.sh/v1alpha1; https://keda.sh/docs/latest/concepts/authentication/.</summary>
internal sealed record TriggerAuthentication : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta Metadata { get; set; } = new();

    public TriggerAuthenticationSpec Spec { get; init; } = new();
}

internal sealed record TriggerAuthenticationSpec
{
    public IList<TriggerSecret> SecretTargetRef { get; init; } = [];
}

internal sealed record TriggerSecret
{
    public string Parameter { get; init; } = "";

    public string Name { get; init; } = "";

    public string Key { get; init; } = "";
}
