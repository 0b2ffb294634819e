"""A monitoring system in which nothing can be read."""

from datetime import datetime

from nightdesk.evidence.evidence import ChangeEvent, LogLine, Series
from nightdesk.runbook.service import Service


class NoEvidence:
    """Answers every question with nothing."""

    def metrics(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[Series, ...]:
        return ()

    def logs(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[LogLine, ...]:
        return ()

    def changes(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[ChangeEvent, ...]:
        return ()
