"""One running stack for all end-to-end tests, and a night on it for each."""

import os
from collections.abc import Iterator

import pytest

from stacks.local.night import Night


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole local run, started once. NIGHTDESK_E2E_URL uses one that runs already and leaves it running."""
    running = os.environ.get("NIGHTDESK_E2E_URL")
    if running:
        yield running.rstrip("/")
        return
    from stacks.local.run import local_run  # nothing of the local run is needed to collect the tests

    speed = float(os.environ.get("NIGHTDESK_SPEED", "60"))
    with local_run(tmp_path_factory.mktemp("nightdesk"), speed=speed) as run:
        yield run.url


@pytest.fixture
def night(stack: str, request: pytest.FixtureRequest) -> Iterator[Night]:
    """A night on the stack; what the phones saw is printed when the test fails."""
    night = Night(stack)
    yield night
    print(f"\n{request.node.name}\n{night.transcript()}")
    night.disturbs()
    night.close()
