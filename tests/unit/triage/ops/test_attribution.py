"""A service is known under every name that monitoring gives it, and never taken for another."""

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.runbook.service import Catalogue, Service
from nightdesk.triage.ops.hearing.attribution import attribute
from nightdesk.triage.ops.hearing.naming import bare


def _service(name: str, *aliases: str, depends_on: tuple[str, ...] = ()) -> Service:
    return Service(name=name, owner="us", tier=1, criticality="high", aliases=aliases, depends_on=depends_on)


SHOP = Catalogue(
    services=(
        _service("checkout", "chk", "kasse"),
        _service("checkout-db"),
        _service("payments", depends_on=("mainframe",)),
        _service("cart-cache"),
        _service("web"),
    )
)


def named(service: str = "", *, name: str = "HighLatency", resource: str = "", **labels: str) -> Alarm:
    alarm = Alarm(
        source="x", fingerprint="f", service=service, resource=resource, name=name, state="firing", labels=labels
    )
    return attribute(alarm, SHOP)


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("checkout", "checkout"),
        ("checkout-svc", "checkout"),
        ("prod-checkout", "checkout"),
        ("Checkout_Service", "checkout"),
        ("checkout-7d9f8c6b5d-x2x9k", "checkout"),
        ("checkout-db-0", "checkout-db"),
        ("checkout-db-1.checkout-db.prod.svc.cluster.local", "checkout-db"),
        ("checkout-01.prod.example.com:9100", "checkout"),
        ("arn:aws:lambda:us-east-1:123456789012:function:prod-checkout:live", "checkout"),
        ("app/checkout-alb/50dc6c495c0c9188", "checkout"),
        ("targetgroup/checkout-tg/73e2d6bc24d8a067", "checkout"),
        ("arn:aws:ecs:us-east-1:123456789012:service/prod/checkout", "checkout"),
        ("arn:aws:rds:us-east-1:123456789012:db:checkout-db", "checkout-db"),
        ("deployment/cart-cache", "cart-cache"),
        ("cartCache", "cart-cache"),
        ("checkout-us-east-1", "checkout"),
        ("chk", "checkout"),
        ("prod-kasse-svc", "checkout"),
        ("mainframe", "mainframe"),
        ("prod-mainframe-01", "mainframe"),
    ],
)
def test_a_name_is_read_through_what_stands_around_it(said: str, service: str) -> None:
    assert named(said).service == service


@pytest.mark.parametrize(
    "labels",
    [
        {"app": "checkout"},
        {"FunctionName": "checkout-fn"},
        {"k8s.deployment": "x", "deployment": "checkout-7d9f8c6b5d"},
    ],
)
def test_a_label_names_it_when_the_alarm_does_not(labels: dict[str, str]) -> None:
    assert named("", name="HighLatency", **labels).service == "checkout"


def test_how_it_was_found_is_said() -> None:
    assert any("checkout from the catalogue by its spelling" in reason for reason in named("prod-checkout").reasons)
    assert any("alias" in reason for reason in named("kasse").reasons)


@pytest.mark.parametrize("said", ["checkouts-archive", "webhooks", "repayments"])
def test_what_only_looks_alike_is_another_service(said: str) -> None:
    assert named(said).service not in {service.name for service in SHOP.services}


def test_labels_that_disagree_name_nothing() -> None:
    assert named("", name="HighLatency", app="checkout", container="payments").service == ""


def test_an_unlisted_service_is_called_the_same_by_every_alarm() -> None:
    first, second = named("prod-ghost-svc"), named("ghost-7d9f8c6b5d-x2x9k")

    assert first.service == second.service == "ghost"
    assert any("not in the catalogue" in reason for reason in first.reasons)


def test_an_alias_that_two_services_share_names_neither() -> None:
    twice = Catalogue(services=(_service("a", "shared"), _service("b", "shared")))
    alarm = Alarm(source="x", fingerprint="f", service="shared", resource="", name="x", state="firing")

    assert attribute(alarm, twice).service == "shared"


@pytest.mark.parametrize("said", ["", "   ", "---", "prod", "01", "\U0001f4a5"])
def test_a_name_of_nothing_but_surroundings_stays_something(said: str) -> None:
    assert isinstance(bare(said), str)
    assert isinstance(named(said).service, str)


@pytest.mark.parametrize("said", ["payments-fraud", "mock-payments", "checkout-emails", "recommender", "web-scraper"])
@pytest.mark.parametrize("key", ["svc", "app", "deployment", "statefulset"])
def test_a_stated_service_is_no_other_one_whatever_else_the_alarm_mentions(said: str, key: str) -> None:
    alarm = named(
        said,
        name="payments checkout calls failing",
        resource="web-3",
        **{key: said, "job": "payments", "host": "web-3"},
    )

    assert alarm.service == said


@pytest.mark.parametrize(
    "said", ["payments-prod", "prod-payments", "payments-7d9f8c6b5d-x2x9k", "payments.eu.corp", "payments-2"]
)
def test_a_stated_service_is_freed_of_where_and_how_often_it_runs(said: str) -> None:
    assert named(said, svc=said).service == "payments"


def test_services_that_share_a_word_with_the_catalogue_stay_two() -> None:
    assert {named(said, svc=said).service for said in ("zeta-web", "zeta-payments")} == {
        "zeta-web",
        "zeta-payments",
    }


def test_what_a_part_is_called_may_be_of_the_service_it_is_called_after() -> None:
    machine = Alarm(
        source="eventbridge", fingerprint="f", service="payments-settlement", resource="", name="Execution failed",
        state="firing", is_service_inferred=True,
    )  # fmt: skip

    assert attribute(machine, SHOP).service == "payments"


@pytest.mark.parametrize("weak", ["container", "job", "component"])
def test_a_part_named_in_a_weak_label_gives_way_to_a_label_that_names_a_service(weak: str) -> None:
    assert named("nginx", **{weak: "nginx", "targetgroup": "checkout"}).service == "checkout"


def test_a_machine_that_bears_a_services_name_among_others_is_of_it_when_no_service_is_stated() -> None:
    assert named("", name="Bitcoin tool", host="checkout-worker-3").service == "checkout"
    assert (
        named("recommender", name="Bitcoin tool", host="checkout-worker-3", svc="recommender").service == "recommender"
    )
