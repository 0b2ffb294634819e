"""One running stack for all end-to-end tests, and a night on it for each."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stacks.local.night import Night

if TYPE_CHECKING:
    from stacks.local.run import Run

RUNNING = os.environ.get("NIGHTDESK_E2E_URL", "").rstrip("/")
SPEED = float(os.environ.get("NIGHTDESK_SPEED", "60"))
CALM_S = 85.0
"""
So long the shop must have been well for its next trouble to be trouble of its own to whoever reads its metrics: six
whole samples of ten seconds, and those that the old and the new trouble lie in.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put a test that breaks the shop between the files that do not, so that it grows calm in the meantime."""
    here = [item for item in items if item.path.parent == Path(__file__).parent]
    breaking = [item for item in here if "calm_shop" in getattr(item, "fixturenames", ())]
    others = [item for item in here if item not in breaking]
    files = [list(some) for _, some in groupby(others, key=lambda item: item.path)]
    spread = [item for one, some in zip_longest(breaking, files) for item in (*(some or ()), *((one,) if one else ()))]
    rest = iter(spread)
    items[:] = [next(rest) if item in here else item for item in items]


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


@pytest.fixture
def calm_shop(night: Night) -> None:
    """The demo shop, well for long enough that nothing before is taken for the trouble to come."""
    changed = [datetime.fromisoformat(alarm["since"]) for alarm in night.ask("GET", "/sim/shop")["alarms"]]
    calm = datetime.now(UTC) - max(changed)
    time.sleep(max(0.0, CALM_S - calm.total_seconds()))
