"""Which vets an owner's question goes to: whoever has the case, else those on call, tier by tier."""

from datetime import datetime

from nightdesk.incident.incident import Incident
from nightdesk.roster.roster import Person, Roster


def next_vets(incident: Incident, roster: Roster, *, now: datetime, but: frozenset[str]) -> tuple[Person, ...]:
    """
    Vets to ask now, without those in `but` (ids). The holder alone while it is hers to answer.

    While the case wakes people, all vets of the tiers woken so far; else those of one further rung at a time, because
    no ladder climbs for a calm case.
    """
    holder = next((p for p in roster.people if incident.ack and p.id == incident.ack.person), None)
    if holder and holder.is_vet and holder.id not in but:
        return (holder,)
    urgent = incident.policy.wakes(incident.severity)
    found: dict[str, Person] = {}
    for rung in incident.policy.rungs:
        if urgent and rung.tier > max(incident.tier, 1):
            break
        for person in roster.holders(rung.roles, now):
            if person.is_vet and person.id not in but:
                found[person.id] = person
        if found and not urgent:
            break
    return tuple(found.values())
