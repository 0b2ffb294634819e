"""When a maintenance window is over, the on-call is told once what happened inside it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, Text
from nightdesk.errors import NightdeskError, Repeated
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import course
from nightdesk.runbook.window import last_begun
from nightdesk.store.store import Change

AT_ONCE = 40
"""Incidents in one review: they are saved in one transaction, which holds a hundred rows."""


def review_windows(kit: Kit, incidents: Iterable[Incident]) -> tuple[str, ...]:
    """Review every window that is over and had something held in it. Returns what failed."""
    waiting: dict[str, list[IncidentId]] = {}
    for incident in incidents:
        if incident.held_in and not incident.is_reviewed:
            waiting.setdefault(incident.held_in, []).append(incident.id)
    failed: list[str] = []
    for key, ids in waiting.items():
        try:
            decide_again_if_stale(lambda key=key, ids=ids: _review(kit, key, ids[:AT_ONCE]))  # type: ignore[misc]
        except NightdeskError as error:
            failed.append(f"review of {key}: {error}")
    return tuple(failed)


def _review(kit: Kit, key: str, ids: Sequence[IncidentId]) -> None:
    now = kit.now()
    found = [one for one in kit.store.several(ids) if one.held_in == key and not one.is_reviewed]
    if not found or not _is_over(kit, key, found, now):
        return
    drafts = []
    for incident in found:
        draft = Draft(incident, now=now, new_id=kit.new_id)
        draft.incident = replace(incident, is_reviewed=True)
        draft.note(Kind.REVIEW, "desk", f"reviewed with what else was held in {key}")
        drafts.append(draft)
    texts = tuple(
        Outbox(id=kit.new_id(), at=now, errand=Text(to=person.phone, body=_body(kit, key, found), purpose="update"))
        for person in kit.roster.holders(kit.policies["ops"].rungs[0].roles, now)
    )
    also = tuple(draft.change() for draft in drafts)
    try:
        kit.store.commit(Change(once=f"review:{key}:{found[0].id}", errands=texts, also=also))
    except Repeated:
        return


def _is_over(kit: Kit, key: str, found: Sequence[Incident], now: datetime) -> bool:
    """By the file; of a window that has left the file, by what is still held."""
    for window in kit.windows:
        occurrence = last_begun(window, now)
        if occurrence and occurrence.key == key:
            return occurrence.ends_at <= now
    return not any(incident.hold and incident.hold.until > now for incident in found)


def _body(kit: Kit, key: str, found: Sequence[Incident]) -> str:
    name = key.partition("@")[0]
    window = next((window for window in kit.windows if window.name == name), None)
    people = {person.id: person.name for person in kit.roster.people}
    who = people.get(window.who, window.who) if window else "no longer planned"
    return course.reviewed(name, who, found)
