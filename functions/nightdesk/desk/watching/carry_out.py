"""Turns what the watch says is due into pages, texts and facts on a draft."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.vets import advise, relay
from nightdesk.desk.watching import call_back, check_in, holder, holding, paging
from nightdesk.escalation.actions import (
    Breach,
    CheckIn,
    Close,
    ExpireAdvice,
    ExpireAsk,
    Heed,
    HoldBroken,
    HolderGone,
    HoldOver,
    Nudge,
    OwnerSilent,
    Release,
    RingBack,
    SendHeld,
    Update,
    WriteBack,
)
from nightdesk.escalation.pages import Call
from nightdesk.escalation.relief import Relieve
from nightdesk.escalation.tiers import Climb
from nightdesk.escalation.watch import Action, next_due
from nightdesk.incident import changes
from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import broken
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import pets
from nightdesk.persona.responder import ops
from nightdesk.persona.wording.composing import elapsed
from nightdesk.report.status import status_update
from nightdesk.roster.roster import Person

LONGEST_SLEEP = timedelta(hours=1)
"""Even with nothing due, look now and then: a chain that sleeps for ever cannot be told from a dead one."""
SLACK = timedelta(seconds=1)
"""A watch sleeps whole seconds."""


def run_watch(draft: Draft, kit: Kit) -> None:
    """Do what is due because of what happened, and let the incident's watch wake in time for what follows."""
    do_what_is_due(draft, kit)
    wake_in_time(draft, kit)


def do_what_is_due(draft: Draft, kit: Kit) -> None:
    """
    Everything, and what becomes due by doing it. Ends because every action is remembered.

    What may change whom to wake comes first; and whom a tier includes is not tried once more in the same breath. A
    question to vets does not end in the breath in which it is put to more of them.
    """
    for _ in range(8):
        due = next_due(draft.incident, roster=kit.roster, now=draft.now, pace=kit.pace)
        if not due.actions:
            return
        others = [action for action in due.actions if not isinstance(action, Climb | Call | Relieve | ExpireAdvice)]
        woken = {person.id for action in due.actions if isinstance(action, Climb) for person in action.people}
        for action in others or due.actions:
            if not (isinstance(action, Call | Relieve) and action.person.id in woken):
                _carry_out(draft, action, kit)


def wake_in_time(draft: Draft, kit: Kit) -> None:
    """
    The watch sleeps until what was due next before this. When something is due sooner by now, a fresh one takes over.

    Said wherever something besides the watch itself decides: a text, a key, a receipt.
    """
    before, after = draft.before, draft.incident
    if not before.version or not after.is_open or after.generation != before.generation:
        return
    was, will = (next_due(one, roster=kit.roster, now=draft.now, pace=kit.pace).wake_at for one in (before, after))
    if will and will + SLACK < (was or will + LONGEST_SLEEP):
        with_incident(draft, generation=after.generation + 1)


def _carry_out(draft: Draft, action: Action, kit: Kit) -> None:
    match action:
        case Climb():
            paging.wake_tier(draft, action, kit)
        case Call():
            paging.call(draft, action)
        case Relieve(person):
            paging.relieve(draft, kit, person)
        case Nudge():
            holder.ask(draft, kit)
        case Release():
            holder.release(draft)
        case HolderGone():
            holder.release_gone(draft)
        case Heed(why):
            draft.note(Kind.NOTE, "watch", f"nobody further up to wake: {why}")
            draft.incident = changes.heeded(draft.incident)
        case Breach(promise):
            _breach(draft, promise)
        case ExpireAsk():
            _expire(draft)
        case ExpireAdvice(ask):
            advise.run_out(draft, kit, ask)
        case SendHeld():
            relay.send_held(draft, kit)
        case CheckIn():
            check_in.ask(draft, kit)
        case OwnerSilent():
            check_in.go_after(draft, kit)
        case RingBack():
            call_back.ring(draft)
        case WriteBack():
            call_back.write(draft)
        case Update():
            _update(draft, kit)
        case HoldOver():
            holding.end_of_hold(draft, kit)
        case HoldBroken():
            holding.release(draft, why=draft.incident.urged)
        case Close():
            close(draft, kit, actor="watch", how="every alarm ended and stayed quiet")


