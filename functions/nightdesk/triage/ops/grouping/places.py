"""Where an alarm's thing runs, as its labels have it: a region, a zone, a datacenter, a cluster."""

import re

from nightdesk.alarm.alarm import Alarm

_KEYS = {
    "region": "region", "aws_region": "region", "awsregion": "region", "cloud_region": "region",
    "topology_kubernetes_io_region": "region", "gcp_region": "region", "azure_region": "region",
    "datacenter": "datacenter", "data_center": "datacenter", "dc": "datacenter", "site": "datacenter",
    "zone": "zone", "az": "zone", "availability_zone": "zone", "availabilityzone": "zone",
    "cloud_availability_zone": "zone", "topology_kubernetes_io_zone": "zone",
    "cluster": "cluster", "cluster_name": "cluster", "clustername": "cluster",
    "k8s_cluster": "cluster", "k8s_cluster_name": "cluster", "kube_cluster_name": "cluster", "eks_cluster": "cluster",
}  # fmt: skip
_NOWHERE = re.compile(r"true|false|unknown|none|null|default|all|global|\*|-", re.IGNORECASE)
TOLD = "aws "
"""Opens the name under which a provider's own word about a place is felt, beside the services that feel it."""


def places_of(alarm: Alarm) -> tuple[str, ...]:
    """ "region eu-west-1", "zone eu-west-1b" and the like, the widest first."""
    found: dict[str, str] = {}
    for key, value in alarm.labels.items():
        kind = _KEYS.get(re.sub(r"[^a-z0-9]+", "_", key.lower()), "")
        if kind and kind not in found and not _NOWHERE.fullmatch(value):
            found[kind] = value
    return tuple(f"{kind} {found[kind]}" for kind in ("region", "datacenter", "zone", "cluster") if kind in found)


def told_of(alarm: Alarm) -> str:
    """ "aws eu-west-1" for an issue that AWS itself tells of a region; "" for every other alarm."""
    region = alarm.labels.get("event_region", "")
    is_issue = alarm.labels.get("from") == "aws.health" and alarm.labels.get("category") == "issue"
    return f"{TOLD}{region}" if is_issue and region and region != "global" else ""
