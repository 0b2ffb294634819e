"""The call people on an incident talk on: who is in it, by what the carrier says, in whatever order it says it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

What = Literal["joined", "left", "ended"]
MOST = 60
"""Calls that are remembered; older ones stand in the timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """
    One call in the room, or on its way into it. call: the carrier's id of it; person: an id, "" for a stranger.

    conference: the carrier's id of the conference it is in, "" until the carrier names one: a room that everybody left
    gets a new one. order, at: of the newest event that counts; order is -1 before any.
    """

    call: str
    person: str
    at: datetime
    conference: str = ""
    order: int = -1
    is_inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WarRoom:
    """ended: conferences that are over. told_at: when everybody was last told that there is somebody in it."""

    presences: tuple[Presence, ...] = ()
    ended: tuple[str, ...] = ()
    told_at: datetime | None = None

    @property
    def inside(self) -> tuple[str, ...]:
        """Ids of the people who are in it now, each once, in the order they came."""
        return tuple(dict.fromkeys(one.person for one in self.presences if one.is_inside and one.person))

    @property
    def visitors(self) -> tuple[str, ...]:
        """Ids of everybody who was ever in it or on the way."""
        return tuple(dict.fromkeys(one.person for one in self.presences if one.person))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """
    What the carrier says of a conference. order: its own number for it, 0 when it gives none; at: when it happened.

    call, person: whose, "" when it is about the whole conference or not known.
    """

    conference: str
    what: What
    at: datetime
    order: int = 0
    call: str = ""
    person: str = ""

    @property
    def rank(self) -> tuple[int, datetime, bool]:
        """Of two events of one call the later one has the higher rank, whichever is told first."""
        return self.order, self.at, self.what == "left"


def expected(room: WarRoom | None, *, call: str, person: str, at: datetime) -> WarRoom:
    """A human pressed a key to come in. The carrier will say when they are."""
    before = room or WarRoom()
    arriving = Presence(call=call, person=person, at=at)
    return replace(before, presences=(*before.presences, arriving)[-MOST:])


def person_of(room: WarRoom | None, event: Event) -> str:
    """Whose call it is: what was remembered when they came in, else what the carrier was told to call them."""
    known = next((one.person for one in (room or WarRoom()).presences if one.call == event.call), "")
    return known or event.person


def told(room: WarRoom | None, event: Event) -> WarRoom:
    """The room after this event. An event that is older than what is known of its call changes nothing."""
    before = room or WarRoom()
    if event.what == "ended":
        ended = tuple(dict.fromkeys((*before.ended, event.conference)))[-MOST:]
        out = tuple(
            replace(one, is_inside=False) if one.conference == event.conference else one for one in before.presences
        )
        return replace(before, ended=ended, presences=out)
    found = _presence(before, event)
    known = (found.order, found.at, not found.is_inside) if found.order >= 0 else None
    if known is not None and event.rank <= known:
        return before
    is_inside = event.what == "joined" and event.conference not in before.ended
    now = replace(found, conference=event.conference, order=event.order, at=event.at, is_inside=is_inside)
    others = tuple(one for one in before.presences if one is not found)
    return replace(before, presences=(*others, now)[-MOST:])


def _presence(room: WarRoom, event: Event) -> Presence:
    """What is known of this call in this conference; else of its being on the way, else a new one."""
    mine = [one for one in room.presences if one.call == event.call]
    for one in mine:
        if one.conference == event.conference:
            return one
    arriving = next((one for one in mine if not one.conference), None)
    return arriving or Presence(call=event.call, person=person_of(room, event), at=event.at)
