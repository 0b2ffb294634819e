"""What one AWS event says, before it is an alarm."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nightdesk.alarm.reading import fields, reading
from nightdesk.incident.severity import Severity

Event = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    identity: what stays the same from the trouble to its end. part: the piece of the event this is about, when it
    tells several things; None for all of it.
    """

    name: str
    identity: tuple[Any, ...]
    state: reading.State = "firing"
    service: str = ""
    resource: str = ""
    claim: Severity | None = None
    summary: str = ""
    value: float | None = None
    threshold: float | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    links: tuple[Any, ...] = ()
    labels: dict[str, Any] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    part: Any = None


def first_resource(event: Event) -> str:
    """The first of the ARNs an event is about, "" without any."""
    return fields.first(*fields.listing(event.get("resources")))


def last(arn: Any) -> str:
    """The name at the end of an ARN: "arn:aws:states:..:stateMachine:orders" -> "orders"."""
    return fields.text(arn, 400).rsplit(":", 1)[-1].rsplit("/", 1)[-1]


def outcome(word: Any, *, bad: set[str], good: set[str]) -> reading.State | None:
    """Firing for a word in `bad`, resolved for one in `good`, None for the steps on the way."""
    spoken = fields.text(word).upper()
    return "firing" if spoken in bad else "resolved" if spoken in good else None
