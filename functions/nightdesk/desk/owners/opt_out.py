"""An owner texts STOP or START. The carrier has acted on it already; what is urgent goes on by voice."""

from dataclasses import replace

from nightdesk.contact.contact import Consent, Contact, Message
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.incident import changes, owner_call
from nightdesk.incident.desk import Desk
from nightdesk.incident.masked import is_masked
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import checking
from nightdesk.store.store import Change
from nightdesk.triage.pets.hearing import consent


def owner_chooses(kit: Kit, message: Message, *, is_out: bool, once: str) -> None:
    """An owner's choice is kept, and an open case follows it. Raises Repeated on a message seen before."""

    def once_only() -> None:
        contact = chosen(kit.store.standing(message.phone).contact, is_out=is_out)
        phones = kit.may_wake(Desk.PETS)
        incident = kit.store.incident(contact.open_incident, phones) if contact.open_incident else None
        if incident is None or not incident.is_open or incident.is_opted_out == is_out:
            kit.store.commit(Change(once=once, contact=contact, messages=(message,)))
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        if is_out:
            go_on_by_voice(draft, kit)
        else:
            with_incident(draft, is_opted_out=False)
            draft.note(Kind.NOTE, "owner", "may be texted again")
        kit.store.commit(draft.change(once=once, contact=contact, messages=(message,)))

    decide_again_if_stale(once_only)


def go_on_by_voice(draft: Draft, kit: Kit, *, is_on_the_line: bool = False) -> None:
    """
    No more texts to the owner. In an emergency the phone rings, another tier is woken, and the vet knows.

    is_on_the_line: they say it on the phone, so that nothing has to ring.
    """
    incident = draft.incident
    with_incident(draft, is_opted_out=True)
    draft.note(Kind.NOTE, "owner", "opted out of texts; going on by voice")
    holder = next((p for p in kit.roster.people if incident.ack and p.id == incident.ack.person), None)
    if holder:
        draft.text(holder.phone, checking.opted_out(incident, reader=holder.phone), "update", unless="resolved")
    if incident.owner and incident.severity <= Severity.SEV1 and not is_on_the_line:
        draft.incident = changes.urged(draft.incident, why="the owner can no longer be texted")
        if incident.owner_call:
            # This ring is their call back, if they were cut off before.
            rung = owner_call.rung(incident.owner_call, at=draft.now)
            with_incident(draft, owner_call=owner_call.followed(rung))
        run_watch(draft, kit)
        draft.ring(incident.owner, f"bridge/{incident.id}/owner", "bridge")


def begin_by_voice(draft: Draft, *, is_on_the_line: bool = False) -> None:
    """
    A case of somebody who had opted out before, or hides the number: nothing is texted.

    In an emergency the phone rings at once, unless they are on it or it cannot be rung.
    """
    incident = draft.incident
    with_incident(draft, is_opted_out=True)
    if incident.owner and is_masked(incident.owner):
        draft.note(Kind.NOTE, "desk", "the caller hides the number: only this call reaches them")
        return
    draft.note(Kind.NOTE, "desk", "the owner has opted out of texts; going on by voice")
    if incident.owner and incident.severity <= Severity.SEV1 and not is_on_the_line:
        draft.ring(incident.owner, f"bridge/{incident.id}/owner", "bridge")


def may_text(contact: Contact) -> bool:
    """False once the number has opted out, or when it is hidden; an emergency then goes on by voice."""
    return contact.consent is not Consent.STOPPED and not is_masked(contact.phone)


def chosen(contact: Contact, *, is_out: bool) -> Contact:
    """As the carrier has it now, whatever was said before."""
    contact = replace(contact, is_stopped_by_word=False)
    if is_out:
        return replace(contact, consent=Consent.STOPPED, check_in=None, subscribed_at=None, subscribed_by="")
    return replace(contact, consent=Consent.IMPLIED)


def consent_after(contact: Contact, message: Message) -> Contact:
    """
    The carrier takes a "yes" of somebody who has opted out for a START; from all others it is an answer.

    Whoever said they want no texts, and writes one, wants an answer to it.
    """
    if contact.consent is not Consent.STOPPED:
        return contact
    if contact.is_stopped_by_word:
        is_back = message.channel == "sms" and consent.wish(message.body) != "stop"
    else:
        is_back = message.body.strip().lower() == "yes"
    return chosen(contact, is_out=False) if is_back else contact
