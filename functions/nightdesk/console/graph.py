"""The failing services and whoever leans on them, as a small directed graph."""

from typing import Any

from nightdesk.incident.incident import Incident
from nightdesk.runbook.service import Catalogue


def graph(incident: Incident, catalogue: Catalogue) -> dict[str, Any]:
    """
    nodes: {name, is_failing, is_origin, is_customer_facing}; edges: {from, to} in the direction that trouble travels,
    from a service to one that calls it. A service that the catalogue does not know has no edges.
    """
    suspected = incident.hypothesis.origin if incident.hypothesis and not incident.hypothesis.is_abstained else ""
    names = tuple(dict.fromkeys(filter(None, (suspected, *incident.services, *incident.blast_radius))))
    known = {name: service for name in names if (service := catalogue.get(name))}
    return {
        "nodes": [
            {
                "name": name,
                "is_failing": name in incident.services,
                "is_origin": name == suspected,
                "is_customer_facing": name in known and known[name].is_customer_facing,
            }
            for name in names
        ],
        "edges": [
            {"from": callee, "to": name}
            for name, service in known.items()
            for callee in service.depends_on
            if callee in names
        ],
    }
