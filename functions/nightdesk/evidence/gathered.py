"""Reading everything that can be read, and remembering what could not."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from nightdesk.errors import EvidenceUnavailable
from nightdesk.evidence.evidence import ChangeEvent, Evidence, LogLine, Series
from nightdesk.runbook.service import Service

CHANGES_BACK = timedelta(hours=24)
AT_ONCE = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """gaps: one sentence for each thing that could not be read; an investigation names them and is less sure."""

    series: tuple[Series, ...] = ()
    lines: tuple[LogLine, ...] = ()
    changes: tuple[ChangeEvent, ...] = ()
    gaps: tuple[str, ...] = ()


def gather(
    evidence: Evidence,
    services: tuple[Service, ...],
    *,
    start: datetime,
    end: datetime,
    changes_back: timedelta = CHANGES_BACK,
) -> Gathered:
    """
    Metrics and logs between `start` and `end`, and the changes of the day before `end`. Never raises.

    A kind that fails for all services together is read again service by service, so that one log group we may not
    read costs neither the other groups nor the metrics.
    """
    series, no_series = _readable("metrics", lambda some: evidence.metrics(some, start=start, end=end), services)
    lines, no_lines = _readable("logs", lambda some: evidence.logs(some, start=start, end=end), services)
    since = min(start, end - changes_back)
    changes, no_changes = _readable("changes", lambda some: evidence.changes(some, start=since, end=end), services)
    return Gathered(series=series, lines=lines, changes=changes, gaps=(*no_series, *no_lines, *no_changes))


def _readable(
    kind: str, read: Callable[[tuple[Service, ...]], tuple[T, ...]], services: tuple[Service, ...]
) -> tuple[tuple[T, ...], tuple[str, ...]]:
    try:
        return read(services), ()
    except EvidenceUnavailable as error:
        if len(services) == 1:
            return (), (f"{kind} of {services[0].name} could not be read: {error}",)
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        parts = tuple(pool.map(lambda one: _readable(kind, read, (one,)), services))
    return _joined(found for found, _ in parts), _joined(gap for _, gap in parts)


def _joined(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(item for part in parts for item in part)
