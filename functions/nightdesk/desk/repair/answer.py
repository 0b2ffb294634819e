"""An answer to a request for permission: yes, no, no after a yes, or nothing that counts."""

from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.approval import reply
from nightdesk.contact.contact import Contact
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.incident import changes
from nightdesk.incident.ask import Ask, Asked, AskState
from nightdesk.incident.desk import Phone
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import ops
from nightdesk.roster.roster import Person

LOCK_FOR = timedelta(hours=1)
THUMB = timedelta(seconds=5)
"""However fast a simulated night goes, a human needs so long to type "no"."""


def answer_ask(draft: Draft, kit: Kit, person: Person, *, code: str, phone: Phone, is_yes: bool) -> str:
    """Record the answer, if it is one; returns what the answerer is told. Only a grant lets anything run."""
    ask = draft.incident.ask
    if ask is None:
        return ops.wrong_code()
    if not is_yes and draft.incident.about_to_run and reply.asked_of(ask, phone, person.id):
        return stop(draft, kit, ask, person)
    outcome = reply.answer(ask, code=code, phone=phone, person=person.id, yes=is_yes, now=draft.now)
    match outcome:
        case reply.Granted():
            return _granted(draft, kit, outcome.ask, person, code=code)
        case reply.Denied(by=by, why=why):
            return _denied(draft, kit, outcome.ask, by=by, why=why)
        case reply.WrongCode(left=left):
            draft.incident = replace(draft.incident, ask=outcome.ask)
            draft.note(Kind.NOTE, person.id, f"{person.name} typed a wrong code; {left} left")
            return ops.wrong_code()
        case reply.Expired():
            return ops.expired(draft.incident)
        case reply.NotYours():
            return ops.not_yours()
        case reply.AlreadyAnswered(state=AskState.GRANTED) if not is_yes and draft.incident.running:
            return ops.has_begun(draft.incident)
        case reply.AlreadyAnswered(by, at, state):
            return ops.already_answered(draft.incident, by=by, at=at, state=state)


def _granted(draft: Draft, kit: Kit, ask: Ask, person: Person, *, code: str) -> str:
    seconds = draft.incident.policy.undo_seconds
    waits = max(kit.pace(seconds / 60), min(timedelta(seconds=seconds), THUMB))
    ask = replace(ask, not_before=draft.now + waits)
    _keep(draft, ask, person.name, Kind.APPROVED, f"{person.name} approved: {ask.plan.title}")
    draft.answer_task(ask.token, ask.state.value)
    for other in _others(ask, person) if seconds else ():
        body = ops.approved_by(draft.incident, by=person.name, code=other.code, seconds=seconds)
        draft.text(other.phone, body, "update")
    return ops.approved(draft.incident, code=code, seconds=seconds)


def _denied(draft: Draft, kit: Kit, ask: Ask, *, by: str, why: str) -> str:
    _will_not_run(draft, kit, ask, by=by, why=why)
    draft.answer_task(ask.token, ask.state.value)
    return ops.denied(draft.incident)


def stop(draft: Draft, kit: Kit, ask: Ask, person: Person, *, is_leaving: bool = False) -> str:
    """
    A no of somebody who was asked, between a yes and the step: not doing it is always permitted, so it needs no code.

    The chain has its yes already; the step looks here first. is_leaving: others are woken for another reason.
    """
    denied = replace(ask, state=AskState.DENIED, answered_by=person.id, answered_at=draft.now)
    _will_not_run(draft, kit, denied, by=person.id, why=f"{person.name} stopped it", is_urgent=not is_leaving)
    for other in _others(ask, person):
        draft.text(other.phone, ops.taken_back(draft.incident, by=person.name), "update")
    return ops.taken_back(draft.incident)


def _will_not_run(draft: Draft, kit: Kit, ask: Ask, *, by: str, why: str, is_urgent: bool = True) -> None:
    """A refusal means the machine was wrong: another human should look."""
    _keep(draft, ask, by or "desk", Kind.DENIED, f"{ask.plan.title}: {why}")
    if is_urgent:
        draft.incident = changes.urged(draft.incident, why=f"the fix was not approved ({why})")
        run_watch(draft, kit)


def _others(ask: Ask, person: Person) -> tuple[Asked, ...]:
    return tuple(asked for asked in ask.asked if asked.person != person.id)


def counted(contact: Contact, *, now: datetime) -> Contact:
    """One more wrong code from this phone; the third locks it for an hour."""
    wrong = contact.wrong_codes + 1
    if wrong < reply.MOST_WRONG_CODES:
        return replace(contact, wrong_codes=wrong)
    return replace(contact, wrong_codes=0, locked_until=now + LOCK_FOR)


def _keep(draft: Draft, ask: Ask, by: str, kind: Kind, text: str) -> None:
    draft.incident = replace(draft.incident, ask=ask)
    draft.note(kind, by, text, ask=ask.id, digest=ask.digest)
