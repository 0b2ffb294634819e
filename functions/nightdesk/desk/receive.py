"""A text arrives: from a responder it is a command, from anybody else it is a cry for help."""

from dataclasses import replace

from nightdesk.contact.contact import Consent, Message
from nightdesk.desk.carry_out import run_watch
from nightdesk.desk.draft import Draft
from nightdesk.desk.hear import hear
from nightdesk.desk.kit import Kit
from nightdesk.desk.obey import obey
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Repeated
from nightdesk.incident import changes
from nightdesk.incident.timeline import Kind
from nightdesk.store.store import Change

OPT_OUT = {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
OPT_IN = {"start", "yes", "unstop"}


def receive(kit: Kit, message: Message) -> None:
    """Save what came and whatever it causes. A repeat of the same message does nothing."""
    once = f"sms:{message.id}"
    try:
        word = message.body.strip().lower()
        if word in OPT_OUT | OPT_IN or message.headers.get("OptOutType"):
            _consent(kit, message, is_out=word in OPT_OUT, once=once)
            return
        person = kit.roster.by_phone(message.phone)
        if person:
            obey(kit, person, message, once=once)
        else:
            hear(kit, message, once=once, channel="sms")
    except Repeated:
        return


def _consent(kit: Kit, message: Message, *, is_out: bool, once: str) -> None:
    """The carrier has acted on STOP or START already; an emergency in flight goes on by voice."""

    def once_only() -> None:
        standing = kit.store.standing(message.phone)
        consent = Consent.STOPPED if is_out else Consent.IMPLIED
        contact = replace(standing.contact, consent=consent)
        incident = kit.store.incident(contact.open_incident) if contact.open_incident else None
        if incident is None or not incident.is_open or not is_out:
            kit.store.commit(Change(once=once, contact=contact, messages=(message,)))
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.NOTE, "owner", "opted out of texts; going on by voice")
        draft.incident = changes.urged(incident, why="the owner can no longer be texted")
        run_watch(draft, kit)
        draft.ring(message.phone, f"bridge/{incident.id}/owner", "bridge")
        kit.store.commit(draft.change(once=once, contact=contact, messages=(message,)))

    decide_again_if_stale(once_only)
