"""What the carrier shows of a call, held against what it has told of it: of what it told, something may be lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nightdesk.incident.war_room import MOST, Event, Presence, WarRoom

SETTLES = timedelta(seconds=30)
"""A webhook and its repeats are over by then: until then what does not agree is taken to be on its way."""
ARRIVES = timedelta(minutes=30)
"""Somebody who pressed the key this long ago and was never seen in it did not come."""
A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """One call that is in it. person: an id, as the carrier was told it, or "". since: None if not known."""

    call: str
    person: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A conference that goes on, by the carrier's id, and who is in it."""

    conference: str
    there: tuple[There, ...] = ()


def may_go_on(room: WarRoom | None, *, now: datetime) -> bool:
    """Whether, by what was told, somebody may be in it: a conference of which no end was told, or somebody coming."""
    if room is None:
        return False
    return bool(_going_on(room)) or any(not one.conference and now - one.at < ARRIVES for one in room.presences)


def call_roll(room: WarRoom, shown: Sequence[Live], *, now: datetime) -> tuple[WarRoom, tuple[Event, ...]]:
    """
    The room with what is doubted in it, and what was found: what has stood against what was told for long enough.

    Who does not agree is doubted first: a webhook takes a moment, and so does a list. Found events are still to be
    told to the room.
    """
    seen: list[Presence] = []
    came: list[Event] = []
    expected: dict[int, There] = {}
    for live in (one for one in shown if one.conference not in room.ended):
        for there in live.there:
            known = _of(room, live.conference, there.call)
            if known is None:
                if there.since is None or now - there.since >= SETTLES:
                    seen.append(_newcomer(live.conference, there, now=now))
                continue
            expected[id(known)] = there
            if known.is_inside:
                continue
            if _is_settled(known, there, now=now):
                came.append(_event(known, live.conference, there=there, now=now))
    after = tuple(_doubted(one, there=expected.get(id(one)), now=now) for one in room.presences)
    gone = [one for one in room.presences if one.is_inside and id(one) not in expected and _is_old(one, now)]
    went = [_event(one, one.conference, there=None, now=now) for one in gone]
    return replace(room, presences=(*after, *seen)[-MOST:]), (*went, *came, *_overs(room, shown, gone, now=now))


def _going_on(room: WarRoom) -> tuple[str, ...]:
    known = dict.fromkeys(one.conference for one in room.presences if one.conference)
    return tuple(one for one in known if one not in room.ended)


def _of(room: WarRoom, conference: str, call: str) -> Presence | None:
    mine = [one for one in room.presences if one.call == call]
    exact = next((one for one in mine if one.conference == conference), None)
    return exact or next((one for one in mine if not one.conference), None)


def _newcomer(conference: str, there: There, *, now: datetime) -> Presence:
    """Somebody of whom nothing was told: doubted, and believed when still there the next time."""
    return Presence(call=there.call, person=there.person, at=there.since or now, conference=conference, doubted_at=now)


def _is_old(one: Presence, now: datetime) -> bool:
    return one.doubted_at is not None and now - one.doubted_at >= SETTLES


def _is_settled(one: Presence, there: There, *, now: datetime) -> bool:
    return _is_old(one, now) and (there.since is None or now - there.since >= SETTLES)


def _doubted(one: Presence, *, there: There | None, now: datetime) -> Presence:
    """Doubted from now on, still doubted, or no longer."""
    agrees = one.is_inside == (there is not None)
    if agrees:
        return replace(one, doubted_at=None) if one.doubted_at else one
    return one if one.doubted_at else replace(one, doubted_at=now)


def _event(one: Presence, conference: str, *, there: There | None, now: datetime) -> Event:
    """It counts over all that is known of this call, and under whatever the carrier tells of it later."""
    at = there.since if there and there.since and there.since > one.at else max(now, one.at + A_MOMENT)
    return Event(
        conference=conference,
        what="joined" if there else "left",
        at=at,
        order=max(one.order, 0),
        call=one.call,
        person=one.person or (there.person if there else ""),
        is_found=True,
    )


def _overs(room: WarRoom, shown: Sequence[Live], gone: Sequence[Presence], *, now: datetime) -> list[Event]:
    """Conferences that are not there any more, once everybody is known to have left them."""
    there = {live.conference for live in shown}
    overs = []
    for conference in _going_on(room):
        mine = [one for one in room.presences if one.conference == conference]
        inside = [one for one in mine if one.is_inside and one not in gone]
        newest = max((one.doubted_at or one.at for one in mine), default=now)
        if conference not in there and not inside and now - newest >= SETTLES:
            overs.append(Event(conference=conference, what="ended", at=now, is_found=True))
    return overs
