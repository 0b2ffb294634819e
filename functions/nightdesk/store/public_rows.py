"""What those outside were told: places, public troubles, editions of the status page, subscribers."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from nightdesk.contact.contact import Subscriber
from nightdesk.errand.told import Told
from nightdesk.errors import Stale
from nightdesk.incident.audience import Place
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.trouble import Trouble
from nightdesk.store import keys
from nightdesk.store.codec import item, thing
from nightdesk.store.table import Table


class PublicRows:
    """The Store port's rows for those outside."""

    _table: Table

    def told(self, incident: IncidentId, place: Place) -> Told:
        found = self._table.get(keys.told(incident, place))
        return thing(Told, found) if found else Told(incident=incident, place=place)

    def save_told(self, told: Told) -> Told:
        saved = replace(told, version=told.version + 1)
        self._table.save(item(keys.told(saved.incident, saved.place), saved, version=saved.version))
        return saved

    def save_trouble(self, trouble: Trouble) -> None:
        place = keys.trouble(trouble.opened_at, trouble.incident)
        for _ in range(5):
            found = self._table.get(place)
            if found and thing(Trouble, found).version >= trouble.version:
                return None
            version = int(found["version"]["N"]) + 1 if found else 1
            try:
                return self._table.save(item(place, trouble, version=version))
            except Stale:
                continue
        raise Stale("somebody else wrote first")

    def troubles(self, *, since: datetime) -> tuple[Trouble, ...]:
        pk, place = keys.trouble(since, IncidentId(""))
        return tuple(thing(Trouble, row) for row in self._table.rows(pk, "sk >= :value", place.rstrip("#")))

    def next_edition(self) -> int:
        return int(self._table.counted(keys.edition())["last"]["N"])

    def subscribers(self, *, after: str = "") -> Iterable[Subscriber]:
        found = (thing(Subscriber, row) for row in self._table.listed(keys.SUBSCRIBERS, since=after or "0"))
        yield from (one for one in found if one.place_in_line > after)
