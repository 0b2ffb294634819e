"""
Two owners of one pet in the same night: each keeps their own case and their own answers, and the cases name each other.

Never merged silently: two dogs called Max in one town are commoner than a family that texts twice, and a vet can tell.
"""

from dataclasses import replace
from datetime import timedelta

from nightdesk.contact import household
from nightdesk.contact.contact import Contact, Pet
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Repeated
from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import ops
from nightdesk.triage.pets.knowledge.at_hand import atlas
from nightdesk.triage.pets.knowledge.atlas import miles
from nightdesk.triage.pets.nearby.clinics import spots_of

WITHIN = timedelta(hours=1)
NEAR_MILES = 5.0
"""Two ZIP codes of one town."""


def link(kit: Kit, phone: Phone) -> None:
    """Link this owner's open case with another's about a pet of the same name at the same place. Again does nothing."""
    contact = kit.store.standing(phone).contact
    mine = kit.store.incident(contact.open_incident) if contact.open_incident else None
    if mine is None or not mine.is_open or not contact.place:
        return
    for other in kit.store.incidents(limit=30):
        name = _shared(kit, contact, mine, other)
        if name:
            _note(kit, mine, other, name=name, place=contact.place)
            _note(kit, other, mine, name=name, place=contact.place)


def _shared(kit: Kit, contact: Contact, mine: Incident, other: Incident) -> str:
    """The name of the pet that both cases may be about; empty when nothing says so."""
    is_near_in_time = abs(other.opened_at - mine.opened_at) <= WITHIN
    if other.desk is not Desk.PETS or not other.is_open or other.id == mine.id or not is_near_in_time:
        return ""
    if other.owner is None or other.owner == contact.phone or other.id in mine.links:
        return ""
    theirs = kit.store.standing(other.owner).contact
    if not _same_place(contact.place, theirs.place):
        return ""
    return next((one.name for one in _named(contact) for two in _named(theirs) if _is_one(one, two) and one.name), "")


def _named(contact: Contact) -> tuple[Pet, ...]:
    """The pets this conversation names."""
    said = " ".join(contact.turns).lower()
    return tuple(pet for pet in household.believed(contact) if pet.name and pet.name.lower() in said)


def _is_one(one: Pet, two: Pet) -> bool:
    return household.same(one, two) and (not one.species or not two.species or one.species == two.species)


def _same_place(one: str, other: str) -> bool:
    if not one or not other:
        return False
    known = atlas()
    return one == other or any(
        miles(here, there) <= NEAR_MILES for here in spots_of(one, known) for there in spots_of(other, known)
    )


def _note(kit: Kit, case: Incident, other: Incident, *, name: str, place: str) -> None:
    def once() -> None:
        current = kit.store.incident(case.id)
        if current is None or other.id in current.links:
            return
        draft = Draft(current, now=kit.now(), new_id=kit.new_id)
        draft.incident = replace(current, links=(*current.links, other.id))
        text = f"may be the same pet as {other.id}: both owners name {name} near {place} within the hour; kept apart"
        draft.note(Kind.NOTE, "desk", text, incident=other.id)
        if current.ack and kit.roster.has(current.ack.person):
            holder = kit.roster.person(current.ack.person).phone
            draft.text(holder, ops.same_pet(current, other, name, reader=holder), "update")
        kit.store.commit(draft.change(once=f"same:{case.id}:{other.id}"))

    try:
        decide_again_if_stale(once)
    except Repeated:
        return
