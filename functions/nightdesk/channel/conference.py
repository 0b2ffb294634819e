"""
The carrier's callback about a conference, as an event of a war room.

https://www.twilio.com/docs/voice/twiml/conference#statuscallbackevent
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from nightdesk.incident.war_room import Event, What, labelled

_WHAT: dict[str, What] = {"participant-join": "joined", "participant-leave": "left", "conference-end": "ended"}


def conference_event(form: Mapping[str, str], *, now: datetime) -> Event | None:
    """None for what says nothing about who is in it (muted, on hold, speaking, started) and for what cannot be read."""
    what, conference = _WHAT.get(form.get("StatusCallbackEvent", "")), form.get("ConferenceSid", "")
    call = form.get("CallSid", "") if what != "ended" else ""
    if what is None or not conference or (what != "ended" and not call):
        return None
    order = form.get("SequenceNumber", "")
    return Event(
        conference=conference,
        what=what,
        at=_at(form.get("Timestamp", ""), now),
        order=int(order) if order.isascii() and order.isdigit() and len(order) < 10 else 0,
        call=call,
        person=labelled(form.get("ParticipantLabel", "")),
    )


def _at(told: str, now: datetime) -> datetime:
    """When it happened (RFC 2822), else now."""
    try:
        at = parsedate_to_datetime(told)
    except ValueError:
        return now
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
