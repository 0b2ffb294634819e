"""Told on the whole stack: customers, PagerDuty and Slack follow one incident from its opening to its end."""

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from stacks.local.run import Run

ANA, CUSTOMER, DESK = "+12025550121", "+12025556001", "+12025550100"
EVERYBODY = "status-page,subscribers,pagerduty,slack"
PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Run]":
    """A run in which everybody is told; others run without, so that their nights stay quiet."""
    from stacks.local.run import local_run

    with local_run(tmp_path_factory.mktemp("outside"), speed=60, has_shop=False, notices=EVERYBODY) as run:
        yield run


@pytest.fixture
def site(outside: "Run") -> Iterator[httpx.Client]:
    with httpx.Client(base_url=outside.url, trust_env=False, timeout=30) as client:
        yield client


def comes(look: Callable[[], Any]) -> Any:
    """What is looked for, once it is there."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.5)
    raise AssertionError("it never came")


def texts_to(site: httpx.Client, phone: str) -> list[str]:
    """Bodies of what arrived on a phone."""
    return [one["body"] for one in site.get(f"/sim/phones/{phone}").json()["texts"] if one["direction"] == "in"]


def page(site: httpx.Client) -> dict[str, Any]:
    answer = site.get("/status/status.json")
    return dict(answer.json()) if answer.status_code == 200 else {}


def pager(site: httpx.Client) -> list[dict[str, Any]]:
    return list(site.get("/sim/pagerduty").json()["incidents"])


def channel(site: httpx.Client) -> list[dict[str, Any]]:
    return list(site.get("/sim/slack").json()["messages"])


def test_everybody_outside_follows_an_incident_to_its_end(site: httpx.Client) -> None:
    site.put("/sim/faults", json={"slack": {"status": 429, "retry_after_s": 1, "times": 1}})
    site.post("/sim/texts", json={"from": CUSTOMER, "to": DESK, "body": "subscribe"})
    comes(lambda: [text for text in texts_to(site, CUSTOMER) if "NEWS OFF ends it" in text])

    site.post("/sim/alarms", json={"name": "checkout-errors", "service": "checkout"})

    comes(lambda: texts_to(site, ANA))
    (there,) = comes(lambda: pager(site))
    assert there["status"] == "triggered"
    assert comes(lambda: page(site).get("now"))[0]["parts"] == ["Online shop", "Checkout and payment"]
    shown = site.get("/status/").text
    assert "Checkout and payment" in shown
    assert "checkout-errors" not in shown
    assert there["key"] not in shown
    head = comes(lambda: channel(site))[0]
    assert there["key"] in head["text"]

    pressed = site.post("/sim/pagerduty", json={"incident": there["key"], "what": "acknowledge", "user": "Ana Duarte"})

    assert pressed.json() == {"status": 202}
    comes(lambda: [one for one in channel(site) if "Ana Duarte acknowledged by pagerduty" in one["text"]])

    site.post("/sim/texts", json={"from": ANA, "to": DESK, "body": "resolve done"})

    comes(lambda: pager(site)[0]["status"] == "resolved")
    comes(lambda: page(site).get("state") is None and page(site).get("past"))
    comes(lambda: "resolved" in channel(site)[0]["text"])
    comes(lambda: [one for one in channel(site) if "report is written" in one["text"]])
    assert [event["event_action"] for event in pager(site)[0]["events"]] == ["trigger", "resolve"]
    assert len([one for one in channel(site) if not one["thread_ts"]]) == 1
