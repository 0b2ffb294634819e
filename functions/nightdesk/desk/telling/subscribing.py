"""A customer asks for status texts, or asks them to end. Whoever might need help is heard instead."""

from dataclasses import replace
from datetime import timedelta

from nightdesk.channel.fitting import fit
from nightdesk.channel.replies.news import language_of, wish
from nightdesk.contact.contact import Consent, Contact, Message, Subscriber
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, Text
from nightdesk.incident.masked import is_masked
from nightdesk.public import news
from nightdesk.store.store import Change

SAID_AGAIN_AFTER = timedelta(minutes=1)
"""Switching to and fro costs a text each time, so it is answered once a minute; it counts all the same."""


def subscribes(kit: Kit, message: Message, *, once: str) -> bool:
    """
    Whether the text was that and is done with. Raises Repeated when this very message was before.

    Never one with a picture, and never from somebody whose case is open.
    """
    wanted = wish(message.body)
    if wanted is None or message.media or is_masked(message.phone) or "subscribers" not in kit.settings.notices:
        return False
    return decide_again_if_stale(lambda: _choose(kit, message, is_on=wanted == "on", once=once))


def _choose(kit: Kit, message: Message, *, is_on: bool, once: str) -> bool:
    contact = kit.store.standing(message.phone).contact
    if contact.open_incident and (incident := kit.store.incident(contact.open_incident)) and incident.is_open:
        return False
    if is_on and contact.consent is Consent.STOPPED:
        return False  # the carrier holds back whatever we answer until they text START
    now = kit.now()
    may_say = contact.news_said_at is None or now - contact.news_said_at >= SAID_AGAIN_AFTER
    chosen = _chosen(contact, message, is_on=is_on)
    body = fit(_answer(kit, contact, chosen, is_on=is_on), segments=2)
    subscriber = None
    if is_on and chosen.subscribed_at:
        subscriber = Subscriber(phone=message.phone, since=chosen.subscribed_at)
    errands: tuple[Outbox, ...] = ()
    if may_say:
        chosen = replace(chosen, news_said_at=now)
        errands = (Outbox(id=kit.new_id(), at=now, errand=Text(to=message.phone, body=body, purpose="reply")),)
    change = Change(once=once, contact=chosen, messages=(message,), subscriber=subscriber, errands=errands)
    kit.store.commit(change)
    return True


def _chosen(contact: Contact, message: Message, *, is_on: bool) -> Contact:
    """Once on the list, asking again moves nobody on it; it may change the language."""
    contact = replace(contact, subscribed_in=language_of(message.body) or contact.subscribed_in)
    if not is_on:
        return replace(contact, subscribed_at=None, subscribed_by="")
    if contact.subscribed_at:
        return contact
    return replace(contact, subscribed_at=message.at, subscribed_by=message.id)


def _answer(kit: Kit, before: Contact, after: Contact, *, is_on: bool) -> str:
    name, was_on = kit.settings.status_name, before.subscribed_at is not None
    if is_on:
        return news.subscribed(name, is_again=was_on, language=after.subscribed_in)
    return news.unsubscribed(name, was_on=was_on, language=after.subscribed_in)
