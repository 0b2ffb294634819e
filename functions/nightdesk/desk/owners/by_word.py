"""An owner says that they want no texts, or want them again: kept as STOP and START are, but by a word."""

from dataclasses import replace

from nightdesk.contact.contact import Consent, Contact, Message
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.opt_out import chosen, go_on_by_voice
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, Text
from nightdesk.errors import Repeated
from nightdesk.incident.masked import is_masked
from nightdesk.incident.timeline import Kind
from nightdesk.persona.wording.language import language_of
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.persona.wording.words import Language
from nightdesk.store.store import Change
from nightdesk.triage.pets.hearing import consent


def choose(kit: Kit, message: Message, *, language: Language | None = None) -> str:
    """
    Keep what these words wish of our texts, before they are heard for what else they say; what is said to it aloud.

    "" when they wish nothing of it. An emergency in flight goes on by voice; one who is on the phone is not rung.
    """
    wished = consent.wish(message.body)
    if not wished or is_masked(message.phone):
        return ""
    spoken = SPOKEN[language or ("es" if language_of(message.body) == "es" else "en")]

    def once() -> str:
        contact = kit.store.standing(message.phone).contact
        if wished == "stop":
            _stop(kit, contact, message, goodbye=spoken.no_more_texts)
            return spoken.no_more_texts
        if contact.consent is not Consent.STOPPED:
            return ""
        if not contact.is_stopped_by_word:
            return spoken.carrier_stopped
        _start(kit, contact, message)
        return spoken.texts_again

    try:
        return decide_again_if_stale(once)
    except Repeated:
        return spoken.no_more_texts if wished == "stop" else ""


def _stop(kit: Kit, contact: Contact, message: Message, *, goodbye: str) -> None:
    if contact.consent is Consent.STOPPED:
        return
    now_out = replace(chosen(contact, is_out=True), is_stopped_by_word=True)
    is_on_the_line = message.channel == "call"
    # Whoever wrote it sees that it was understood: one text, as after STOP, and then none.
    last = () if is_on_the_line else (_text(kit, message, goodbye),)
    incident = kit.store.incident(contact.open_incident) if contact.open_incident else None
    if incident is None or not incident.is_open or incident.is_opted_out:
        kit.store.commit(Change(once=_mark(message), contact=now_out, errands=last))
        return
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    go_on_by_voice(draft, kit, is_on_the_line=is_on_the_line)
    kit.store.commit(draft.change(once=_mark(message), contact=now_out, errands=last))


def _start(kit: Kit, contact: Contact, message: Message) -> None:
    again = chosen(contact, is_out=False)
    incident = kit.store.incident(contact.open_incident) if contact.open_incident else None
    if incident is None or not incident.is_open or not incident.is_opted_out:
        kit.store.commit(Change(once=_mark(message), contact=again))
        return
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    with_incident(draft, is_opted_out=False)
    draft.note(Kind.NOTE, "owner", "may be texted again")
    kit.store.commit(draft.change(once=_mark(message), contact=again))


def _mark(message: Message) -> str:
    return f"wish:{message.id}"


def _text(kit: Kit, message: Message, body: str) -> Outbox:
    return Outbox(id=kit.new_id(), at=kit.now(), errand=Text(to=message.phone, body=body, purpose="reply"))
