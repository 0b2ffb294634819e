"""Heartbeats: silence raises an alarm, once; a beat resolves it; and neither is lost when a worker dies."""

from dataclasses import replace
from datetime import timedelta

from nightdesk.desk.alarms.heartbeats import alarm_of, beat, listen
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.incident.incident import Status
from nightdesk.incident.severity import Severity
from nightdesk.runbook.heartbeat import Heartbeat
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_watch_of_the_night import ANA

BACKUP = Heartbeat(
    name="ledger-backup", every_minutes=60, grace_minutes=10, service="ledger-db", what="the backup of the ledger"
)
QUEUE = Heartbeat(name="queue", every_minutes=5, grace_minutes=1)


def passes(night: Night, *, minutes: int, heartbeats: tuple[Heartbeat, ...] = (BACKUP,)) -> None:
    """The auditor's minute, again and again."""
    for _ in range(minutes):
        night.now += timedelta(minutes=1)
        assert listen(night.kit, heartbeats) == ()
        night.settle()


def beats(night: Night, heartbeat: Heartbeat = BACKUP) -> None:
    beat(night.kit, heartbeat)
    night.settle()


def test_silence_rings_after_the_interval_and_the_grace_and_not_before(night: Night) -> None:
    beats(night)

    passes(night, minutes=69)
    assert night.kit.store.incidents() == ()

    passes(night, minutes=1)
    (incident,) = night.kit.store.incidents()
    assert incident.services == ("ledger-db",)
    assert incident.severity <= Severity.SEV2
    assert "ledger-backup" in incident.alarms[0].name
    assert "the last came 2026-11-22 03:00 UTC" in incident.alarms[0].summary
    assert night.channel.texts_to(ANA)


def test_it_rings_once_however_long_the_silence_is_looked_at(night: Night) -> None:
    beats(night)
    passes(night, minutes=70)
    pages = len(night.channel.sent)

    passes(night, minutes=30)

    (incident,) = night.kit.store.incidents()
    assert incident.alarms[0].times == 1
    assert len(night.channel.sent) == pages


def test_a_beat_ends_its_alarm_and_only_that(night: Night) -> None:
    beats(night)
    beats(night, QUEUE)
    passes(night, minutes=75, heartbeats=(BACKUP, QUEUE))
    assert len(night.kit.store.incidents()) == 2

    beats(night)

    by_name = {one.alarms[0].resource: one for one in night.kit.store.incidents()}
    assert by_name["ledger-backup"].status is Status.MONITORING
    assert by_name["queue"].alarms[0].is_firing


def test_a_beat_in_time_keeps_it_quiet(night: Night) -> None:
    for _ in range(5):
        beats(night)
        passes(night, minutes=65)

    assert night.kit.store.incidents() == ()


def test_one_that_never_beat_since_it_was_declared_rings_too(night: Night) -> None:
    passes(night, minutes=70)
    assert night.kit.store.incidents() == ()

    passes(night, minutes=1)

    (incident,) = night.kit.store.incidents()
    assert "none ever came" in incident.alarms[0].summary


def test_silence_that_goes_on_after_its_incident_was_closed_rings_again_and_links(night: Night) -> None:
    beats(night)
    passes(night, minutes=71)
    night.texts(ANA, "resolve 1")

    passes(night, minutes=71)

    assert len(night.kit.store.incidents()) == 2
    assert night.incident(2).links == ("INC-000001",)


def test_each_silence_is_an_alarm_of_its_own(night: Night) -> None:
    for _ in range(2):
        beats(night)
        passes(night, minutes=71)

    (incident,) = night.kit.store.incidents()
    assert incident.alarms[0].times == 2
    assert len(incident.alarms[0].ends) == 1


def test_the_state_of_a_heartbeat_is_one_row(night: Night) -> None:
    for _ in range(3):
        beats(night)
        passes(night, minutes=72)

    rows = night.client.scan(TableName="night")["Items"]
    assert sum(row["pk"]["S"].startswith("BEAT#") for row in rows) == 1


def test_a_worker_that_dies_between_claiming_and_ringing_rings_a_minute_later(night: Night) -> None:
    beats(night)
    night.now += timedelta(minutes=71)
    pulse = night.kit.store.pulses([BACKUP.name])[BACKUP.name]
    night.kit.store.save_pulse(replace(pulse, rung_at=night.now))

    passes(night, minutes=1)

    assert len(night.kit.store.incidents()) == 1
    assert night.kit.store.pulses([BACKUP.name])[BACKUP.name].is_raised


def test_a_beat_that_overtakes_its_own_alarm_leaves_no_ghost(night: Night) -> None:
    """The auditor has claimed the silence; the beat comes; only then the alarm arrives."""
    beats(night)
    night.now += timedelta(minutes=71)
    pulse = night.kit.store.pulses([BACKUP.name])[BACKUP.name]
    claimed = replace(pulse, rung_at=night.now)
    night.kit.store.save_pulse(claimed)

    beats(night)
    late = raise_alarm(night.kit, night.kit.catalogue, alarm_of(BACKUP, claimed), once="late")

    assert late.outcome == "early"
    assert night.kit.store.incidents() == ()
