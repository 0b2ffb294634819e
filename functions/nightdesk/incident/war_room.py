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
    gets a new one. order, at: of the newest event that counts; order is -1 before any. doubted_at: since when the
    carrier shows it otherwise; found: what was noted for that, and that the carrier may still tell.
    """

    call: str
    person: str
    at: datetime
    conference: str = ""
    order: int = -1
    is_inside: bool = False
    doubted_at: datetime | None = None
    found: tuple[What, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WarRoom:
    """
    ended: conferences that are over; found_over: those of them of which the carrier has not said so yet. told_at: when
    everybody was last told that there is somebody in it.
    """

    presences: tuple[Presence, ...] = ()
    ended: tuple[str, ...] = ()
    told_at: datetime | None = None
    found_over: tuple[str, ...] = ()

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

    call, person: whose, "" when it is about the whole conference or not known. is_found: not told, but seen by looking.
    """

    conference: str
    what: What
    at: datetime
    order: int = 0
    call: str = ""
    person: str = ""
    is_found: bool = False

    @property
    def rank(self) -> tuple[int, datetime, bool]:
        """Of two events of one call the later one has the higher rank, whichever is told first."""
        return self.order, self.at, self.what == "left"


def expected(room: WarRoom | None, *, call: str, person: str, at: datetime) -> WarRoom:
    """A human pressed a key to come in. The carrier will say when they are."""
    before = room or WarRoom()
    arriving = Presence(call=call, person=person, at=at)
    return replace(before, presences=(*before.presences, arriving)[-MOST:])


def labelled(label: str) -> str:
    """Whose call it is, as the document that let them in told the carrier: ana.CA1 is Ana's; "" of no label."""
    return label.partition(".")[0][:40]


def person_of(room: WarRoom | None, event: Event) -> str:
    """Whose call it is: what was remembered when they came in, else what the carrier was told to call them."""
    known = next((one.person for one in (room or WarRoom()).presences if one.call == event.call), "")
    return known or event.person


def was_found(room: WarRoom | None, event: Event) -> bool:
    """Whether the carrier tells late what was found by looking: the same again, which changes nobody's being in it."""
    if room is None:
        return False
    if event.what == "ended":
        return event.conference in room.found_over
    known = _known(room, event)
    return known is not None and event.what in known.found and known.is_inside == (event.what == "joined")


def told(room: WarRoom | None, event: Event) -> WarRoom:
    """The room after this event. An event that is older than what is known of its call changes nothing."""
    before = room or WarRoom()
    if event.what == "ended":
        return _ended(before, event)
    found = _known(before, event) or Presence(call=event.call, person=person_of(before, event), at=event.at)
    now = replace(found, found=_noted(found.found, event.what, is_found=event.is_found, is_late=was_found(room, event)))
    if found.order < 0 or event.rank > (found.order, found.at, not found.is_inside):
        is_inside = event.what == "joined" and event.conference not in before.ended
        now = replace(
            now, conference=event.conference, order=event.order, at=event.at, is_inside=is_inside, doubted_at=None
        )
    if now == found:
        return before
    others = tuple(one for one in before.presences if one is not found)
    return replace(before, presences=(*others, now)[-MOST:])


def _ended(room: WarRoom, event: Event) -> WarRoom:
    ended = tuple(dict.fromkeys((*room.ended, event.conference)))[-MOST:]
    out = tuple(
        replace(one, is_inside=False, doubted_at=None) if one.conference == event.conference else one
        for one in room.presences
    )
    others = tuple(one for one in room.found_over if one != event.conference)
    found_over = (*others, event.conference)[-MOST:] if event.is_found else others
    return replace(room, ended=ended, presences=out, found_over=found_over)


def _noted(found: tuple[What, ...], what: What, *, is_found: bool, is_late: bool) -> tuple[What, ...]:
    """What was found and may still be told, after one more was found, or told."""
    if is_found:
        return (*found, what)[-MOST:]
    if not is_late:
        return found
    at = found.index(what)
    return (*found[:at], *found[at + 1 :])


def _known(room: WarRoom, event: Event) -> Presence | None:
    """What is known of this call in this conference; else of its being on the way."""
    mine = [one for one in room.presences if one.call == event.call]
    for one in mine:
        if one.conference == event.conference:
            return one
    return next((one for one in mine if not one.conference), None)
