"""Which places want to hear of what just happened to an incident. Pure."""

from collections.abc import Iterable

from nightdesk.incident.audience import Place
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Fact, Kind
from nightdesk.public.trouble import felt_in
from nightdesk.runbook.service import Catalogue

PLACES: tuple[Place, ...] = ("status page", "subscribers", "pagerduty", "slack")

_PAGER = frozenset(
    {Kind.OPENED, Kind.ACKNOWLEDGED, Kind.RELEASED, Kind.SEVERITY, Kind.HELD, Kind.MERGED, Kind.SPLIT, Kind.RESOLVED}
)
_CUSTOMERS = frozenset({Kind.OPENED, Kind.SEVERITY, Kind.HELD, Kind.MERGED, Kind.RECOVERED, Kind.RESOLVED})
WANTED: dict[Place, frozenset[Kind]] = {
    "status page": _CUSTOMERS | {Kind.ACKNOWLEDGED, Kind.CAUSE, Kind.ACTED, Kind.UNDONE},
    "subscribers": _CUSTOMERS - {Kind.RECOVERED},
    "pagerduty": _PAGER,
    "slack": _PAGER
    | {Kind.CLIMBED, Kind.BREACHED, Kind.CAUSE, Kind.PROPOSED, Kind.APPROVED, Kind.DENIED, Kind.EXPIRED, Kind.ACTED}
    | {Kind.VERIFIED, Kind.UNDONE, Kind.FAILED, Kind.RECOVERED, Kind.REPORTED, Kind.REVIEW},
}
"""What each place follows. An alarm that joins is on the page within the minute anyway: it is renewed that often."""


def due(incident: Incident, facts: Iterable[Fact], *, to: Iterable[Place], catalogue: Catalogue) -> tuple[Place, ...]:
    """The places, of those that are set up. Never for the pets desk: whose pet is ill is nobody else's business."""
    if incident.desk is not Desk.OPS:
        return ()
    kinds = {fact.kind for fact in facts}
    wanted = [place for place in PLACES if place in set(to) and kinds & WANTED[place]]
    if not felt_in(incident, catalogue):
        wanted = [place for place in wanted if place in {"pagerduty", "slack"}]
    return tuple(wanted)
