"""
Owner and vet write to each other through the desk's number: neither sees the other's.

Whatever an owner writes is judged before it is sent on, so that a red flag raises the case first.
"""

import re

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.escalation.watch import TOGETHER
from nightdesk.incident import owner_call
from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import typed
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.guarding.forbidden import TREATMENT
from nightdesk.persona.guarding.medicines import DRUGS
from nightdesk.persona.owner import advice, between
from nightdesk.persona.owner.turn import turn_of
from nightdesk.persona.responder import consult
from nightdesk.roster.roster import Person
from nightdesk.triage.pets.judging.seeking import plain

TALKING_MINUTES = 15.0
"""This long after a vet's words the desk leaves the talking to her, unless things get worse."""
_MOST_HELD = 6
_CODE = re.compile(rf"\b(?:go|no|say) [{CODE_ALPHABET}]{{{CODE_LENGTH}}}\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\d(?:[\d .()-]{5,})\d")


def tell(draft: Draft, body: str, *, by: str) -> None:
    """To the owner, at once, to the letter; noted as said. Whoever takes no texts hears it. by: a person's id."""
    incident = draft.incident
    if incident.owner:
        draft.note(Kind.SAID, "vet", body)
        draft.text(incident.owner, body, "reply", unless="resolved")
        with_incident(draft, vet_said_at=draft.now, vet_words=body)
        if incident.is_opted_out:
            words = owner_call.Words(at=draft.now, body=body, by=by)
            with_incident(draft, owner_call=owner_call.to_be_read(incident.owner_call, words))


def say(draft: Draft, person: Person, words: str) -> str:
    """A responder's own words to the owner, under their name. Returns what the responder is told."""
    refused = refusal(draft.incident, person, words, how=f"say {typed(draft.incident, person.phone)}")
    if refused:
        return refused
    tell(draft, advice.signed(person.name, words), by=person.id)
    waiting = [ask for ask in draft.incident.advice if ask.state.value == "pending"]
    mine = next((asked.code for ask in waiting for asked in ask.asked if asked.person == person.id), "")
    return between.passed_on(draft.incident, waiting=mine)


def refusal(incident: Incident, person: Person, words: str, *, how: str) -> str:
    """Why these words cannot go to the owner; empty when they can. how: what to type again, shorter."""
    if incident.owner is None:
        return between.no_owner(incident, reader=person.phone)
    if is_out_of_reach(incident):
        return consult.opted_out(incident, reader=person.phone)
    if over := advice.too_many(advice.signed(person.name, words)):
        return consult.too_long(incident, over, how)
    if holds_code(words):
        return consult.holds_code(incident)
    if _shows(words, str(person.phone)):
        return consult.own_number(incident, reader=person.phone)
    return "" if person.is_vet or not _treats(words) else consult.not_a_vet(incident)


def is_out_of_reach(incident: Incident) -> bool:
    """Whether nothing brings words to the owner: they take no texts, and are not on the line."""
    return incident.is_opted_out and not owner_call.is_on_the_line(incident.owner_call)


def holds_code(words: str) -> bool:
    """Whether somebody's words would show an approval code to others."""
    return bool(_CODE.search(words))


def is_talking(incident: Incident, kit: Kit) -> bool:
    """Whether a vet is in conversation with the owner, so that the desk need not answer."""
    said_at = incident.vet_said_at
    return incident.ack is not None and said_at is not None and kit.now() - said_at < kit.pace(TALKING_MINUTES)


def heard(draft: Draft, kit: Kit, words: str, *, raised_from: Severity | None, is_asked: bool = False) -> None:
    """
    The owner has written: whoever has the case reads it. raised_from: the severity before these words raised it;
    is_asked: whether a vet was just asked these very words.

    A raised case is told at once and first; thanks are not sent on; the rest is, several close together as one.
    """
    incident = draft.incident
    with_incident(draft, owner_said=(*incident.owner_said, words[:300])[-3:])
    holder = next((p for p in kit.roster.people if incident.ack and p.id == incident.ack.person), None)
    is_news = bool(words.strip()) and not is_asked and turn_of(words) != "thanks"
    if holder is None or (raised_from is None and not is_news):
        return
    held = (*incident.unrelayed, words)[-_MOST_HELD:]
    last = incident.relayed_at
    if raised_from is None and last is not None and draft.now - last < TOGETHER:
        # The watch sends them on; a new generation wakes it in time.
        generation = incident.generation + (not incident.unrelayed)
        with_incident(draft, unrelayed=held, generation=generation)
        return
    _send_on(draft, holder, held, raised_from=raised_from)


def send_held(draft: Draft, kit: Kit) -> None:
    """What was held back for company goes to whoever has the case now."""
    incident = draft.incident
    holder = next((p for p in kit.roster.people if incident.ack and p.id == incident.ack.person), None)
    if holder is None:
        with_incident(draft, unrelayed=())
    elif incident.unrelayed:
        _send_on(draft, holder, incident.unrelayed, raised_from=None)


def _send_on(draft: Draft, holder: Person, words: tuple[str, ...], *, raised_from: Severity | None) -> None:
    body = between.owner_says(draft.incident, words, reader=holder.phone, raised_from=raised_from)
    draft.text(holder.phone, body, "update", unless="resolved")
    with_incident(draft, unrelayed=(), relayed_at=draft.now)


def _shows(words: str, phone: str) -> bool:
    digits = re.sub(r"\D", "", phone)[-10:]
    return any(re.sub(r"\D", "", number)[-10:] == digits for number in _NUMBER.findall(words))


def _treats(words: str) -> bool:
    """Whether it speaks of a medicine or of treatment."""
    said = plain(words)
    return bool(TREATMENT.search(said)) or not DRUGS.isdisjoint(re.findall(r"[a-z]{3,}", said))
