"""
Texts to those who asked for them: when customers begin to feel something, and when it is over.

A few at a time, because they go out by the same number as pages, which carries about one text a second.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from nightdesk.channel.fitting import fit
from nightdesk.contact.contact import Consent, Subscriber
from nightdesk.desk.kit import Kit
from nightdesk.desk.telling.beside import ended_with, work_again
from nightdesk.desk.telling.ways import Ways
from nightdesk.errand.errand import Outbox, Text
from nightdesk.errand.told import Told
from nightdesk.errors import Repeated, Stale
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.masked import is_masked
from nightdesk.persona.wording.words import Language
from nightdesk.public import news
from nightdesk.public.component import shown_names
from nightdesk.public.trouble import customers_feel, felt_in, level_now, trouble_of
from nightdesk.store.store import Change

AT_A_TIME = 20
"""Texts in a round; rounds are a minute apart, so two thirds of the number stay free for pages."""
SETTLING_MINUTES = 2.0
"""What is over again so soon is on the page, and wakes no customer."""
MOST_A_DAY = 5
"""Troubles told of by text in a day; beyond that a subscriber only wants it to stop."""
LASTS = timedelta(minutes=30)
DAY = IncidentId("THE-DAY")
"""Under which the day's texts are counted."""

What = Literal["opened", "resolved"]
Bodies = Mapping[Language, str]


def tell_subscribers(kit: Kit, _ways: Ways, incident: Incident, told: Told) -> bool:
    """One round; True when everybody who should know does. Those who were not told of its begin hear no end."""
    if told.state in {"resolved", "left", "quiet"}:
        return True
    if not incident.is_open:
        return _end(kit, incident, told)
    if told.state == "opened" or not _is_worth_it(kit, incident):
        return True
    if kit.now() - incident.opened_at < kit.pace(SETTLING_MINUTES):
        return False
    if not told.state:
        if not _may_begin(kit):
            return _now(kit, told, "quiet")
        told = kit.store.save_told(replace(told, state="opening"))
    bodies: Bodies = {language: _began(kit, incident, language=language) for language in news.NEWS}
    return _round(kit, incident, told, "opened", bodies)


def _end(kit: Kit, incident: Incident, told: Told) -> bool:
    """Only of what works again; of what another incident still hurts the end is left to that one."""
    known_of = [one for one in (incident, *ended_with(kit, incident)) if _has_begun(kit, one)]
    names = work_again(kit, incident) if known_of else ()
    if not names:
        return _now(kit, told, "left" if told.state else "quiet")
    begun = told if told.state == "resolving" else kit.store.save_told(replace(told, state="resolving", cursor=""))
    bodies: Bodies = {language: _ended(kit, incident, names, language=language) for language in news.NEWS}
    return _round(kit, incident, begun, "resolved", bodies, only=known_of)


def _has_begun(kit: Kit, incident: Incident) -> bool:
    """Whether subscribers were told of it."""
    return kit.store.told(incident.id, "subscribers").state not in {"", "quiet"}


def _is_worth_it(kit: Kit, incident: Incident) -> bool:
    if not customers_feel(incident, kit.catalogue) or incident.merged_into:
        return False
    return level_now(incident) in {"degraded", "partial", "major"}


def _round(
    kit: Kit, incident: Incident, told: Told, what: What, bodies: Bodies, *, only: Sequence[Incident] = ()
) -> bool:
    """only: to whoever was told that one of these had begun."""
    sent, cursor = 0, told.cursor
    for subscriber in kit.store.subscribers(after=told.cursor):
        if sent >= AT_A_TIME:
            kit.store.save_told(replace(told, cursor=cursor))
            return False
        if not only or any(_was_told(kit, one, subscriber) for one in only):
            sent += _text(kit, incident, subscriber, bodies, what)
        cursor = subscriber.place_in_line
    return _now(kit, told, what)


def _was_told(kit: Kit, incident: Incident, subscriber: Subscriber) -> bool:
    return kit.store.errand(_row_id(incident, subscriber, "opened")) is not None


def _text(kit: Kit, incident: Incident, subscriber: Subscriber, bodies: Bodies, what: What) -> bool:
    """Whether it was sent just now: not when it was before, nor to somebody who no longer wants it or is in need."""
    contact = kit.store.standing(subscriber.phone).contact
    wants = contact.subscribed_at is not None and contact.consent is not Consent.STOPPED
    if not wants or contact.open_incident or is_masked(subscriber.phone):
        return False
    now = kit.now()
    # Of no incident, so that it goes with their number when they ask to be forgotten.
    row = Outbox(
        id=_row_id(incident, subscriber, what),
        at=now,
        errand=Text(
            to=subscriber.phone,
            body=bodies[contact.subscribed_in],
            purpose="news",
            valid_seconds=int(LASTS.total_seconds()),
        ),
        until=now + LASTS,
    )
    try:
        kit.store.commit(Change(once=f"news:{row.id}", errands=(row,)))
    except (Repeated, Stale):
        return False
    return True


def _row_id(incident: Incident, subscriber: Subscriber, what: What) -> str:
    """The same for the same news to the same phone, so that it exists once."""
    who = hashlib.sha256(subscriber.phone.encode()).hexdigest()[:16]
    return f"NEWS-{incident.id}-{what}-{who}"


def _began(kit: Kit, incident: Incident, *, language: Language) -> str:
    settings = kit.settings
    names = shown_names(felt_in(incident, kit.catalogue), kit.catalogue)
    level, at = level_now(incident), incident.opened_at
    body = news.opened(settings.status_name, names, level, at, settings.status_url, language=language)
    return fit(body, segments=2)


def _ended(kit: Kit, incident: Incident, names: Sequence[str], *, language: Language) -> str:
    settings, trouble = kit.settings, trouble_of(incident, (), kit.catalogue)
    body = news.resolved(settings.status_name, names, trouble, settings.status_url, language=language)
    return fit(body, segments=2)


def _may_begin(kit: Kit) -> bool:
    """Counts the day's troubles that are told of by text."""
    today = f"{kit.now():%Y-%m-%d}"
    day = kit.store.told(DAY, "subscribers")
    count = int(day.cursor or 0) if day.state == today else 0
    if count >= MOST_A_DAY:
        return False
    kit.store.save_told(replace(day, state=today, cursor=str(count + 1)))
    return True


def _now(kit: Kit, told: Told, state: str) -> bool:
    kit.store.save_told(replace(told, state=state, cursor=""))
    return True
