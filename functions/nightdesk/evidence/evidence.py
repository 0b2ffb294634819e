"""What can be read about running systems: metrics, logs and changes. Read-only by construction."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from nightdesk.runbook.service import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One metric of one service: points are (aware UTC time, value), oldest first, gaps simply missing."""

    service: str
    metric: str
    unit: str
    points: tuple[tuple[datetime, float], ...]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One log event."""

    service: str
    at: datetime
    message: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEvent:
    """
    A deployment or configuration change that took effect at `at`.

    kind: "deployment" | "configuration". detail: machine-readable, e.g. function, alias, from_version, to_version.
    """

    service: str
    at: datetime
    kind: str
    what: str
    actor: str = ""
    detail: dict[str, str] = field(default_factory=dict)
    source: str = ""


class Evidence(Protocol):
    """Reads evidence between two aware times. Raises EvidenceUnavailable; a service without signals yields nothing."""

    def metrics(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[Series, ...]: ...

    def logs(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[LogLine, ...]: ...

    def changes(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[ChangeEvent, ...]: ...
