"""One embedded AWS for the integration tests of a session, and clients of it with short timeouts."""

import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import boto3
import pytest
from botocore.config import Config

from stacks.local.emulator import Emulator

SHORT = Config(connect_timeout=2, read_timeout=10, retries={"max_attempts": 1})


def client(name: str, url: str) -> Any:
    """A client with made-up keys: the emulator takes any."""
    session: Any = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
    return session.client(name, endpoint_url=url, config=SHORT)


@pytest.fixture(scope="session")
def aws_url() -> Iterator[str]:
    with TemporaryDirectory(prefix="nightdesk-aws-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        emulator = Emulator(Path(folder), port=port)
        try:
            yield emulator.start()
        finally:
            emulator.stop()
