"""A cause is not named while what it leans on fires too and shows nothing yet: alarms come before metrics do."""

from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.repair.investigate import MOST_LOOKS, investigate
from nightdesk.desk.repair.workshop import Workshop
from nightdesk.evidence.evidence import ChangeEvent, Series
from nightdesk.runbook.service import Catalogue, Service
from nightdesk.settings import library
from nightdesk.shelf import load
from tests.fakes.quiet import NoEvidence
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_watch_of_the_night import CATALOGUE, alarm

FRONT, CHECKOUT = "storefront", "checkout"


class Measured(NoEvidence):
    """Error rates that rose at a moment, of the services whose metrics are in; the front was deployed before that."""

    def __init__(self, *services: str, at: datetime) -> None:
        self._services, self._at = services, at

    def metrics(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[Series, ...]:
        minutes = [start + timedelta(minutes=n) for n in range(int((end - start).total_seconds() // 60))]
        return tuple(
            Series(
                service=name,
                metric="error_rate",
                unit="Percent",
                points=tuple((at, 40.0 if at >= self._at else 0.1) for at in minutes),
            )
            for name in self._services
        )

    def changes(self, services: tuple[Service, ...], *, start: datetime, end: datetime) -> tuple[ChangeEvent, ...]:
        at = self._at - timedelta(minutes=9)
        return (ChangeEvent(service=FRONT, at=at, kind="deployment", what="version 2 of the front"),)


def _looks(night: Night, *measured: str, leaning: Catalogue = CATALOGUE) -> list[tuple[str, bool]]:
    """What each look decides to do next, and whether it names a cause."""
    began = night.now - timedelta(minutes=4)
    for name in (CHECKOUT, FRONT):
        told = replace(alarm(night, name), started_at=began)
        raised = raise_alarm(night.kit, leaning, told, once=f"{name}-fires")
    assert raised.incident
    workshop = Workshop(
        catalogue=leaning,
        evidence=Measured(*measured, at=began),
        runbooks=load(library() / "runbooks").runbooks,
        actions={},
    )
    seen: list[tuple[str, bool]] = []
    for _ in range(MOST_LOOKS):
        found = investigate(night.kit, workshop, raised.incident)
        incident = night.kit.store.incident(raised.incident)
        assert incident and incident.hypothesis
        seen.append((found.next, not incident.hypothesis.is_abstained))
    return seen


def test_who_suffers_is_not_blamed_before_the_metrics_of_what_fires_are_in(night: Night) -> None:
    looks = _looks(night, FRONT)

    assert looks[:-1] == [("again", False)] * (MOST_LOOKS - 1)
    assert looks[-1][1], "at last what was seen is said"


def test_once_they_are_in_the_cause_is_looked_for_among_both(night: Night) -> None:
    assert _looks(night, FRONT, CHECKOUT)[0][1]
