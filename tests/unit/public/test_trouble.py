"""What customers may know of an incident."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.audit.chain import Entry
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.impact import Impact
from nightdesk.incident.incident import Hold, Incident, Status
from nightdesk.incident.policy import Policy
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.public.component import REST, components
from nightdesk.public.trouble import customers_feel, felt_in, trouble_of
from nightdesk.runbook.service import Catalogue, Service

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def service(name: str, *leans: str, public: str = "", faces: bool = True, **more: object) -> Service:
    return Service(
        name=name,
        owner="team",
        tier=1,
        criticality="high",
        depends_on=leans,
        is_customer_facing=faces,
        public_name=public,
        **more,  # type: ignore[arg-type]
    )


CATALOGUE = Catalogue(
    services=(
        service("web-fe", "pay-svc", public="Website"),
        service("pay-svc", "ledger-pg", public="Payments"),
        service("ledger-pg", faces=False),
        service("beta-svc", public="Beta", environment="staging"),
        service("odd-svc"),
        service("batch", faces=False),
    )
)
INCIDENT = Incident(
    id=IncidentId("INC-000042"),
    desk=Desk.OPS,
    title="ledger-pg: pool exhausted on i-0abc",
    severity=Severity.SEV1,
    status=Status.OPEN,
    first_anomaly_at=AT,
    detected_at=AT,
    opened_at=AT,
    policy=Policy(name="ops", desk=Desk.OPS, rungs=()),
    services=("ledger-pg",),
)


def entry(kind: Kind, text: str = "", *, minutes: float = 0, seq: int = 1) -> Entry:
    at = AT + timedelta(minutes=minutes)
    return Entry(scope="", seq=seq, at=at, kind=kind, actor="desk", text=text, data={}, prev="", hash="")


OPENED = entry(Kind.OPENED, "SEV1 (High): errors")


def test_what_leans_on_the_failing_thing_is_felt_by_customers() -> None:
    assert felt_in(INCIDENT, CATALOGUE) == ("pay-svc", "web-fe")


@pytest.mark.parametrize(
    ("changes", "felt"),
    [
        ({}, True),
        ({"severity": Severity.SEV0}, True),
        ({"severity": Severity.SEV2}, True),
        ({"severity": Severity.SEV3}, False),
        ({"services": ("batch",)}, False),
        ({"services": ("beta-svc",)}, False),
        ({"services": ()}, False),
        ({"services": ("unheard-of",)}, False),
        ({"impact": Impact(users_affected=0)}, False),
        ({"impact": Impact(users_affected=1)}, True),
        ({"impact": Impact(users_affected=0), "severity": Severity.SEV0}, True),
        ({"desk": Desk.PETS}, False),
    ],
)
def test_customers_are_told_when_they_feel_it(changes: dict[str, object], felt: bool) -> None:
    assert customers_feel(replace(INCIDENT, **changes), CATALOGUE) == felt  # type: ignore[arg-type]


def test_each_turn_is_told_once_and_in_order() -> None:
    entries = (
        OPENED,
        entry(Kind.ACKNOWLEDGED, minutes=2),
        entry(Kind.ACKNOWLEDGED, minutes=3),
        entry(Kind.SEVERITY, "raised to SEV0: all customers", minutes=4),
        entry(Kind.SEVERITY, "Ana set SEV0 (was SEV0)", minutes=5),
        entry(Kind.CAUSE, "deploy d-1", minutes=6),
        entry(Kind.ACTED, "rolled back", minutes=7),
        entry(Kind.UNDONE, minutes=8),
        entry(Kind.SEVERITY, "Ana set SEV2 (was SEV0)", minutes=9),
        entry(Kind.RECOVERED, minutes=10),
        entry(Kind.RESOLVED, minutes=15),
    )

    trouble = trouble_of(INCIDENT, entries, CATALOGUE)

    assert [turn.stage for turn in trouble.turns] == [
        "investigating",
        "engaged",
        "worse",
        "identified",
        "fixing",
        "undone",
        "better",
        "watching",
        "resolved",
    ]


def test_how_bad_it_was_follows_its_severity_over_time() -> None:
    over = replace(
        INCIDENT,
        services=("pay-svc",),
        severity=Severity.SEV0,
        status=Status.RESOLVED,
        recovered_at=AT + timedelta(minutes=20),
        resolved_at=AT + timedelta(minutes=30),
    )
    entries = (OPENED, entry(Kind.SEVERITY, "raised to SEV0: worse", minutes=5))

    trouble = trouble_of(over, entries, CATALOGUE)

    direct = [(s.level, s.starts_at, s.ends_at) for s in trouble.spells if s.services == ("pay-svc",)]
    assert direct == [
        ("partial", AT, AT + timedelta(minutes=5)),
        ("major", AT + timedelta(minutes=5), AT + timedelta(minutes=20)),
    ]
    assert {s.level for s in trouble.spells if s.services == ("web-fe",)} == {"degraded"}
    assert (trouble.level, trouble.is_over) == ("major", True)


def test_announced_maintenance_is_told_as_that_and_nothing_else() -> None:
    hold = Hold(until=AT + timedelta(hours=1), by="Ana", why="new disks", window="w1")
    planned = replace(INCIDENT, hold=hold, held_in="w1")

    trouble = trouble_of(planned, (OPENED, entry(Kind.ACKNOWLEDGED, minutes=1)), CATALOGUE)

    assert trouble.level == "maintenance"
    assert [turn.stage for turn in trouble.turns] == ["planned"]
    assert {spell.level for spell in trouble.spells} == {"maintenance"}
    ended = replace(planned, hold=None, held_until=AT + timedelta(minutes=30))
    assert trouble_of(ended, (OPENED,), CATALOGUE).level == "partial"


def test_no_word_of_ours_is_in_what_is_kept_for_customers() -> None:
    told = repr(trouble_of(INCIDENT, (entry(Kind.OPENED, "SEV1 secret words of i-0abc"),), CATALOGUE))

    assert "secret" not in told
    assert "pool" not in told


def test_services_without_a_public_name_are_not_named() -> None:
    names = [component.name for component in components(CATALOGUE)]

    assert names == ["Website", "Payments", REST]
