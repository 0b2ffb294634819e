"""
The Store port on DynamoDB: incidents, boards, who was woken for what, and the one transaction of each event.

The outbox, what was said, and what those outside were told have modules of their own beside this one.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.audit.chain import Entry, erased
from nightdesk.contact.contact import Contact
from nightdesk.errand.ration import Ration
from nightdesk.errors import Repeated, Stale, StoreUnavailable
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import Numbering
from nightdesk.roster.changes import Changes
from nightdesk.store import keys
from nightdesk.store.codec import Item, indexed, item, thing
from nightdesk.store.giving import (
    Numberings,
    give_out,
    is_numbering,
    number_writes,
    numbering_in,
    wants_numbers,
    with_numbers,
)
from nightdesk.store.outbox_rows import OutboxRows
from nightdesk.store.public_rows import PublicRows
from nightdesk.store.store import Board, Change, Code, Mark, Paged, Pulse, Standing
from nightdesk.store.table import Pair, Table, unavailable
from nightdesk.store.talk_rows import TalkRows
from nightdesk.store.writes import epoch, fitting, writes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

_MOST_OLD_ROWS = 200
_KEEP_RATION = timedelta(days=1)
_TRIES_AT_NUMBERS = 3
"""Then it is saved with names: whoever waits for a page must not wait for who else wants a number."""


class DynamoStore(OutboxRows, TalkRows, PublicRows):
    """
    The Store port on one DynamoDB table.

    Reads are strongly consistent except those of the index (`incidents`, `unsettled`, ...).
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._table = Table(client, table)
        self._rota = Changes()
        self._last: int | None = None
        self._is_number_asked_for = False
        self._numberings: dict[Phone, Numbering] = {}

    def commit(self, change: Change) -> None:
        """Save a change whole or not at all: Repeated, Stale or StoreUnavailable otherwise."""
        wanted = wants_numbers(change)
        foreseen, self._numberings = self._numberings, {}
        for tried in range(_TRIES_AT_NUMBERS if wanted else 0):
            given, changed = give_out(wanted, self._known_numbers(tuple(wanted), {} if tried else foreseen))
            named = with_numbers(change, given)
            if self._write(named, [*writes(self._table.name, named), *number_writes(self._table.name, named, changed)]):
                return
        if not self._write(change, [*writes(self._table.name, change), *number_writes(self._table.name, change, ())]):
            raise Stale("somebody else wrote first")

    def _write(self, change: Change, items: list[Any]) -> bool:
        """Whether it is saved; not, when nothing but the numbers of a phone was in its way."""
        if not items:
            return True
        try:
            self._table.client.transact_write_items(TransactItems=items)
        except ClientError as error:
            if _are_numbers_taken(error, items):
                return False
            self._is_number_asked_for = change.number is not None
            raise _why_cancelled(error, has_once=change.once is not None) from error
        except BotoCoreError as error:
            raise unavailable(error) from error
        self._is_number_asked_for = False
        if change.rota:
            self._rota = replace(change.rota.rota, version=change.rota.rota.version + 1)
        return True

    def _known_numbers(self, phones: Sequence[Phone], foreseen: Numberings) -> Numberings:
        """What the numbers of these phones mean: as foreseen if all are, else as it is now."""
        if all(phone in foreseen for phone in phones):
            return foreseen
        self._batch([keys.numbering(phone) for phone in phones])
        read, self._numberings = self._numberings, {}
        return read

    def next_number(self) -> int:
        for last_try in (False, False, False, True):
            try:
                row = self._table.counted(keys.counter())
            except Stale as error:
                # Somebody is being covered this very moment: that is over before a second try gets there.
                if last_try:
                    raise StoreUnavailable(str(error)) from error
            else:
                self._rota = _rota_in(row)
                return int(row["last"]["N"])
        raise AssertionError("the last try answers or raises")

    @property
    def rota(self) -> Changes:
        return self._rota

    def read_rota(self) -> Changes:
        self._rota = _rota_in(self._table.get(keys.counter()) or {})
        return self._rota

    def incident(self, incident: IncidentId, phones: Sequence[Phone] = ()) -> Incident | None:
        return next(iter(self.several([incident], phones)), None)

    def several(self, incidents: Sequence[IncidentId], phones: Sequence[Phone] = ()) -> tuple[Incident, ...]:
        rows = self._batch([*map(keys.incident, dict.fromkeys(incidents)), *map(keys.numbering, phones)])
        found = {row["pk"]["S"]: thing(Incident, row) for row in rows}
        in_order = [keys.incident(one)[0] for one in dict.fromkeys(incidents)]
        return tuple(found[pk] for pk in in_order if pk in found)

    def with_board(
        self, incidents: Sequence[IncidentId], desk: Desk, phones: Sequence[Phone] = ()
    ) -> tuple[tuple[Incident, ...], Board]:
        place = keys.board(desk)
        rows = self._batch([place, *map(keys.incident, dict.fromkeys(incidents)), *map(keys.numbering, phones)])
        board = next((thing(Board, row) for row in rows if row["pk"]["S"] == place[0]), Board(desk=desk))
        found = {row["pk"]["S"]: thing(Incident, row) for row in rows if row["pk"]["S"] != place[0]}
        in_order = [keys.incident(one)[0] for one in dict.fromkeys(incidents)]
        return tuple(found[pk] for pk in in_order if pk in found), board

    def standing(self, phone: Phone) -> Standing:
        pk, _ = keys.profile(phone)
        found = list(self._table.rows(pk, "sk >= :value", keys.STANDING_FROM))
        contact = next((thing(Contact, i) for i in found if i["sk"]["S"] == "PROFILE"), Contact(phone=phone))
        paged = tuple(thing(Paged, i) for i in found if i["sk"]["S"].startswith("PAGED#"))
        return Standing(
            contact=contact,
            paged=tuple(row for row in paged if not row.is_over),
            late=tuple(row for row in paged if row.is_over),
            codes=tuple(thing(Code, i) for i in found if i["sk"]["S"].startswith("PENDING#")),
        )

    def upcoming(self) -> int | None:
        return None if self._last is None else self._last + 1

    def foresee(self, phones: Sequence[Phone]) -> int | None:
        if self._is_number_asked_for:
            return None
        self._batch([keys.numbering(phone) for phone in phones])
        return 1 if self._last is None else self._last + 1

    def refresh(self, board: Board) -> None:
        with suppress(Stale, StoreUnavailable):
            self.commit(Change(board=board))

    def known(self, desk: Desk, marks: Sequence[str], phones: Sequence[Phone] = ()) -> tuple[Board, dict[str, Mark]]:
        place = keys.board(desk)
        wanted = [place, *(keys.mark(desk, one) for one in dict.fromkeys(marks))]
        rows = self._batch([*wanted, *(keys.numbering(phone) for phone in phones)])
        board = next((thing(Board, row) for row in rows if _place(row) == place), Board(desk=desk))
        found = (thing(Mark, row) for row in rows if _place(row) != place)
        return board, {mark.key: mark for mark in found}

    def board(self, desk: Desk) -> Board:
        found = self._table.get(keys.board(desk))
        return thing(Board, found) if found else Board(desk=desk)

    def entries(self, incident: IncidentId) -> tuple[Entry, ...]:
        pk, _ = keys.incident(incident)
        return tuple(thing(Entry, i) for i in self._table.rows(pk, "begins_with(sk, :value)", "EVENT#"))

    def incidents(self, *, limit: int = 50) -> tuple[Incident, ...]:
        lists = (keys.OPEN_INCIDENTS, keys.UNREPORTED_INCIDENTS, keys.INCIDENTS)
        found = [incident for name in lists for incident in self._listed(name, limit=limit)]
        return tuple(sorted(found, key=lambda incident: incident.opened_at, reverse=True)[:limit])

    def open_incidents(self) -> Iterator[Incident]:
        yield from self._listed(keys.OPEN_INCIDENTS)
        # Rows from before what is open had a list of its own; each moves there when it is next saved.
        yield from (one for one in self._listed(keys.INCIDENTS, limit=_MOST_OLD_ROWS) if one.is_open)

    def unreported(self, *, limit: int) -> tuple[Incident, ...]:
        return tuple(self._listed(keys.UNREPORTED_INCIDENTS, limit=limit))

    def _listed(self, name: str, *, limit: int | None = None) -> Iterator[Incident]:
        """The incidents of one list, newest first, page after page."""
        return (thing(Incident, row) for row in self._table.listed(name, newest_first=True, limit=limit))

    def erase_words(self, incident: IncidentId) -> None:
        for entry in self.entries(incident):
            if entry.veil and not entry.is_erased:
                self._table.keep(item(keys.event(incident, entry.seq), erased(entry)))

    def pulses(self, names: Sequence[str]) -> dict[str, Pulse]:
        rows = self._batch([keys.heartbeat(name) for name in dict.fromkeys(names)])
        return {pulse.name: pulse for pulse in (thing(Pulse, row) for row in rows)}

    def save_pulse(self, pulse: Pulse) -> None:
        saved = replace(pulse, version=pulse.version + 1)
        self._table.save(item(keys.heartbeat(saved.name), saved, version=saved.version))

    def ration(self, phone: Phone) -> Ration:
        found = self._table.get(keys.ration(phone))
        return thing(Ration, found) if found else Ration(phone=phone)

    def save_ration(self, ration: Ration) -> None:
        saved = replace(ration, version=ration.version + 1)
        expires = epoch(max(one.at for one in saved.spent) + _KEEP_RATION) if saved.spent else 0
        self._table.save(item(keys.ration(saved.phone), saved, version=saved.version, expires=expires))

    def quarantine(self, raw_id: str, *, source: str, raw: str, reason: str, at: datetime) -> None:
        kept = {"source": source, "raw": fitting(raw), "reason": reason[:1000], "at": at}
        self._table.keep(item(keys.raw(raw_id), kept, **indexed(keys.QUARANTINE, at)))

    def _batch(self, pairs: Sequence[Pair]) -> list[Item]:
        """
        These rows as far as they are there, in any order; at most a hundred. Whoever is on call comes along.

        Rows of numbers are not returned but kept for the next commit, which may need them.
        """
        counter = keys.counter()
        rows = self._table.batch([*pairs, counter])
        self._rota = next((_rota_in(row) for row in rows if _place(row) == counter), self._rota)
        self._last = next((int(row["last"]["N"]) for row in rows if _place(row) == counter and "last" in row), None)
        asked_for = [keys.phone_of(pair) for pair in pairs if keys.is_numbering(pair)]
        read = [numbering_in(row) for row in rows if keys.is_numbering(_place(row))]
        self._numberings |= {phone: Numbering(phone=phone) for phone in asked_for} | {one.phone: one for one in read}
        return [row for row in rows if _place(row) != counter and not keys.is_numbering(_place(row))]


