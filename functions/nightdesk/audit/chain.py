"""A hash chain over an incident's facts: nothing can be edited, dropped or reordered unseen."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nightdesk.incident.timeline import GENESIS, Fact, Kind, Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A sealed fact. hash = SHA-256 over the previous hash and the canonical JSON of everything else."""

    scope: str
    seq: int
    at: datetime
    kind: Kind
    actor: str
    text: str
    data: dict[str, str]
    prev: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first broken link of an export. seq is the position that failed; why is for people."""

    scope: str
    seq: int
    why: str


def seal(scope: str, head: Seal, facts: Iterable[Fact]) -> tuple[Seal, tuple[Entry, ...]]:
    """Append facts to the chain that ends at `head`; returns the new head and the sealed entries in order."""
    entries: list[Entry] = []
    count, last = head.count, head.hash
    for fact in facts:
        count += 1
        unsealed = Entry(
            scope=scope,
            seq=count,
            at=fact.at,
            kind=fact.kind,
            actor=fact.actor,
            text=fact.text,
            data=dict(sorted(fact.data.items())),
            prev=last,
            hash="",
        )
        last = _digest(unsealed)
        entries.append(
            Entry(
                scope=scope,
                seq=count,
                at=unsealed.at,
                kind=unsealed.kind,
                actor=unsealed.actor,
                text=unsealed.text,
                data=unsealed.data,
                prev=unsealed.prev,
                hash=last,
            )
        )
    return Seal(count=count, hash=last), tuple(entries)


def first_break(entries: Sequence[Entry], *, head: Seal | None = None) -> Broken | None:
    """
    The first link that does not hold, or None when the chain is intact.

    Give `head` (kept beside the incident) to notice a cut-off tail as well; without it only edits,
    gaps, duplicates and reorderings inside the export can be seen.
    """
    expected = GENESIS
    scope = entries[0].scope if entries else ""
    for position, entry in enumerate(entries, start=1):
        if entry.scope != scope:
            return Broken(scope=entry.scope, seq=entry.seq, why=f"belongs to {entry.scope}, not {scope}")
        if entry.seq != position:
            return Broken(scope=scope, seq=position, why=f"expected entry {position}, found {entry.seq}")
        if entry.prev != expected:
            return Broken(scope=scope, seq=position, why="does not follow the entry before it")
        if _digest(entry) != entry.hash:
            return Broken(scope=scope, seq=position, why="its content does not match its hash")
        expected = entry.hash
    if head is not None and (head.count != len(entries) or head.hash != expected):
        return Broken(
            scope=scope, seq=len(entries) + 1, why=f"the chain has {head.count} entries, this export {len(entries)}"
        )
    return None


def _digest(entry: Entry) -> str:
    canonical = json.dumps(
        {
            "scope": entry.scope,
            "seq": entry.seq,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "kind": entry.kind.value,
            "actor": entry.actor,
            "text": entry.text,
            "data": entry.data,
        },
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256((entry.prev + canonical).encode()).hexdigest()
