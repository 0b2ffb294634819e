"""One incident or several, and why."""

import random
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.felt import Felt, felt_too
from nightdesk.incident.severity import Severity
from nightdesk.runbook.service import Catalogue
from nightdesk.store.store import OpenIncident
from nightdesk.triage.ops.grouping.correlation import Joins, Opens, Repeats, place
from nightdesk.triage.ops.grouping.group import group
from nightdesk.triage.ops.grouping.resolution import Clears, Remembers, settle, was_overtaken
from nightdesk.triage.ops.hearing.attribution import attribute
from tests.unit.triage.ops.shop import NOW, SHOP, alarm, service


def standing(*services: str, number: int = 42, **more: Any) -> OpenIncident:
    told: dict[str, Any] = {
        "id": IncidentId(f"INC-{number:06d}"), "services": services, "fingerprints": (), "opened_at": NOW,
        "last_alarm_at": NOW, "severity": 1,
    }  # fmt: skip
    return OpenIncident(**(told | more))


def placed(told: Alarm, *board: OpenIncident, catalogue: Catalogue = SHOP) -> Joins | Opens | Repeats:
    at = told.started_at or NOW
    return place(told, board_open=board, catalogue=catalogue, now=at)


def test_the_same_fingerprint_repeats() -> None:
    again = alarm("Errors", "checkout", after=4000)

    assert placed(again, standing("checkout", fingerprints=(again.fingerprint,))) == Repeats(
        incident=IncidentId("INC-000042")
    )


def test_a_caller_joins_what_it_depends_on_and_says_so() -> None:
    assert placed(alarm("HighLatency", "storefront", after=40), standing("checkout")) == Joins(
        incident=IncidentId("INC-000042"), why="joined INC-000042: storefront depends on checkout, 40 s apart"
    )


def test_the_origin_may_alarm_after_its_victim() -> None:
    joined = placed(alarm("DiskFull", "db-main", after=60), standing("checkout"))

    assert isinstance(joined, Joins) and "checkout depends on db-main over 2 hops" in joined.why


def test_two_dependencies_of_one_caller_are_not_related_by_it() -> None:
    assert isinstance(placed(alarm("Errors", "search", after=20), standing("payments")), Opens)
    assert isinstance(
        placed(alarm("Errors", "search", after=20), standing("payments", "checkout", "storefront")), Opens
    )


def test_two_callers_of_one_silent_dependency_are_related_while_close() -> None:
    joined = placed(alarm("Errors", "cart", after=45), standing("payments"))

    assert isinstance(joined, Joins) and "both depend on db-main, which is silent" in joined.why
    assert isinstance(placed(alarm("Errors", "cart", after=200), standing("payments")), Opens)


def test_what_is_too_far_in_time_opens() -> None:
    assert isinstance(placed(alarm("HighLatency", "storefront", after=900), standing("checkout")), Opens)


def test_an_expiring_certificate_is_no_echo_of_a_failing_dependency() -> None:
    assert isinstance(
        placed(alarm("Certificate expires in 9 days", "storefront", after=20), standing("checkout")), Opens
    )
    assert isinstance(
        placed(alarm("Errors", "storefront", after=20, claimed_severity=Severity.SEV4), standing("checkout")), Opens
    )


def test_a_shared_deployment_ties_unrelated_services() -> None:
    open_one = standing("index", clues=("deployment d-8F2",))

    joined = placed(alarm("Errors", "reports", after=30, labels={"deployment_id": "d-8F2"}), open_one)

    assert isinstance(joined, Joins) and "both on deployment d-8F2, 30 s apart" in joined.why


def test_of_two_incidents_the_nearer_one_takes_it() -> None:
    far, near = standing("db-main", number=1), standing("checkout", number=2)

    joined = placed(alarm("Errors", "storefront", after=30), far, near)

    assert isinstance(joined, Joins) and joined.incident == "INC-000002"


def test_a_cycle_of_services_is_one_neighbourhood() -> None:
    ring = Catalogue(services=(service("a", 2, "b"), service("b", 2, "c"), service("c", 2, "a")))

    assert isinstance(placed(alarm("Errors", "c", after=10), standing("a"), catalogue=ring), Joins)


def test_an_alarm_without_a_service_is_attributed_by_signals_or_name_or_not_at_all() -> None:
    assert attribute(alarm("CPU", labels={"DBInstanceIdentifier": "db-1"}), SHOP).service == "db-main"
    assert attribute(alarm("prod-checkout-errors"), SHOP).service == "checkout"
    assert attribute(alarm("cart to payments errors"), SHOP).service == ""
    assert attribute(alarm("Errors", "checkout-prod"), SHOP).service == "checkout"


def test_a_recovery_resolves_only_what_it_opened() -> None:
    over = alarm("Errors", "checkout", state="resolved", ended_at=NOW)

    assert isinstance(settle(over, board_open=(standing("checkout"),), now=NOW), Remembers)
    assert isinstance(
        settle(over, board_open=(standing("checkout", fingerprints=(over.fingerprint,)),), now=NOW), Clears
    )


def test_a_recovery_that_came_first_makes_no_ghost() -> None:
    late = alarm("Errors", "checkout", after=-60)

    assert was_overtaken(late, ended_at=NOW, now=NOW)
    assert not was_overtaken(late, ended_at=None, now=NOW)
    assert not was_overtaken(alarm("Errors", "checkout", after=5), ended_at=NOW, now=NOW)


def lines(*alarms: Alarm) -> list[tuple[str, datetime, Alarm]]:
    return [(str(n), told.ended_at or told.started_at or NOW, told) for n, told in enumerate(alarms)]


