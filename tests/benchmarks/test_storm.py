"""10,000 alarms of 50 root causes through the real handlers and table; beside it a real Alertmanager that groups."""

import json
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import boto3
import httpx
import pytest
from moto import mock_aws

from nightdesk import wiring
from nightdesk.settings import library
from nightdesk.shelf import shelf
from tests.benchmarks import storm
from tests.benchmarks.abreast import Abreast
from tests.benchmarks.meter import watched
from tests.benchmarks.table import show
from tests.benchmarks.wire_table import served
from tests.e2e.alertmanager import BINARY, Alertmanager
from tests.evals.ops.storm_report import pairs
from tests.fakes.table import FakeTable
from tests.integration.handlers import events

TOKEN = "storm-token"
ALARMS = int(os.environ.get("NIGHTDESK_STORM", "10000"))
HEADERS = {"authorization": f"Bearer {TOKEN}"}


AWAY_S = 0.006
"""How far a table in the same region is: about the median of a call."""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTable]:
    """The handlers' world: fifty products in the catalogue, secrets in moto, a table that stands a storm."""
    made = FakeTable()
    with served(made) as url:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL_DYNAMODB": url,
            "NIGHTDESK_TABLE": "storm",
            "NIGHTDESK_NUMBER": "+12025550100",
            "NIGHTDESK_PUBLIC_URL": "https://desk.example",
            "NIGHTDESK_LIBRARY": str(storm.library_with_products(tmp_path, library())),
            "POWERTOOLS_LOG_LEVEL": "CRITICAL",
        }.items():
            monkeypatch.setenv(name, value)
        with mock_aws(config={"core": {"passthrough": {"urls": [f"{url}.*"]}}}):
            boto3.client("secretsmanager").create_secret(
                Name="nightdesk/alarm-tokens", SecretString=json.dumps({"alertmanager": TOKEN})
            )
            _forget()
            yield made
    _forget()


def test_a_storm_of_ten_thousand_alarms(table: FakeTable) -> None:
    told = storm.alarms(ALARMS)
    truth = {one.alert["fingerprint"]: one.cause for one in told}
    given: dict[str, str | None] = {}
    idle = median(_critical(n) for n in range(3))
    middle: list[float] = []

    cpu = time.process_time()
    with watched(wiring.client("dynamodb")) as trips:
        for start in range(0, len(told), storm.BODY):
            some = [one.alert for one in told[start : start + storm.BODY]]
            given |= {alert["fingerprint"]: raised["incident"] for alert, raised in zip(some, _post(some), strict=True)}
            if start // storm.BODY in {len(told) // storm.BODY // 2 + n for n in range(3)}:
                calls, rows, sent = len(trips), trips.rows, trips.sent
                middle.append(_critical(10 + len(middle)))
                del trips.calls[calls:]
                trips.rows, trips.sent = rows, sent
    cpu = time.process_time() - cpu

    found = pairs(truth, given)
    formed = {incident for incident in given.values() if incident}
    raws = (row["doc"]["S"] for (_, sk), row in table.items.items() if sk.startswith("ALARM#"))
    kept = {read[1] for raw in raws if (read := re.search(r'"fingerprint\\":\\"([0-9a-f]{16})', raw))}
    lost = len(truth.keys() - kept)
    show(
        f"{len(told)} alarms of {storm.CAUSES} root causes, {storm.BODY} in a post, through the handler and the table",
        ("what", "value"),
        (
            ("alarms a second of CPU, the in-memory table's included", len(told) / cpu),
            ("table round trips per alarm", len(trips) / len(told)),
            ("rows written per alarm", trips.rows / len(told)),
            ("KB sent per alarm", trips.sent / 1024 / len(told)),
            ("incidents formed", len(formed)),
            ("pairs grouped: precision", found.precision),
            ("pairs grouped: recall", found.recall),
            ("alarms lost", lost),
            ("a critical one in the middle / on an idle desk", median(middle) / idle),
        ),
    )
    assert lost == 0
    assert found.precision > 0.95
    assert found.recall > 0.9


