"""
An owner asks what only a vet may answer: the safe answer at once, the question to a vet, and the vet's word back.

What a vet approves is sent to the letter. Silence asks the next vet and tells the owner so; no path sends a drug, a
dose or a way to make a pet vomit that no vet has read.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.approval.advice import Question, is_about, is_too_old, plan_of, question_of
from nightdesk.approval.reply import MOST_WRONG_CODES
from nightdesk.approval.request import request
from nightdesk.contact import household
from nightdesk.contact.contact import Contact
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.vets.vets import next_vets
from nightdesk.incident import changes
from nightdesk.incident.ask import Ask, Asked, AskState, Plan
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.guarding.medicines import DRUGS
from nightdesk.persona.owner import advice
from nightdesk.persona.owner.household import health_line
from nightdesk.persona.responder import consult
from nightdesk.persona.wording.composing import clock
from nightdesk.roster.roster import Person
from nightdesk.store.store import Code
from nightdesk.triage.pets.judging.emesis import emesis, teaspoons
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.pets.judging.seeking import Sought, as_told, sought
from nightdesk.triage.verdict import Verdict

OPENS_A_CASE = frozenset({"vomiting", "medicine"})
"""Questions that need a vet even when no animal is said to be ill."""


def seeks(verdict: Verdict, heard: str, *, is_case: bool) -> Sought | None:
    """What the owner asks leave for. A person in danger comes first: nothing is asked of a vet then."""
    if verdict.human_route:
        return None
    found = sought(heard, drugs=DRUGS, is_case=is_case)
    return found if found and (is_case or found.kind in OPENS_A_CASE) else None


def facts_in(heard: str) -> str:
    """What a text tells, without what it only asks leave for."""
    return as_told(heard, drugs=DRUGS)


def as_case(verdict: Verdict, question: Sought) -> Verdict:
    """A question without an emergency, as a case that wakes nobody by itself."""
    subject = f"Owner asks about {question.thing or question.kind}; {verdict.subject}"
    return replace(verdict, severity=min(verdict.severity, Severity.SEV3), subject=subject[:140], first_step="")


def ask_vet(draft: Draft, kit: Kit, contact: Contact, verdict: Verdict, question: Sought, *, heard: str) -> str:
    """Put the question to a vet; returns what the owner is told at once. Asked again, it is not asked twice."""
    incident, language = draft.incident, verdict.language
    pending = _pending(incident, question)
    if pending:
        return advice.still(incident, kind=question.kind, thing=question.thing, language=language)
    plan = plan_of(_question(incident, contact, verdict, question, now=draft.now, asked=_question_in(heard)))
    people = next_vets(incident, kit.roster, now=draft.now, but=frozenset())
    draft.note(Kind.NOTE, "desk", f"the owner asks about {question.thing or question.kind}; only a vet may answer")
    if people:
        _put(draft, kit, plan, people)
    return advice.wait(
        draft.incident, kind=question.kind, thing=question.thing, language=language, has_vet=bool(people)
    )


def reconsider(draft: Draft, kit: Kit, contact: Contact, verdict: Verdict) -> None:
    """The owner has said more: a draft that rests on what is no longer so is withdrawn, and the question asked anew."""
    for ask in draft.incident.advice:
        question = question_of(ask)
        if ask.state is not AskState.PENDING or not question.words:
            continue
        now = _question(draft.incident, contact, verdict, _sought(question), now=draft.now, asked=question.asked)
        if now.words == question.words:
            continue
        draft.incident = changes.advice_became(draft.incident, _ended(ask, AskState.WITHDRAWN, draft.now))
        draft.note(Kind.NOTE, "desk", f"draft withdrawn: {now.facts}", ask=ask.id)
        why = f"the owner has said more: {now.facts}"
        for asked in ask.asked:
            draft.text(asked.phone, consult.withdrawn(draft.incident, why), "update")
        people = _still_here(kit, ask) or next_vets(draft.incident, kit.roster, now=draft.now, but=frozenset())
        _put(draft, kit, plan_of(now), people)


def run_out(draft: Draft, kit: Kit, ask_id: str) -> None:
    """Nobody answered in time: the next vet is asked, or the next tier woken, and the owner hears the truth."""
    ask = next((one for one in draft.incident.advice if one.id == ask_id), None)
    if ask is None or ask.state is not AskState.PENDING:
        return
    if draft.now < ask.expires_at and ask.wrong_answers < MOST_WRONG_CODES:
        return  # a tier was woken in the same moment, and its vets have just been asked
    draft.incident = changes.advice_became(draft.incident, _ended(ask, AskState.EXPIRED, draft.now))
    draft.note(Kind.EXPIRED, "watch", f"no vet answered: {ask.plan.title}", ask=ask.id)
    has_next = ask_others(draft, kit, ask) or _wake_more(draft, kit, ask)
    for asked in ask.asked:
        draft.text(asked.phone, consult.unanswered(draft.incident, has_next=has_next), "update")
    if draft.incident.owner:
        draft.text(draft.incident.owner, advice.silence(draft.incident, ask, has_next=has_next), "update")


def ask_others(draft: Draft, kit: Kit, ask: Ask) -> bool:
    """Put an unanswered question to vets who have not been asked it yet; False when there is none for now."""
    incident = draft.incident
    before = {one.person for old in incident.advice if is_same(old, ask) for one in old.asked}
    people = next_vets(incident, kit.roster, now=draft.now, but=frozenset(before))
    if people:
        _put_also(draft, kit, ask, people)
    return bool(people)


def unreached(draft: Draft, kit: Kit, phone: Phone) -> None:
    """A request could not be delivered to this phone: vets not asked yet are asked at once, if there are any."""
    for ask in unanswered(draft.incident):
        if ask.state is AskState.PENDING and any(asked.phone == phone for asked in ask.asked):
            ask_others(draft, kit, ask)


def put_to(draft: Draft, kit: Kit, person: Person) -> bool:
    """Somebody took the case, or answered too late: what is still unanswered is put to them. Whether anything was."""
    waiting = [ask for ask in unanswered(draft.incident) if not _waits_for(ask, person)] if person.is_vet else []
    for ask in waiting:
        _put_also(draft, kit, ask, (person,))
    return bool(waiting)


def _put_also(draft: Draft, kit: Kit, ask: Ask, people: tuple[Person, ...]) -> None:
    """To more people, each with a code of their own: in the same request while it waits and its draft still holds."""
    if ask.state is AskState.PENDING and not is_too_old(ask, now=draft.now):
        more = request(ask.plan, approvers=people, now=draft.now, lifetime=_lifetime(draft, kit), ask_id=ask.id)
        _send(draft, replace(ask, asked=(*ask.asked, *more.asked), expires_at=more.expires_at), more.asked)
        return
    if ask.state is AskState.PENDING:
        draft.incident = changes.advice_became(draft.incident, _ended(ask, AskState.WITHDRAWN, draft.now))
        people = (*people, *_still_here(kit, ask))
    _put(draft, kit, _fresh(ask, draft.now), people)


def _still_here(kit: Kit, ask: Ask) -> tuple[Person, ...]:
    """Those who were asked, without whoever has left the roster since."""
    return tuple(kit.roster.person(one.person) for one in ask.asked if kit.roster.has(one.person))


def _waits_for(ask: Ask, person: Person) -> bool:
    return ask.state is AskState.PENDING and any(asked.person == person.id for asked in ask.asked)


def after_climb(draft: Draft, kit: Kit) -> None:
    """A tier was woken: its vets are asked what nobody has answered."""
    for ask in unanswered(draft.incident):
        if not ask_others(draft, kit, ask) and ask.state is AskState.EXPIRED:
            _wake_more(draft, kit, ask)


def unanswered(incident: Incident) -> tuple[Ask, ...]:
    """The newest request for each question that no vet has answered."""
    newest = {(ask.plan.parameters["kind"], ask.plan.parameters["thing"]): ask for ask in incident.advice}
    return tuple(ask for ask in newest.values() if ask.state in {AskState.PENDING, AskState.EXPIRED})


def is_same(one: Ask, other: Ask) -> bool:
    """Whether two requests are about the same question."""
    return is_about(one, kind=other.plan.parameters["kind"], thing=other.plan.parameters["thing"])


def _question(
    incident: Incident, contact: Contact, verdict: Verdict, about: Sought, *, now: datetime, asked: str
) -> Question:
    """The question with its facts, and with a draft where code may offer one."""
    turns = [as_told(turn, drugs=DRUGS) for turn in contact.turns]
    pets = household.as_of(contact.pets, now)
    facts = judge(turns, pets=pets).subject
    words, until = "", ""
    if about.kind == "vomiting":
        passed = (now - incident.opened_at).total_seconds() / 60
        found = emesis(contact.turns, pets=pets, minutes_passed=passed)
        since = now - timedelta(minutes=found.minutes_ago) if found.minutes_ago is not None else None
        ago = f"swallowed about {clock(since)}" if since else "time not told"
        doubt = found.caution if found.ml else f"no draft: {found.why_not}"
        facts = "; ".join(filter(None, (facts, ago, doubt)))
        if found.ml:
            words = advice.draft(incident, ml=found.ml, teaspoons=teaspoons(found.ml), language=verdict.language)
            until = (now + timedelta(minutes=found.minutes_left)).isoformat()
    health = health_line(incident.health, but=facts).rstrip(".")
    return Question(
        kind=about.kind,
        thing=about.thing,
        asked=asked,
        facts=f"{facts}. {health}" if health else facts,
        language=verdict.language,
        words=words,
        until=until,
    )


def _question_in(heard: str) -> str:
    """The sentences that ask it, as the owner wrote them; all of a text that is one sentence."""
    written = re.split(r"(?<=[.!?\n])\s+|\n+|,\s+(?=¿|should|can|could|do|how|le |lo |la |puedo|debo)", heard.strip())
    asking = [part for part in written if sought(part, drugs=DRUGS, is_case=True)]
    return " ".join(asking or [heard])[:300]


def _sought(question: Question) -> Sought:
    kind = question.kind
    assert kind in {"vomiting", "medicine", "food", "staying"}
    return Sought(kind=kind, thing=question.thing)  # type: ignore[arg-type]  # read back from what we wrote


def _put(draft: Draft, kit: Kit, plan: Plan, people: Iterable[Person]) -> None:
    lifetime = _lifetime(draft, kit)
    ask = request(plan, approvers=people, now=draft.now, lifetime=lifetime, ask_id=kit.new_id())
    _send(draft, ask, ask.asked)


def _send(draft: Draft, ask: Ask, newly: tuple[Asked, ...]) -> None:
    draft.incident = changes.advice_became(draft.incident, ask)
    names = ", ".join(asked.person for asked in newly)
    draft.note(Kind.PROPOSED, "desk", f"{ask.plan.title}; asked {names}", ask=ask.id, digest=ask.digest)
    minutes = max(1.0, (ask.expires_at - draft.now).total_seconds() / 60)
    for asked in newly:
        draft.text(asked.phone, consult.ask(draft.incident, ask, asked.code), "ask", minutes=minutes)
        draft.paged(asked.phone)
        draft.code(
            Code(phone=asked.phone, code=asked.code, incident=draft.incident.id, ask=ask.id, expires_at=ask.expires_at)
        )


def _fresh(ask: Ask, now: datetime) -> Plan:
    """Its plan, without the draft once that is too old to be offered."""
    if not is_too_old(ask, now=now):
        return ask.plan
    question = question_of(ask)
    return plan_of(replace(question, words="", until="", facts=f"{question.facts}; too late for a draft"))


def _wake_more(draft: Draft, kit: Kit, ask: Ask) -> bool:
    """
    The next tier is urged where the ladder wakes anybody and a vet stands further up; they are asked once woken.

    Only for what could be given meanwhile: whoever asks about food or going has been told what is safe.
    """
    incident = draft.incident
    if ask.plan.parameters["kind"] not in OPENS_A_CASE or not incident.policy.wakes(incident.severity):
        return False
    before = {one.person for old in incident.advice if is_same(old, ask) for one in old.asked}
    further = [role for rung in incident.policy.rungs if rung.tier > incident.tier for role in rung.roles]
    if not any(p.is_vet and p.id not in before for p in kit.roster.holders(tuple(further), draft.now)):
        return False
    draft.incident = changes.urged(incident, why="no vet answered the owner's question")
    return True


def _lifetime(draft: Draft, kit: Kit) -> timedelta:
    """As long as the case may wait for a vet at all, and never longer than an approval while it is urgent."""
    incident = draft.incident
    patience = incident.policy.ack_sla_minutes(incident.severity)
    urgent = incident.policy.wakes(incident.severity)
    return kit.pace(min(patience, incident.policy.approval_minutes) if urgent else patience)


def _pending(incident: Incident, question: Sought) -> Ask | None:
    return next(
        (
            ask
            for ask in incident.advice
            if ask.state is AskState.PENDING and is_about(ask, kind=question.kind, thing=question.thing)
        ),
        None,
    )


def _ended(ask: Ask, state: AskState, at: datetime) -> Ask:
    return replace(ask, state=state, answered_by="desk" if state is AskState.WITHDRAWN else "", answered_at=at)
