"""
The embedded AWS: ministack, one pip package, as a child process on the loopback, keeping its state in a folder.

It lives in an environment of its own, `.venv/emulator`: it pins one botocore exactly, and its interpreter runs the
Lambda workers, so what is installed there is what "the runtime brings along" (an SDK, and nothing of ours or of the
tests'). Everything else a function imports comes out of the layers, as on AWS.
"""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from stacks.local.trouble import CannotRun

ROOT = Path(__file__).resolve().parent.parent.parent
INTERPRETER = ROOT / ".venv" / "emulator" / "bin" / "python"

REGION = "us-east-1"
ACCOUNT = "000000000000"
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE", "SSL_CERT_DIR", "SYSTEMROOT")
"""Workers inherit the emulator's environment: no key, profile or proxy of the person's shell belongs in there."""


SAVES_WITHIN_S = 120
"""It writes its state when it ends, which takes a while on a busy machine; killed before, it would lose the night."""


class Emulator:
    """
    One ministack process.

    port: where it listens. calls_through: the address that Lambda workers use for AWS, when something stands in
    between. The state is written when it is stopped; a killed one starts from the state before.
    """

    def __init__(self, state_dir: Path, *, port: int, calls_through: str | None = None) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.log = state_dir / "emulator.log"
        self._state_dir = state_dir
        self._unpacked = state_dir / "workers"
        self._port = port
        self._calls_through = calls_through or self.url
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, patience_seconds: float = 60) -> str:
        """Start and wait until it answers. Raises CannotRun with the end of its log when it does not."""
        if not INTERPRETER.exists():
            raise CannotRun(f"The emulator is not installed at {INTERPRETER.parent.parent}: run `make up`.")
        self._unpacked.mkdir(parents=True, exist_ok=True)
        _forget_stream_positions(self._state_dir / "aws" / "lambda.json")
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [str(INTERPRETER), "-m", "ministack"],
                env=self._environment(),
                cwd=self._state_dir,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C meant for us must not kill it before it has saved
            )
        deadline = time.monotonic() + patience_seconds
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                last_words = self.log.read_text(errors="replace").strip().splitlines()[-1:]
                self.stop()
                raise CannotRun(f"The emulator did not start ({' '.join(last_words)}); its log is {self.log}.")
            time.sleep(0.05)
        return self.url

    def stop(self) -> None:
        """Save the state and end the process with its workers."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.terminate()
        try:
            process.wait(timeout=SAVES_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        # Workers are its children in the same session: what it did not collect goes with the group.
        _end_group(process.pid)
        shutil.rmtree(self._unpacked, ignore_errors=True)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _answers(self) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.url}/_ministack/ready", timeout=2) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def _environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        return {
            **inherited,
            "GATEWAY_PORT": str(self._port),
            "BIND_HOST": "127.0.0.1",
            # Each worker unpacks its layers here, some 30 MB, and a killed one leaves them behind.
            "TMPDIR": str(self._unpacked),
            "MINISTACK_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "AWS_ENDPOINT_URL": self._calls_through,
            "AWS_SECRET_ACCESS_KEY": "test",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self._state_dir / "aws"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self._state_dir / "s3"),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LOG_LEVEL": "INFO",
            "PYTHONUNBUFFERED": "1",
        }


def _forget_stream_positions(saved: Path) -> None:
    """
    The emulator keeps how far each function has read a table's stream, but not the stream: after a restart it would
    skip as many new records as there were old ones. Without a position it reads the new stream from its beginning.
    """
    if not saved.exists():
        return
    state = json.loads(saved.read_text())
    positions = state.get("payload", {}).get("dynamodb_stream_positions", {})
    if positions.get("data"):
        positions["data"] = {}
        saved.write_text(json.dumps(state))


def _end_group(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
