"""A text arrives: from a responder it is a command, from anybody else it is a cry for help."""

from contextlib import suppress
from functools import partial

from nightdesk.contact.contact import Consent, Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners import by_word
from nightdesk.desk.owners.hear import hear
from nightdesk.desk.owners.opt_out import owner_chooses
from nightdesk.desk.responders.calling_off import call_off
from nightdesk.desk.responders.obey import obey
from nightdesk.desk.responders.opting_out import responder_chooses
from nightdesk.desk.telling.subscribing import subscribes
from nightdesk.errors import Repeated
from nightdesk.roster.roster import Person

OPT_OUT = {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
OPT_IN = {"start", "unstop"}
"""The carrier takes "yes" for one as well, from somebody who has opted out. From all others it is an answer."""


def _is_stopped(kit: Kit, message: Message) -> bool:
    """Whether this number has opted out, so that a word may take that back."""
    return kit.store.standing(message.phone).contact.consent is Consent.STOPPED


def receive(kit: Kit, message: Message) -> None:
    """Save what came and whatever it causes. A repeat of the same message does nothing."""
    once = f"sms:{message.id}"
    try:
        word = message.body.strip().lower()
        person = kit.roster.by_phone(message.phone)
        # The carrier marks a "yes" too; it may answer "is he breathing?" or "still on it?", and must be heard.
        is_answer = word == "yes" and (person is None or not _is_stopped(kit, message))
        if word in OPT_OUT | OPT_IN or (message.headers.get("OptOutType") and not is_answer):
            if person and word in OPT_OUT:
                _called_off(kit, person, message, once=once)
            choose = partial(responder_chooses, kit, person) if person else partial(owner_chooses, kit)
            choose(message, is_out=word in OPT_OUT, once=once)
        elif person is None and subscribes(kit, message, once=once):
            return
        elif person:
            obey(kit, person, message, once=once)
        else:
            by_word.choose(kit, message)
            hear(kit, message, once=once, channel="sms")
    except Repeated:
        return


def _called_off(kit: Kit, person: Person, message: Message, *, once: str) -> None:
    """A "stop" right after a yes may mean both; what was approved is stopped, and the carrier's part goes on."""
    with suppress(Repeated):
        standing = kit.store.standing(message.phone)
        if standing.codes:
            call_off(kit, person, message, standing, once=f"{once}:off", is_leaving=True)
