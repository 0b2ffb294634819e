"""What a CloudWatch alarm watches: one metric, a formula over several, an anomaly band, or other alarms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nightdesk.alarm import fields

# Dimensions that name the component itself, most specific first; the component's name serves as the service's.
_SERVICES = (
    "Service", "service", "ServiceName", "service.name", "FunctionName", "ApiName", "StateMachineName", "App",
    "Application", "DBClusterIdentifier", "DBInstanceIdentifier", "CacheClusterId", "ReplicationGroupId", "TableName",
    "QueueName", "TopicName", "StreamName", "DomainName", "EnvironmentName", "AutoScalingGroupName",
)  # fmt: skip
_RESOURCES = (
    "InstanceId", "TaskId", "PodName", "DBInstanceIdentifier", "DBClusterIdentifier", "CacheNodeId", "CacheClusterId",
    "ReplicationGroupId", "VolumeId", "FunctionName", "ServiceName", "TargetGroup", "LoadBalancer", "LoadBalancerName",
    "QueueName", "TableName", "TopicName", "StreamName", "StateMachineArn", "ApiName", "ApiId", "DistributionId",
    "BucketName", "FileSystemId", "NatGatewayId", "CertificateArn", "HealthCheckId", "AutoScalingGroupName",
    "ClusterName",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """metric: its name, or a formula's label. reasons: what a reader of the alarm should know about all this."""

    metric: str = ""
    namespace: str = ""
    dimensions: dict[str, str] = field(default_factory=dict)
    threshold: float | None = None
    reasons: tuple[str, ...] = ()

    @property
    def service_dimension(self) -> str:
        """The dimension that names the service, "" when none does."""
        return next((name for name in _SERVICES if self.dimensions.get(name)), "")

    @property
    def service(self) -> str:
        """The component the dimensions name, "" when they name none."""
        return self.dimensions.get(self.service_dimension, "")

    @property
    def resource(self) -> str:
        """The most specific thing the dimensions name."""
        named = next((self.dimensions[name] for name in _RESOURCES if self.dimensions.get(name)), "")
        return named or next(iter(self.dimensions.values()), "")


def trigger_of(told: Mapping[str, Any]) -> Trigger:
    """Read `Trigger`, an event's `configuration.metrics`, or a composite's `AlarmRule`; blank when there is none."""
    rule = fields.text(told.get("AlarmRule"), 1000)
    if rule:
        return Trigger(metric="composite", reasons=(f"composite of {rule}",))
    trigger = fields.mapping(told.get("Trigger"))
    metrics = fields.listing(trigger.get("Metrics")) or fields.listing(told.get("EventMetrics"))
    threshold = fields.number(trigger.get("Threshold"))
    if metrics:
        return _of_formula([fields.mapping(metric) for metric in metrics], threshold, trigger.get("ThresholdMetricId"))
    return Trigger(
        metric=fields.text(trigger.get("MetricName")),
        namespace=fields.text(trigger.get("Namespace")),
        dimensions=_dimensions(trigger.get("Dimensions")),
        threshold=threshold,
    )


def _of_formula(metrics: list[dict[str, Any]], threshold: float | None, band: Any) -> Trigger:
    """Several metrics: the returned one gives the name, all of their dimensions count where they agree."""
    stats = [fields.mapping(metric.get("MetricStat") or metric.get("metricStat")) for metric in metrics]
    read = [fields.mapping(stat.get("Metric") or stat.get("metric")) for stat in stats]
    inner = [metric for metric in read if metric]
    formulas = [metric for metric in metrics if _expression(metric)]
    shown = [metric for metric in formulas if _returns(metric) and metric.get("Id", metric.get("id")) != band]
    label = fields.first(*(metric.get("Label") or metric.get("label") for metric in shown))
    names = list(
        dict.fromkeys(name for metric in inner if (name := fields.first(metric.get("MetricName"), metric.get("name"))))
    )
    reasons = []
    if any("ANOMALY_DETECTION_BAND" in _expression(metric) for metric in formulas):
        reasons.append("anomaly band: the threshold is what the model expected")
    elif formulas:
        reasons.append("formula " + "; ".join(_expression(metric) for metric in formulas))
    return Trigger(
        metric=label or ", ".join(names),
        namespace=fields.first(*(metric.get("Namespace") or metric.get("namespace") for metric in inner)),
        dimensions=_agreed([_dimensions(m.get("Dimensions") or m.get("dimensions")) for m in inner]),
        threshold=threshold,
        reasons=tuple(reasons),
    )


def _expression(metric: dict[str, Any]) -> str:
    return fields.text(metric.get("Expression") or metric.get("expression"), 300)


def _returns(metric: dict[str, Any]) -> bool:
    return metric.get("ReturnData", metric.get("returnData", True)) is not False


def _dimensions(value: Any) -> dict[str, str]:
    if isinstance(value, dict):
        return fields.labels(value)
    pairs = [fields.mapping(pair) for pair in fields.listing(value)]
    return fields.labels(
        {
            name: pair.get("value", pair.get("Value"))
            for pair in pairs
            if (name := fields.first(pair.get("name"), pair.get("Name")))
        }
    )


def _agreed(several: list[dict[str, str]]) -> dict[str, str]:
    if not several:
        return {}
    return {key: value for key, value in several[0].items() if all(other.get(key, value) == value for other in several)}
