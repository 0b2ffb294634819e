"""How much of an incident one place outside has been told."""

from dataclasses import dataclass
from datetime import datetime

from nightdesk.incident.audience import Place
from nightdesk.incident.desk import IncidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    state: the place's own word for what it was told last ("trigger", "opened"), "" before anything.

    thread: where the place keeps what belongs together (a Slack timestamp). seq: the last timeline entry it has.
    trying: the last entry of a post whose answer never came; it is looked for before it is posted again.
    cursor: how far a long round of telling got. failing_since, error: since when it takes nothing, and why.
    is_noted: that stands on the timeline. wait_until: it asked not to be tried before.
    """

    incident: IncidentId
    place: Place
    state: str = ""
    thread: str = ""
    seq: int = 0
    trying: int = 0
    cursor: str = ""
    failing_since: datetime | None = None
    error: str = ""
    is_noted: bool = False
    wait_until: datetime | None = None
    version: int = 0
