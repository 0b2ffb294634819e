"""
Nights that nobody wrote keep what was promised.

NIGHTDESK_WALKS: how many, beginning with the seed NIGHTDESK_SEED; else a few, always the same.
"""

import os

import pytest

from tests.integration.desk.walking.walk import chosen, played, shortened, told

FIRST, WALKS = int(os.environ.get("NIGHTDESK_SEED", "1")), int(os.environ.get("NIGHTDESK_WALKS", "6"))
LENGTH = 60


@pytest.mark.parametrize("seed", range(FIRST, FIRST + WALKS))
def test_whatever_happens_in_a_night_what_was_promised_is_kept(seed: int) -> None:
    steps = chosen(seed, length=LENGTH)

    walk = played(steps)

    if walk.broken:
        shorter = shortened(steps[: walk.steps + 1])
        pytest.fail(f"seed {seed}:\n{told(shorter)}\n{played(shorter).broken}")
