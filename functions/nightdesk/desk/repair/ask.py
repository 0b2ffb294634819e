"""Asking for permission: whom, by text, once, and again whoever has it since."""

from dataclasses import replace

from nightdesk.approval import reply
from nightdesk.approval.request import request
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Refused
from nightdesk.incident import changes
from nightdesk.incident.ask import Ask, Asked, AskState, Plan
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import ops
from nightdesk.roster.roster import Person
from nightdesk.store.store import Code

_ANSWERED = frozenset({AskState.GRANTED, AskState.DENIED})


def ask_for(draft: Draft, kit: Kit, plan: Plan, *, token: str) -> None:
    """
    Ask whoever has the incident, or else everyone woken at its tier, each with a code of their own.

    Asking again for the same plan while it is pending only keeps the newer token: a retried task must not text twice.
    One that was answered meanwhile is told the answer; what was refused is put to nobody else.
    """
    asked = draft.incident.ask
    if asked and reply.is_same_plan(asked, plan):
        if asked.state is AskState.PENDING:
            draft.incident = replace(draft.incident, ask=replace(asked, token=token))
            return
        if asked.state in _ANSWERED or asked.token == token:
            draft.answer_task(token, asked.state.value)  # the task was lost; the answer was not
            return
    ask = _request(draft, kit, plan, _approvers(draft, kit))
    _send(draft, replace(ask, token=token), ask.asked)


def offer_to(draft: Draft, kit: Kit, person: Person) -> None:
    """
    Somebody has taken the incident: what waits for permission is put to them too, with a code of their own, and what
    nobody answered in time is looked into and proposed again. Nothing that was refused comes back.
    """
    ask = draft.incident.ask
    if ask is None or any(asked.person == person.id for asked in ask.asked if ask.state is AskState.PENDING):
        return
    if ask.state is AskState.EXPIRED:
        draft.start_work()
    elif ask.state is AskState.PENDING:
        more = _request(draft, kit, ask.plan, (person,))
        _send(draft, replace(ask, asked=(*ask.asked, *more.asked), expires_at=more.expires_at), more.asked)


def _request(draft: Draft, kit: Kit, plan: Plan, people: tuple[Person, ...]) -> Ask:
    lifetime = kit.pace(draft.incident.policy.approval_minutes)
    return request(plan, approvers=people, now=draft.now, lifetime=lifetime, ask_id=kit.new_id())


def _send(draft: Draft, ask: Ask, newly: tuple[Asked, ...]) -> None:
    plan, minutes = ask.plan, draft.incident.policy.approval_minutes
    draft.incident = changes.asking(draft.incident, ask)
    names = ", ".join(asked.person for asked in newly)
    draft.note(Kind.PROPOSED, "desk", f"{plan.title} ({plan.risk.value}); asked {names}", ask=ask.id, digest=ask.digest)
    for asked in newly:
        draft.text(asked.phone, ops.ask(draft.incident, plan, asked.code, minutes), "ask", minutes=minutes)
        draft.paged(asked.phone)
        draft.code(
            Code(phone=asked.phone, code=asked.code, incident=draft.incident.id, ask=ask.id, expires_at=ask.expires_at)
        )


def _approvers(draft: Draft, kit: Kit) -> tuple[Person, ...]:
    incident = draft.incident
    if incident.ack and kit.roster.has(incident.ack.person):
        return (kit.roster.person(incident.ack.person),)
    rung = next(rung for rung in incident.policy.rungs if rung.tier == max(incident.tier, 1))
    return kit.roster.holders(rung.roles, draft.now)


def ask_approval(kit: Kit, incident_id: IncidentId, *, token: str) -> int:
    """The chain wants permission for the incident's plan: ask, or wake the chain at once when that is pointless."""

    def once() -> int:
        incident = kit.store.incident(incident_id)
        if incident is None:
            raise Refused(f"no incident {incident_id}")
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        if incident.plan is None or not incident.is_open:
            draft.answer_task(token, AskState.WITHDRAWN.value)
        else:
            ask_for(draft, kit, incident.plan, token=token)
        kit.store.commit(draft.change())
        return len(draft.incident.ask.asked) if draft.incident.ask else 0

    return decide_again_if_stale(once)
