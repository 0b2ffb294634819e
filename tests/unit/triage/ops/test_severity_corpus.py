"""Severities of a labelled corpus, half of which the rules were never held against; and the rules it taught."""

from pathlib import Path
from typing import Any

import pytest

from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.judging.line import from_line
from nightdesk.triage.ops.judging.severity import judge
from tests.evals.ops.severity_report import AGAIN, FIFTH, FOURTH, FRESH, THIRD, judged, wilson


@pytest.mark.parametrize(("half", "least"), [("dev", 0.95), ("held", 0.88)])
def test_most_of_the_corpus_is_judged_as_its_author_would(half: str, least: float) -> None:
    lines = judged(half)

    assert len(lines) >= 200
    assert sum(line.is_accepted for line in lines) / len(lines) >= least


@pytest.mark.parametrize(
    ("half", "corpus"), [("fresh", FRESH), ("again", AGAIN), ("third", THIRD), ("fourth", FOURTH), ("fifth", FIFTH)]
)
def test_what_another_eye_wrote_is_judged_as_it_would_too(half: str, corpus: Path) -> None:
    lines = judged(half, corpus=corpus)

    assert len(lines) >= 40
    assert sum(line.is_accepted for line in lines) / len(lines) >= 0.93
    assert [line.row["id"] for line in lines if line.off_by >= 2] == []


def test_what_is_worst_is_never_taken_for_little() -> None:
    grave = [line for line in judged() if line.row["expected"] == "SEV0"]

    assert len(grave) >= 70
    assert [line.row["id"] for line in grave if line.given > Severity.SEV2] == []


def test_every_judgement_says_why() -> None:
    assert all(line.reasons for line in judged())


def test_an_interval_holds_its_share() -> None:
    low, high = wilson(90, 100)

    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)


def _severity(name: str, summary: str = "", *, facts: Any = None, **service: Any) -> Severity:
    told = {"name": "shop", "tier": 1, "criticality": "critical", "environment": "production", **service}
    line = {"alarms": [{"name": name, "summary": summary}], "service": told, "facts": facts}
    return judge(from_line({**line, "claimed": service.pop("claimed", None)})).severity


@pytest.mark.parametrize(
    ("claimed", "share", "severity"),
    [("critical", 3, Severity.SEV2), ("critical", None, Severity.SEV1), ("info", 100, Severity.SEV0)],
    ids=["what was measured speaks louder", "nothing was measured", "a low claim lowers nothing"],
)
def test_a_claim_raises_only_what_nobody_measured(claimed: str, share: int | None, severity: Severity) -> None:
    line: dict[str, Any] = {
        "alarms": [{"name": "checkout errors", "summary": "some requests fail"}],
        "service": {"name": "shop", "tier": 1, "customers_affected_pct": share},
        "claimed": claimed,
    }

    assert judge(from_line(line)).severity is severity


def test_a_drill_that_hurts_customers_is_no_drill() -> None:
    assert _severity("site down", "game day went wrong", customers_affected_pct=40) <= Severity.SEV1


def test_an_attack_that_was_held_off_is_not_a_breach() -> None:
    held_off = _severity("WAF", "41000 attack requests blocked, none succeeded")

    assert held_off > _severity("WAF", "attack: SQL injection succeeded") == Severity.SEV0


@pytest.mark.parametrize("environment", ["dr", "production-eu", "live", "blue", ""])
def test_only_an_environment_known_to_serve_nobody_is_held_down(environment: str) -> None:
    assert _severity("shop is down", environment=environment) is Severity.SEV0


@pytest.mark.parametrize("environment", ["staging", "Non-Prod", "preprod", "dev-eu", "UAT", "qa2", "sandbox"])
def test_what_serves_nobody_stays_low(environment: str) -> None:
    assert _severity("shop is down", environment=environment) is Severity.SEV3


def test_a_percentage_of_a_full_disk_is_no_share_of_failures() -> None:
    assert _severity("Transaction log 93% full", "log backup is failing") >= Severity.SEV2


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("nobody can pay", 0),
        ("half of all visitors cannot pay", 1),
        ("every request is refused", 0),
        ("orders fell by 60%", 1),
    ],
)
def test_a_share_told_in_words_counts(said: str, severity: int) -> None:
    assert _severity("alert", facts=[said]) == Severity(severity)


def test_facts_alone_are_enough_to_judge() -> None:
    assert (
        judge(from_line({"service": {"name": "x", "tier": 1}, "facts": {"error_rate": 0.4}})).severity is Severity.SEV1
    )


@pytest.mark.parametrize(
    ("name", "summary", "severity"),
    [
        ("invoice table dropped", "", Severity.SEV0),
        ("photos erased", "by a script", Severity.SEV0),
        ("records encrypted", "and a note left", Severity.SEV0),
        ("no ride created for 6 minutes", "", Severity.SEV0),
        ("probe failing from 4 of 4 locations", "", Severity.SEV0),
        ("orders -92%", "against last week", Severity.SEV0),
        ("running tasks 0", "", Severity.SEV0),
        ("pool exhausted", "refused for all clients", Severity.SEV0),
        ("front end down", "mobile users only", Severity.SEV1),
        ("SLO breached", "", Severity.SEV2),
        ("uplink down", "one of two uplinks", Severity.SEV2),
        ("release pipeline failed", "", Severity.SEV2),
        ("signing key posted on a forum", "", Severity.SEV0),
    ],
)
def test_what_became_of_what_decides_whatever_the_words_around_it(name: str, summary: str, severity: Severity) -> None:
    given = _severity(name, summary)

    assert abs(given - severity) <= (1 if severity is Severity.SEV0 and given is Severity.SEV1 else 0)


@pytest.mark.parametrize(
    ("name", "summary", "worst"),
    [
        ("CertExpiry", "expires in 30 days", Severity.SEV3),
        ("InstanceDown", "node-7 down, 11 others healthy", Severity.SEV2),
        ("probe", "fails at times, no customer impact", Severity.SEV2),
    ],
)
def test_a_claim_adds_nothing_where_its_reach_is_said(name: str, summary: str, worst: Severity) -> None:
    told = {"name": "shop", "tier": 1, "criticality": "critical", "environment": "production"}
    line = {"alarms": [{"name": name, "summary": summary, "severity": "critical"}], "service": told}

    assert judge(from_line(line)).severity >= worst


def test_marks_that_nobody_sees_hide_nothing() -> None:
    assert _severity("check\u200bout d\u202eown", "all requests fail") is Severity.SEV0


def test_a_value_under_its_limit_is_no_share_of_failures() -> None:
    told = {"name": "shop", "tier": 1, "environment": "production"}
    alarm = {"name": "conversions dropped 100% below plan", "value": 0, "threshold": 20}

    assert judge(from_line({"alarms": [alarm], "service": told})).severity <= Severity.SEV1


def test_an_alarm_without_a_name_is_judged_by_what_else_it_says() -> None:
    assert judge(
        from_line({"alarms": [{"service": "shop", "value": 7}], "service": {"name": "shop", "tier": 1}})
    ).reasons
