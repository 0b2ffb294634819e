"""Grouping held to storms with known truth; `python -m tests.evals.ops.storm_report` has the whole figures."""

from datetime import timedelta

import pytest

from nightdesk.runbook.service import Catalogue
from nightdesk.runbook.window import Window
from nightdesk.triage.ops.grouping.group import group
from nightdesk.triage.ops.hearing.attribution import attribute
from tests.evals.ops.nights import night
from tests.evals.ops.storm_report import HELD_OUT, Pairs, firing, grouped, measured, pairs
from tests.evals.ops.storms import storm
from tests.unit.triage.ops.shop import NOW, alarm, service


def test_held_out_storms_are_grouped_as_they_were_made() -> None:
    total, mean = measured(HELD_OUT[:40])

    assert total.precision >= 0.85
    assert total.recall >= 0.9
    assert mean >= 0.88


def test_held_out_nights_of_another_generator_are_grouped_too() -> None:
    every = [firing(made, grouped(made)) for made in map(night, range(5000, 5030))]
    total = sum(every, Pairs())

    assert total.precision >= 0.85
    assert sum(one.f1 for one in every) / len(every) >= 0.85


def test_a_silent_hub_is_seen_through_incidents_that_looked_like_failures_of_their_own() -> None:
    hub = Catalogue(services=(service("hub", 1), *(service(f"spoke{n}", 2, "hub") for n in range(6))))
    told = [alarm("HighErrorRate", f"spoke{n}", after=10 * n) for n in range(4)]

    placed = group([(str(n), one.started_at or NOW, one) for n, one in enumerate(told)], hub)

    assert {one.incident for one in placed} == {"INC-000001"}
    assert "which is silent" in placed[-1].why


def test_two_of_many_that_call_a_hub_are_a_coincidence() -> None:
    hub = Catalogue(services=(service("hub", 1), *(service(f"spoke{n}", 2, "hub") for n in range(12))))
    told = [alarm("HighErrorRate", f"spoke{n}", after=10 * n) for n in range(2)]

    placed = group([(str(n), one.started_at or NOW, one) for n, one in enumerate(told)], hub)

    assert len({one.incident for one in placed}) == 2


@pytest.mark.parametrize("machine", ["spokeapi07.use1.corp", "spoke-api-2:9100", "spokeapi3"])
def test_a_machine_named_for_a_service_leads_to_it(machine: str) -> None:
    told = Catalogue(services=(service("spoke-api", 1), service("other", 2)))

    assert attribute(alarm("HighLatency", resource=machine, labels={"host": machine}), told).service == "spoke-api"


def test_maintenance_is_said_of_a_recorded_stream_and_groups_nothing_else() -> None:
    shop = Catalogue(services=(service("orders-db", 1),))
    window = Window(
        name="patching",
        services=("orders-db",),
        regions=(),
        starts_at=NOW - timedelta(minutes=5),
        ends_at=NOW + timedelta(minutes=30),
        who="cleo",
        why="minor upgrade",
    )
    line = [("1", NOW, alarm("HighLatency", "orders-db"))]

    (held,) = group(line, shop, maintenance=(window,))

    assert held.incident == "INC-000001"
    assert "held until" in held.why and "patching" in held.why
    assert "held" not in group(line, shop)[0].why


def test_what_flaps_stays_one_incident_through_a_longer_quiet() -> None:
    shop = Catalogue(services=(service("cart", 2),))
    told, at = [], NOW
    for _ in range(3):
        told += [(at, "firing"), (at + timedelta(minutes=1), "resolved")]
        at += timedelta(minutes=3)
    told.append((at + timedelta(minutes=14), "firing"))
    lines = [
        (str(n), when, alarm("Errors", "cart", state=state, started_at=when, ended_at=when))
        for n, (when, state) in enumerate(told)
    ]

    assert {one.incident for one in group(lines, shop)} == {"INC-000001"}


def test_a_seed_makes_one_storm_for_ever() -> None:
    assert storm(7).lines == storm(7).lines
    assert storm(7).lines != storm(8).lines


def test_every_line_of_a_storm_is_placed_and_says_why() -> None:
    made = storm(11)

    placed = grouped(made)

    assert [one.id for one in placed] == [line["id"] for line in made.lines]
    assert all(one.why for one in placed)


def test_pairs_are_counted_as_by_hand() -> None:
    truth = {"a": "x", "b": "x", "c": "x", "d": "y"}

    assert pairs(truth, {"a": "1", "b": "1", "c": "2", "d": "2"}) == Pairs(right=1, wrong=1, missed=2)
    assert pairs(truth, {"a": None, "b": None, "c": None, "d": None}) == Pairs(right=0, wrong=0, missed=3)
