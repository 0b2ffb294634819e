"""
How much of real systems' payloads the readers read right: python -m tests.evals.ops.payload_report [-v] [FILE].

The corpus is written from what the systems document, its expectations before the readers were run. A line is
{id, source, payload, reads: [{field: value}] | refused: true, same_as?, differs_from?}: a value that is a list names
the readings that are all right, `name_has` words of which each (or one of each inner list) stands in the name.
argued: why an expectation was settled otherwise after the first reading; without it none was touched.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.registry import read
from nightdesk.errors import NightdeskError
from nightdesk.incident.severity import Severity
from nightdesk.shelf import shelf

_NAMES = ("payloads.jsonl", "payloads_fresh.jsonl", "payloads_third.jsonl")
CORPORA = tuple(Path(__file__).with_name(name) for name in _NAMES)
RECEIVED_AT = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing expected of one payload."""

    id: str
    source: str
    field: str
    expected: Any
    told: Any
    is_right: bool


def checks(corpus: Path) -> tuple[Check, ...]:
    """Everything the corpus expects, checked."""
    lines = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()]
    found = {line["id"]: _read(line) for line in lines}
    return tuple(check for line in lines for check in _of(line, found))


def _read(line: Mapping[str, Any]) -> tuple[Alarm, ...] | str:
    payload = line["payload"]
    body = payload if isinstance(payload, str) else json.dumps(payload)
    try:
        return read(line["source"], body, RECEIVED_AT, mappings=shelf().sources)
    except NightdeskError as error:
        return f"refused: {error}"


def _of(line: Mapping[str, Any], found: Mapping[str, tuple[Alarm, ...] | str]) -> Iterator[Check]:
    def check(field: str, expected: Any, told: Any, is_right: bool) -> Check:
        return Check(id=line["id"], source=line["source"], field=field, expected=expected, told=told, is_right=is_right)

    alarms = found[line["id"]]
    if line.get("refused"):
        yield check("refused", True, alarms, isinstance(alarms, str))
        return
    wanted = line["reads"]
    yield check("alarms", len(wanted), alarms if isinstance(alarms, str) else len(alarms), len(wanted) == len(alarms))
    if isinstance(alarms, str) or len(alarms) != len(wanted):
        for expected in wanted:
            yield from (check(field, value, "not read", False) for field, value in expected.items())
        return
    for alarm, expected in zip(alarms, wanted, strict=True):
        for field, value in expected.items():
            told = alarm.name if field == "name_has" else _plain(getattr(alarm, field))
            is_right = _has(told, value) if field == "name_has" else _is_one_of(told, value)
            yield check("name" if field == "name_has" else field, value, told, is_right)
    for relation, is_same in (("same_as", True), ("differs_from", False)):
        if relation in line:
            other = found[line[relation]]
            prints = {one.fingerprint for one in other} if not isinstance(other, str) else set()
            mine = {one.fingerprint for one in alarms}
            yield check("fingerprint", f"{relation} {line[relation]}", "", bool(mine & prints) is is_same)


def _plain(value: Any) -> Any:
    if isinstance(value, Severity):
        return value.name
    return value.isoformat() if isinstance(value, datetime) else value


def _is_one_of(told: Any, value: Any) -> bool:
    return told in value if isinstance(value, list) else bool(told == value)


def _has(told: str, words: list[Any]) -> bool:
    spoken = told.lower()
    groups = ([word] if isinstance(word, str) else word for word in words)
    return all(any(one.lower() in spoken for one in group) for group in groups)


def table(found: tuple[Check, ...]) -> str:
    """Right of all, by field and by source."""
    lines = [_share("everything", found)]
    for what in ("field", "source"):
        names = Counter(getattr(check, what) for check in found)
        lines += [_share(f"  {name}", [one for one in found if getattr(one, what) == name]) for name in sorted(names)]
    whole = {check.id for check in found} - {check.id for check in found if not check.is_right}
    return "\n".join([*lines, f"payloads read whole: {len(whole)} of {len({check.id for check in found})}"])


def _share(name: str, found: Any) -> str:
    right = sum(check.is_right for check in found)
    return f"{name:<20} {right:>5} of {len(found):>5}  {right / len(found):.1%}"


def main() -> None:
    """Print the table of each corpus; with -v, what was read wrongly."""
    named = tuple(Path(word) for word in sys.argv[1:] if word != "-v")
    for corpus in named or CORPORA:
        found = checks(corpus)
        print(f"{corpus.name}\n{table(found)}")
        for check in found if "-v" in sys.argv else ():
            if not check.is_right:
                print(f"{check.id} {check.field}: expected {check.expected!r}, read {check.told!r}")


if __name__ == "__main__":
    main()
