"""Several events saved in one transaction: what the first would change is what the second reads."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nightdesk.errors import Repeated, Stale
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.felt import joined
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Fact
from nightdesk.store.store import Board, Change, Mark, OpenIncident, Store

MOST_ROWS = 70
"""Rows gathered before they should be saved: a transaction holds 100, and the next event may bring a score of them."""


class TooMuch(Exception):
    """A change that does not fit among others; nothing of it was kept."""


class Gathering:
    """
    A Store for a few events of the ops desk that are decided one after the other and saved together.

    Reads see what was gathered. `save` writes it whole or not at all and raises Stale and Repeated as a store does;
    then none of the events has happened and each must be taken anew, with a new one of these. What was read and not
    written still serves after a save. Everything not gathered here is the store's own.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._board: Board | None = None
        self._board_read: Board | None = None
        self._board_version = 0
        self._is_board_new = False
        self._is_board_newer = False
        self._marks: dict[str, Mark] = {}
        self._mark_versions: dict[str, int] = {}
        self._new_marks: set[str] = set()
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
                bool(one.once) + len(one.errands) + len(one.codes) + len(one.paged) + len(one.raws) + bool(one.early)
                for one in self._changes
            )
            + len(self._facts)
            + sum(map(len, self._facts.values()))
            + len(self._new_marks)
            + self._is_board_new
        )

    def known(self, desk: Desk, marks: Sequence[str], phones: Sequence[Phone] = ()) -> tuple[Board, dict[str, Mark]]:
        """As the store has it with what was gathered; what was asked for before is not read again."""
        unread = [key for key in marks if key not in self._mark_versions]
        if unread or self._board is None:
            board, found = self._store.known(desk, unread, phones)
            if self._board is None:
                self._board, self._board_read, self._board_version = board, board, board.version
            self._mark_versions |= {key: found[key].version if key in found else 0 for key in unread}
            self._marks |= found
        return self._board, {key: self._marks[key] for key in marks if key in self._marks}

    def refresh(self, board: Board) -> None:
        """Kept for what is decided next, and saved afterwards if nothing weightier is."""
        self._board, self._is_board_newer = replace(board, version=board.version + 1), True

    def upcoming(self) -> int | None:
        """Not told: of several events each would take the same."""
        return None

    def foresee(self, phones: Sequence[Phone]) -> int | None:  # noqa: ARG002  # a store's
        """Not told, as above; what short numbers are needed is read once, when all is saved."""
        return None

    def several(self, incidents: Sequence[IncidentId], phones: Sequence[Phone] = ()) -> tuple[Incident, ...]:
        """As the store has them with what was gathered; what is not there is looked for again."""
        unread = [one for one in dict.fromkeys(incidents) if one not in self._incidents]
        for found in self._store.several(unread, phones) if unread else ():
            self._incidents[found.id], self._versions[found.id] = found, found.version
        return tuple(self._incidents[one] for one in dict.fromkeys(incidents) if one in self._incidents)

    def incident(self, incident: IncidentId, phones: Sequence[Phone] = ()) -> Incident | None:
        """As the store has it with what was gathered."""
        return next(iter(self.several([incident], phones)), None)

    def commit(self, change: Change) -> None:
        """Gather it. Raises Repeated for an event that is gathered already, TooMuch for one of another kind."""
        if change.contact or change.messages or change.rota or change.number:
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
            self._board, self._is_board_new = replace(change.board, version=change.board.version + 1), True
        for mark in change.marks:
            self._marks[mark.key] = replace(mark, version=mark.version + 1)
            self._new_marks.add(mark.key)
        kept = replace(change, incident=None, facts=(), board=None, alarm=None, raws=raws, marks=(), also=())
        self._changes.append(kept)
        for other in change.also:
            self.commit(other)

    def save(self) -> None:
        """Write it all."""
        if not self._changes:
            return
        heads = tuple(
            Change(incident=replace(self._incidents[one], version=self._versions[one]), facts=facts)
            for one, facts in self._facts.items()
        )
        marks = tuple(replace(self._marks[key], version=self._mark_versions[key]) for key in sorted(self._new_marks))
        if self._board and self._is_board_new and self._is_only_felt_wider():
            # First, so that a crash leaves too much on the board and not too little: the alarm comes again and fits.
            self._publish()
        board = replace(self._board, version=self._board_version) if self._board and self._is_board_new else None
        first, *others = self._changes
        self._store.commit(replace(first, marks=marks, board=board, also=(*others, *heads)))
        if self._board and self._is_board_newer and not self._is_board_new:
            self._store.refresh(replace(self._board, version=self._board_version))
        self._forget()

    def _is_only_felt_wider(self) -> bool:
        """No incident came or went: what changed of the board is true of each incident by itself."""
        old, new = self._board_read, self._board
        return bool(old and new and old.moved == new.moved and {r.id for r in old.open} == {r.id for r in new.open})

    def _publish(self) -> None:
        """Put the changed rows on the board as it is by now: in a storm, to try a small write again costs little."""
        if self._board is None or self._board_read is None:
            return
        before = {row.id: row for row in self._board_read.open}
        fresh = {row.id: row for row in self._board.open if row != before[row.id]}
        current = self._board_read
        for last_try in (False, False, False, True):
            rows = tuple(_wider(row, fresh[row.id]) if row.id in fresh else row for row in current.open)
            try:
                self._store.commit(Change(board=replace(current, open=rows)))
            except Stale:
                if last_try:
                    raise
                current = self._store.board(current.desk)
            else:
                self._board = self._board_read = replace(current, open=rows, version=current.version + 1)
                self._board_version = self._board.version
                self._is_board_new = self._is_board_newer = False
                return

    def _forget(self) -> None:
        """What was written has other versions and seals now, so it is read again; the board may not be as it was."""
        for incident in self._facts:
            del self._incidents[incident], self._versions[incident]
        for key in self._new_marks:
            self._mark_versions.pop(key), self._marks.pop(key)
        if self._is_board_newer and not self._is_board_new:
            self._board = None  # somebody may have been first with its newer times
        elif self._board and self._is_board_new:
            self._board_version += 1
            self._board = self._board_read = replace(self._board, version=self._board_version)
        self._facts, self._changes, self._new_marks = {}, [], set()
        self._is_board_new = self._is_board_newer = False


def _wider(known: OpenIncident, also: OpenIncident) -> OpenIncident:
    """One incident's row with what two workers learnt of it."""
    return replace(
        known,
        services=tuple(dict.fromkeys((*known.services, *also.services))),
        last_alarm_at=max(known.last_alarm_at, also.last_alarm_at),
        severity=min(known.severity, also.severity),
        felt=joined(known.felt, also.felt),
    )
