"""The demo shop breaks and heals for real: by what its resources are, not by what was asked of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nightdesk.evidence.cloudwatch import CloudWatchEvidence
from nightdesk.runbook.catalogue import load
from nightdesk.settings import library
from stacks.local.emulator import REGION
from stacks.local.shop import Shop, UnknownFault
from tests.integration.shop.conftest import Inbox, client, service, settle


@pytest.fixture
def lambda_(aws_url: str) -> Any:
    return client("lambda", aws_url)


def test_a_bad_deployment_rings_the_alarms_of_its_service_and_of_its_caller(shop: Shop, inbox: Inbox) -> None:
    shop.break_("bad-deploy")

    inbox.expects(checkout_errors="ALARM", checkout_latency="ALARM", storefront_latency="ALARM")
    rung = {name for name, state in inbox.latest().items() if state == "ALARM"}
    assert rung <= {"checkout-errors", "checkout-latency", "storefront-errors", "storefront-latency"}
    state = settle(shop, lambda state: service(state, "checkout")["status"] == "failing")
    assert 30 < service(state, "checkout")["error_rate"] < 50
    assert service(state, "payments")["status"] == "healthy"
    assert [fault["fault"] for fault in state["faults"]] == ["bad-deploy"]


def test_the_alias_put_back_by_anyone_heals_the_shop(shop: Shop, inbox: Inbox, lambda_: Any) -> None:
    broken = shop.break_("bad-deploy")
    inbox.expects(checkout_errors="ALARM", storefront_latency="ALARM")

    before = broken["changed"]["from_version"]
    lambda_.update_alias(FunctionName="shop-checkout", Name="live", FunctionVersion=before)

    inbox.expects(checkout_errors="OK", storefront_latency="OK")
    state = settle(shop, lambda state: service(state, "checkout")["status"] == "healthy")
    assert state["faults"] == []
    assert service(state, "checkout")["serving"] == {before: 1.0}


def test_a_sticky_fault_outlives_the_rollback_and_ends_when_it_is_mended(
    shop: Shop, inbox: Inbox, lambda_: Any
) -> None:
    broken = shop.break_("bad-deploy", sticky=True)
    inbox.expects(checkout_errors="ALARM")

    lambda_.update_alias(FunctionName="shop-checkout", Name="live", FunctionVersion=broken["changed"]["from_version"])

    settle(shop, lambda state: [(one["sticky"], one["resource_healed"]) for one in state["faults"]] == [(True, True)])
    published = len(service(shop.state(), "checkout")["spark"])
    state = settle(shop, lambda state: len(service(state, "checkout")["spark"]) >= min(published + 12, 90))
    assert service(state, "checkout")["status"] == "failing"
    assert inbox.latest()["checkout-errors"] == "ALARM"
    shop.mend("bad-deploy")
    inbox.expects(checkout_errors="OK")


def test_half_the_traffic_on_the_bad_version_is_half_as_bad(shop: Shop, lambda_: Any) -> None:
    changed = shop.break_("bad-deploy")["changed"]

    lambda_.update_alias(
        FunctionName="shop-checkout",
        Name="live",
        FunctionVersion=changed["from_version"],
        RoutingConfig={"AdditionalVersionWeights": {changed["to_version"]: 0.5}},
    )

    state = settle(shop, lambda state: 14 < service(state, "checkout")["error_rate"] < 26)
    assert [fault["fault"] for fault in state["faults"]] == ["bad-deploy"]


def test_breaking_what_is_broken_changes_nothing(shop: Shop) -> None:
    shop.break_("bad-deploy")
    before = service(shop.state(), "checkout")["versions"]

    again = shop.break_("bad-deploy")

    assert again["changed"]["already"] == "yes"
    assert service(shop.state(), "checkout")["versions"] == before


def test_a_second_start_adopts_what_is_there(shop: Shop, aws_url: str, inbox: Inbox) -> None:
    shop.break_("bad-deploy")
    inbox.expects(checkout_errors="ALARM")
    before = shop.state()

    second = Shop(aws_url=aws_url, alarm_topic_arn=inbox.topic_arn, region=REGION, speed=60)
    second.start()
    after = second.state()
    second.stop()

    releases = ("function", "serving", "versions")
    for name in ("storefront", "checkout", "payments", "catalog"):
        assert [service(after, name)[key] for key in releases] == [service(before, name)[key] for key in releases]
    assert [fault["fault"] for fault in after["faults"]] == ["bad-deploy"]
    assert next(one for one in after["alarms"] if one["name"] == "checkout-errors")["state"] == "ALARM"


def test_an_unknown_fault_is_refused_by_naming_those_there_are(shop: Shop) -> None:
    with pytest.raises(UnknownFault, match="bad-deploy"):
        shop.break_("gremlins")


def test_every_signal_of_the_catalogue_can_be_read(shop: Shop, aws_url: str) -> None:
    catalogue = load(library() / "runbooks" / "services.yaml")
    services = tuple(one for one in catalogue.services if one.signals.metrics)
    evidence = CloudWatchEvidence(*(client(name, aws_url) for name in ("cloudwatch", "logs", "lambda")))
    end = datetime.now(UTC)
    start = end - timedelta(minutes=40)

    series = evidence.metrics(services, start=start, end=end)
    logs = evidence.logs(services, start=start, end=end)
    changes = evidence.changes(services, start=start, end=end)

    assert {one.name for one in services} == {one["name"] for one in shop.state()["services"]}
    assert [(one.service, one.metric) for one in series if len(one.points) < 200] == []
    assert {line.service for line in logs} == {change.service for change in changes}
    assert {change.service for change in changes} == {"storefront", "checkout", "payments", "catalog"}


def test_the_new_release_is_evidence_and_so_is_the_stack_trace_it_leaves(shop: Shop, aws_url: str) -> None:
    catalogue = load(library() / "runbooks" / "services.yaml")
    checkout = tuple(one for one in catalogue.services if one.name == "checkout")
    evidence = CloudWatchEvidence(*(client(name, aws_url) for name in ("cloudwatch", "logs", "lambda")))
    start = datetime.now(UTC) - timedelta(seconds=5)

    changed = shop.break_("bad-deploy")["changed"]
    settle(shop, lambda state: service(state, "checkout")["status"] == "failing")

    end = datetime.now(UTC) + timedelta(seconds=5)
    newest = evidence.changes(checkout, start=start, end=end)[-1]
    assert newest.detail["to_version"] == changed["to_version"]
    assert newest.detail["from_version"] == changed["from_version"]
    assert "loyalty" in newest.detail["description"]
    traces = [one.message for one in evidence.logs(checkout, start=start, end=end) if "Traceback" in one.message]
    assert any("KeyError: 'loyalty'" in trace and "/var/task/checkout.py" in trace for trace in traces)
