"""
People on an incident talk on one call and are told by one text; who came and went stands on the timeline.

A key shows that a human comes in. That is saved before they do, so that the carrier's word on the call, which knows no
names and comes twice and in any order, always finds whose call it is.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import everyone_paged
from nightdesk.errand.errand import MoveRoom
from nightdesk.errors import Repeated
from nightdesk.incident import awake, war_room
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Fact, Kind
from nightdesk.incident.war_room import Event
from nightdesk.persona.responder import ops
from nightdesk.persona.responder import war_room as words
from nightdesk.persona.wording.composing import elapsed
from nightdesk.roster.roster import Person

TOLD_MINUTES = 30.0
"""Everybody is told of the call when somebody comes into it, and not again this soon."""
TELLS_LATE = timedelta(minutes=10)
"""An event that claims to be older than this, or of the future, is filed under when it came."""
MOST_MERGES = 9
NOBODY = "somebody"
"""Stands for a caller whom the carrier cannot name."""
_FOUND = {"joined": "found on it", "left": "found missing", "ended": "found over"}
"""What was seen by looking, because the carrier's word for it never came."""


def invite(draft: Draft, kit: Kit, person: Person) -> str:
    """Ring somebody who asked to join; returns what they are told by text."""
    if not draft.incident.is_open:
        return ops.already_resolved(draft.incident)
    draft.ring(person.phone, script(draft.incident.id, person), "bridge", unless="resolved")
    draft.note(Kind.NOTE, person.id, f"{person.name} asked to be rung for the call")
    return words.ringing(draft.incident, names_inside(kit, draft.incident, but=person.id))


def script(incident_id: IncidentId, person: Person) -> str:
    """What a phone that is rung for the call says, below /twilio/voice."""
    return f"room/{incident_id}/{person.id}"


def enter(
    kit: Kit, incident_id: IncidentId, person: Person, *, call: str, company: tuple[str, ...] = ()
) -> Incident | None:
    """
    A key was pressed: remember whose call it is, and tell the others. None when there is nothing to join.

    company: ids of those who come with them, from another call, and need not be told.
    """

    def once() -> Incident | None:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open:
            return incident
        before = incident.war_room or war_room.WarRoom()
        if any(one.call == call and not one.conference for one in before.presences):
            return incident  # the carrier asks again about a key that was heard
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        room = war_room.expected(before, call=call, person=person.id, at=draft.now)
        draft.paged(*person.numbers)  # whoever talks about it must be able to name it by text too
        draft.incident = awake.told_too(incident, person.id)
        if before.told_at is None or draft.now - before.told_at > kit.pace(TOLD_MINUTES):
            on_it = {person.id, *before.inside, *company}
            for other in (one for one in everyone_paged(draft, kit) if one.id not in on_it):
                draft.text(
                    other.phone, words.opened(incident, person.name, reader=other.phone), "update", unless="resolved"
                )
            room = replace(room, told_at=draft.now)
        with_incident(draft, war_room=room)
        draft.incident = awake.answered(draft.incident, person.id, at=draft.now)
        kit.store.commit(draft.change())
        return draft.incident

    return decide_again_if_stale(once)


def happened(kit: Kit, incident_id: IncidentId, event: Event) -> None:
    """What the carrier says of the call. Again, or in another order, leaves the same behind."""

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        take(draft, kit, event)
        mark = f"conference:{event.conference}:{event.order}:{event.what}:{event.call}:{event.at:%H%M%S}"
        kit.store.commit(draft.change(once=mark))

    with suppress(Repeated):
        decide_again_if_stale(once)


def take(draft: Draft, kit: Kit, event: Event) -> None:
    """One event of the call: on the timeline, and who is in it by now."""
    incident = draft.incident
    draft.noted(_fact(kit, incident, event, now=draft.now))
    with_incident(draft, war_room=war_room.told(incident.war_room, event))
    draft.incident = awake.talked(incident, draft.incident, at=draft.now)
    if event.what == "joined" and not incident.is_open:
        # They pressed the key just before it was over: nobody is left alone in a room that nothing will end.
        draft.move_room(incident.merged_into) if incident.merged_into else draft.end_room()


