"""Other incidents that customers feel in the same parts: nothing works again while one of them goes on."""

from collections.abc import Iterable

from nightdesk.desk.kit import Kit
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.public.component import shown_names
from nightdesk.public.trouble import customers_feel, felt_in, is_planned

_LOOKED_AT = 100
"""The newest incidents: one that had ended before this began has told of its own end."""


def work_again(kit: Kit, incident: Incident) -> tuple[str, ...]:
    """Of the parts that felt what is over, those that nothing else hurts; none of what goes on as part of another."""
    if incident.merged_into:
        return ()
    hurt = set(_names(kit, (one for one in kit.store.open_incidents() if one.id != incident.id and _hurts(kit, one))))
    return tuple(name for name in _names(kit, (incident,)) if name not in hurt)


def ended_with(kit: Kit, incident: Incident) -> tuple[Incident, ...]:
    """
    Those whose end, or a part of it, this one's end tells of: what became part of it, and what ended while it hurt the
    same parts.
    """
    mine = set(_names(kit, (incident,)))
    merged = [one for one in kit.store.several([IncidentId(link) for link in incident.links]) if one.merged_into]
    beside = [
        one
        for one in kit.store.incidents(limit=_LOOKED_AT)
        if one.resolved_at and one.resolved_at >= incident.opened_at and mine & set(_names(kit, (one,)))
    ]
    found = {one.id: one for one in (*merged, *beside) if one.id != incident.id}
    return tuple(found.values())


def _hurts(kit: Kit, incident: Incident) -> bool:
    return customers_feel(incident, kit.catalogue) and not is_planned(incident)


def _names(kit: Kit, incidents: Iterable[Incident]) -> tuple[str, ...]:
    felt = (name for one in incidents for name in felt_in(one, kit.catalogue))
    return shown_names(felt, kit.catalogue)
