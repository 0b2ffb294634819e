"""The phones of the simulated network and what lies on them: any E.164 number exists once it is used."""

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

CallBehaviour = Literal["human", "voicemail", "no-answer", "busy", "zero-duration"]
TEXT_BEHAVIOUR = re.compile(r"delivered|undelivered|silent|stuck|failed:\d{5}")
E164 = re.compile(r"\+[1-9]\d{6,14}")
FINAL_TEXT = frozenset({"delivered", "undelivered", "failed", "received"})
FINAL_CALL = frozenset({"completed", "busy", "no-answer", "failed", "canceled"})


def is_e164(number: str) -> bool:
    """Whether this is a telephone number Twilio would take: a plus sign, then 7 to 15 digits."""
    return E164.fullmatch(number) is not None


def new_sid(kind: str) -> str:
    """A fresh sid: the two letters of its kind and 32 hexadecimal digits."""
    return kind + secrets.token_hex(16)


def now() -> str:
    """The moment, ISO 8601 in UTC with microseconds."""
    return datetime.now(UTC).isoformat()


@dataclass(kw_only=True)
class Phone:
    """
    One phone. calls: how it takes a ring. texts: delivered, undelivered, failed:<code>, silent (handed over, no
    receipt ever) or stuck (queued until its validity period ends). opted_out: it texted STOP and not START since.
    """

    number: str
    calls: str = "human"
    texts: str = "delivered"
    opted_out: bool = False


@dataclass(kw_only=True)
class Text:
    """
    One text between a phone and the desk. direction is Twilio's: inbound, outbound-api, outbound-reply.

    is_carriers: the network's own answer to STOP, START or HELP; the desk never sent it. Times are ISO UTC.
    """

    sid: str
    sender: str
    to: str
    body: str
    direction: str
    status: str
    at: str = field(default_factory=now)
    sent_at: str | None = None
    updated_at: str = field(default_factory=now)
    error_code: int | None = None
    media: list[str] = field(default_factory=list)
    segments: int = 1
    status_callback: str = ""
    valid_seconds: int = 36000
    messaging_service: str | None = None
    is_carriers: bool = False

    def on_phone(self) -> dict[str, Any]:
        """As the phone shows it: direction "in" arrived on the phone, "out" was sent from it."""
        came_in = self.direction != "inbound"
        return {
            "sid": self.sid,
            "direction": "in" if came_in else "out",
            "other": self.sender if came_in else self.to,
            "body": self.body,
            "media": self.media,
            "status": self.status,
            "error_code": self.error_code,
            "segments": self.segments,
            "carrier": self.is_carriers,
            "at": self.at,
        }


@dataclass(kw_only=True)
class Leg:
    """
    One call between the network and one phone. direction is Twilio's: inbound, outbound-api, outbound-dial.

    shown: the number the phone displays. lines: everything heard on this leg, oldest first, as {by, text, at}
    with by "desk", "them" (the other side of a bridge), "me" (this phone) or "voicemail". awaiting: what the
    leg waits for, None while a document is being fetched or after the end.
    """

    sid: str
    sender: str
    to: str
    phone: str
    direction: str
    shown: str = ""
    status: str = "queued"
    parent: str | None = None
    at: str = field(default_factory=now)
    answered_at: str | None = None
    ended_at: str | None = None
    duration: int | None = None
    answered_by: str | None = None
    lines: list[dict[str, str]] = field(default_factory=list)
    events: list[dict[str, str]] = field(default_factory=list)
    awaiting: dict[str, Any] | None = None
    bridged_with: str | None = None
    conference: str | None = None
    voicemail: str | None = None
    status_callback: str = ""
    status_events: list[str] = field(default_factory=lambda: ["completed"])
    sequence: int = 0

    @property
    def has_ended(self) -> bool:
        """Whether the call is over, however it ended."""
        return self.status in FINAL_CALL

    def note(self, event: str, detail: str = "") -> None:
        """Remember something that happened to the call."""
        self.events.append({"at": now(), "event": event, "detail": detail})

    def hear(self, by: str, text: str) -> None:
        """Add what was heard; a voicemail that answered records the desk's words."""
        self.lines.append({"at": now(), "by": by, "text": text})
        if self.voicemail is not None and by in {"desk", "them"}:
            self.voicemail = f"{self.voicemail} {text}".strip()

    def seen(self) -> dict[str, Any]:
        """As the simulator shows it. direction "in" rang on the phone, "out" was dialled from it."""
        return {
            "sid": self.sid,
            "phone": self.phone,
            "direction": "out" if self.direction == "inbound" else "in",
            "other": self.shown,
            "status": self.status,
            "at": self.at,
            "answered_at": self.answered_at,
            "ended_at": self.ended_at,
            "duration": self.duration,
            "said": [line["text"] for line in self.lines if line["by"] in {"desk", "them"}],
            "lines": self.lines,
            "awaiting": self.awaiting,
            "bridged_with": self.bridged_with,
            "conference": self.conference,
            "parent": self.parent,
            "voicemail": self.voicemail,
            "events": self.events,
        }
