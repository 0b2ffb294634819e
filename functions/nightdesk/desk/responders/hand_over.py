"""
Whoever has a case hands it to somebody by name, and the owner's call with it.

It stays theirs until the other one takes it: a case in between belongs to nobody.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.carry_out import wake_in_time
from nightdesk.desk.watching.paging import wake
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import handing as words
from nightdesk.persona.responder import ops
from nightdesk.roster.roster import Person

_TITLES = frozenset({"dr", "dra", "doctor", "doctora"})
_WHOSE = frozenset({"my", "our", "the", "a", "any", "mi", "nuestro"})


def hand_over(draft: Draft, kit: Kit, person: Person, *, to: str) -> str:
    """Wake the one who is named, and move the owner's call to them; returns what the giver is told."""
    incident = draft.incident
    if not incident.is_open:
        return ops.already_resolved(incident)
    if incident.ack and incident.ack.person != person.id:
        return ops.already(incident, reader=person.phone)
    able = tuple(p for p in kit.roster.people if kit.roster.may_work(p, incident.desk) and p.id != person.id)
    found = [p for p in able if named(p, to)] or on_role(kit, able, to, now=draft.now)
    if len(found) != 1:
        return words.nobody(incident, to, [p.name for p in found or able])
    (other,) = found
    is_talking = on_the_phone(incident)
    with_incident(draft, handed_to=other.id)
    draft.note(Kind.NOTE, person.id, f"{person.name} hands it over to {other.name}")
    body = words.offer(draft.incident, person.name, reader=other.phone)
    wake(draft, other, why=f"{person.name} hands it over", body=body, is_text_enough=is_talking)
    wake_in_time(draft, kit)
    if is_talking and incident.owner_call:
        script, page = f"handed/{incident.id}/{other.id}", f"page/{incident.id}/{other.id}"
        draft.move_call(incident.owner_call.call, script, to=other.phone, otherwise=page)
    return words.handed(incident, other.name, moves_call=is_talking)


def named(person: Person, name: str) -> bool:
    """Whether this is what somebody on call would type for them: an id, a name, or a part of it."""
    typed = {word.strip(".,") for word in name.casefold().split()} - _TITLES
    own = {word.strip(".,").casefold() for word in (person.id, *person.name.split(), *person.known_as)}
    return bool(typed) and typed <= own


def on_role(kit: Kit, able: Sequence[Person], name: str, *, now: datetime) -> list[Person]:
    """Those of them who hold a role of this name now: "team lead", "my manager"."""
    typed = set(name.casefold().replace("-", " ").split()) - _WHOSE
    roles = [role for role in kit.roster.schedules if typed and typed <= set(role.casefold().replace("-", " ").split())]
    holders = {kit.roster.holder(role, now).id for role in roles}
    return [person for person in able if person.id in holders]


def on_the_phone(incident: Incident) -> bool:
    """Whether a human took the owner's newest call, as far as is known; whether it goes on only the carrier knows."""
    return incident.owner_call is not None and bool(incident.owner_call.call) and incident.owner_call.is_settled


def taken_over(incident: Incident, person: Person) -> bool:
    """Whether it was handed to this person and still is somebody else's."""
    return incident.handed_to == person.id and incident.ack is not None and incident.ack.person != person.id


def without_offer(incident: Incident) -> Incident:
    """Once somebody has taken it, nothing is on offer any more."""
    return replace(incident, handed_to="")
