"""The in-memory table behind DynamoDB's own protocol on a socket: the store's real client speaks to it."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from botocore.exceptions import ClientError

from tests.fakes.table import FakeTable


@contextmanager
def served(table: FakeTable) -> Iterator[str]:
    """The address at which it answers. Moto copies every row for every transaction, so it cannot stand a storm."""

    done: set[object] = set()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            token = asked.pop("ClientRequestToken", None)  # boto3's: the same transaction again is the same as once
            if token in done:
                self._answer(200, {})
                return
            operation = self.headers["X-Amz-Target"].rsplit(".", 1)[-1]
            method = getattr(table, re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower())
            try:
                answer = method(**asked)
                if token:
                    done.add(token)
                self._answer(200, answer)
            except ClientError as error:
                told = {key: value for key, value in error.response.items() if key not in {"Error", "ResponseMetadata"}}
                self._answer(400, {"__type": error.response["Error"]["Code"], "message": "refused", **told})

        def _answer(self, status: int, body: object) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
