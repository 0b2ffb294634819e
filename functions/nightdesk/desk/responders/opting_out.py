"""Somebody on call texts STOP or START: nothing they have, or alone were woken for, waits for texts they do not get."""

from functools import partial

from nightdesk.contact.contact import Message
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.opt_out import chosen
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.escalation.passing import has_passed
from nightdesk.incident import changes
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.roster.roster import Person
from nightdesk.store.store import Change, Standing


def responder_chooses(kit: Kit, person: Person, message: Message, *, is_out: bool, once: str) -> None:
    """
    Their choice is kept. Whoever opts out passes on everything they have or were woken for and nobody has, and their
    phone rings for the gravest of it. Raises Repeated on a message seen before.

    Their pages fail from now on, and each failed text makes their phone ring; nobody waits for it tonight.
    """

    def once_only() -> None:
        standing = kit.store.standing(message.phone)
        kept = Change(once=once, contact=chosen(standing.contact, is_out=is_out), messages=(message,))
        theirs = _theirs(kit, person, standing) if is_out else []
        if not theirs:
            kit.store.commit(kept)
            return
        gravest, *others = theirs
        # Each by itself, and before the choice is kept: many at once are more than one transaction holds, and whoever
        # dies in between is asked again by the carrier, and finds these passed on.
        for other in others:
            decide_again_if_stale(partial(_leave, kit, person, other.id))
        draft = _left(kit, person, gravest)
        draft.ring(person.phone, f"page/{gravest.id}/{person.id}", "page", unless="resolved")
        kit.store.commit(draft.change(once=once, contact=kept.contact, messages=(message,)))

    decide_again_if_stale(once_only)


def _theirs(kit: Kit, person: Person, standing: Standing) -> list[Incident]:
    """What stands or falls with them, the gravest first, and of those the newest."""
    newest_first = sorted(standing.paged, key=lambda row: row.at, reverse=True)
    rows = list(dict.fromkeys(row.incident for row in newest_first if not row.is_over))
    phones = kit.may_wake(*(desk for desk in Desk if kit.roster.may_work(person, desk)))
    found = kit.store.several(rows[:50], phones) if rows else ()
    return sorted((one for one in found if _is_theirs(kit, person, one)), key=lambda one: one.severity)


def _is_theirs(kit: Kit, person: Person, incident: Incident) -> bool:
    is_free = incident.ack is None or incident.ack.person == person.id
    return incident.is_open and is_free and not has_passed(incident, person.id, now=kit.now(), pace=kit.pace)


def _leave(kit: Kit, person: Person, incident_id: IncidentId) -> None:
    incident = kit.store.incident(incident_id)
    if incident and _is_theirs(kit, person, incident):
        kit.store.commit(_left(kit, person, incident).change())


def _left(kit: Kit, person: Person, incident: Incident) -> Draft:
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    draft.note(Kind.NOTE, person.id, f"{person.name} opted out of texts")
    why = f"{person.name} can no longer be texted"
    draft.incident = changes.passed_on(incident, person=person.id, at=draft.now, why=why)
    run_watch(draft, kit)
    return draft
