"""A hash chain over an incident's facts: nothing can be edited, dropped or reordered unseen."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from nightdesk.incident.timeline import GENESIS, Fact, Kind, Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    A sealed fact. hash = SHA-256 over the previous hash and the canonical JSON of everything else.

    veil: where the words are somebody's own, the hash covers this in their place: SHA-256 over salt, text and data. The
    words can then be erased together with their salt, and the chain still holds: nobody can change them, nobody can
    guess them back, and that they were erased is itself a sealed entry.
    """

    scope: str
    seq: int
    at: datetime
    kind: Kind
    actor: str
    text: str
    data: dict[str, str]
    prev: str
    hash: str
    veil: str = ""
    salt: str = ""

    @property
    def is_erased(self) -> bool:
        """Its words are gone for good; when, who and what kind of fact it was stays."""
        return bool(self.veil) and not self.salt


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first broken link of an export. seq is the position that failed; why is for people."""

    scope: str
    seq: int
    why: str


def seal(
    scope: str, head: Seal, facts: Iterable[Fact], *, salt: Callable[[], str] | None = None
) -> tuple[Seal, tuple[Entry, ...]]:
    """
    Append facts to the chain that ends at `head`; returns the new head and the sealed entries in order.

    salt: makes a secret for each fact whose words must be erasable one day; without it none is.
    """
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
        if salt and fact.kind not in PLAIN:
            secret = salt()
            unsealed = replace(unsealed, salt=secret, veil=_veil(secret, unsealed))
        last = _digest(unsealed)
        entries.append(replace(unsealed, hash=last))
    return Seal(count=count, hash=last), tuple(entries)


def erased(entry: Entry) -> Entry:
    """The entry without its words; one that has no veil cannot lose them and stays as it is."""
    return replace(entry, text="", data={}, salt="") if entry.veil else entry


PLAIN = frozenset(
    {
        Kind.PAGED,
        Kind.RECEIPT,
        Kind.CLIMBED,
        Kind.ACKNOWLEDGED,
        Kind.RELEASED,
        Kind.BREACHED,
        Kind.REPORTED,
        Kind.REVIEW,
        Kind.ERASED,
    }
)
"""Facts that hold nobody's words but the desk's own about itself. All others are veiled where people are owners."""


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
        if why := _wrong_veil(entry, entries[position:]):
            return Broken(scope=scope, seq=position, why=why)
        expected = entry.hash
    if head is not None and (head.count != len(entries) or head.hash != expected):
        return Broken(
            scope=scope, seq=len(entries) + 1, why=f"the chain has {head.count} entries, this export {len(entries)}"
        )
    return None


def _wrong_veil(entry: Entry, later: Sequence[Entry]) -> str:
    """Why the words do not belong to their veil; empty when they do, or were erased and the chain says so."""
    if not entry.veil:
        return "a secret without what it seals" if entry.salt else ""
    if entry.is_erased:
        if entry.text or entry.data:
            return "words without the secret that seals them"
        return "" if any(one.kind is Kind.ERASED for one in later) else "its words are gone and no entry says why"
    return "" if _veil(entry.salt, entry) == entry.veil else "its words do not match their seal"


def _veil(salt: str, entry: Entry) -> str:
    return hashlib.sha256((salt + _canonical({"text": entry.text, "data": entry.data})).encode()).hexdigest()


def _digest(entry: Entry) -> str:
    words = {"veil": entry.veil} if entry.veil else {"text": entry.text, "data": entry.data}
    canonical = _canonical(
        {
            "scope": entry.scope,
            "seq": entry.seq,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "kind": entry.kind.value,
            "actor": entry.actor,
            **words,
        }
    )
    return hashlib.sha256((entry.prev + canonical).encode()).hexdigest()


def _canonical(document: Mapping[str, object]) -> str:
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
