"""One running stack for all end-to-end tests, and a night on it for each."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from stacks.local.night import Night

if TYPE_CHECKING:
    from stacks.local.run import Run

RUNNING = os.environ.get("NIGHTDESK_E2E_URL", "").rstrip("/")
SPEED = float(os.environ.get("NIGHTDESK_SPEED", "60"))


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Run]":
    """The whole local run, started once, with its functions awake. Skips where one is used that runs elsewhere."""
    if RUNNING:
        pytest.skip("needs the keys of a run of its own; unset NIGHTDESK_E2E_URL")
    # Nothing of the local run is needed to collect the tests.
    from stacks.local.run import local_run
    from stacks.local.warming import warm

    with local_run(tmp_path_factory.mktemp("nightdesk"), speed=SPEED) as run:
        warm(run.wiring.aws_url)
        yield run


@pytest.fixture(scope="session")
def stack(request: pytest.FixtureRequest) -> str:
    """The address of the running stack. NIGHTDESK_E2E_URL uses one that runs already and leaves it running."""
    if RUNNING:
        return RUNNING
    run: Run = request.getfixturevalue("run")
    return run.url


@pytest.fixture
def night(stack: str, request: pytest.FixtureRequest) -> Iterator[Night]:
    """A night on the stack, put to rest after the test; what the phones saw is printed when the test fails."""
    night = Night(stack)
    yield night
    print(f"\n{request.node.name}\n{night.transcript()}")
    night.ends()
    night.close()
