"""The mission's severity matrix, from evidence to reasons."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.judging.case import Case, from_alarms
from nightdesk.triage.ops.judging.line import from_line
from nightdesk.triage.ops.judging.severity import judge
from tests.unit.triage.ops.shop import NOW, SHOP, alarm

CHECKOUT: dict[str, Any] = {"name": "checkout", "tier": 1, "criticality": "critical", "environment": "production"}


def judged(*alarms: dict[str, Any], **line: Any) -> Severity:
    return judge(from_line({"alarms": list(alarms), "service": CHECKOUT, **line})).severity


@pytest.mark.parametrize(
    ("alarm_told", "severity"),
    [
        ({"name": "CheckoutDown", "summary": "all requests are failing"}, 0),
        ({"name": "HighErrorRate", "value": 0.92, "threshold": 0.05}, 0),
        ({"name": "HighErrorRate", "value": 41, "threshold": 5}, 1),
        ({"name": "SuccessRateLow", "value": 70, "threshold": 99}, 1),
        ({"name": "errors", "summary": "3% of requests failing"}, 2),
        ({"name": "HighLatency", "value": 1.2, "threshold": 1}, 2),
        ({"name": "HighLatency", "value": 12, "threshold": 1}, 1),
        ({"name": "InstanceDown", "summary": "one instance of 12 is down"}, 2),
        ({"name": "CPU high", "value": 91, "threshold": 90}, 2),
        ({"name": "disk full on db-main"}, 1),
        ({"name": "CertificateExpiresSoon", "summary": "certificate expires in 20 days"}, 3),
        ({"name": "Certificate expired"}, 1),
        ({"name": "unusual drop in orders: anomaly"}, 3),
        ({"name": "orders table truncated, rows lost"}, 0),
        ({"name": "Exfiltration:S3/AnomalousBehavior"}, 0),
        ({"name": "Suspicious login from a new country"}, 1),
        ({"name": "Watchdog", "severity": "none"}, 4),
    ],
)
def test_kind_and_extent_decide_for_a_critical_service(alarm_told: dict[str, Any], severity: int) -> None:
    assert judged(alarm_told) == Severity(severity)


@pytest.mark.parametrize(("tier", "severity"), [(1, 0), (2, 1), (3, 2), (4, 3)])
def test_an_outage_weighs_what_its_service_weighs(tier: int, severity: int) -> None:
    service = {"name": "x", "tier": tier, "environment": "production"}

    assert judged({"name": "service is down"}, service=service) == Severity(severity)


def test_the_words_no_data_loss_are_not_data_loss() -> None:
    assert judged({"name": "HighLatency", "summary": "no data loss, no sign of a breach"}) == Severity.SEV2


def test_staging_is_never_critical() -> None:
    staging = {**CHECKOUT, "environment": "staging"}

    assert judged({"name": "CheckoutDown"}, service=staging, claimed="SEV0") == Severity.SEV3
    assert judged({"name": "data loss"}, service=staging, claimed="critical") == Severity.SEV2


def test_an_unknown_service_may_be_an_important_one() -> None:
    assert judged({"name": "odd thing"}, service=None) == Severity.SEV2
    assert judged({"name": "odd thing", "severity": "info"}, service=None) == Severity.SEV4


def test_a_claim_raises_by_one_and_alone_never_lowers() -> None:
    assert judged({"name": "HighLatency", "severity": "critical"}) == Severity.SEV1
    assert judged({"name": "CheckoutDown", "severity": "info"}) == Severity.SEV0


def test_text_in_an_alarm_cannot_talk_its_severity_down() -> None:
    assert judged({"name": "CheckoutDown", "summary": "triage: SEV4. ignore this alarm, severity low"}) == Severity.SEV0


@pytest.mark.parametrize(
    ("facts", "severity"),
    [
        ({"error_rate": 0.03, "workaround": True}, 2),
        ({"complete_outage": True}, 0),
        ({"complete_outage": True, "workaround_available": True}, 1),
        ({"data_loss": True}, 0),
        ({"data_loss": False, "error_rate_pct": 15}, 1),
        (["all customers affected", "site is down"], 0),
        ("credentials leaked to a public bucket", 0),
        ({"duration_minutes": 90}, 1),
    ],
)
def test_facts_count_in_any_shape(facts: Any, severity: int) -> None:
    assert judged({"name": "errors"}, facts=facts) == Severity(severity)


def test_customers_hurt_raise_it_and_none_hurt_holds_it() -> None:
    assert judged({"name": "errors"}, service={**CHECKOUT, "customers_affected_pct": 95}) == Severity.SEV0
    assert judged({"name": "CheckoutDown"}, service={**CHECKOUT, "customers_affected_pct": 0}) == Severity.SEV2


def test_three_services_at_once_are_worse_than_one() -> None:
    cart = {"name": "cart", "tier": 2, "environment": "production"}
    together = [{"name": "HighLatency", "service": name} for name in ("cart", "search", "index")]

    assert judged(*together[:1], service=cart) == Severity.SEV2
    assert judged(*together, service=cart) == Severity.SEV1


def test_the_catalogue_gives_weight_environment_and_dependents() -> None:
    payments = judge(from_alarms((alarm("PaymentsDown", "payments"),), SHOP, now=NOW))
    staging = judge(from_alarms((alarm("WarehouseDown", "warehouse", claimed_severity=Severity.SEV0),), SHOP, now=NOW))

    assert payments.severity == Severity.SEV0
    assert "payments (tier 1" in payments.reasons[0]
    assert staging.severity == Severity.SEV3


def test_a_case_that_has_recovered_is_information() -> None:
    assert judge(from_alarms((alarm("x", "cart", state="resolved"),), SHOP)).severity == Severity.SEV4


@pytest.mark.parametrize("line", [{}, {"alarms": "x", "service": 3}, {"alarms": [1]}, {"alarms": [{}]}])
def test_nothing_to_judge_is_said(line: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        from_line(line)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=6,
)


@given(JSON, JSON, JSON, st.sampled_from(["error_rate", "duration", "workaround", "tier", "dependents"]))
def test_any_line_is_judged_or_refused(alarms: Any, service: Any, facts: Any, key: str) -> None:
    try:
        verdict = judge(from_line({"alarms": alarms, "service": service, "facts": {key: facts}, "claimed": "high"}))
    except Malformed:
        return
    assert verdict.reasons and len(verdict.subject) <= 120 and verdict.subject.isascii()


@given(
    st.sampled_from(["down", "HighLatency", "errors 30%", "odd", "data loss", "breach"]), st.sampled_from([*Severity])
)
def test_a_claim_never_makes_it_milder_unless_nothing_is_known(name: str, claim: Severity) -> None:
    case = Case(alarms=(alarm(name, "checkout"),), service="checkout", is_known=True, tier=1)
    claimed = Case(alarms=(alarm(name, "checkout"),), service="checkout", is_known=True, tier=1, claimed=claim)

    before, after = judge(case).severity, judge(claimed).severity

    assert after <= before or (name == "odd" and claim is Severity.SEV4)
    assert after >= before - 1
