"""Short numbers given out with the change that needs them, and their rows. Pure; numbering.py tells why and how."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from nightdesk.errand.errand import Outbox, Text
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.numbering import Given, Numbering, given_to, numbered, shortened
from nightdesk.store import keys
from nightdesk.store.codec import Item, key, thing
from nightdesk.store.store import Change, Paged

Codes = Mapping[tuple[Phone, IncidentId], int]
"""Phone and incident -> the number."""
Numberings = Mapping[Phone, Numbering]


def wants_numbers(change: Change) -> dict[Phone, list[Paged]]:
    """The rows whose phone has no number for their incident yet, by the phone whose numbers those are, in order."""
    rows = [row for part in _parts(change) for row in part.paged]
    over = {(row.phone, row.incident) for row in rows if row.is_over}
    wanted: dict[Phone, list[Paged]] = {}
    for row in rows:
        if not row.codes and (row.phone, row.incident) not in over:
            wanted.setdefault(numbers_of(row), []).append(row)
    return wanted


def give_out(wanted: Mapping[Phone, list[Paged]], known: Numberings) -> tuple[Codes, tuple[Numbering, ...]]:
    """A number for each row, and the phones' numbers as they are to be saved, those that changed."""
    given: dict[tuple[Phone, IncidentId], int] = {}
    changed: list[Numbering] = []
    for phone, rows in wanted.items():
        before = after = known.get(phone) or Numbering(phone=phone)
        for row in rows:
            after, given[phone, row.incident] = given_to(after, row.incident, now=row.at)
        if after != before:
            changed.append(replace(after, version=before.version + 1))
    return given, tuple(changed)


def with_numbers(change: Change, given: Codes) -> Change:
    """The change as it is saved: incidents and rows know their numbers, and texts say them."""
    incident = change.incident
    for (phone, named), code in given.items():
        if incident and incident.id == named:
            incident = numbered(incident, phone, code)
    return replace(
        change,
        incident=incident,
        paged=tuple(_numbered(row, given) for row in change.paged),
        errands=tuple(_shortened(errand, given) for errand in change.errands),
        also=tuple(with_numbers(other, given) for other in change.also),
    )


def number_writes(table: str, change: Change, changed: tuple[Numbering, ...]) -> Iterator[dict[str, Any]]:
    """
    One write for each phone: its numbers if they changed, on condition that nobody else changed them; and which of its
    incidents have ended, which needs no condition.
    """
    rows = {one.phone: one for one in changed}
    over = {part.incident.id: part.incident.resolved_at for part in _parts(change) if part.incident}
    ended: dict[Phone, dict[int, Paged]] = {}
    for row in (row for part in _parts(change) for row in part.paged if row.is_over):
        # By this very change, and not long ago: by now another incident may have the number, and have ended too.
        for code in row.codes if row.at == over.get(row.incident) else ():
            ended.setdefault(numbers_of(row), {})[code] = row
    for phone in dict.fromkeys((*rows, *ended)):
        yield _write(table, phone, rows.get(phone), ended.get(phone, {}))


def is_numbering(write: Mapping[str, Any]) -> bool:
    """Whether this write of a transaction is about the numbers of a phone."""
    place = write["Update"]["Key"] if "Update" in write else None
    return place is not None and keys.is_numbering((place["pk"]["S"], place["sk"]["S"]))


def numbering_in(row: Item) -> Numbering:
    """A phone's numbers with what has ended of them."""
    if "version" not in row:
        return Numbering(phone=keys.phone_of((row["pk"]["S"], row["sk"]["S"])))
    found = thing(Numbering, row)
    return replace(found, version=int(row["version"]["N"]), given=tuple(_ended(one, row) for one in found.given))


def numbers_of(row: Paged) -> Phone:
    """The phone whose numbers the row's are."""
    return row.numbers_of or row.phone


def _ended(one: Given, row: Item) -> Given:
    mark = row.get(_over(one.code), {}).get("S")
    over_at = datetime.fromisoformat(mark) if mark else None
    # A mark of whoever had the number before says nothing of whoever has it now.
    return replace(one, over_at=over_at) if over_at and over_at >= one.at else one


def _write(table: str, phone: Phone, numbering: Numbering | None, ended: Mapping[int, Paged]) -> dict[str, Any]:
    values: Item = {f":{_over(code)}": {"S": row.at.isoformat()} for code, row in ended.items()}
    sets = [f"{_over(code)} = :{_over(code)}" for code in ended]
    update: dict[str, Any] = {"TableName": table, "Key": key(keys.numbering(phone))}
    if numbering:
        was = numbering.version - 1
        # The marks have attributes of their own: an end never waits for who gives out numbers.
        plain = replace(numbering, given=tuple(replace(one, over_at=None) for one in numbering.given))
        values |= {
            ":doc": {"S": msgspec.json.encode(plain).decode()},
            ":version": {"N": str(numbering.version)},
            **({":was": {"N": str(was)}} if was else {}),
        }
        sets += ["doc = :doc", "version = :version"]
        update["ConditionExpression"] = "version = :was" if was else "attribute_not_exists(version)"
    update |= {"UpdateExpression": f"SET {', '.join(sets)}", "ExpressionAttributeValues": values}
    return {"Update": update}


def _over(code: int) -> str:
    return f"over{code}"


def _numbered(row: Paged, given: Codes) -> Paged:
    code = given.get((numbers_of(row), row.incident))
    return row if code is None or row.is_over else replace(row, codes=tuple(dict.fromkeys((*row.codes, code))))


def _shortened(row: Outbox, given: Codes) -> Outbox:
    errand = row.errand
    if not isinstance(errand, Text):
        return row
    body = errand.body
    for (phone, incident), code in given.items():
        if phone == errand.to:
            body = shortened(body, incident, code)
    return msgspec.structs.replace(row, errand=msgspec.structs.replace(errand, body=body))


def _parts(change: Change) -> Iterator[Change]:
    yield change
    for other in change.also:
        yield from _parts(other)
