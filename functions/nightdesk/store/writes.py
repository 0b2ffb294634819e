"""What a change writes, as the items of one DynamoDB transaction. Pure, but for the salt of what may be erased."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from secrets import token_hex
from typing import Any

import msgspec

from nightdesk.audit.chain import seal
from nightdesk.contact.contact import Contact
from nightdesk.errand.errand import Notify, Outbox, OutboxState, about
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident
from nightdesk.store import keys
from nightdesk.store.codec import Item, indexed, item, key
from nightdesk.store.store import Change, RotaChange

new_salt = partial(token_hex, 16)
UNSETTLED = {OutboxState.QUEUED, OutboxState.CLAIMED, OutboxState.UNCERTAIN, OutboxState.WAITING}
_ONCE_FOR = timedelta(days=7)
_KEEP_ERRANDS = timedelta(days=90)
_MOST_RAW_BYTES = 300_000
"""A row holds 400 KB, as it is written: quotes and letters beyond ASCII count more than once."""


def writes(table: str, change: Change) -> Iterator[dict[str, Any]]:
    """Every item of it, the mark of its first time before all others: whoever is refused can tell by its place."""
    if change.once:
        now = datetime.now(UTC)
        mark = item(keys.once(change.once), {"at": now}, expires=epoch(now + _ONCE_FOR))
        yield put(table, mark, "attribute_not_exists(pk)")
    if change.incident:
        yield from _incident_writes(table, change, change.incident)
    if change.rota:
        yield from _rota_writes(table, change.rota)
    if change.contact:
        yield from _contact_writes(table, change.contact)
    if change.subscriber:
        named = change.subscriber
        line = {"gsi1pk": keys.SUBSCRIBERS, "gsi1sk": named.place_in_line}
        yield put(table, item(keys.subscriber(named.phone), named, **line))
    if change.board:
        board = replace(change.board, version=change.board.version + 1)
        yield versioned(table, item(keys.board(board.desk), board, version=board.version))
    for message in change.messages:
        yield put(table, item(keys.message(message.phone, message.id), message))
    for errand in change.errands:
        yield put(table, errand_item(errand), "attribute_not_exists(pk)")
    for code in change.codes:
        expires = epoch(code.expires_at + timedelta(days=1))
        yield put(table, item(keys.code(code.phone, code.code), code, expires=expires))
    for paged in change.paged:
        expires = epoch(paged.at + _KEEP_ERRANDS)
        yield put(table, item(keys.paged(paged.phone, paged.incident), paged, expires=expires))
    for one in change.marks:
        marked = replace(one, version=abs(one.version) + 1)
        expires = epoch(one.at + _KEEP_ERRANDS)
        row = item(keys.mark(Desk.OPS, one.key), marked, version=marked.version, expires=expires)
        yield put(table, row) if one.version < 0 else versioned(table, row)
    if change.early and change.once:
        fingerprint, raw = change.early
        expires = epoch(datetime.now(UTC) + _KEEP_ERRANDS)
        yield put(table, item(keys.early(fingerprint, change.once), {"raw": fitting(raw)}, expires=expires))
    if change.number is not None:
        yield _taken(table, change.number)
    for incident, fingerprint, raw in change.raws:
        yield put(table, item(keys.alarm(incident, fingerprint), {"raw": fitting(raw)}))
    for other in change.also:
        yield from writes(table, other)


def _incident_writes(table: str, change: Change, incident: Incident) -> Iterator[dict[str, Any]]:
    """The incident, and its facts sealed to those before."""
    # An owner may ask to be forgotten; on the ops desk nobody's private words are kept.
    salt = new_salt if incident.desk is Desk.PETS else None
    head, entries = seal(incident.id, incident.seal, change.facts, salt=salt)
    saved = replace(incident, seal=head, version=incident.version + 1)
    listed = indexed(_incidents_list(saved), saved.opened_at)
    yield versioned(table, item(keys.incident(saved.id), saved, version=saved.version, **listed))
    for entry in entries:
        at = keys.event(saved.id, entry.seq)
        yield put(table, item(at, entry), "attribute_not_exists(pk)")
    if change.alarm:
        fingerprint, raw = change.alarm
        yield put(table, item(keys.alarm(saved.id, fingerprint), {"raw": fitting(raw)}))


def _incidents_list(incident: Incident) -> str:
    if incident.is_open:
        return keys.OPEN_INCIDENTS
    return keys.INCIDENTS if incident.report_uri else keys.UNREPORTED_INCIDENTS


def _contact_writes(table: str, known: Contact) -> Iterator[dict[str, Any]]:
    contact = replace(known, version=known.version + 1)
    # Of somebody who was forgotten the table's clock removes even the empty row: its key is their number.
    is_blank = contact == Contact(phone=contact.phone, version=contact.version)
    gone = {"expires": epoch(datetime.now(UTC))} if is_blank else {}
    owed = contact.check_in
    listed = indexed(keys.CHECK_INS, owed.due_at) if owed and not owed.asked_at else {}
    yield versioned(table, item(keys.profile(contact.phone), contact, version=contact.version, **gone, **listed))
    if is_blank and contact.version > 1:
        yield put(table, item(keys.subscriber(contact.phone), {}, **gone))


def _rota_writes(table: str, made: RotaChange) -> Iterator[dict[str, Any]]:
    """The whole of what departs from the schedules now, beside the counter; and for ever who changed what."""
    version = made.rota.version + 1
    values: dict[str, Any] = {
        ":rota": {"S": msgspec.json.encode(replace(made.rota, version=version, unreadable="")).decode()},
        ":version": {"N": str(version)},
    }
    if made.rota.version:
        values[":was"] = {"N": str(made.rota.version)}
    update: dict[str, Any] = {
        "TableName": table,
        "Key": key(keys.counter()),
        "UpdateExpression": "SET rota = :rota, rota_version = :version",
        "ConditionExpression": "rota_version = :was" if made.rota.version else "attribute_not_exists(rota_version)",
        "ExpressionAttributeValues": values,
    }
    yield {"Update": update}
    yield put(table, item(keys.rota_change(made.id), {"at": made.at, "by": made.by, "what": made.words}))


def _taken(table: str, number: int) -> dict[str, Any]:
    values = {":new": {"N": str(number)}, **({":was": {"N": str(number - 1)}} if number > 1 else {})}
    update = {
        "TableName": table,
        "Key": key(keys.counter()),
        "UpdateExpression": "SET #n = :new",
        "ConditionExpression": "#n = :was" if number > 1 else "attribute_not_exists(#n)",
        "ExpressionAttributeNames": {"#n": "last"},
        "ExpressionAttributeValues": values,
    }
    return {"Update": update}


def versioned(table: str, saved: Item) -> dict[str, Any]:
    version = int(saved["version"]["N"])
    if version == 1:
        return put(table, saved, "attribute_not_exists(pk)")
    return put(table, saved, "version = :was", {":was": {"N": str(version - 1)}})


def put(table: str, saved: Item, condition: str = "", values: Item | None = None) -> dict[str, Any]:
    put: dict[str, Any] = {"TableName": table, "Item": saved}
    if condition:
        put["ConditionExpression"] = condition
    if values:
        put["ExpressionAttributeValues"] = values
    return {"Put": put}


def errand_item(errand: Outbox) -> Item:
    listed = indexed(_list_of(errand), errand.at)
    expires = epoch(errand.at + _KEEP_ERRANDS)
    return item(keys.outbox(errand.id), errand, state=errand.state.value, expires=expires, **listed)


def _list_of(errand: Outbox) -> str:
    """What must not last is found by its state; what is settled, by whom it was about, to be erased if they ask."""
    if errand.state in UNSETTLED:
        # Apart: however many a dead place keeps waiting, they must not stand before a page that is stuck.
        return keys.unsettled(keys.NOTICE if isinstance(errand.errand, Notify) else errand.state.value)
    return keys.settled(errand.incident or about(errand.errand))


def fitting(raw: str) -> str:
    """As much of a raw payload as a row holds, from its beginning."""
    while (size := len(msgspec.json.encode(raw))) > _MOST_RAW_BYTES:
        raw = raw[: len(raw) * _MOST_RAW_BYTES // size - 1]
    return raw


def epoch(at: datetime) -> int:
    return int(at.timestamp())
