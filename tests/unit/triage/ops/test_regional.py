"""A region's outage is one incident when much speaks for it; a label that everything carries speaks for nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.runbook.service import Catalogue, Service
from nightdesk.triage.ops.grouping.group import Grouped, group

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
NAMES = ("fonts", "maps", "badges", "weather", "surveys", "coupons", "recipes", "puzzles")


def service(name: str, *leans_on: str) -> Service:
    return Service(name=name, owner="us", tier=2, criticality="high", depends_on=leans_on)


APART = Catalogue(services=tuple(service(name) for name in (*NAMES, "ledger", "hr")))
LEANING = Catalogue(
    services=(service("hub"), *(service(name, "hub") for name in NAMES), service("ledger"), service("hr"))
)


def fails(
    name: str,
    after: float,
    *,
    place: str = "eu-west-1",
    key: str = "region",
    what: str = "HighErrorRate",
    host: str = "",
) -> Alarm:
    labels = {key: place} | ({"node": host} if host else {})
    return Alarm(
        source="alertmanager", fingerprint=f"{name} {what} {place} {after}",
        service=name, resource=f"{name}-{after:.0f}",
        name=what, state="firing", started_at=NOW + timedelta(seconds=after), labels=labels,
    )  # fmt: skip


def placed(alarms: list[Alarm], catalogue: Catalogue = APART) -> tuple[Grouped, ...]:
    told = sorted(alarms, key=lambda one: one.started_at or NOW)
    return group([(one.service, one.started_at or NOW, one) for one in told], catalogue)


def incidents(lines: tuple[Grouped, ...], *names: str) -> set[str | None]:
    return {line.incident for line in lines if line.id in names}


ELSEWHERE = fails("ledger", 3, place="us-east-1")


@pytest.mark.parametrize(
    ("key", "here", "there"),
    [
        ("region", "eu-west-1", "us-east-1"),
        ("availability_zone", "eu-west-1b", "eu-west-1a"),
        ("k8s.cluster.name", "eu-3", "eu-4"),
    ],
)
def test_many_unrelated_services_of_one_place_alone_are_one_incident(key: str, here: str, there: str) -> None:
    told = [fails(name, 10 * n, key=key, place=here) for n, name in enumerate(NAMES)]

    lines = placed([*told, fails("ledger", 3, key=key, place=there)])

    assert len(incidents(lines, *NAMES)) == 1
    assert incidents(lines, *NAMES).isdisjoint(incidents(lines, "ledger"))
    why = " ".join(line.why for line in lines)
    assert f"{key if key == 'region' else 'zone' if 'zone' in key else 'cluster'} {here} and not elsewhere" in why


def test_a_region_that_everything_carries_proves_nothing() -> None:
    lines = placed([fails(name, 10 * n) for n, name in enumerate(NAMES)])

    assert len(incidents(lines, *NAMES)) == len(NAMES)


def test_a_few_failures_of_one_region_are_a_coincidence() -> None:
    lines = placed([*(fails(name, 10 * n) for n, name in enumerate(NAMES[:4])), ELSEWHERE])

    assert len(incidents(lines, *NAMES)) == 4


def test_services_that_also_fail_elsewhere_are_not_of_the_region() -> None:
    here = [fails(name, 10 * n) for n, name in enumerate(NAMES)]
    there = [fails(name, 10 * n + 1, place="us-east-1") for n, name in enumerate(NAMES)]

    assert len(incidents(placed([*here, *there]), *NAMES)) == len(NAMES)


def test_failures_spread_over_an_hour_are_not_an_outage() -> None:
    lines = placed([*(fails(name, 420 * n) for n, name in enumerate(NAMES)), ELSEWHERE])

    assert len(incidents(lines, *NAMES)) == len(NAMES)


def test_what_a_hub_explains_counts_as_one_and_takes_no_stranger_along() -> None:
    hub = [fails(name, 5 * n) for n, name in enumerate(NAMES)]

    lines = placed([*hub, ELSEWHERE, fails("hr", 50)], LEANING)

    assert len(incidents(lines, *NAMES)) == 1
    assert incidents(lines, *NAMES).isdisjoint(incidents(lines, "hr"))


def test_what_one_machine_explains_takes_no_stranger_along() -> None:
    machine = [fails(name, 5 * n, host="node-7") for n, name in enumerate(NAMES[:4])]

    lines = placed([*machine, ELSEWHERE, fails("hr", 50)])

    assert incidents(lines, *NAMES).isdisjoint(incidents(lines, "hr"))


def test_a_full_disk_in_a_failing_region_stays_its_own() -> None:
    told = [fails(name, 10 * n) for n, name in enumerate(NAMES)]

    lines = placed([*told, ELSEWHERE, fails("hr", 100, what="DiskFull")])

    assert incidents(lines, *NAMES).isdisjoint(incidents(lines, "hr"))


def aws_tells(after: float, *, category: str = "issue", region: str = "eu-west-1") -> Alarm:
    labels = {"from": "aws.health", "category": category, "event_region": region, "region": region}
    return replace(fails("", after, what="AWS_EC2_OPERATIONAL_ISSUE"), source="eventbridge", labels=labels, resource="")


@pytest.mark.parametrize("at", [0.0, 25.0])
def test_few_are_enough_when_aws_tells_of_the_region_before_or_between(at: float) -> None:
    told = [fails(name, 10 * n + 5) for n, name in enumerate(NAMES[:4])]

    lines = placed([*told, aws_tells(at)])

    assert len(incidents(lines, *NAMES, "")) == 1
    assert any("AWS tells of an issue in eu-west-1" in line.why for line in lines)


@pytest.mark.parametrize("heard", [aws_tells(0, category="scheduledChange"), aws_tells(0, region="us-east-1")])
def test_a_change_to_come_or_another_regions_issue_ties_nothing(heard: Alarm) -> None:
    told = [fails(name, 10 * n + 5) for n, name in enumerate(NAMES[:4])]

    assert len(incidents(placed([*told, heard]), *NAMES)) == 4


def test_a_disk_that_fills_and_is_full_minutes_later_is_one_incident() -> None:
    filling, full = fails("ledger", 0, what="DiskFillingUp"), fails("ledger", 240, what="DiskFull")

    assert len({line.incident for line in placed([filling, full])}) == 1


def test_a_disk_that_is_full_has_nothing_to_do_with_a_certificate_that_will_expire() -> None:
    expiring, full = fails("ledger", 0, what="CertificateExpiresSoon"), fails("ledger", 240, what="DiskFull")

    assert len({line.incident for line in placed([expiring, full])}) == 2
