"""Log lines as a person would group them: stack traces folded, JSON opened, numbers and names of people masked."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from nightdesk.evidence.evidence import LogLine
from nightdesk.investigation.trace import fold_trace, is_continuation


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing said by one service. text: masked, one line. is_exception: it carries a stack trace."""

    service: str
    at: datetime
    is_trouble: bool
    is_exception: bool
    text: str


_TROUBLE = re.compile(r"\b(FATAL|CRITICAL|ERROR|Error|error|panic|PANIC|SEVERE|Exception|Traceback)\b|[a-z]Exception\b")
_LEVEL = re.compile(r"^\W*(?:\S+\s+){0,4}?\[?(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)\b")
_CALM = frozenset({"TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING"})
_MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<email>"),
    (re.compile(r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b"), "<id>"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?"), "<time>"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"), "<ip>"),
    (re.compile(r"\b(?=[0-9a-fA-F]*\d)[0-9a-fA-F]{8,}\b|\b0x[0-9a-fA-F]+\b"), "<id>"),
    (re.compile(r"\+?\d[\d(). -]{8,}\d"), "<number>"),
    (re.compile(r"(?<![A-Za-z_])-?\d+(?:[.,]\d+)*"), "<n>"),
)
_SAID = ("message", "msg", "event", "error", "errorMessage")
_LONGEST = 400


def read(lines: Iterable[LogLine]) -> tuple[Entry, ...]:
    """Entries in the order of the lines, the lines of one stack trace joined into one entry. Never raises."""
    return tuple(_entry(line) for line in _joined(lines))


def _joined(lines: Iterable[LogLine]) -> Iterator[LogLine]:
    held: dict[str, LogLine] = {}
    for line in lines:
        before = held.get(line.service)
        if before and is_continuation(line.message, after=before.message):
            held[line.service] = replace(before, message=before.message + "\n" + line.message)
            continue
        if before:
            yield before
        held[line.service] = line
    yield from held.values()


def _entry(line: LogLine) -> Entry:
    text = line.message.replace("\xa0", " ").replace("\r", "\n").strip()
    level, said = _opened(text)
    trace = fold_trace(said)
    if not level and (found := _LEVEL.match(said)):
        level = found[1]
    trouble = trace is not None or (level not in _CALM and (bool(level) or bool(_TROUBLE.search(said))))
    return Entry(
        service=line.service,
        at=line.at,
        is_trouble=trouble,
        is_exception=trace is not None,
        text=mask(trace or said.partition("\n")[0]),
    )


def _opened(text: str) -> tuple[str, str]:
    """Level and message of a structured line; ("", the line) of any other."""
    if not text.startswith("{"):
        return "", text
    try:
        record: Any = json.loads(text)
    except (ValueError, RecursionError):
        return "", text
    if not isinstance(record, dict):
        return "", text
    level = str(record.get("level") or record.get("severity") or record.get("levelname") or "").upper()
    said = next((str(record[key]) for key in _SAID if record.get(key)), text)
    trace = record.get("exception") or record.get("stack") or record.get("stackTrace") or record.get("exc_info")
    if isinstance(trace, list):
        trace = "\n".join(map(str, trace))
    if kind := record.get("errorType"):
        said = f"{kind}: {said}"
    return level, f"{said}\n{trace}" if isinstance(trace, str) else said


def mask(text: str) -> str:
    """What stays the same from one occurrence to the next; no address, number or id survives it."""
    for pattern, word in _MASKS:
        text = pattern.sub(word, text)
    return " ".join(text[:_LONGEST].split())
