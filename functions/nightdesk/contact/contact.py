"""Whoever texts or calls: an owner, an engineer, a stranger."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal

from nightdesk.incident.desk import IncidentId, Phone


class Consent(StrEnum):
    """May we text this number? Writing to us first is consent to be answered; STOP withdraws it."""

    IMPLIED = "implied"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pet:
    """
    What is remembered of a pet. None means never told.

    age_months: at `told_at`. conditions: as triage names them where it knows them ("diabetic", "pregnant").
    medicines: as the owner names them.
    """

    name: str | None = None
    species: str | None = None
    breed: str | None = None
    weight_kg: float | None = None
    sex: Literal["male", "female"] | None = None
    is_neutered: bool | None = None
    age_months: float | None = None
    conditions: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """
    A calm talk is asked about the next day. due_at: when; asked_at: since when that waits for an answer.

    pet_name, species, language: as the talk had them, so that the question sounds like it.
    """

    due_at: datetime
    asked_at: datetime | None = None
    pet_name: str | None = None
    species: str | None = None
    language: Literal["en", "es"] = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """
    A person behind a number.

    turns: what they told us in the current conversation, oldest first, so that "22 lbs" two texts later
    is judged together with the rest. place: where they last said to be; place_asked: they were asked for it.
    pets: as the owner confirmed them; heard: as they were told and not confirmed. vet: their own, in their words.
    confirm_asked_at: since when "I remember Rex ... Right?" waits for its answer. forget_asked_at: since when "really
    forget you?" does. leaving_at: they asked to be forgotten while a case was open; it happens when the case closes.
    check_in: owed after a calm talk, until it is answered; a case has its own.
    """

    phone: Phone
    consent: Consent = Consent.IMPLIED
    is_stopped_by_word: bool = False
    """They said so, and the carrier knows nothing of it: a word takes it back, and START need not be texted."""
    open_incident: IncidentId | None = None
    turns: tuple[str, ...] = ()
    turns_at: datetime | None = None
    pets: tuple[Pet, ...] = ()
    place: str = ""
    place_asked: bool = False
    heard: tuple[Pet, ...] = ()
    vet: str = ""
    confirm_asked_at: datetime | None = None
    forget_asked_at: datetime | None = None
    leaving_at: datetime | None = None
    check_in: CheckIn | None = None
    unknown_replies: int = 0
    unknown_at: datetime | None = None
    """When the last text of somebody on call came that was no command."""
    named: IncidentId | None = None
    """The incident somebody on call took last by naming it, and when: what their next words are about."""
    named_at: datetime | None = None
    wrong_codes: int = 0
    locked_until: datetime | None = None
    verified_at: datetime | None = None
    """When somebody on call last answered a test page from this number."""
    subscribed_at: datetime | None = None
    """Since when they want a text when customers are affected and when that is over; they asked for it themselves."""
    subscribed_by: str = ""
    """The message in which they did: the record of their consent."""
    subscribed_in: Literal["en", "es"] = "en"
    """The language in which they asked, and are told."""
    news_said_at: datetime | None = None
    """When we last answered such a wish."""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A number on the list of those who want to hear of trouble; whether it still does stands in its contact."""

    phone: Phone
    since: datetime

    @property
    def place_in_line(self) -> str:
        """Orders the list."""
        return f"{self.since.astimezone(UTC).isoformat()}#{self.phone}"


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