def incidents(*alarms: Alarm) -> list[str | None]:
    return [line.incident for line in group(lines(*alarms), SHOP)]


def test_a_cascade_is_one_incident_and_a_stranger_another() -> None:
    found = incidents(
        alarm("ReplicaLag", "db-main"), alarm("Errors", "payments", after=20), alarm("SlowQuery", "index", after=25),
        alarm("Errors", "checkout", after=45), alarm("HighLatency", "storefront", after=70),
    )  # fmt: skip

    assert found[0] == found[1] == found[3] == found[4] != found[2]


def test_flapping_stays_one_incident_and_a_recurrence_is_a_new_one() -> None:
    flapping = [
        alarm(
            "Errors",
            "cart",
            after=60 * n,
            state="resolved" if n % 2 else "firing",
            ended_at=NOW + timedelta(seconds=60 * n) if n % 2 else None,
        )
        for n in range(6)
    ]
    later = alarm("Errors", "cart", after=5000)

    found = incidents(*flapping, later)

    assert len(set(found[:6])) == 1 and found[6] != found[0]


def test_a_recovery_of_nothing_belongs_nowhere() -> None:
    assert incidents(alarm("Errors", "cart", state="resolved", ended_at=NOW)) == [None]


def test_a_late_origin_unites_what_its_victims_opened() -> None:
    found = incidents(
        alarm("Errors", "payments"), alarm("Errors", "cart", after=150), alarm("DiskFull", "db-main", after=170)
    )

    assert len(set(found)) == 1


def test_a_storm_of_cascades_is_grouped_by_its_causes() -> None:
    """Twelve separate trees of services fail within ten minutes; pairs of alarms are scored against the truth."""
    dice = random.Random(7)
    services, arrivals = [], []
    for tree in range(12):
        names = [f"t{tree}-s{n}" for n in range(8)]
        parents = [0, *(dice.randrange(n) for n in range(1, 8))]
        services += [service(name, 2, *([names[parents[n]]] if n else [])) for n, name in enumerate(names)]
        begin, delays = dice.uniform(0, 600), [0.0]
        for n in range(1, 8):
            delays.append(delays[parents[n]] + dice.uniform(5, 40))
        arrivals += [(tree, alarm("Errors", name, after=begin + delays[n])) for n, name in enumerate(names)]
    arrivals.sort(key=lambda pair: pair[1].started_at or NOW)

    placed_lines = group(lines(*(told for _, told in arrivals)), Catalogue(services=tuple(services)))

    truth = [tree for tree, _ in arrivals]
    found = [line.incident for line in placed_lines]
    pairs = list(combinations(range(len(found)), 2))
    together = [pair for pair in pairs if found[pair[0]] == found[pair[1]]]
    right = [pair for pair in together if truth[pair[0]] == truth[pair[1]]]
    assert len(right) / len(together) > 0.99
    assert len(right) / sum(truth[a] == truth[b] for a, b in pairs) > 0.95


def _felt(service: str, first: float, last: float, *, is_quiet: bool = False) -> Felt:
    return Felt(
        service=service,
        first_at=NOW + timedelta(seconds=first),
        last_at=NOW + timedelta(seconds=last),
        is_quiet=is_quiet,
    )


def test_a_neighbour_counts_by_its_own_alarms_not_by_the_incidents_last() -> None:
    long_ago = standing("checkout", "reports", last_alarm_at=NOW + timedelta(hours=1), felt=(
        _felt("checkout", 0, 60), _felt("reports", 3500, 3600),
    ))  # fmt: skip

    assert isinstance(placed(alarm("HighLatency", "storefront", after=3600), long_ago), Opens)
    assert isinstance(placed(alarm("HighLatency", "storefront", after=90), long_ago), Joins)


def test_a_certificate_that_will_expire_joins_no_outage_and_draws_none() -> None:
    expiring = alarm("CertificateExpiresSoon", "checkout", after=30, summary="certificate expires in 20 days")
    outage = standing("checkout", felt=(_felt("checkout", 0, 0),))
    reminder = standing("checkout", felt=(_felt("checkout", 0, 0, is_quiet=True),))

    assert isinstance(placed(expiring, outage), Opens)
    assert isinstance(placed(alarm("HighErrorRate", "checkout", after=30), reminder), Opens)
    assert isinstance(placed(alarm("HighErrorRate", "storefront", after=30), reminder), Opens)


def test_two_of_twenty_callers_of_a_hub_are_a_coincidence() -> None:
    hub = Catalogue(services=(service("hub"), *(service(f"s{n}", 2, "hub") for n in range(20))))
    few = standing("s1", felt=(_felt("s1", 0, 0),))
    many = standing(*(f"s{n}" for n in range(1, 8)), felt=tuple(_felt(f"s{n}", 0, 0) for n in range(1, 8)))

    assert isinstance(placed(alarm("HighErrorRate", "s9", after=20), few, catalogue=hub), Opens)
    joined = placed(alarm("HighErrorRate", "s9", after=20), many, catalogue=hub)
    assert isinstance(joined, Joins) and "hub, which is silent" in joined.why


def test_an_alarm_loud_after_a_quiet_one_begins_anew() -> None:
    felt = felt_too((), "checkout", NOW, is_quiet=True)

    later = NOW + timedelta(minutes=5)
    assert felt_too(felt, "checkout", later, is_quiet=False) == (
        Felt(service="checkout", first_at=later, last_at=later),
    )
    assert felt_too(felt, "", later, is_quiet=False) == felt
