"""An alarm, whatever raised it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from nightdesk.incident.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """
    One alarm as its source tells it. What the source did not say is None or empty, never guessed.

    fingerprint: the same alarm always has the same one, firing or resolved. started_at/ended_at: aware UTC.
    raw: the payload of this alarm as it came (JSON text). is_service_inferred: the service is what something is called
    that belongs to one (a monitor, a state machine, a database), not what the alarm states as its service.
    """

    source: str
    fingerprint: str
    service: str
    resource: str
    name: str
    state: Literal["firing", "resolved"]
    claimed_severity: Severity | None = None
    summary: str = ""
    value: float | None = None
    threshold: float | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    links: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    raw: str = ""
    reasons: tuple[str, ...] = ()
    is_service_inferred: bool = False
