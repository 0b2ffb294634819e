"""The local server between a tiny desk and the phones."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from stacks.local.pace import Pace
from stacks.local.server import create_app, serve
from stacks.local.wiring import LocalWiring
from tests.integration.local.desk import ACCOUNT, DESK, PUBLIC, TOKEN, Desk, Network

Opens = Callable[..., Network]


@pytest.fixture(scope="session")
def listening_desk() -> Iterator[Desk]:
    """One desk for all tests: a server takes a while to stop."""
    desk = Desk().start()
    yield desk
    assert desk.serving is not None
    desk.serving.stop()


@pytest.fixture
def desk(listening_desk: Desk) -> Desk:
    """A desk that answers what the test scripts, and has seen nothing yet."""
    listening_desk.forget()
    return listening_desk


@pytest.fixture
def opens(desk: Desk, tmp_path: Path) -> Iterator[Opens]:
    """Starts a network in front of the desk; `pace` and any field of the wiring may be given."""
    started: list[Network] = []

    def start(*, pace: Pace | None = None, **wiring: Any) -> Network:
        fields: dict[str, Any] = {
            "desk_number": DESK,
            "stack_url": desk.url,
            "public_url": PUBLIC,
            "account_sid": ACCOUNT,
            "auth_token": TOKEN,
            "aws_url": "",
            "region": "us-east-1",
            "alarm_topic_arn": "",
            "console_token": "console-token",
            "speed": 60.0,
            "shop": None,
            "proxy": None,
            "state_dir": tmp_path,
        }
        local = LocalWiring(**(fields | wiring))
        serving = serve(create_app(local, pace=pace or Pace(speed=60.0, key_press=0.5, pick_up=0.02, hop=0.005)))
        network = Network(serving, httpx.Client(base_url=serving.url, timeout=30.0, trust_env=False))
        started.append(network)
        return network

    yield start
    for network in started:
        network.client.close()
        network.serving.stop()


@pytest.fixture
def network(opens: Opens) -> Network:
    """A network at full speed."""
    return opens()
