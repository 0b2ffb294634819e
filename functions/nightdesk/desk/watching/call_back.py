"""
An owner hangs up on an emergency before a human has it: the case stays, and the phone rings once; then a text.

Never in a loop, never after a goodbye, and never at a number that is hidden.
"""

from contextlib import suppress

from nightdesk.contact.contact import Message
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Repeated
from nightdesk.incident import awake, owner_call
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.masked import is_masked
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import calling_back
from nightdesk.persona.responder import consult
from nightdesk.triage.pets.hearing.by_voice import is_goodbye

CALL = "CallSid"
"""Where a message by voice names its call."""


def hung_up(kit: Kit, *, call: str, phone: Phone, is_ours: bool = False) -> None:
    """
    An owner's call is over. A repeat of the carrier's word for it does nothing. is_ours: the desk had rung them, which
    it does not do twice.
    """

    def once() -> None:
        contact = kit.store.standing(phone).contact
        incident = kit.store.incident(contact.open_incident) if contact.open_incident else None
        if incident is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        over = None if is_ours else owner_call.hung_up(incident.owner_call, call=call, at=draft.now)
        if over and is_masked(phone):
            draft.note(Kind.NOTE, "owner", "hung up; the number is hidden, so nobody can ring back")
        elif over and owner_call.wants_ringing(incident):
            draft.note(Kind.NOTE, "owner", "hung up before a human had the case")
            # The watch rings back; a new generation wakes it in time.
            with_incident(draft, owner_call=over, generation=incident.generation + 1)
        else:
            over = None
        _is_over(draft, kit, call=call)
        if over or draft.incident != incident:
            kit.store.commit(draft.change(once=f"hung-up:{call}"))

    with suppress(Repeated):
        decide_again_if_stale(once)


def _is_over(draft: Draft, kit: Kit, *, call: str) -> None:
    """Nothing is read out on it any more; whose words were not yet, learns that they did not arrive."""
    now = owner_call.ended(draft.incident.owner_call, call=call)
    if now is None or now == draft.incident.owner_call:
        return
    before = draft.incident
    with_incident(draft, owner_call=now)
    draft.incident = awake.talked(before, draft.incident, at=draft.now)
    for person in kit.roster.people:
        if mine := [one.body for one in now.unheard if one.by == person.id]:
            draft.note(Kind.NOTE, "desk", f"the owner hung up before {person.name}'s words were read to them")
            body = consult.unheard(draft.incident, mine[-1], reader=person.phone)
            draft.text(person.phone, body, "update", unless="resolved")


def spoke(draft: Draft, message: Message) -> None:
    """The owner says something, by voice or by text: what was before needs no call any more."""
    call = message.headers.get(CALL, "") if message.channel == "call" else ""
    now = owner_call.heard(draft.incident.owner_call, call=call, is_goodbye=bool(call) and is_goodbye(message.body))
    if now != draft.incident.owner_call:
        with_incident(draft, owner_call=now)


def ring(draft: Draft) -> None:
    """Ring the owner back."""
    incident = draft.incident
    if incident.owner is None or incident.owner_call is None:
        return
    with_incident(draft, owner_call=owner_call.rung(incident.owner_call, at=draft.now))
    draft.ring(incident.owner, f"callback/{incident.id}", "bridge", unless="acknowledged")
    draft.note(Kind.NOTE, "watch", "the owner had hung up; called back")


def write(draft: Draft) -> None:
    """The call back was not taken: one text, and that is all."""
    incident = draft.incident
    if incident.owner is None or incident.owner_call is None:
        return
    with_incident(draft, owner_call=owner_call.followed(incident.owner_call))
    draft.text(incident.owner, calling_back.missed(incident), "update", unless="acknowledged")
    draft.note(Kind.NOTE, "watch", "the owner did not take the call back; wrote to them")


def picked_up(kit: Kit, incident_id: IncidentId, *, call: str) -> None:
    """A key was pressed on the call back: somebody is there, and on this call from now on."""

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or incident.owner_call is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        with_incident(draft, owner_call=owner_call.back(owner_call.followed(incident.owner_call), call=call))
        draft.note(Kind.NOTE, "owner", "took the call back")
        kit.store.commit(draft.change(once=f"picked-up:{call}"))

    with suppress(Repeated):
        decide_again_if_stale(once)
