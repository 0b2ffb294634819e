"""An incident of very many alarms stays small, and is over only when all of them are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from nightdesk.incident import changes
from nightdesk.incident.crowd import MOST_ALIKE, MOST_LISTED, is_known, mark
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import AlarmSeen, Incident, Status
from nightdesk.incident.policy import Policy
from nightdesk.incident.severity import Severity
from nightdesk.settings import library
from nightdesk.shelf import load

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
POLICY: Policy = load(library() / "runbooks").policies["ops"]


def _incident() -> Incident:
    return Incident(
        id=IncidentId("INC-000001"),
        desk=Desk.OPS,
        title="t",
        severity=Severity.SEV2,
        status=Status.OPEN,
        first_anomaly_at=NOW,
        detected_at=NOW,
        opened_at=NOW,
        policy=POLICY,
    )


def _alarm(number: int, service: str = "") -> AlarmSeen:
    at = NOW + timedelta(seconds=number)
    return AlarmSeen(
        fingerprint=f"f{number}",
        source="x",
        service=service or f"s{number % 5}",
        name=f"rule {number}",
        is_firing=True,
        first_at=at,
        last_at=at,
    )


def _crowded(count: int) -> Incident:
    incident = _incident()
    for number in range(count):
        incident = changes.with_alarm(incident, _alarm(number))
    return incident


def test_every_alarm_is_listed_or_marked() -> None:
    incident = _crowded(500)

    known = {*(mark(alarm.fingerprint) for alarm in incident.alarms), *incident.crowd}
    assert len(incident.alarms) == MOST_LISTED
    assert all(is_known(f"f{number}", known) for number in range(500))
    assert (incident.alarms[0].fingerprint, incident.alarms[-1].fingerprint) == ("f0", "f499")


def test_a_service_that_only_one_alarm_speaks_for_stays_listed() -> None:
    incident = changes.with_alarm(changes.with_alarm(_incident(), _alarm(0)), _alarm(1, "alone"))
    for number in range(2, 300):
        incident = changes.with_alarm(incident, _alarm(number, "many"))

    assert "alone" in {alarm.service for alarm in incident.alarms}


def test_it_has_recovered_only_when_the_unlisted_have_too() -> None:
    incident = _crowded(120)

    for number in reversed(range(1, 120)):
        incident = changes.alarm_ended(incident, f"f{number}", at=NOW)
    assert incident.status is Status.OPEN and incident.recovered_at is None

    incident = changes.alarm_ended(incident, "f0", at=NOW)
    assert incident.status is Status.MONITORING and incident.crowd == ()


def test_an_unlisted_alarm_that_fires_again_is_listed_and_no_longer_marked() -> None:
    incident = _crowded(120)
    assert mark("f5") in incident.crowd

    again = changes.with_alarm(incident, _alarm(5))

    assert again.alarms[-1].fingerprint == "f5"
    assert mark("f5") not in again.crowd and len(again.alarms) == MOST_LISTED


def test_an_unlisted_alarm_that_had_ended_is_not_kept_as_firing() -> None:
    incident = _crowded(MOST_LISTED)
    ended = replace(
        incident, alarms=(incident.alarms[0], replace(incident.alarms[1], is_firing=False), *incident.alarms[2:])
    )

    more = changes.with_alarm(ended, _alarm(900))

    assert more.crowd == () and "f1" not in {alarm.fingerprint for alarm in more.alarms}


def test_of_one_rule_of_one_service_few_are_listed_the_first_and_the_newest_among_them() -> None:
    incident = _incident()
    for number in range(30):
        incident = changes.with_alarm(incident, replace(_alarm(number, "web"), name="Errors"))

    listed = [alarm.fingerprint for alarm in incident.alarms]
    assert len(listed) == MOST_ALIKE
    assert (listed[0], listed[-1]) == ("f0", "f29")
    assert len(incident.crowd) == 30 - MOST_ALIKE
