"""The table in DynamoDB. The only module that knows it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from nightdesk.audit.chain import Entry, erased
from nightdesk.contact.contact import Contact, Message, Subscriber
from nightdesk.errand.errand import RANK, Outbox, OutboxState, Way, without_words
from nightdesk.errand.ration import Ration
from nightdesk.errand.told import Told
from nightdesk.errors import Repeated, Stale, StoreUnavailable
from nightdesk.incident.audience import Place
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import Numbering
from nightdesk.incident.trouble import Trouble
from nightdesk.roster.changes import Changes
from nightdesk.store import keys
from nightdesk.store.codec import Item, indexed, item, key, thing
from nightdesk.store.giving import (
    Numberings,
    give_out,
    is_numbering,
    number_writes,
    numbering_in,
    wants_numbers,
    with_numbers,
)
from nightdesk.store.store import Board, Change, Code, Mark, Paged, Pulse, Standing
from nightdesk.store.writes import UNSETTLED, epoch, errand_item, fitting, put, versioned, writes

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

_MOST_AT_ONCE = 100
_MOST_OLD_ROWS = 200
_KEEP_RATION = timedelta(days=1)
_TRIES_AT_NUMBERS = 3
"""Then it is saved with names: whoever waits for a page must not wait for who else wants a number."""


class DynamoStore:
    """
    The Store port on one DynamoDB table.

    Reads are strongly consistent except those of the index (`incidents`, `unsettled`, ...).
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
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
            if self._write(named, [*writes(self._table, named), *number_writes(self._table, named, changed)]):
                return
        if not self._write(change, [*writes(self._table, change), *number_writes(self._table, change, ())]):
            raise Stale("somebody else wrote first")

    def _write(self, change: Change, items: list[Any]) -> bool:
        """Whether it is saved; not, when nothing but the numbers of a phone was in its way."""
        if not items:
            return True
        try:
            self._client.transact_write_items(TransactItems=items)
        except ClientError as error:
            if _are_numbers_taken(error, items):
                return False
            self._is_number_asked_for = change.number is not None
            raise _why_cancelled(error, has_once=change.once is not None) from error
        except BotoCoreError as error:
            raise StoreUnavailable(f"the table did not answer: {type(error).__name__}") from error
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
                row = self._client.update_item(
                    TableName=self._table,
                    Key=key(keys.counter()),
                    UpdateExpression="ADD #n :one",
                    ExpressionAttributeNames={"#n": "last"},
                    ExpressionAttributeValues={":one": {"N": "1"}},
                    ReturnValues="ALL_NEW",
                )["Attributes"]
            except ClientError as error:
                code = error.response["Error"]["Code"]
                # Somebody is being covered this very moment: that is over before a second try gets there.
                if code != "TransactionConflictException" or last_try:
                    raise StoreUnavailable(f"the table refused update_item: {code}") from error
            except BotoCoreError as error:
                raise StoreUnavailable(f"the table did not answer: {type(error).__name__}") from error
            else:
                self._rota = _rota_in(row)
                return int(row["last"]["N"])
        raise AssertionError("the last try answers or raises")

    @property
    def rota(self) -> Changes:
        return self._rota

    def read_rota(self) -> Changes:
        self._rota = _rota_in(self._get(keys.counter()) or {})
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
        found = list(self._query(pk, "sk >= :from", {":from": keys.STANDING_FROM}))
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
        found = self._get(keys.board(desk))
        return thing(Board, found) if found else Board(desk=desk)

    def message(self, phone: Phone, message_id: str) -> Message | None:
        found = self._get(keys.message(phone, message_id))
        return thing(Message, found) if found else None

    def messages(self, phone: Phone, *, limit: int = 20) -> tuple[Message, ...]:
        pk, _ = keys.profile(phone)
        newest_first = self._query(pk, "begins_with(sk, :from)", {":from": "MSG#"}, newest_first=True, limit=limit)
        return tuple(sorted((thing(Message, i) for i in newest_first), key=lambda message: message.at))

    def entries(self, incident: IncidentId) -> tuple[Entry, ...]:
        pk, _ = keys.incident(incident)
        return tuple(thing(Entry, i) for i in self._query(pk, "begins_with(sk, :from)", {":from": "EVENT#"}))

    def incidents(self, *, limit: int = 50) -> tuple[Incident, ...]:
        found = [*self._listed(keys.OPEN_INCIDENTS, limit=limit), *self._listed(keys.INCIDENTS, limit=limit)]
        return tuple(sorted(found, key=lambda incident: incident.opened_at, reverse=True)[:limit])

    def open_incidents(self) -> Iterator[Incident]:
        yield from self._listed(keys.OPEN_INCIDENTS)
        # Rows from before what is open had a list of its own; each moves there when it is next saved.
        yield from (one for one in self._listed(keys.INCIDENTS, limit=_MOST_OLD_ROWS) if one.is_open)

    def _listed(self, name: str, *, limit: int | None = None) -> Iterator[Incident]:
        """The incidents of one list, newest first, page after page."""
        asked: dict[str, Any] = {"Limit": limit} if limit else {}
        while True:
            answer = self._ask(
                "query",
                IndexName="gsi1",
                KeyConditionExpression="gsi1pk = :list",
                ExpressionAttributeValues={":list": {"S": name}},
                ScanIndexForward=False,
                **asked,
            )
            yield from (thing(Incident, i) for i in answer["Items"])
            if "LastEvaluatedKey" not in answer or limit:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def errand(self, outbox: str) -> Outbox | None:
        found = self._get(keys.outbox(outbox))
        return thing(Outbox, found) if found else None

    def claim(self, outbox: str, *, now: datetime) -> Outbox | None:
        row = self.errand(outbox)
        if row is None or row.state is not OutboxState.QUEUED:
            return None
        claimed = msgspec.structs.replace(row, state=OutboxState.CLAIMED, claimed_at=now, attempts=row.attempts + 1)
        return claimed if self._replace_errand(row, claimed) else None

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
            if self._replace_errand(row, settled):
                return settled
        return None

    def amend(self, old: Outbox, new: Outbox) -> bool:
        return self._replace_errand(old, new)

    def settled_to(self, phone: Phone, *, limit: int = 25) -> tuple[Outbox, ...]:
        answer = self._ask(
            "query",
            IndexName="gsi1",
            KeyConditionExpression="gsi1pk = :list",
            ExpressionAttributeValues={":list": {"S": keys.settled(phone)}},
            ScanIndexForward=False,
            Limit=limit,
        )
        return tuple(thing(Outbox, i) for i in answer["Items"])

    def unsettled(self, *, before: datetime) -> Iterable[Outbox]:
        for state in (*sorted(UNSETTLED), keys.NOTICE):
            answer = self._ask(
                "query",
                IndexName="gsi1",
                KeyConditionExpression="gsi1pk = :list AND gsi1sk < :before",
                ExpressionAttributeValues={
                    ":list": {"S": keys.unsettled(str(state))},
                    ":before": {"S": before.isoformat()},
                },
                Limit=100,
            )
            yield from (thing(Outbox, i) for i in answer["Items"])

    def owed_check_ins(self, *, before: datetime, limit: int = 50) -> tuple[Phone, ...]:
        answer = self._ask(
            "query",
            IndexName="gsi1",
            KeyConditionExpression="gsi1pk = :list AND gsi1sk < :before",
            ExpressionAttributeValues={":list": {"S": keys.CHECK_INS}, ":before": {"S": before.isoformat()}},
            Limit=limit,
        )
        return tuple(thing(Contact, i).phone for i in answer["Items"])

    def conversation(self, phone: Phone, *, before: datetime) -> tuple[Message, ...]:
        pk, _ = keys.profile(phone)
        found = (thing(Message, i) for i in self._query(pk, "begins_with(sk, :from)", {":from": "MSG#"}))
        return tuple(message for message in found if message.at <= before)

    def erase_messages(self, messages: Iterable[Message]) -> None:
        for message in messages:
            empty = replace(message, body="", media=(), headers={}, incident=None)
            self._ask("put_item", Item=item(keys.message(message.phone, message.id), empty, expires=epoch(message.at)))

    def erase_words(self, incident: IncidentId) -> None:
        for entry in self.entries(incident):
            if entry.veil and not entry.is_erased:
                self._ask("put_item", Item=item(keys.event(incident, entry.seq), erased(entry)))

    def erase_errands(self, about: str, *, before: datetime) -> None:
        more: dict[str, Any] = {}
        while True:
            answer = self._ask(
                "query",
                IndexName="gsi1",
                KeyConditionExpression="gsi1pk = :list AND gsi1sk < :before",
                ExpressionAttributeValues={":list": {"S": keys.settled(about)}, ":before": {"S": before.isoformat()}},
                **more,
            )
            for row in (thing(Outbox, i) for i in answer["Items"]):
                self._replace_errand(row, without_words(row))
            if "LastEvaluatedKey" not in answer:
                return
            more = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def pulses(self, names: Sequence[str]) -> dict[str, Pulse]:
        rows = self._batch([keys.heartbeat(name) for name in dict.fromkeys(names)])
        return {pulse.name: pulse for pulse in (thing(Pulse, row) for row in rows)}

    def save_pulse(self, pulse: Pulse) -> None:
        saved = replace(pulse, version=pulse.version + 1)
        self._save(item(keys.heartbeat(saved.name), saved, version=saved.version))

    def ration(self, phone: Phone) -> Ration:
        found = self._get(keys.ration(phone))
        return thing(Ration, found) if found else Ration(phone=phone)

    def save_ration(self, ration: Ration) -> None:
        saved = replace(ration, version=ration.version + 1)
        expires = epoch(max(one.at for one in saved.spent) + _KEEP_RATION) if saved.spent else 0
        self._save(item(keys.ration(saved.phone), saved, version=saved.version, expires=expires))

    def told(self, incident: IncidentId, place: Place) -> Told:
        found = self._get(keys.told(incident, place))
        return thing(Told, found) if found else Told(incident=incident, place=place)

    def save_told(self, told: Told) -> Told:
        saved = replace(told, version=told.version + 1)
        self._save(item(keys.told(saved.incident, saved.place), saved, version=saved.version))
        return saved

    def save_trouble(self, trouble: Trouble) -> None:
        place = keys.trouble(trouble.opened_at, trouble.incident)
        for _ in range(5):
            found = self._get(place)
            if found and thing(Trouble, found).version >= trouble.version:
                return None
            version = int(found["version"]["N"]) + 1 if found else 1
            try:
                return self._save(item(place, trouble, version=version))
            except Stale:
                continue
        raise Stale("somebody else wrote first")

    def troubles(self, *, since: datetime) -> tuple[Trouble, ...]:
        pk, place = keys.trouble(since, IncidentId(""))
        return tuple(thing(Trouble, row) for row in self._query(pk, "sk >= :from", {":from": place.rstrip("#")}))

    def next_edition(self) -> int:
        row = self._ask(
            "update_item",
            Key=key(keys.edition()),
            UpdateExpression="ADD #n :one",
            ExpressionAttributeNames={"#n": "last"},
            ExpressionAttributeValues={":one": {"N": "1"}},
            ReturnValues="ALL_NEW",
        )["Attributes"]
        return int(row["last"]["N"])

    def subscribers(self, *, after: str = "") -> Iterable[Subscriber]:
        asked: dict[str, Any] = {
            "IndexName": "gsi1",
            "KeyConditionExpression": "gsi1pk = :list AND gsi1sk >= :from",
            "ExpressionAttributeValues": {":list": {"S": keys.SUBSCRIBERS}, ":from": {"S": after or "0"}},
        }
        while True:
            answer = self._ask("query", **asked)
            found = (thing(Subscriber, row) for row in answer["Items"])
            yield from (one for one in found if one.place_in_line > after)
            if "LastEvaluatedKey" not in answer:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _save(self, saved: Item) -> None:
        """One versioned row. Raises Stale when somebody else was first."""
        if not self._put_if(versioned(self._table, saved)):
            raise Stale("somebody else wrote first")

    def quarantine(self, raw_id: str, *, source: str, raw: str, reason: str, at: datetime) -> None:
        kept = {"source": source, "raw": fitting(raw), "reason": reason[:1000], "at": at}
        self._ask("put_item", Item=item(keys.raw(raw_id), kept, **indexed(keys.QUARANTINE, at)))

    def _replace_errand(self, old: Outbox, new: Outbox) -> bool:
        was = {":old": {"S": msgspec.json.encode(old).decode()}}
        return self._put_if(put(self._table, errand_item(new), "doc = :old", was))

    def _put_if(self, write: dict[str, Any]) -> bool:
        """Write this one row, if its condition holds; whether it did."""
        try:
            self._client.put_item(**write["Put"])
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                return False
            raise StoreUnavailable(f"the table refused: {error.response['Error']['Code']}") from error
        except BotoCoreError as error:
            raise StoreUnavailable(f"the table did not answer: {type(error).__name__}") from error
        return True

    def _batch(self, pairs: Sequence[tuple[str, str]]) -> list[Item]:
        """
        These rows as far as they are there, in any order; at most a hundred. Whoever is on call comes along.

        Rows of numbers are not returned but kept for the next commit, which may need them.
        """
        counter = keys.counter()
        wanted: Any = [key(pair) for pair in (*pairs, counter)[:_MOST_AT_ONCE]]
        rows: list[Item] = []
        while wanted:
            asked: Any = {self._table: {"Keys": wanted, "ConsistentRead": True}}
            try:
                answer: Any = self._client.batch_get_item(RequestItems=asked)
            except ClientError as error:
                raise StoreUnavailable(f"the table refused: {error.response['Error']['Code']}") from error
            except BotoCoreError as error:
                raise StoreUnavailable(f"the table did not answer: {type(error).__name__}") from error
            rows += answer["Responses"].get(self._table, [])
            wanted = answer.get("UnprocessedKeys", {}).get(self._table, {}).get("Keys", [])
        self._rota = next((_rota_in(row) for row in rows if _place(row) == counter), self._rota)
        self._last = next((int(row["last"]["N"]) for row in rows if _place(row) == counter and "last" in row), None)
        asked_for = [keys.phone_of(pair) for pair in pairs if keys.is_numbering(pair)]
        read = [numbering_in(row) for row in rows if keys.is_numbering(_place(row))]
        self._numberings |= {phone: Numbering(phone=phone) for phone in asked_for} | {one.phone: one for one in read}
        return [row for row in rows if _place(row) != counter and not keys.is_numbering(_place(row))]

    def _get(self, pair: tuple[str, str]) -> Item | None:
        found: Item | None = self._ask("get_item", Key=key(pair), ConsistentRead=True).get("Item")
        return found

    def _query(
        self, pk: str, condition: str, values: dict[str, str], *, newest_first: bool = False, limit: int | None = None
    ) -> Iterator[Item]:
        asked: dict[str, Any] = {
            "KeyConditionExpression": f"pk = :pk AND {condition}",
            "ExpressionAttributeValues": {":pk": {"S": pk}, **{name: {"S": text} for name, text in values.items()}},
            "ConsistentRead": True,
            "ScanIndexForward": not newest_first,
        }
        if limit:
            asked["Limit"] = limit
        while True:
            answer = self._ask("query", **asked)
            yield from answer["Items"]
            if "LastEvaluatedKey" not in answer or limit:
                return
            asked["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def _ask(self, operation: str, **arguments: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = getattr(self._client, operation)(TableName=self._table, **arguments)
        except ClientError as error:
            raise StoreUnavailable(f"the table refused {operation}: {error.response['Error']['Code']}") from error
        except BotoCoreError as error:
            raise StoreUnavailable(f"the table did not answer: {type(error).__name__}") from error
        return answer


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
