"""
How long a page takes on the local run, next to the same hops with functions that do nothing.

Alarm: SNS publish -> text accepted by the Twilio-shaped server. Text: phone sends -> reflex accepted. Both warm. The
emulator polls its queues and streams, which is most of either time: hence the ratio, not the seconds.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from stacks.local.deploy import client
from stacks.local.run import Run, local_run
from tests.benchmarks.bare import Bare
from tests.benchmarks.table import show, spread
from tests.benchmarks.test_round_trips import EMERGENCY

WARMING, ROUNDS = 2, 6
PATIENCE_S = 60.0
REST_S = 2.0
"""Between two runs, so that what the last one set off (calls, chains, receipts) is over."""

SAMPLE = Path(__file__).parents[1] / "events" / "alarms" / "cloudwatch" / "metric_in_alarm.json"
TOLD: dict[str, Any] = json.loads(json.loads(SAMPLE.read_text())["payload"]["Message"])


class Desk:
    """The stack under measurement, by the simulator's API."""

    def __init__(self, run: Run) -> None:
        self._http = httpx.Client(base_url=run.url, timeout=60, trust_env=False)
        self._sns = client("sns", run.wiring.aws_url)
        self._topic = run.wiring.alarm_topic_arn
        self._numbers = count(1000)
        self._desk: str = self._state()["desk"]
        for person in range(111, 128):  # nobody picks up: a conversation would be measured too
            self._http.put(f"/sim/phones/+12025550{person}/behaviour", json={"calls": "no-answer"}).raise_for_status()

    def alarm(self) -> float:
        """An alarm nobody has raised before; ends when the first page is accepted, then closes the incident."""
        name = f"checkout-errors-{next(self._numbers)}"
        started = time.time()
        self._publish(name)
        phone, text = self._first(lambda _, one: name.split("-")[0] in one["body"].lower(), after=started)
        code = re.search(r"\back (\d+)", text["body"])
        assert code, text["body"]
        for verb in ("ack", "resolve"):
            self._say(phone, f"{verb} {code[1]}")
        return _epoch(text) - started

    def text(self) -> float:
        """An emergency of an owner nobody knows; ends when the reflex is accepted."""
        owner = f"+1202555{next(self._numbers)}"
        self._say(owner, EMERGENCY)
        _, reflex = self._first(lambda number, _: number == owner, after=0.0)
        asked = next(one for one in self._texts(owner) if one["direction"] == "out")
        return _epoch(reflex) - _epoch(asked)

    def stop(self) -> None:
        self._http.close()

    def _publish(self, name: str) -> None:
        at = datetime.now(UTC).isoformat()
        told = {**TOLD, "AlarmName": name, "StateChangeTime": at}
        self._sns.publish(TopicArn=self._topic, Subject=f"ALARM: {name}", Message=json.dumps(told))

    def _say(self, phone: str, body: str) -> None:
        answer = self._http.post("/sim/texts", json={"from": phone, "to": self._desk, "body": body}).raise_for_status()
        assert answer.json()["status"] == 200

    def _first(self, is_it: Callable[[str, dict[str, Any]], bool], *, after: float) -> tuple[str, dict[str, Any]]:
        patience_ends = time.monotonic() + PATIENCE_S
        while time.monotonic() < patience_ends:
            found = [
                (phone["number"], text)
                for phone in self._state()["phones"]
                for text in phone["texts"]
                if text["direction"] == "in" and _epoch(text) > after and is_it(phone["number"], text)
            ]
            if found:
                return min(found, key=lambda one: _epoch(one[1]))
            time.sleep(0.1)
        raise AssertionError("no text came")

    def _texts(self, phone: str) -> list[dict[str, Any]]:
        texts: list[dict[str, Any]] = self._http.get(f"/sim/phones/{phone}").raise_for_status().json()["texts"]
        return texts

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = self._http.get("/sim/state").raise_for_status().json()
        return state


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with local_run(Path(tmp_path_factory.mktemp("night")), has_shop=False, say=print) as up:
        yield up


@pytest.fixture(scope="module")
def desk(run: Run) -> Iterator[Desk]:
    desk = Desk(run)
    yield desk
    desk.stop()


@pytest.fixture(scope="module")
def bare(run: Run) -> Iterator[Bare]:
    bare = Bare(run.wiring.aws_url)
    yield bare
    bare.stop()


def test_from_an_alarm_to_a_page_and_from_a_text_to_its_reflex(desk: Desk, bare: Bare) -> None:
    ways: dict[str, Callable[[], float]] = {
        "text in -> reflex accepted": desk.text,
        "its bare hops": bare.text,
        "alarm in -> page accepted": desk.alarm,
        "its bare hops ": bare.alarm,
    }

    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(WARMING + ROUNDS):
        for name, measure in ways.items():
            took = measure()
            if number >= WARMING:
                seconds[name].append(took)
            time.sleep(REST_S)

    bases = {"text": seconds["its bare hops"], "alarm": seconds["its bare hops "]}
    rows = []
    for name, times in seconds.items():
        middle, least, most = spread(times)
        base, *_ = spread(bases["alarm" if name in list(seconds)[2:] else "text"])
        rows.append((name, middle / base, middle * 1000, least * 1000, most * 1000))
    show(
        f"Latency on the local run, {ROUNDS} warm runs each, taking turns",
        ("way", "/ bare hops", "median ms", "min ms", "max ms"),
        rows,
    )


def _epoch(text: dict[str, Any]) -> float:
    return datetime.fromisoformat(text["at"]).timestamp()