def bring_over(left: Draft, kept: Draft, kit: Kit) -> None:
    """One incident became part of another: whoever talks on its call goes on talking on the other's."""
    if left.incident.war_room is None:
        return
    left.move_room(kept.incident.id)
    if names := ", ".join(names_inside(kit, left.incident)):
        left.note(Kind.NOTE, "desk", f"its call goes over to {kept.incident.id}: {names}", into=kept.incident.id)
        kept.note(Kind.NOTE, "desk", f"the call of {left.incident.id} comes over: {names}", merged=left.incident.id)


def moving_script(errand: MoveRoom, *, person: str) -> str:
    """What a call that goes over to another incident's runs, below /twilio/voice."""
    return f"room/{errand.into}/{person or NOBODY}/moved/{errand.room}"


def where_it_went(kit: Kit, incident: Incident | None) -> Incident | None:
    """The incident itself, or the one it became part of, however often that happened."""
    for _ in range(MOST_MERGES):
        if incident is None or incident.is_open or incident.merged_into is None:
            return incident
        incident = kit.store.incident(incident.merged_into)
    return incident


def names_inside(kit: Kit, incident: Incident, *, but: str = "") -> tuple[str, ...]:
    """Who is on the call now."""
    known = {person.id: person.name for person in kit.roster.people}
    inside = incident.war_room.inside if incident.war_room else ()
    return tuple(known[one] for one in inside if one in known and one != but)


def tell_all(draft: Draft, kit: Kit, person: Person, *, text: str) -> str:
    """One text to everybody on the incident; returns what its writer is told."""
    others = everyone_on(draft, kit, but=person.id)
    for other in others:
        draft.text(other.phone, words.to_all(draft.incident, person.name, text), "update", unless="resolved")
    draft.note(Kind.SAID, person.id, f"{person.name} to all: {text[:1000]}")
    return words.told_all(draft.incident, [other.name for other in others])


def everyone_on(draft: Draft, kit: Kit, *, but: str = "") -> tuple[Person, ...]:
    """Everybody who was woken, who was on its call, or who has it."""
    found = {person.id: person for person in everyone_paged(draft, kit)}
    if ack := draft.incident.ack:
        found |= {person.id: person for person in kit.roster.people if person.id == ack.person}
    return tuple(person for person in found.values() if person.id != but)


def _fact(kit: Kit, incident: Incident, event: Event, *, now: datetime) -> Fact:
    who = war_room.person_of(incident.war_room, event)
    name = next((person.name for person in kit.roster.people if person.id == who), "somebody")
    text = {"joined": f"{name} joined the call", "left": f"{name} left the call", "ended": "the call ended"}[event.what]
    kind = Kind.JOINED if event.what == "joined" else Kind.LEFT
    if event.is_found:
        text = f"{text}, {_FOUND[event.what]} at {now:%H:%M}"
    elif war_room.was_found(incident.war_room, event):
        kind, text = Kind.NOTE, f"told late: {text} at {event.at:%H:%M}"
    elif event.what == "left":
        text += _after(incident, event)
    return Fact(
        at=event.at if now - TELLS_LATE <= event.at <= now else now,
        kind=kind,
        actor="carrier" if event.what == "ended" else who or "carrier",
        text=text,
        data={"conference": event.conference} if event.what == "ended" else _data(event),
    )


def _after(incident: Incident, event: Event) -> str:
    """How long they were in it, when their coming is known."""
    known = incident.war_room.presences if incident.war_room else ()
    mine = [one for one in known if one.call == event.call and one.conference == event.conference and one.is_inside]
    lasted = event.at - mine[0].at if mine else timedelta()
    return f" after {elapsed(lasted)}" if lasted >= timedelta(seconds=1) else ""


def _data(event: Event) -> dict[str, str]:
    return {"conference": event.conference, "call": event.call, "order": str(event.order)}
