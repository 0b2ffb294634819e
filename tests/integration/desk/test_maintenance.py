"""Maintenance windows: pages wait, nothing is lost, what must not wait does not, and it is all told afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.alarms.raised import Raised
from nightdesk.desk.alarms.reviews import review_windows
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.severity import Severity
from nightdesk.runbook.window import Window
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_watch_of_the_night import ANA, BEN, CATALOGUE, alarm


def planned(night: Night, *, services: tuple[str, ...] = ("catalog-db",), minutes: int = 60, **more: object) -> Window:
    told: dict[str, object] = {
        "name": "catalog-db patching",
        "services": services,
        "regions": (),
        "starts_at": night.now - timedelta(minutes=5),
        "ends_at": night.now + timedelta(minutes=minutes),
        "who": "cleo",
        "why": "minor upgrade",
    }
    window = Window(**(told | more))  # type: ignore[arg-type]
    night.kit = replace(night.kit, windows=(*night.kit.windows, window))
    return window


def fires(night: Night, service: str = "catalog-db", name: str = "errors", **more: object) -> Raised:
    told = replace(alarm(night, service, name=name), **more)  # type: ignore[arg-type]
    raised = raise_alarm(night.kit, CATALOGUE, told, once=f"{service}-{name}-{night.now}")
    night.settle()
    return raised


def ends(night: Night, service: str = "catalog-db") -> None:
    raise_alarm(night.kit, CATALOGUE, alarm(night, service, state="resolved"), once=f"{service}-ends-{night.now}")
    night.settle()


def reviews(night: Night) -> None:
    assert review_windows(night.kit, night.kit.store.incidents()) == ()
    night.settle()


def said(incident: Incident, night: Night, kind: str) -> list[str]:
    return [entry.text for entry in night.kit.store.entries(incident.id) if entry.kind.value == kind]


def test_an_announced_alarm_is_recorded_and_wakes_nobody(night: Night) -> None:
    planned(night)

    raised = fires(night)
    night.passes(minutes=59)

    assert raised.outcome == "opened"
    assert night.channel.sent == []
    assert night.chain.works == {}
    incident = night.incident()
    assert incident.hold is not None
    assert (incident.hold.by, incident.tier, incident.breached) == ("Cleo Marsh", 0, ())
    assert "held until 2026-11-22 04:00 UTC by Cleo Marsh" in said(incident, night, "held")[0]


def test_what_still_fires_at_the_end_pages_at_once_and_its_promises_count_from_then(night: Night) -> None:
    planned(night, minutes=60)
    fires(night)

    night.passes(minutes=60)

    incident = night.incident()
    assert len([body for body in night.channel.texts_to(ANA) if "Reply ack 1" in body]) == 1
    assert incident.hold is None
    assert incident.held_until is not None
    assert incident.breached == ()
    assert night.chain.works == {incident.id: 1}
    assert said(incident, night, "held")[-1] == "no longer held: the window is over"

    night.delivers_receipts()
    night.passes(minutes=incident.policy.ack_sla_minutes(incident.severity) + 1)
    assert night.channel.texts_to(BEN)


def test_what_ended_inside_is_closed_without_a_word_and_reviewed_in_one_text(night: Night) -> None:
    planned(night, services=("catalog-db", "cart-cache"), minutes=60)
    fires(night)
    fires(night, "cart-cache")
    night.now += timedelta(minutes=10)
    ends(night)
    night.passes(minutes=20)
    reviews(night)
    assert night.channel.sent == []
    assert night.incident(1).status is Status.RESOLVED

    night.passes(minutes=31)
    paged = len(night.channel.texts_to(ANA))
    reviews(night)
    reviews(night)

    texts = night.channel.texts_to(ANA)[paged:]
    assert len(texts) == 1
    assert "catalog-db patching (Cleo Marsh). 2 incidents held." in texts[0]
    assert "Still firing, paged now: INC-2" in texts[0]
    assert "Ended by themselves: INC-1" in texts[0]
    assert all(night.incident(number).is_reviewed for number in (1, 2))


NOT_HELD: dict[str, dict[str, Any]] = {
    "lost data": {"name": "data loss detected", "summary": "12 000 rows lost"},
    "an intruder": {"name": "unauthorized access", "summary": "root login from an unknown address"},
    "a complete outage": {
        "name": "complete outage",
        "summary": "complete outage, all customers affected, 100% failing",
        "claimed_severity": Severity.SEV0,
    },
}


@pytest.mark.parametrize("what", NOT_HELD)
def test_what_no_maintenance_explains_wakes_people_inside_a_window(night: Night, what: str) -> None:
    planned(night, services=("ledger-db",))

    fires(night, "ledger-db", **NOT_HELD[what])

    assert night.channel.texts_to(ANA)
    assert night.incident().hold is None


@pytest.mark.parametrize("what", NOT_HELD)
def test_a_held_incident_that_turns_grave_wakes_people_at_once(night: Night, what: str) -> None:
    planned(night, services=("ledger-db",))
    fires(night, "ledger-db", name="latency")
    assert night.channel.sent == []
    night.now += timedelta(minutes=2)

    fires(night, "ledger-db", **NOT_HELD[what])

    assert night.channel.texts_to(ANA)
    assert night.incident().hold is None


def test_what_nobody_announced_takes_a_held_incident_out_of_the_window(night: Night) -> None:
    planned(night, services=("catalog-db",))
    fires(night, "catalog-db")
    night.now += timedelta(seconds=40)

    joined = fires(night, "catalog")

    assert joined.incident == "INC-000001"
    assert night.channel.texts_to(ANA)
    assert said(night.incident(), night, "held")[-1] == "no longer held: something nobody announced"


UNCOVERED: dict[str, Callable[[Night], object]] = {
    "another service": lambda night: planned(night, services=("cart-cache",)),
    "not begun": lambda night: planned(night, starts_at=night.now + timedelta(seconds=1)),
    "over": lambda night: planned(night, ends_at=night.now),
    "another region": lambda night: planned(night, regions=("eu-west-1",)),
}


@pytest.mark.parametrize("why", UNCOVERED)
def test_outside_of_every_window_people_are_woken(night: Night, why: str) -> None:
    UNCOVERED[why](night)

    fires(night)

    assert night.channel.texts_to(ANA)


def test_a_window_for_a_region_holds_what_is_told_to_be_there(night: Night) -> None:
    planned(night, services=(), regions=("us-east-1",))

    fires(night, "catalog-db", labels={"region": "us-east-1"})
    assert night.channel.sent == []
    fires(night, "cart-cache", labels={"region": "eu-west-1"})
    assert night.channel.texts_to(ANA)


def test_another_window_takes_over_where_the_first_ends(night: Night) -> None:
    planned(night, minutes=30)
    planned(night, minutes=90, name="second", starts_at=night.now + timedelta(minutes=20))
    fires(night)

    night.passes(minutes=80)
    assert night.channel.sent == []
    night.passes(minutes=11)
    assert night.channel.texts_to(ANA)


def test_an_incident_that_was_open_before_keeps_paging(night: Night) -> None:
    fires(night)
    planned(night)
    night.delivers_receipts()

    night.passes(minutes=night.incident().policy.ack_sla_minutes(night.incident().severity) + 1)

    assert night.channel.texts_to(BEN)


def test_a_held_incident_can_be_taken_by_hand(night: Night) -> None:
    planned(night)
    fires(night)

    night.texts(ANA, "ack 1")
    night.texts(BEN, "status 1")

    ack = night.incident().ack
    assert ack is not None
    assert ack.person == "ana"
    assert night.incident().hold is not None


def test_quiet_by_text_holds_one_incident_and_then_asks_whoever_wanted_it(night: Night) -> None:
    fires(night)
    night.texts(ANA, "snooze 1 30m")
    before = len(night.channel.sent)
    assert "Quiet on INC-1 until 03:30 UTC" in night.channel.texts_to(ANA)[-1]

    night.passes(minutes=29)
    assert len(night.channel.sent) == before

    night.passes(minutes=2)
    assert any("Still on INC-1?" in body for body in night.channel.texts_to(ANA))
    night.passes(minutes=night.incident().policy.ack_sla_minutes(night.incident().severity) + 1)
    assert night.channel.texts_to(BEN)


def test_quiet_by_text_is_over_when_it_gets_worse(night: Night) -> None:
    fires(night)
    night.texts(ANA, "snooze 1 2h")
    night.now += timedelta(minutes=5)

    fires(night, claimed_severity=Severity.SEV0, summary="complete outage, all customers affected, 100% failing")

    assert night.incident().hold is None
    assert night.channel.texts_to(BEN)


def test_some_things_cannot_be_silenced_by_text(night: Night) -> None:
    fires(night, "ledger-db", **NOT_HELD["lost data"])

    night.texts(ANA, "snooze 1 30m")

    assert "can't be snoozed" in night.channel.texts_to(ANA)[-1]
    assert night.incident().hold is None
    assert night.incident().ack is None


def test_somebody_elses_incident_is_not_silenced(night: Night) -> None:
    fires(night)
    night.texts(ANA, "ack 1")

    night.texts(BEN, "snooze 1 30m")

    assert "already acknowledged by Ana Duarte" in night.channel.texts_to(BEN)[-1]
    assert night.incident().hold is None
