"""What is to be said and done outside, row by row: claimed by one worker, settled once."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from nightdesk.errand.errand import RANK, Outbox, OutboxState, Way, without_words
from nightdesk.incident.desk import Phone
from nightdesk.store import keys
from nightdesk.store.codec import thing
from nightdesk.store.table import Table
from nightdesk.store.writes import UNSETTLED, errand_item, put


class OutboxRows:
    """The outbox of the Store port."""

    _table: Table

    def errand(self, outbox: str) -> Outbox | None:
        found = self._table.get(keys.outbox(outbox))
        return thing(Outbox, found) if found else None

    def claim(self, outbox: str, *, now: datetime) -> Outbox | None:
        row = self.errand(outbox)
        if row is None or row.state is not OutboxState.QUEUED:
            return None
        claimed = msgspec.structs.replace(row, state=OutboxState.CLAIMED, claimed_at=now, attempts=row.attempts + 1)
        return claimed if self.amend(row, claimed) else None

    def settle(
        self, outbox: str, *, state: OutboxState, now: datetime, sid: str = "", error: int = 0, way: Way = ""
    ) -> Outbox | None:
        for _ in range(3):  # a receipt and our own note may race; each try reads again
            row = self.errand(outbox)
            gives_back = state is OutboxState.QUEUED and row is not None and row.state in UNSETTLED
            if row is None or row.way != way or not (gives_back or RANK[state] > RANK[row.state]):
                return None
            settled = msgspec.structs.replace(
                row, state=state, settled_at=now, sid=sid or row.sid, error=error or row.error
            )
            if self.amend(row, settled):
                return settled
        return None

    def amend(self, old: Outbox, new: Outbox) -> bool:
        was = {":old": {"S": msgspec.json.encode(old).decode()}}
        return self._table.put_if(put(self._table.name, errand_item(new), "doc = :old", was))

    def settled_to(self, phone: Phone, *, limit: int = 25) -> tuple[Outbox, ...]:
        return tuple(
            thing(Outbox, row) for row in self._table.listed(keys.settled(phone), newest_first=True, limit=limit)
        )

    def unsettled(self, *, before: datetime) -> Iterable[Outbox]:
        for state in (*sorted(UNSETTLED), keys.NOTICE):
            oldest = self._table.listed(keys.unsettled(str(state)), before=before.isoformat(), limit=100)
            yield from (thing(Outbox, row) for row in oldest)

    def erase_errands(self, about: str, *, before: datetime) -> None:
        for row in self._table.listed(keys.settled(about), before=before.isoformat()):
            old = thing(Outbox, row)
            self.amend(old, without_words(old))
