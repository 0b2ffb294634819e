"""What one AWS event says, before it is an alarm."""

import re
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
    tells several things; None for all of it. is_service_stated: the service is one, or is tagged; most events only
    name a thing that belongs to one.
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
    is_service_stated: bool = False


STEPS = frozenset({
    "START", "STARTED", "STARTING", "IN_PROGRESS", "INPROGRESS", "RUNNING", "RUNNABLE", "QUEUED", "READY", "CREATED",
    "CREATING", "SUBMITTED", "PENDING", "PROVISIONING", "DEPROVISIONING", "ACTIVATING", "ACTIVE", "RESUMED", "STOPPING",
    "SHUTTING_DOWN", "SUPERSEDED", "CANCELED", "CANCELLED", "CANCELLING", "INFO", "SUCCESS", "SUCCEEDED", "COMPLETED",
    "WAITING", "APPROVAL", "REDRIVEN", "PASSED", "TERMINATED", "STOPPED", "NOT_AVAILABLE", "INSTANCE_LAUNCHING",
})  # fmt: skip
"""Words of AWS for a step on the way, or an end of no trouble. Only they may say that an event tells of none."""


def is_step(event: Event) -> bool:
    """Does the event itself say that this is a step on the way or routine? Missing and unknown words do not."""
    detail = event["detail"]
    # What is desired and what phase it is in does not say how it went.
    own = (value for key, value in detail.items() if not re.search(r"desired|phase", str(key), re.IGNORECASE))
    told = (*own, *fields.mapping(detail.get("status-details")).values())
    words = {fields.text(one).upper().replace("-", "_").replace(" ", "_") for one in told}
    return any(word in STEPS or word.endswith("_IN_PROGRESS") for word in words)


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
