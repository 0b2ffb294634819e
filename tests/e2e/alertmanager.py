"""A real Prometheus Alertmanager that posts to the desk with its token."""

import json
import os
import shutil
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from tests.e2e.server import Server

BINARY = shutil.which("prometheus-alertmanager") or shutil.which("alertmanager") or ""


class Alertmanager(Server):
    """Runs inside its block. desk: the whole address of the desk's door; token: what it proves itself with."""

    name = "Alertmanager"

    def __init__(self, folder: Path, *, desk: str, token: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.url = f"http://{address}"
        self._began = datetime.now(UTC) - timedelta(seconds=30)
        self._log = folder / "alertmanager.log"
        webhook = {
            "url": desk,
            "send_resolved": True,
            "http_config": {"authorization": {"type": "Bearer", "credentials": token}},
        }
        route = {"receiver": "desk", "group_by": ["service"], "group_wait": "200ms", "group_interval": "1s"}
        # JSON is YAML.
        config = {"route": route, "receivers": [{"name": "desk", "webhook_configs": [webhook]}]}
        (folder / "alertmanager.yml").write_text(json.dumps(config))
        self._command = [
            BINARY,
            f"--config.file={folder / 'alertmanager.yml'}",
            f"--storage.path={folder / 'data'}",
            f"--web.listen-address={address}",
            "--cluster.listen-address=",
        ]

    def fires(self, name: str, **labels: str) -> None:
        """Prometheus says that an alert fires."""
        self._post(name, labels, {})

    def recovers(self, name: str, **labels: str) -> None:
        """Prometheus says that it is over."""
        self._post(name, labels, {"endsAt": datetime.now(UTC).isoformat()})

    def cpu_seconds(self) -> float:
        """What it has used so far (Linux)."""
        spent = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")

    def _post(self, name: str, labels: dict[str, str], more: dict[str, str]) -> None:
        alert = {
            "labels": {"alertname": name, **labels},
            "annotations": {"summary": f"{name} on {labels.get('service', 'something')}"},
            "startsAt": self._began.isoformat(),
            **more,
        }
        httpx.post(f"{self.url}/api/v2/alerts", json=[alert], trust_env=False).raise_for_status()