@pytest.mark.parametrize("workers", [1, 4, 16])
def test_a_storm_taken_by_several_workers_at_once(workers: int) -> None:
    told = storm.alarms(ALARMS // 5)
    bodies = [told[start : start + storm.BODY] for start in range(0, len(told), storm.BODY)]
    alone = Abreast(1, away_s=AWAY_S).takes([[storm.lonely(n)] for n in range(3)])
    half = len(bodies) // 2
    mixed = [*bodies[:half], *([storm.lonely(20 + n)] for n in range(5)), *bodies[half:]]

    taken = Abreast(workers, away_s=AWAY_S).takes(mixed)

    found = pairs({one.alert["fingerprint"]: one.cause for one in told}, taken.given)
    count = len(told)
    show(
        f"{count} alarms of {storm.CAUSES} causes by {workers} workers, each with a processor of its own",
        ("what", "value"),
        (
            ("alarms a second", count / taken.seconds),
            ("transactions refused because another was first, per alarm", taken.refused / count),
            ("of them through the lane, of 100", 100 * taken.queued / count),
            ("table round trips per alarm", taken.calls / count),
            ("milliseconds of a processor per alarm", taken.cpu_seconds * 1000 / count),
            ("pairs grouped: precision", found.precision),
            ("pairs grouped: recall", found.recall),
            ("a critical one in between / on an idle desk", median(taken.lonely) / median(alone.lonely)),
        ),
        notes=(
            f"In counted time: what each worker's thread used, and {AWAY_S * 1000:g} ms for each call to the table.",
        ),
    )
    assert taken.kept >= {one.alert["fingerprint"] for one in told}
    assert found.precision > 0.95
    assert found.recall > 0.9


@pytest.mark.skipif(not BINARY, reason="no Alertmanager here; install Debian's prometheus-alertmanager")
def test_the_same_storm_through_alertmanager(tmp_path: Path) -> None:
    told = storm.alarms(ALARMS)
    with _counting() as (url, posts), Alertmanager(tmp_path, desk=url, token="t") as alertmanager:
        for start in range(0, len(told), 100):
            sent = [_as_prometheus(one.alert) for one in told[start : start + 100]]
            httpx.post(f"{alertmanager.url}/api/v2/alerts", json=sent, trust_env=False, timeout=30).raise_for_status()
        deadline = time.monotonic() + 120
        while len({alert["fingerprint"] for post in posts for alert in post["alerts"]}) < len(told):
            assert time.monotonic() < deadline, "Alertmanager did not tell of all alerts"
            time.sleep(0.5)
        cpu = alertmanager.cpu_seconds()

    groups: dict[str, set[str]] = {}
    for post in posts:
        groups.setdefault(post["groupKey"], set()).update(alert["labels"]["instance"] for alert in post["alerts"])
    by_instance = {instance: key for key, instances in groups.items() for instance in instances}
    found = pairs(
        {one.alert["labels"]["instance"]: one.cause for one in told},
        dict(by_instance),
    )
    show(
        f"the same {len(told)} alarms through Alertmanager, grouped by service",
        ("what", "value"),
        (
            ("alarms a second of CPU", len(told) / cpu),
            ("groups formed", len(groups)),
            ("notifications sent", len(posts)),
            ("pairs grouped: precision", found.precision),
            ("pairs grouped: recall", found.recall),
            ("CPU seconds", cpu),
        ),
        notes=("It groups by equal labels and keeps no record; the desk judges, saves and seals each alarm.",),
    )
    assert len(groups) == storm.CAUSES * storm.SERVICES


def _forget() -> None:
    """What a worker keeps while it is warm."""
    wiring.forget()
    library.cache_clear()
    shelf.cache_clear()


def _post(alerts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    told = events.http("/alarms/alertmanager", body=json.dumps(storm.body(alerts)), headers=HEADERS)
    answer = import_module("handlers.alarm_posted").handler(told, None)
    assert answer["statusCode"] == 202, answer
    raised: list[dict[str, Any]] = json.loads(answer["body"])["alarms"]
    return raised


def _critical(number: int) -> float:
    """Seconds until a critical alarm of a service that nothing else concerns is saved with its pages."""
    alone = storm.alert(f"lonely{number}", 900_000 + number, datetime.now(UTC), severity="critical")
    begun = time.perf_counter()
    (raised,) = _post([alone])
    took = time.perf_counter() - begun
    assert raised["outcome"] == "opened"
    return took


def _as_prometheus(alert: dict[str, Any]) -> dict[str, Any]:
    return {key: alert[key] for key in ("labels", "annotations", "startsAt", "generatorURL")}


@contextmanager
def _counting() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A receiver that counts what it is posted."""
    posts: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", posts
    finally:
        server.shutdown()
        server.server_close()
