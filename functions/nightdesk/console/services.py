"""The whole service graph, and what alarms in it now."""

from collections.abc import Iterable
from typing import Any

from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident
from nightdesk.runbook.service import Catalogue


def services(catalogue: Catalogue, incidents: Iterable[Incident]) -> dict[str, Any]:
    """
    nodes: {name, owner, tier, is_failing, is_affected, is_customer_facing, incident, severity}, in the order of the
    catalogue and then those it does not know; edges: {from, to}, the way trouble travels; circles: names of services
    that lean on each other.

    is_failing: an alarm of it fires in an open incident, the worst of which is named. is_affected: it leans on one.
    """
    open_ones = sorted(
        (one for one in incidents if one.is_open and one.desk is Desk.OPS),
        key=lambda one: (one.severity, one.opened_at),
    )
    failing: dict[str, Incident] = {}
    for incident in open_ones:
        for name in _failing(incident):
            failing.setdefault(name, incident)
    affected = {name for service in failing for name in catalogue.dependents(service)}
    known = {service.name for service in catalogue.services}
    names = (*(service.name for service in catalogue.services), *sorted(failing.keys() - known))
    return {
        "nodes": [_node(name, catalogue, failing.get(name), is_affected=name in affected) for name in names],
        "edges": [
            {"from": callee, "to": service.name}
            for service in catalogue.services
            for callee in service.depends_on
            if callee in known
        ],
        "circles": [list(ring) for ring in catalogue.circles()],
    }


def signs(catalogue: Catalogue, names: Iterable[str]) -> list[dict[str, Any]]:
    """Where to look and what to look for, of those services that say so: [{service, health_checks, dashboards}]."""
    found = (service for name in dict.fromkeys(names) if (service := catalogue.get(name)) is not None)
    return [
        {
            "service": service.name,
            "health_checks": list(service.health_checks),
            "dashboards": list(service.dashboard_links()),
        }
        for service in found
        if service.health_checks or service.dashboards
    ]


def _failing(incident: Incident) -> tuple[str, ...]:
    """Services whose alarms fire; of an incident that people opened without any, the services it is about."""
    if not incident.alarms:
        return incident.services
    return tuple(alarm.service for alarm in incident.alarms if alarm.is_firing and alarm.service)


def _node(name: str, catalogue: Catalogue, incident: Incident | None, *, is_affected: bool) -> dict[str, Any]:
    service = catalogue.get(name)
    return {
        "name": name,
        "owner": service.owner if service else "",
        "tier": service.tier if service else None,
        "is_failing": incident is not None,
        "is_affected": is_affected and incident is None,
        "is_customer_facing": bool(service and service.is_customer_facing),
        "incident": incident.id if incident else "",
        "severity": incident.severity.name if incident else "",
    }
