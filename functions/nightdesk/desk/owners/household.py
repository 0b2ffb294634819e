"""Household memory: what an owner tells of their pets is learned, confirmed in a calm moment, corrected, and used."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nightdesk.contact import household
from nightdesk.contact.contact import Contact, Message, Pet
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.same_pet import link
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, Text
from nightdesk.errors import Repeated
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.owner import household as words
from nightdesk.persona.wording.words import Language
from nightdesk.store.store import Change
from nightdesk.triage.pets.hearing.learn import learn as learned
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.verdict import Verdict

ANSWER_WITHIN = timedelta(days=14)
"""Later a YES may answer anything."""
# The desk asks for RIGHT: the carrier takes YES for an opt-in and answers it itself. Where YES comes through it counts.
_YES = re.compile(r"^\W*(?:yes|yep|yeah|yup|y|correct|right|that'?s right|ok|okay|s[ií]|bien|correcto|exacto)\W*$")
_NO = re.compile(r"^\W*(?:no|nope|not right|wrong|that'?s wrong|incorrect|nah|mal|est[aá] mal)\W*$")
_ASKS_WHAT = re.compile(
    r"\bwhat (?:do|does|all do) (?:you|u|nightdesk) (?:know|remember|have|store|keep)\b"
    r"|\bwhat(?:'s| is) on (?:file|record)\b"
    r"|\bshow (?:me )?my (?:data|profile|info)\b"
)
_ASKS_WHAT_ES = re.compile(r"\bqu[eé] (?:sabes?|recuerdas?|tienes|guardas?) (?:de|sobre) (?:m[ií]|nosotros|mis?)\b")
_GRIEF = re.compile(
    r"\b(?:died|dead|passed away|passed on|didn'?t make it|gone now|put (?:him|her|it|them) (?:down|to sleep)|euthan\w+"
    r"|lost (?:him|her)|muri[oó]|falleci[oó]|ha muerto|est[aá] muert[oa]|lo dormi\w+|la dormi\w+)\b"
)
SHORT = 14
"""Words of a text that asks what is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The answer to a text about what is remembered, the contact after it, and what else is to be done."""

    contact: Contact
    body: str
    errands: tuple[Outbox, ...] = ()


def judged(contact: Contact, *, now: datetime) -> Verdict:
    """
    The verdict on the conversation, read with the household.

    What the owner confirmed counts as told. What is only heard counts in the safe direction: it may raise the verdict
    and never lower it, so that a weight nobody confirmed can make a dose larger and not smaller.
    """
    sure = judge(contact.turns, pets=household.as_of(contact.pets, now))
    if not contact.heard:
        return sure
    maybe = judge(contact.turns, pets=household.as_of(household.believed(contact), now))
    return maybe if maybe.severity < sure.severity else replace(sure, pet_name=sure.pet_name or maybe.pet_name)


def health(contact: Contact, verdict: Verdict, heard: str, *, now: datetime) -> str:
    """
    The conditions and medicines of the animal this is about, remembered or told in this very text, for a vet.

    Empty when none is known, and when it may be another of their pets.
    """
    told = learned((heard,), now=now, known=household.believed(contact)).pets
    pets = household.as_of(household.believed(household.hearing(contact, told)), now)
    meant = Pet(name=verdict.pet_name, species=verdict.species, breed=verdict.breed)
    at = household.whose(meant, pets)
    return words.facts_for_a_vet(pets[at]) if at is not None else ""


def answer(contact: Contact, incident: Incident | None, message: Message, *, language: Language) -> Told | None:
    """
    What a text about the memory itself is answered; None when it is about something else.

    A YES answers the desk's own "Right?" only while no case is open: there it answers triage.
    """
    text = message.body.strip().lower().replace("\u2019", "'")
    asks, asks_es = _ASKS_WHAT.search(text), _ASKS_WHAT_ES.search(text)
    if (asks or asks_es) and len(text.split()) <= SHORT:
        language = "es" if asks_es else language
        now = replace(contact, pets=household.as_of(contact.pets, message.at))
        return Told(contact=contact, body=words.known(now, language))
    asked = contact.confirm_asked_at
    if incident or asked is None or message.at - asked > ANSWER_WITHIN:
        return None
    if _YES.match(text):
        return Told(contact=household.confirmed(contact), body=words.good(language))
    if _NO.match(text):
        return Told(contact=contact, body=words.what_is_wrong(language))
    return _correction(contact, message, language=language)


def _correction(contact: Contact, message: Message, *, language: Language) -> Told | None:
    """ "no, he is 28 kg": what is wrong, unless it tells of trouble, which is heard as trouble."""
    if judge((message.body,)).severity < Severity.SEV3 or _GRIEF.search(message.body.lower()):
        return None
    found = learned((message.body,), now=message.at, known=household.believed(contact))
    told = [pet for pet in found.pets if replace(pet, told_at=None, name=None, sex=None) != type(pet)()]
    opens_with_no = re.match(r"\W*(?:no|not|actually|wrong|en realidad|nope)\b", message.body.lower())
    if not told and not found.denied:
        return Told(contact=contact, body=words.not_understood(language)) if opens_with_no else None
    # "no, he is 28 kg" guesses a species from the weight; the one that was told stands.
    fixes = [replace(pet, species=None) if not _names_a_kind(message.body) else pet for pet in told]
    after = household.corrected(contact, fixes, without=found.denied, now=message.at)
    return Told(contact=after, body=words.corrected(after, language))


def _names_a_kind(text: str) -> bool:
    return bool(re.search(r"\b(?:dog|cat|rabbit|bird|ferret|hamster|perr[oa]|gat[oa]|conej[oa])\b", text.lower()))


def learn(kit: Kit, *, phone: Phone, message_id: str) -> None:
    """
    After a message was answered: take down what the conversation tells of the household, once for each message.

    In a calm conversation that ends in thanks the owner is asked whether it is right; a case asks when it closes.
    """
    message = kit.store.message(phone, message_id)
    if message is None or not message.body.strip():
        return

    def once() -> None:
        contact = kit.store.standing(phone).contact
        after = _after(contact, kit.now())
        is_calm = contact.open_incident is None and judge((message.body,)).intent == "thanks"
        errands: tuple[Outbox, ...] = ()
        if is_calm and _should_ask(after):
            language = judge(contact.turns or ("",)).language
            after = replace(after, confirm_asked_at=kit.now())
            said = Text(to=phone, body=words.asks_to_confirm(after, language), purpose="update")
            errands = (Outbox(id=kit.new_id(), at=kit.now(), errand=said),)
        if after != contact:
            kit.store.commit(Change(once=f"learn:{message_id}", contact=after, errands=errands))

    with suppress(Repeated):  # learned before; the link may still be missing
        decide_again_if_stale(once)
    link(kit, phone)


def _after(contact: Contact, now: datetime) -> Contact:
    if contact.leaving_at or _grieves(contact):
        return contact
    found = learned(contact.turns, now=contact.turns_at or now, known=household.believed(contact))
    heard = household.hearing(contact, found.pets)
    return replace(heard, vet=found.vet or contact.vet)


def ask_when_over(draft: Draft, contact: Contact) -> Contact | None:
    """
    The case is over and its record written: the calm moment to ask whether what was heard is right.

    None when nothing new was heard. Somebody whose pet has died is not asked about its weight.
    """
    after = _after(contact, draft.now)
    owner = draft.incident.owner
    if owner is None or not _should_ask(after):
        return None
    draft.text(owner, words.asks_to_confirm(after, draft.incident.language), "update", minutes=60)
    return replace(after, confirm_asked_at=draft.now)


def _should_ask(contact: Contact) -> bool:
    is_new = contact.confirm_asked_at is None and household.is_worth_asking(contact)
    return is_new and contact.consent.value != "stopped" and not _grieves(contact) and contact.leaving_at is None


def _grieves(contact: Contact) -> bool:
    return any(_GRIEF.search(turn.lower()) for turn in contact.turns)