def _rota_in(row: Item) -> Changes:
    """What departs from the schedules, as the counter's row carries it: which is read anyway."""
    found = row.get("rota")
    try:
        return msgspec.json.decode(found["S"], type=Changes) if found else Changes()
    except msgspec.MsgspecError as error:
        # Somebody must be woken all the same: the schedules as they are written stand until it is mended.
        return Changes(unreadable=str(error), version=int(row["rota_version"]["N"]))


def _place(row: Item) -> tuple[str, str]:
    return row["pk"]["S"], row["sk"]["S"]


def _are_numbers_taken(error: ClientError, items: Sequence[Any]) -> bool:
    """Whether all that somebody else wrote first are the numbers of phones."""
    reasons = [reason.get("Code", "None") for reason in error.response.get("CancellationReasons", [])]
    refused = [item for item, why in zip(items, reasons, strict=False) if why != "None"]
    is_late = set(reasons) <= {"None", "ConditionalCheckFailed", "TransactionConflict"}
    return is_late and bool(refused) and all(is_numbering(item) for item in refused)


def _why_cancelled(error: ClientError, *, has_once: bool) -> Exception:
    code = error.response["Error"]["Code"]
    if code != "TransactionCanceledException":
        return StoreUnavailable(f"the table refused the transaction: {code}")
    reasons = [reason.get("Code", "None") for reason in error.response.get("CancellationReasons", [])]
    if has_once and reasons and reasons[0] == "ConditionalCheckFailed":
        return Repeated("this was handled before")
    if any(reason in {"ConditionalCheckFailed", "TransactionConflict"} for reason in reasons):
        return Stale("somebody else wrote first")
    return StoreUnavailable(f"the table refused the transaction: {', '.join(reasons) or code}")
