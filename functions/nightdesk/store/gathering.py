"""Several events saved in one transaction: what the first would change is what the second reads."""

from dataclasses import replace
from typing import Any

from nightdesk.errors import Repeated
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Fact
from nightdesk.store.store import Board, Change, Store

MOST_ROWS = 70
"""Rows gathered before they should be saved: a transaction holds 100, and the next event may bring a score of them."""


class TooMuch(Exception):
    """A change that does not fit among others; nothing of it was kept."""


class Gathering:
    """
    A Store for a few events of the ops desk that are decided one after the other and saved together.

    Reads see what was gathered. `save` writes it whole or not at all and raises Stale and Repeated as a store does;
    then none of the events has happened and each must be taken anew. Everything not gathered here is the store's own.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._boards: dict[Desk, Board] = {}
        self._board_versions: dict[Desk, int] = {}
        self._saved_boards: set[Desk] = set()
        self._incidents: dict[IncidentId, Incident] = {}
        self._versions: dict[IncidentId, int] = {}
        self._facts: dict[IncidentId, tuple[Fact, ...]] = {}
        self._changes: list[Change] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @property
    def rows(self) -> int:
        """How many rows a save would write, about."""
        return (
            sum(
                bool(one.once) + len(one.errands) + len(one.codes) + len(one.paged) + len(one.raws)
                for one in self._changes
            )
            + len(self._facts)
            + sum(map(len, self._facts.values()))
            + len(self._saved_boards)
        )

    def board(self, desk: Desk) -> Board:
        """As the store has it with what was gathered."""
        if desk not in self._boards:
            self._boards[desk] = self._store.board(desk)
            self._board_versions[desk] = self._boards[desk].version
        return self._boards[desk]

    def incident(self, incident: IncidentId) -> Incident | None:
        """As the store has it with what was gathered."""
        if incident not in self._incidents:
            found = self._store.incident(incident)
            if found is None:
                return None
            self._incidents[incident], self._versions[incident] = found, found.version
        return self._incidents[incident]

    def commit(self, change: Change) -> None:
        """Gather it. Raises Repeated for an event that is gathered already, TooMuch for one of another kind."""
        if change.contact or change.messages or change.rota or change.also:
            raise TooMuch
        if change.once and any(change.once == one.once for one in self._changes):
            raise Repeated("this is being handled")
        raws = change.raws
        if (incident := change.incident) is not None:
            self._versions.setdefault(incident.id, incident.version)
            # As if it had been saved: what is decided next must not take it for a new one.
            self._incidents[incident.id] = replace(incident, version=incident.version + 1)
            self._facts[incident.id] = (*self._facts.get(incident.id, ()), *change.facts)
            raws = (*raws, (incident.id, *change.alarm)) if change.alarm else raws
        if change.board is not None:
            desk = change.board.desk
            self._boards[desk] = replace(change.board, version=change.board.version + 1)
            self._saved_boards.add(desk)
        self._changes.append(replace(change, incident=None, facts=(), board=None, alarm=None, raws=raws))

    def save(self) -> None:
        """Write it all."""
        if not self._changes:
            return
        heads = tuple(
            Change(incident=replace(self._incidents[one], version=self._versions[one]), facts=facts)
            for one, facts in self._facts.items()
        )
        boards = tuple(
            Change(board=replace(self._boards[desk], version=self._board_versions[desk])) for desk in self._saved_boards
        )
        first, *others = self._changes
        self._store.commit(replace(first, also=(*others, *heads, *boards)))
