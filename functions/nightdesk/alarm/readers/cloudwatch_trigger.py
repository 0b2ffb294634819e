"""What a CloudWatch alarm watches: one metric, a formula over several, an anomaly band, or other alarms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nightdesk.alarm.reading import fields

# Dimensions that name the component itself, most specific first; the component's name serves as the service's.
_SERVICES = (
    "service", "servicename", "app", "application", "applicationname", "microservice", "component", "functionname",
    "apiname", "statemachinename", "statemachinearn", "dbclusteridentifier", "dbinstanceidentifier",
    "dbproxyname", "proxyname", "clusteridentifier", "cacheclusterid", "replicationgroupid", "tablename", "queuename",
    "topicname", "streamname", "deliverystreamname", "broker", "domainname", "environmentname", "jobname", "jobqueue",
    "endpointname", "canaryname", "rulename", "replicationtaskidentifier", "replicationinstanceidentifier",
    "autoscalinggroupname", "projectname", "userpool", "repositoryname",
)  # fmt: skip
_RESOURCES = (
    "instanceid", "taskid", "podname", "dbinstanceidentifier", "dbclusteridentifier", "cachenodeid", "cacheclusterid",
    "replicationgroupid", "volumeid", "functionname", "servicename", "targetgroup", "loadbalancer", "loadbalancername",
    "queuename", "tablename", "topicname", "topic", "streamname", "deliverystreamname", "statemachinearn", "apiname",
    "apiid", "graphqlapiid", "distributionid", "bucketname", "filesystemid", "natgatewayid", "vpnid",
    "transitgatewayid", "connectionid", "certificatearn", "healthcheckid", "webacl", "keyid", "secretname",
    "loggroupname", "jobname", "jobqueue", "endpointname", "canaryname", "rulename", "broker", "nodename",
    "clusteridentifier", "autoscalinggroupname", "clustername", "instance", "host", "service",
)  # fmt: skip
# Here "Service" is a product of AWS's that is used or paid for, none of ours.
_NOT_OURS = frozenset({"AWS/Usage", "AWS/Billing", "AWS/TrustedAdvisor", "AWS/ServiceQuotas"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """
    metric: its name, or a formula's label. reasons: what a reader of the alarm should know about all this.
    accounts: {"metric_account": ..} when the metrics are another account's.
    """

    metric: str = ""
    namespace: str = ""
    dimensions: dict[str, str] = field(default_factory=dict)
    threshold: float | None = None
    reasons: tuple[str, ...] = ()
    accounts: dict[str, str] = field(default_factory=dict)

    @property
    def service_dimension(self) -> str:
        """The dimension that names the service, "" when none does."""
        named = {} if self.namespace in _NOT_OURS else {_plain(name): name for name in reversed(self.dimensions)}
        return next((named[key] for key in _SERVICES if key in named), "")

    @property
    def service(self) -> str:
        """The component the dimensions name, "" when they name none; the name at its end when it is an ARN."""
        told = self.dimensions.get(self.service_dimension, "")
        return told.rsplit(":", 1)[-1].rsplit("/", 1)[-1] if told.startswith("arn:") else told

    @property
    def resource(self) -> str:
        """The most specific thing the dimensions name."""
        named = {_plain(name): value for name, value in reversed(self.dimensions.items())}
        found = next((named[key] for key in _RESOURCES if key in named), "")
        return found or next(iter(self.dimensions.values()), "")


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


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
    owners = list(dict.fromkeys(fields.first(metric.get("AccountId"), metric.get("accountId")) for metric in metrics))
    owners = [owner for owner in owners if owner]
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
        accounts=fields.labels({"metric_account": owners[0]}) if len(owners) == 1 else {},
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
