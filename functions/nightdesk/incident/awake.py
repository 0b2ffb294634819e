"""Whoever answers is awake: they need no second try, and what they have is not forgotten."""

from dataclasses import replace
from datetime import datetime

from nightdesk.incident.incident import Incident, PageState

_ANSWERABLE = frozenset(
    {PageState.QUEUED, PageState.ACCEPTED, PageState.WAITING, PageState.BUNDLED, PageState.DELIVERED}
)
"""What failed or rang out stays so: it is not what they answered."""


def answered(incident: Incident, person: str, *, at: datetime) -> Incident:
    """
    Somebody on call gave an order or pressed a key about it, or was on a call about it until then.

    Not: they wrote something. A phone that answers by itself ("I'm driving") writes too.
    """
    pages = tuple(
        replace(page, state=PageState.ANSWERED) if page.person == person and page.state in _ANSWERABLE else page
        for page in incident.pages
    )
    ack = incident.ack
    if ack and ack.person == person and at > (ack.active_at or ack.at):
        ack = replace(ack, active_at=at)
    return replace(incident, pages=pages, ack=ack)


def told_too(incident: Incident, person: str) -> Incident:
    """Somebody came to it whom nobody had woken: they hear what becomes of it, as all others do."""
    if person in incident.paged_people:
        return incident
    return replace(incident, also_told=(*incident.also_told, person))


def active_at(incident: Incident) -> datetime | None:
    """When whoever has it last showed that they are on it: by an order, a key, or words to the owner."""
    if incident.ack is None:
        return None
    signs = (incident.ack.at, incident.ack.active_at, incident.vet_said_at)
    return max(at for at in signs if at)


def is_talking(incident: Incident) -> bool:
    """Whether whoever has it is on a call about it just now, as far as the carrier has told."""
    if incident.ack is None:
        return False
    call, room = incident.owner_call, incident.war_room
    is_with_owner = call is not None and bool(call.call) and call.is_settled and not call.is_over
    return is_with_owner or (room is not None and incident.ack.person in room.inside)


def talked(before: Incident, now: Incident, *, at: datetime) -> Incident:
    """`now`, of what was `before` the carrier told something: if a call has ended by that, they talked until then."""
    if now.ack is None or not is_talking(before) or is_talking(now):
        return now
    return answered(now, now.ack.person, at=at)
