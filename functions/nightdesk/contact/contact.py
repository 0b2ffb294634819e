"""Whoever texts or calls: an owner, an engineer, a stranger."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from nightdesk.incident.desk import IncidentId, Phone


class Consent(StrEnum):
    """May we text this number? Writing to us first is consent to be answered; STOP withdraws it."""

    IMPLIED = "implied"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pet:
    """What is remembered of a pet. weight_kg None means never told."""

    name: str | None = None
    species: str | None = None
    breed: str | None = None
    weight_kg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """
    A person behind a number.

    turns: what they told us in the current conversation, oldest first, so that "22 lbs" two texts later
    is judged together with the rest.
    """

    phone: Phone
    consent: Consent = Consent.IMPLIED
    open_incident: IncidentId | None = None
    turns: tuple[str, ...] = ()
    turns_at: datetime | None = None
    pets: tuple[Pet, ...] = ()
    place: str = ""
    place_asked: bool = False
    unknown_replies: int = 0
    wrong_codes: int = 0
    locked_until: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing said, kept as it came. body is raw; it may be empty, huge or hostile."""

    id: str
    phone: Phone
    at: datetime
    direction: Literal["in", "out"]
    channel: Literal["sms", "call"]
    body: str
    media: tuple[str, ...] = ()
    incident: IncidentId | None = None
    headers: dict[str, str] = field(default_factory=dict)
