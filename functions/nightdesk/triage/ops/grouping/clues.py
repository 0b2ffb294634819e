"""What alarms of one cause share besides the graph: a machine, a deployment, a database, a change."""

import re
from collections.abc import Sequence

from nightdesk.alarm.alarm import Alarm
from nightdesk.triage.ops.hearing.kind import kinds_of
from nightdesk.triage.ops.hearing.kind_words import Kind

# Label (lower case, words joined by "_") -> how people say it. Only labels whose value is nearly unique to a cause:
# a zone, a cluster, a namespace or a team is shared by things that have nothing to do with each other.
_SHARED = {
    "node": "host", "host": "host", "hostname": "host", "instance_id": "host", "instanceid": "host", "rack": "rack",
    "deployment_id": "deployment", "deploymentid": "deployment", "deploy_id": "deployment", "deployment": "deployment",
    "release": "deployment", "rollout": "deployment", "git_sha": "deployment", "commit": "deployment",
    "change_id": "change", "change": "change", "change_request": "change",
    "database": "database", "db": "database", "db_instance": "database", "dbinstanceidentifier": "database",
    "dbclusteridentifier": "database", "queue": "queue", "topic": "topic", "broker": "broker", "bucket": "bucket",
    "load_balancer": "load balancer", "loadbalancer": "load balancer", "certificate": "certificate",
    "correlation_id": "correlation", "incident_key": "correlation", "root_cause": "correlation", "switch": "switch",
    "volume": "volume", "volumeid": "volume", "persistentvolumeclaim": "volume", "disk": "volume",
}  # fmt: skip
_VAGUE = re.compile(
    r"true|false|unknown|none|null|default|all|prod\w*|staging|dev\w*|main|master|latest|v?\d{1,2}|\*|/", re.IGNORECASE
)


_GROWS = frozenset({Kind.CAPACITY, Kind.EXPIRY})
"""What is announced before it happens."""


def clues_of(alarm: Alarm) -> tuple[str, ...]:
    """
    "host web-7", "deployment d-8F2" and the like; "resource ..." for what the alarm itself names; and, for an alarm
    without a service, "check ..." for the rule that raised it. "check capacity of orders-db" is what fills up or runs
    out there, as the alarm that it is filling and the one that it is full have it.
    """
    found = [
        f"{_SHARED[name]} {value}"
        for key, value in alarm.labels.items()
        if (name := re.sub(r"[^a-z0-9]+", "_", key.lower())) in _SHARED
        and not _VAGUE.fullmatch(value)
        and value != alarm.service
    ]
    if alarm.resource and alarm.resource != alarm.service and not _VAGUE.fullmatch(alarm.resource):
        found.append(f"resource {alarm.resource}")
    if not alarm.service:
        found.append(f"check {alarm.source}/{alarm.name}")
    else:
        found += [f"check {one.kind.name.lower()} of {alarm.service}" for one in kinds_of(alarm) if one.kind in _GROWS]
    return tuple(dict.fromkeys(found))


def shared(mine: Sequence[str], theirs: Sequence[str]) -> str:
    """The first clue that both have, as people say it; a host counts as a resource of the same name. "" for none."""
    if not mine or not theirs:
        return ""
    exact = next((clue for clue in mine if clue in theirs), "")
    if exact:
        return exact
    values = tuple(clue.split(" ", 1)[1] for clue in mine if not clue.startswith("check "))
    if not any(value in clue for value in values for clue in theirs):
        return ""
    named = {clue.split(" ", 1)[1]: clue for clue in theirs if not clue.startswith("check ")}
    return next((named[value] for value in values if value in named), "")
