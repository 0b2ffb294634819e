"""What becomes of alarms over time: they repeat, flap, recur, end late, get worse; and who is woken for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.alarms.raised import Raised
from nightdesk.incident.incident import Status
from nightdesk.incident.severity import Severity
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_watch_of_the_night import ANA, BEN, CATALOGUE, alarm

CARTS = "cart-cache"


def fires(night: Night, service: str = CARTS, **more: object) -> Raised:
    told = replace(alarm(night, service), **more)  # type: ignore[arg-type]
    raised = raise_alarm(night.kit, CATALOGUE, told, once=f"{service}-fires-{night.now}-{sorted(more)}")
    night.settle()
    return raised


def ends(night: Night, service: str = CARTS, **more: object) -> Raised:
    told = replace(alarm(night, service, state="resolved"), **more)  # type: ignore[arg-type]
    raised = raise_alarm(night.kit, CATALOGUE, told, once=f"{service}-ends-{night.now}-{sorted(more)}")
    night.settle()
    return raised


def flaps(night: Night, *, times: int, every: timedelta = timedelta(seconds=60)) -> None:
    """Fires and ends, the way a threshold does that a metric wobbles around."""
    for _ in range(times):
        fires(night)
        night.now += every / 2
        ends(night)
        night.now += every / 2


def pages_to(night: Night, phone: str) -> list[str]:
    return [body for body in night.channel.texts_to(phone) if "Reply ack" in body and "flapping" not in body]


def raws(night: Night, incident: str = "INC-000001") -> list[str]:
    answer = night.client.query(
        TableName="night",
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues={":pk": {"S": f"INC#{incident}"}, ":sk": {"S": "ALARM#"}},
    )
    return [item["sk"]["S"] for item in answer["Items"]]


def test_repeats_are_folded_into_one_alarm_with_its_count_and_times_and_every_payload_is_kept(night: Night) -> None:
    fires(night)
    first = night.incident().alarms[0].first_at
    for _ in range(4):
        night.now += timedelta(minutes=1)
        fires(night)

    (folded,) = night.incident().alarms
    assert (folded.times, folded.first_at, folded.last_at) == (5, first, night.now)
    assert len(raws(night)) == 5
    assert len(pages_to(night, ANA)) == 1


def test_a_flapping_alarm_pages_once_and_tells_once_that_it_flaps(night: Night) -> None:
    flaps(night, times=2)
    assert not any("flapping" in body for body in night.channel.texts_to(ANA))

    flaps(night, times=20)

    assert len(night.kit.store.incidents()) == 1
    assert len(pages_to(night, ANA)) == 1
    told = [body for body in night.channel.texts_to(ANA) if "flapping" in body]
    assert len(told) == 1
    assert "only worse will page you" in told[0]
    (folded,) = night.incident().alarms
    assert folded.times == 22
    assert len(raws(night)) == 44


def test_the_timeline_of_a_flapping_alarm_can_be_read(night: Night) -> None:
    flaps(night, times=22)

    entries = night.kit.store.entries(night.incident().id)

    said = [entry.text for entry in entries if entry.kind.value in {"alarm", "recovered"}]
    assert sum("flaps: ended" in text for text in said) == 4
    assert len(said) < 15


def test_a_flapping_incident_stays_open_through_a_longer_quiet_and_closes_in_the_end(night: Night) -> None:
    flaps(night, times=4)
    night.texts(ANA, "ack 1")

    night.passes(minutes=35)
    assert night.incident().status is Status.MONITORING
    night.passes(minutes=7)
    assert night.incident().status is Status.RESOLVED


def test_flaps_slower_than_the_quiet_time_are_linked_and_soon_stay_in_one_incident(night: Night) -> None:
    """Thirteen minutes apart, each closes before the next: the fourth is known for what it is and stays."""
    for _ in range(5):
        fires(night)
        night.now += timedelta(minutes=1)
        ends(night)
        night.passes(minutes=12)

    found = sorted(night.kit.store.incidents(), key=lambda one: one.id)
    assert len(found) == 3
    assert [one.links for one in found] == [(), ("INC-000001",), ("INC-000002",)]
    assert found[-1].alarms[0].times == 3
    assert found[-1].is_open


def test_a_more_severe_flap_still_pages_at_once(night: Night) -> None:
    flaps(night, times=6)
    night.texts(ANA, "ack 1")
    before = night.incident().severity
    assert before > Severity.SEV0
    assert night.channel.texts_to(BEN) == []

    fires(night, claimed_severity=Severity.SEV0, summary="complete outage, all customers affected, 100% failing")

    assert night.incident().severity < before
    assert len(pages_or_takes(night, BEN)) == 1


def pages_or_takes(night: Night, phone: str) -> list[str]:
    return [body for body in night.channel.texts_to(phone) if "Reply ack" in body or "Reply take" in body]


def test_an_unanswered_flapping_alarm_still_climbs(night: Night) -> None:
    """Damped is not silenced: nobody has it, so silence wakes the next tier as it would for any other."""
    flaps(night, times=3)
    night.delivers_receipts()
    sla = night.incident().policy.ack_sla_minutes(night.incident().severity)
    night.now += timedelta(minutes=4)
    fires(night)

    night.passes(minutes=sla)

    assert pages_to(night, BEN)


def test_the_watch_of_an_incident_that_comes_back_does_not_sleep_through_the_long_quiet(night: Night) -> None:
    flaps(night, times=6)
    sleeping = night.incident().generation
    fires(night)

    assert night.incident().generation > sleeping
    assert (night.incident().id, night.incident().generation) in night.chain.watches


def test_a_late_recovery_of_an_earlier_firing_ends_nothing(night: Night) -> None:
    fires(night)
    night.now += timedelta(minutes=1)
    ended_at = night.now
    night.now += timedelta(minutes=1)
    fires(night, started_at=night.now)
    night.now += timedelta(minutes=1)

    late = ends(night, started_at=None, ended_at=ended_at)

    assert "has come back since" in late.why
    assert night.incident().alarms[0].is_firing
    assert night.incident().status is not Status.MONITORING


def test_a_recovery_resolves_only_its_own_alarm(night: Night) -> None:
    fires(night, "checkout")
    fires(night, "storefront")
    night.now += timedelta(minutes=1)

    ends(night, "checkout")

    assert {one.service: one.is_firing for one in night.incident().alarms} == {"checkout": False, "storefront": True}
    assert night.incident().status is not Status.MONITORING


def test_an_alarm_of_a_closed_incident_recurs_with_a_link_even_after_its_recovery_came_late(night: Night) -> None:
    fires(night)
    night.texts(ANA, "resolve 1")
    night.now += timedelta(minutes=1)
    ends(night)
    night.now += timedelta(minutes=1)

    again = fires(night)

    assert again.outcome == "opened"
    assert again.why == "recurred after INC-000001"
    assert night.incident(2).links == ("INC-000001",)
    assert night.incident(1).alarms[0].times == 1


@pytest.mark.parametrize("worse", ["ended, then milder", "only milder"])
def test_the_severity_is_raised_by_evidence_and_lowered_only_by_a_human(night: Night, worse: str) -> None:
    fires(night, "checkout", summary="complete outage, 100% failing", claimed_severity=Severity.SEV0)
    worst = night.incident().severity
    night.now += timedelta(minutes=2)
    if worse.startswith("ended"):
        ends(night, "checkout")
    night.now += timedelta(minutes=1)
    fires(
        night,
        "checkout",
        summary="error rate 2% over limit 1%",
        value=2.0,
        threshold=1.0,
        claimed_severity=Severity.SEV3,
    )

    assert night.incident().severity is worst

    night.texts(ANA, "sev3 1")
    assert night.incident().severity is Severity.SEV3
