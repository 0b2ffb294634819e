"""
A vet rules on an owner's question.

Her go sends the very words she read, her own words replace them, and her no is told kindly.
"""

from dataclasses import replace

from nightdesk.approval import reply
from nightdesk.approval.advice import in_own_words, is_too_old, question_of
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.vets import advise, relay
from nightdesk.incident import changes
from nightdesk.incident.ask import Ask, AskState
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import advice
from nightdesk.persona.responder import consult
from nightdesk.roster.roster import Person


def asked_in(incident: Incident, ask_id: str) -> Ask | None:
    """The owner's question that a code stands for; None when the code is for something else."""
    return next((ask for ask in incident.advice if ask.id == ask_id), None)


def rule(
    draft: Draft, kit: Kit, person: Person, *, ask: Ask, verb: str, code: str, phone: Phone, words: str = ""
) -> tuple[str, bool]:
    """
    Record the answer, if it is one. Returns what the vet is told, and whether the owner got her word.

    verb: "approve", "deny" or "say" with her own words. Only words that a vet has read or written reach the owner.
    """
    unfit = _cannot_be_sent(draft, person, ask, verb=verb, code=code, words=words)
    if unfit and _is_hers(ask, code, phone):
        return unfit, False
    if verb == "say":
        outcome: reply.Outcome = in_own_words(ask, words=words, code=code, phone=phone, person=person.id, now=draft.now)
    else:
        outcome = reply.answer(ask, code=code, phone=phone, person=person.id, yes=verb == "approve", now=draft.now)
    match outcome:
        case reply.Granted():
            body = advice.signed(person.name, words) if verb == "say" else question_of(ask).words
            how = "in her own words" if verb == "say" else "to the letter"
            _settled(draft, outcome.ask, Kind.APPROVED, person.id, f"{person.name} answered the owner {how}: {body}")
            relay.tell(draft, body, by=person.id)
            return consult.sent(draft.incident, body), True
        case reply.Denied(by=by) if by:
            _settled(draft, outcome.ask, Kind.DENIED, by, f"{person.name} said no: {ask.plan.title}")
            relay.tell(draft, advice.declined(draft.incident, ask), by=by)
            return consult.declined(draft.incident), True
        case reply.Denied(why=why):
            # Codes were guessed: nobody has ruled, so another vet is asked as after silence.
            draft.note(Kind.NOTE, person.id, f"{ask.plan.title}: {why}")
            guessed = replace(outcome.ask, state=AskState.PENDING, answered_at=None)
            draft.incident = changes.advice_became(draft.incident, guessed)
            advise.run_out(draft, kit, ask.id)
            return consult.wrong_code(), False
        case reply.WrongCode(left=left):
            draft.incident = changes.advice_became(draft.incident, outcome.ask)
            draft.note(Kind.NOTE, person.id, f"{person.name} typed a wrong code; {left} left")
            return consult.wrong_code(), False
        case reply.Expired():
            return _late(draft, kit, person, ask), False
        case reply.NotYours():
            return consult.not_yours(), False
        case reply.AlreadyAnswered(by):
            names = {one.id: one.name for one in kit.roster.people}
            return consult.already(draft.incident, by=names.get(by, ""), asked=ask), False


def _cannot_be_sent(draft: Draft, person: Person, ask: Ask, *, verb: str, code: str, words: str) -> str:
    """Why this answer must not go out although its code may be right; empty when it may."""
    if ask.state is not AskState.PENDING or draft.now >= ask.expires_at:
        return ""
    if verb == "approve" and not question_of(ask).words:
        return consult.no_words(draft.incident, code)
    if verb == "approve" and is_too_old(ask, now=draft.now):
        return consult.too_old(draft.incident, code)
    if verb == "say":
        return relay.refusal(draft.incident, person, words, how=f"say {code}")
    return consult.opted_out(draft.incident, reader=person.phone) if relay.is_out_of_reach(draft.incident) else ""


def _is_hers(ask: Ask, code: str, phone: Phone) -> bool:
    """Only whoever holds the code learns anything about the request."""
    return any(asked.phone == phone and asked.code == code for asked in ask.asked)


def _late(draft: Draft, kit: Kit, person: Person, ask: Ask) -> str:
    """The request had run out. If nobody has ruled since, it is put to her again, with what is true now."""
    if ask.state is AskState.PENDING:
        advise.run_out(draft, kit, ask.id)
    is_open = any(advise.is_same(one, ask) for one in advise.unanswered(draft.incident))
    is_again = is_open and advise.put_to(draft, kit, person)
    return consult.expired(draft.incident, ask, is_again=is_again)


def _settled(draft: Draft, ask: Ask, kind: Kind, by: str, text: str) -> None:
    draft.incident = changes.advice_became(draft.incident, ask)
    draft.note(kind, by, text[:1000], ask=ask.id, digest=ask.digest)
    for other in draft.incident.advice:
        if other.id != ask.id and other.state is AskState.PENDING and advise.is_same(other, ask):
            ended = replace(other, state=AskState.WITHDRAWN, answered_by=by, answered_at=draft.now)
            draft.incident = changes.advice_became(draft.incident, ended)
