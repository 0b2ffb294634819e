"""
"Forget me": asked once whether it is meant, then done, also across a crash; an open case is helped to its end first.

What goes: the profile with pets, place and vet; the bodies of texts and calls with their attachments' addresses; the
owner's number, pet and words in every incident, its record in the bucket and what was sent. What stays: that there was
a case, how urgent, when and who was woken, sealed as before, and that it was erased; and STOP, which must be obeyed.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.contact.contact import Consent, Contact, Message
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.household import Told
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import put_to_rest
from nightdesk.errand.errand import Erase, Outbox
from nightdesk.errors import Repeated
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.incident.unnamed import TITLE, again, unnamed
from nightdesk.persona.owner import household as words
from nightdesk.persona.wording.language import WORDS
from nightdesk.persona.wording.urgency import pet_words
from nightdesk.persona.wording.words import Language
from nightdesk.store.store import Change, Paged

SURE_WITHIN = timedelta(hours=24)
KEPT_PAGES = timedelta(days=90)
_ASKS = re.compile(
    r"\bforget (?:me|us|my (?:data|number|pets?|name)|(?:all|everything) (?:about|of) (?:me|us))\b"
    r"|\b(?:delete|erase|remove|wipe) (?:all |of )*(?:my|our) (?:\w+ )?"
    r"(?:data|info|information|account|profile|number|texts?|messages|history|records?)\b"
    r"|\b(?:delete|erase) (?:me|everything about me)\b"
)
_ASKS_ES = re.compile(
    r"\bolv[ií]da(?:me|nos|te de m[ií])\b"
    r"|\b(?:borra|elimina|suprime)(?:r|me)? (?:todos )?(?:mis|nuestros) (?:datos|mensajes)\b"
)
_NOT = re.compile(r"\b(?:don'?t|do not|never|won'?t|didn'?t|no|nunca)\W+(?:\w+\W+){0,2}$")
_SURE = re.compile(r"^\W*(?:forget|forget me|yes,? forget me|delete|erase|yes|olvidar|olv[ií]dame|borrar|s[ií])\W*$")
SHORT = 14


def answer(
    contact: Contact, incident: Incident | None, message: Message, *, language: Language, outbox: str
) -> Told | None:
    """
    What "forget me" and its confirmation are answered; None for anything else. outbox: an id for the order to erase.

    A YES is one only while no case is open, where it may answer "is he breathing?".
    """
    text = message.body.strip().lower().replace("\u2019", "'")
    language = "es" if _ASKS_ES.search(text) or re.match(r"\W*(?:olv|borr)", text) else language
    asked = contact.forget_asked_at
    is_waiting = asked is not None and message.at - asked <= SURE_WITHIN
    is_plain_yes = bool(re.match(r"^\W*(?:yes|s[ií])\W*$", text))
    if is_waiting and _SURE.match(text) and not (incident and is_plain_yes):
        return _forget(contact, incident, message, language=language, outbox=outbox)
    if not _asks(text):
        return None
    after = replace(contact, forget_asked_at=message.at)
    return Told(contact=after, body=words.is_sure(language, pet=_pet(incident, language)))


def _asks(text: str) -> bool:
    found = _ASKS.search(text) or _ASKS_ES.search(text)
    return bool(found) and len(text.split()) <= SHORT and not _NOT.search(text[: found.start() if found else 0])


def _forget(contact: Contact, incident: Incident | None, message: Message, *, language: Language, outbox: str) -> Told:
    body = words.forgotten(language, pet=_pet(incident, language))
    if incident:
        # The case needs the number and what was said in it until it is over.
        later = replace(contact, pets=(), heard=(), vet="", confirm_asked_at=None, forget_asked_at=None, check_in=None)
        return Told(contact=replace(later, leaving_at=message.at), body=body)
    return Told(contact=_blank(contact), body=body, errands=(_order(contact, before=message.at, outbox=outbox),))


def when_over(contact: Contact, *, now: datetime, outbox: str) -> tuple[Contact, Outbox] | None:
    """The case is over and its owner had asked to be forgotten: a blank contact and the order to erase."""
    if contact.leaving_at is None:
        return None
    return _blank(contact), _order(contact, before=now, outbox=outbox)


def _blank(contact: Contact) -> Contact:
    """Nothing but the number, and STOP where it was said: whoever is forgotten must still not be texted."""
    stopped = Consent.STOPPED if contact.consent is Consent.STOPPED else Consent.IMPLIED
    return Contact(phone=contact.phone, consent=stopped, version=contact.version)


def _order(contact: Contact, *, before: datetime, outbox: str) -> Outbox:
    incidents = (contact.open_incident,) if contact.open_incident else ()
    return Outbox(id=outbox, at=before, errand=Erase(phone=contact.phone, before=before, incidents=incidents))


def erase(kit: Kit, order: Erase) -> None:
    """
    Carry out the order. Every step may be repeated, and what names the incidents goes last, so that a crash anywhere
    leaves the rest to be done again. An incident that is open belongs to a new acquaintance and stays.
    """
    said = kit.store.conversation(order.phone, before=order.before)
    named = (message.incident for message in said)
    for incident in dict.fromkeys(one for one in (*order.incidents, *named) if one):
        _erase_incident(kit, incident, order.phone)
    kit.store.erase_errands(order.phone, before=order.before)
    kit.store.erase_messages(said)


def _erase_incident(kit: Kit, incident: IncidentId, owner: Phone) -> None:
    case = kit.store.incident(incident)
    if case is None or case.is_open or case.owner not in {owner, None}:
        return
    # First the chain says that its words are going, then they go, then the record is written without them.
    _change(kit, incident, owner, once=f"erase:{incident}")
    kit.store.erase_words(incident)
    sweep(kit, incident)
    _change(kit, incident, owner, once=f"erased:{incident}", is_done=True)


def sweep(kit: Kit, incident: IncidentId) -> None:
    """Empty what was said for it. Done again when its record is rewritten: what was still on its way has arrived."""
    kit.store.erase_errands(incident, before=kit.now() + timedelta(minutes=1))


def _change(kit: Kit, incident: IncidentId, owner: Phone, *, once: str, is_done: bool = False) -> None:
    def decide() -> None:
        case = kit.store.incident(incident)
        if case is None:
            return
        draft = Draft(case, now=kit.now(), new_id=kit.new_id)
        if is_done:
            draft.incident = again(case)
            kit.store.commit(draft.change(once=once))
            return
        draft.incident = unnamed(case)
        draft.note(Kind.ERASED, "desk", "the owner asked to be forgotten: their words, number and pet were erased")
        draft.paged(owner)
        put_to_rest(draft, kit)
        kit.store.commit(_aged(draft.change(once=once), owner, draft.now))

    try:
        decide_again_if_stale(decide)
    except Repeated:
        return


def _aged(change: Change, owner: Phone, now: datetime) -> Change:
    """The row beside the owner's profile holds their number in its key: it is as old as the table's clock removes."""
    rows = tuple(_old(row, now) if row.phone == owner else row for row in change.paged)
    return replace(change, paged=rows)


def _old(row: Paged, now: datetime) -> Paged:
    return replace(row, title=TITLE, at=now - KEPT_PAGES)


def _pet(incident: Incident | None, language: Language) -> str:
    return pet_words(incident.pet_name, incident.species, WORDS[language]) if incident else ""
