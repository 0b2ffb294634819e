"""Turns what the watch says is due into pages, texts and facts on a draft."""

from dataclasses import replace
from typing import Literal

from nightdesk.desk.draft import Draft, Unless
from nightdesk.desk.kit import Kit
from nightdesk.desk.vets import advise, relay
from nightdesk.desk.watching import call_back, check_in, holder, holding
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
from nightdesk.escalation.pages import Call, at_once, climb_channels, tries_each, valid_minutes
from nightdesk.escalation.relief import Relieve
from nightdesk.escalation.tiers import Climb
from nightdesk.escalation.watch import Action, next_due
from nightdesk.incident import changes
from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.incident import Page, PageState
from nightdesk.incident.severity import broken
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import pets
from nightdesk.persona.responder import ops
from nightdesk.persona.responder.company import woken_beside
from nightdesk.persona.wording.composing import elapsed
from nightdesk.report.status import status_update
from nightdesk.roster.defects import now_in_words
from nightdesk.roster.roster import Person

TRUTH_MINUTES = 15.0


def run_watch(draft: Draft, kit: Kit) -> None:
    """Do everything that is due, and what becomes due by doing it. Ends because every action is remembered."""
    for _ in range(8):
        due = next_due(draft.incident, roster=kit.roster, now=draft.now, pace=kit.pace)
        if not due.actions:
            return
        for action in due.actions:
            _carry_out(draft, action, kit)


def _carry_out(draft: Draft, action: Action, kit: Kit) -> None:
    match action:
        case Climb():
            _climb(draft, action, kit)
        case Call():
            tier = draft.incident.tier
            page = _page(draft, action.person, channel="call", attempt=action.attempt, tier=tier)
            draft.incident = changes.paged(draft.incident, [page])
            draft.note(Kind.PAGED, "watch", f"called {action.person.name}: {action.why}", person=action.person.id)
        case Relieve(person):
            _relieve(draft, person)
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


def _climb(draft: Draft, climb: Climb, kit: Kit) -> None:
    incident = draft.incident
    pages = [
        _page(draft, person, channel=channel, attempt=1, tier=climb.tier, why=climb.why if climb.tier > 1 else "")
        for person in climb.people
        for channel in at_once(person, climb.channels, draft.now)
    ]
    draft.incident = changes.climbed(incident, tier=climb.tier, at=draft.now, pages=pages, is_again=climb.again)
    names = ", ".join(person.name for person in climb.people)
    start = "paged everyone again" if climb.again else f"paged tier {climb.tier}"
    draft.note(Kind.CLIMBED, "watch", f"{start} ({names}): {climb.why}", tier=str(climb.tier))
    _note_gaps(draft, kit, climb)
    _tell_holder(draft, kit, climb)
    if incident.owner and incident.tier >= 1 and incident.ack is None:
        _tell_owner(draft, kit, incident.owner, is_again=climb.again)
    advise.after_climb(draft, kit)


def _relieve(draft: Draft, person: Person) -> None:
    incident = draft.incident
    channels = at_once(person, climb_channels(incident), draft.now)
    pages = [_page(draft, person, channel=channel, attempt=1, tier=incident.tier) for channel in channels]
    draft.incident = changes.paged(incident, pages)
    draft.note(Kind.PAGED, "watch", f"{person.name} came on call and was woken too", person=person.id)


def wake(draft: Draft, person: Person, *, why: str, body: str, is_text_enough: bool = False) -> None:
    """
    Wake one person by name, beside the ladder. body: what the text says.

    is_text_enough: their phone rings for something else just now.
    """
    incident = draft.incident
    channels = ("sms",) if is_text_enough else at_once(person, climb_channels(incident), draft.now)
    pages = [_page(draft, person, channel=one, attempt=1, tier=incident.tier, body=body) for one in channels]
    draft.incident = changes.paged(incident, pages)
    draft.note(Kind.PAGED, "watch", f"woke {person.name}: {why}", person=person.id)


def _note_gaps(draft: Draft, kit: Kit, climb: Climb) -> None:
    """Somebody is woken although nobody is on call; the hole itself must not stay unknown."""
    rungs = [rung for rung in draft.incident.policy.rungs if climb.again or rung.tier == climb.tier]
    for role in (role for rung in rungs for role in rung.roles):
        if told := now_in_words(kit.roster, role, draft.now):
            woken = kit.roster.person(kit.roster.catch_all)
            draft.note(Kind.NOTE, "roster", f"{told}; {woken.name} is woken instead", role=role)


def _tell_holder(draft: Draft, kit: Kit, climb: Climb) -> None:
    """Whoever has it hears that it got worse, wider or too long, and who comes; those who are paged read it there."""
    held_by = holder.holder_of(draft.incident, kit)
    if held_by is None or held_by.id in {person.id for person in climb.people}:
        return
    names = [person.name for person in climb.people]
    body = woken_beside(draft.incident, names, why=climb.why, reader=held_by.phone)
    draft.text(held_by.phone, body, "update", unless="resolved")


def _tell_owner(draft: Draft, kit: Kit, owner: Phone, *, is_again: bool) -> None:
    """The plain truth while nobody has answered: at each new tier, then every quarter of an hour, not every loop."""
    incident = draft.incident
    said_at = incident.last_update_at
    if is_again and said_at and draft.now - said_at < kit.pace(TRUTH_MINUTES):
        return
    draft.text(owner, pets.trying(incident, language=incident.language), "update", unless="acknowledged")
    draft.incident = replace(incident, last_update_at=draft.now)


def _page(
    draft: Draft, person: Person, *, channel: str, attempt: int, tier: int, why: str = "", body: str = ""
) -> Page:
    incident = draft.incident
    # Woken although somebody has it: their having it must not hold this page back.
    unless: Unless = "resolved" if incident.ack else "acknowledged"
    number = person.phone if channel == "sms" else person.ring_phone(attempt, each=tries_each(incident.severity))
    draft.paged(*person.numbers)
    if channel == "sms":
        label = next((rung.label for rung in incident.policy.rungs if rung.tier == tier), "")
        for_whom = label if tier > 1 else ""
        body = body or ops.page(incident, reader=person.phone, tier_label=for_whom, why=why)
        outbox = draft.text(person.phone, body, "page", unless=unless, minutes=valid_minutes(incident))
    else:
        outbox = draft.ring(number, f"page/{incident.id}/{person.id}", "page", unless=unless)
    return Page(
        person=person.id,
        phone=number,
        tier=tier,
        channel="sms" if channel == "sms" else "call",
        attempt=attempt,
        at=draft.now,
        outbox=outbox,
    )


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
    """Everyone woken so far who is still on the roster, except one. A page that was dropped has woken nobody."""
    known = {person.id: person for person in kit.roster.people}
    woken = {page.person for page in draft.incident.pages if page.state is not PageState.DROPPED}
    woken |= set(draft.incident.also_told)
    return tuple(known[p] for p in draft.incident.paged_people if p in known and p in woken and p != but)


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
