"""A server of somebody else's, as a child process on the loopback."""

import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

PATIENCE_S = 30.0


class Server:
    """Runs inside its block, which begins when it says it is ready. url: where it listens; name: for its failure."""

    name: str
    url: str
    _command: list[str]
    _log: Path

    def __enter__(self) -> Self:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=log)
        deadline = time.monotonic() + PATIENCE_S
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise AssertionError(f"{self.name} did not start: {self._log.read_text()[-1000:]}")
            time.sleep(0.1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(timeout=PATIENCE_S)

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/-/ready", timeout=1, trust_env=False).status_code == 200
        except httpx.HTTPError:
            return False
