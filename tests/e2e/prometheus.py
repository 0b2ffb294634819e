"""A real Prometheus with one rule, and a small exporter for it to scrape."""

import json
import shutil
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from tests.e2e.server import Server

BINARY = shutil.which("prometheus") or ""
RULE = {
    "alert": "HighErrorRate",
    "expr": "shop_error_ratio > 0.05",
    "labels": {"severity": "warning"},
    "annotations": {"summary": "{{ $value | humanizePercentage }} of requests to {{ $labels.service }} fail"},
}


class Exporter:
    """What a service exposes. error_ratio: 0-1, to be set while it runs; address: host:port."""

    def __init__(self) -> None:
        self.error_ratio = 0.0
        exporter = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                raw = f'shop_error_ratio{{service="payments"}} {exporter.error_ratio}\n'.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/plain; version=0.0.4")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "Exporter":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


class Prometheus(Server):
    """Runs inside its block: scrapes one address every second and tells an Alertmanager what its rule finds."""

    name = "Prometheus"

    def __init__(self, folder: Path, *, scrapes: str, alertmanager: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{probe.getsockname()[1]}"
        self.url, self._log = f"http://{address}", folder / "prometheus.log"
        # JSON is YAML.
        (folder / "rules.yml").write_text(json.dumps({"groups": [{"name": "shop", "rules": [RULE]}]}))
        config = {
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": [str(folder / "rules.yml")],
            "scrape_configs": [
                {"job_name": "shop", "honor_labels": True, "static_configs": [{"targets": [scrapes]}]},
            ],
            "alerting": {"alertmanagers": [{"static_configs": [{"targets": [urlsplit(alertmanager).netloc]}]}]},
        }
        (folder / "prometheus.yml").write_text(json.dumps(config))
        self._command = [
            BINARY,
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'metrics'}",
            f"--web.listen-address={address}",
        ]