def _breach(draft: Draft, promise: Literal["detect", "acknowledge", "resolve"]) -> None:
    incident = draft.incident
    draft.incident = changes.breached(incident, promise)
    late = f"; it had begun {elapsed(incident.detected_at - incident.first_anomaly_at)} before" * (promise == "detect")
    said = f"not {broken(promise)} within the promise of {incident.severity.name}{late}"
    draft.note(Kind.BREACHED, "watch", said, promise=promise)
    # A vet who has a case sees it through; another one would only ask the same. Systems want more hands.
    is_seen_to = is_pets(draft) and (incident.ack is not None or not incident.policy.wakes(incident.severity))
    if promise == "resolve" and not is_seen_to:
        draft.incident = changes.urged(draft.incident, why="not resolved within the promise")


def _expire(draft: Draft) -> None:
    ask = draft.incident.ask
    if ask is None:
        return
    draft.incident = changes.answered(draft.incident, state=AskState.EXPIRED, by="watch", at=draft.now)
    draft.incident = changes.urged(draft.incident, why="nobody answered the request for approval")
    draft.note(Kind.EXPIRED, "watch", f"nobody answered: {ask.plan.title}", ask=ask.id)
    draft.answer_task(ask.token, AskState.EXPIRED.value)
    for asked in ask.asked:
        draft.text(asked.phone, ops.ask_expired(draft.incident), "update")


def _update(draft: Draft, kit: Kit) -> None:
    incident = replace(draft.incident, last_update_at=draft.now)
    draft.incident = incident
    body = status_update(incident, draft.now, pace=kit.pace)
    draft.note(Kind.SAID, "watch", "status update", update=body[:2000])
    line = ops.status_line(incident, now=draft.now)
    for person in everyone_paged(draft, kit):
        draft.text(person.phone, line, "update", unless="resolved")


def everyone_paged(draft: Draft, kit: Kit, *, but: str = "") -> tuple[Person, ...]:
    """Everyone woken so far who is still on the roster, except one."""
    known = {person.id: person for person in kit.roster.people}
    return tuple(known[p] for p in draft.incident.told_people if p in known and p != but)


def is_pets(draft: Draft) -> bool:
    """Whether an owner and a pet are at the other end."""
    return draft.incident.desk is Desk.PETS


def close(draft: Draft, kit: Kit, *, actor: str, how: str, but: str = "") -> None:
    """Resolve and tell everyone who was told; a waiting chain is woken to end."""
    incident = draft.incident
    waiting = incident.ask if incident.ask and incident.ask.state is AskState.PENDING else None
    draft.incident = changes.resolved(incident, at=draft.now, how=how)
    draft.note(Kind.RESOLVED, actor, how)
    if waiting:
        draft.answer_task(waiting.token, AskState.WITHDRAWN.value)
    for other in everyone_paged(draft, kit, but=but):
        draft.text(other.phone, ops.resolved(draft.incident), "update")
    if incident.owner:
        draft.text(incident.owner, pets.closed(draft.incident, language=incident.language), "update")
        # Lies beside the owner's profile: the next emergency is then answered without looking at this one.
        draft.paged(incident.owner)
    put_to_rest(draft, kit)
    if incident.war_room:
        draft.end_room()


def put_to_rest(draft: Draft, kit: Kit) -> None:
    """It is over: whoever could name it no longer means it by a bare word, and their numbers for it rest."""
    incident = draft.incident
    known = {person.phone: person for person in kit.roster.people}
    by_id = {person.id: person for person in kit.roster.people}
    told = [by_id[page.person].phone if page.person in by_id else page.phone for page in incident.pages]
    visitors = incident.war_room.visitors if incident.war_room else ()
    inside = [person.phone for person in kit.roster.people if person.id in visitors]
    for phone in dict.fromkeys((*told, *inside, *incident.codes)):
        draft.paged(*(known[phone].numbers if phone in known else (phone,)))
