"""
A Store that saves, with every change of an incident, the errands of those who are told of it.

Here and not in each duty: whatever changes an incident goes through one door, so nobody can forget to tell.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from nightdesk.desk.telling.due import due
from nightdesk.errand.errand import Notify, Outbox
from nightdesk.incident.audience import Place
from nightdesk.runbook.service import Catalogue
from nightdesk.store.store import Change, Store


class _Announcing:
    """Everything but `commit` is the store's own."""

    def __init__(
        self,
        store: Store,
        to: tuple[Place, ...],
        catalogue: Catalogue,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store, self._to, self._catalogue, self._now, self._new_id = store, to, catalogue, now, new_id

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def commit(self, change: Change) -> None:
        """Save it with what it makes worth telling, in the same transaction."""
        self._store.commit(self._announced(change))

    def _announced(self, change: Change) -> Change:
        also = tuple(map(self._announced, change.also))
        return replace(change, also=also, errands=(*change.errands, *self._errands(change)))

    def _errands(self, change: Change) -> Iterator[Outbox]:
        incident = change.incident
        if incident is None:
            return
        for place in due(incident, change.facts, to=self._to, catalogue=self._catalogue):
            yield Outbox(id=self._new_id(), at=self._now(), errand=Notify(to=place), incident=incident.id)


def announcing(
    store: Store,
    *,
    to: tuple[Place, ...],
    catalogue: Catalogue,
    now: Callable[[], datetime],
    new_id: Callable[[], str],
) -> Store:
    """This store, announcing to these places; the very same when there are none."""
    if not to:
        return store
    # What it does not say itself it hands on, which a type checker cannot see.
    return cast(Store, _Announcing(store, to, catalogue, now, new_id))
