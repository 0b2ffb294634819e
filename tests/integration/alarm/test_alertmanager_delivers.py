"""A real Alertmanager posts a firing group, then its recovery, and the reader understands both."""

import json
import queue
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.registry import read
from nightdesk.incident.severity import Severity

BINARY = shutil.which("prometheus-alertmanager") or shutil.which("alertmanager")
pytestmark = pytest.mark.skipif(BINARY is None, reason="no Alertmanager here; install Debian's prometheus-alertmanager")

PATIENCE_S = 30


class Desk:
    """Receives Alertmanager's posts on a free loopback port."""

    def __init__(self) -> None:
        self.posts: queue.Queue[bytes] = queue.Queue()
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                desk.posts.put(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(202)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/alarms/alertmanager"

    def hears(self) -> tuple[Alarm, ...]:
        return read("alertmanager", self.posts.get(timeout=PATIENCE_S), datetime.now(UTC))


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.server.shutdown()
    desk.server.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def alertmanager(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """The address of an Alertmanager that groups by nothing finer than the whole and posts to the desk."""
    route = {
        "receiver": "desk",
        "group_by": ["team"],
        "group_wait": "2s",
        "group_interval": "1s",
        "repeat_interval": "1h",
    }
    receivers = [{"name": "desk", "webhook_configs": [{"url": desk.url, "send_resolved": True}]}]
    (tmp_path / "am.yml").write_text(json.dumps({"route": route, "receivers": receivers}))  # JSON is YAML
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [
            str(BINARY),
            f"--config.file={tmp_path / 'am.yml'}",
            f"--storage.path={tmp_path / 'data'}",
            f"--web.listen-address={address}",
            "--cluster.listen-address=",
        ],
        stdout=subprocess.DEVNULL,
        stderr=(tmp_path / "log").open("wb"),
    )
    try:
        wait_until_ready(address, process, tmp_path / "log")
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(150):
        if process.poll() is not None:
            pytest.fail(f"Alertmanager ended at once: {log.read_text()[-1000:]}")
        try:
            urllib.request.urlopen(f"http://{address}/-/ready", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("Alertmanager did not become ready")


def raise_alerts(alertmanager: str, *alerts: dict[str, object]) -> None:
    request = urllib.request.Request(
        f"{alertmanager}/api/v2/alerts", json.dumps(alerts).encode(), {"Content-Type": "application/json"}
    )
    urllib.request.urlopen(request, timeout=5).close()


def alert(service: str, severity: str, starts_at: datetime, ends_at: datetime | None = None) -> dict[str, object]:
    told: dict[str, object] = {
        "labels": {"alertname": "HighErrorRate", "service": service, "severity": severity, "team": "shop"},
        "annotations": {"summary": f"41% of {service} requests fail", "value": "0.41"},
        "startsAt": starts_at.isoformat(),
        "generatorURL": "http://prometheus:9090/graph?g0.expr=error_ratio+%3E+0.05",
    }
    return told | ({"endsAt": ends_at.isoformat()} if ends_at else {})


def test_a_group_fires_and_recovers(desk: Desk, alertmanager: str) -> None:
    # A group whose first alert began longer ago than the group's wait goes out at once, perhaps without the second.
    began = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)

    raise_alerts(alertmanager, alert("checkout", "critical", began), alert("payments", "warning", began))
    fired = {alarm.service: alarm for alarm in desk.hears()}
    raise_alerts(alertmanager, alert("payments", "warning", began, datetime.now(UTC)))
    mixed = {alarm.service: alarm for alarm in desk.hears()}

    assert set(fired) == {"checkout", "payments"}
    checkout = fired["checkout"]
    assert (checkout.state, checkout.claimed_severity, checkout.started_at) == ("firing", Severity.SEV0, began)
    assert (checkout.value, checkout.threshold, checkout.ended_at) == (0.41, 0.05, None)
    assert (mixed["checkout"].state, mixed["payments"].state) == ("firing", "resolved")
    assert mixed["payments"].fingerprint == fired["payments"].fingerprint != checkout.fingerprint
    ended_at = mixed["payments"].ended_at
    assert ended_at is not None and ended_at > began
