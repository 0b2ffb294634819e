"""How late a tier is woken when its clock fails: a thousand incidents that nobody answers, in simulated time."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles

from tests.benchmarks.failing_clock import DIES, FAILS, SPELL_SECONDS, VERY_LATE, Climbed, Clock
from tests.benchmarks.table import show
from tests.benchmarks.tail import svg as tail_svg

INCIDENTS = int(os.environ.get("NIGHTDESK_CLIMBS", "1000"))
TOP = 4
AUDITED_SECONDS = 60 + 45
"""What the auditor allows a watch to oversleep, and the minute until it looks."""


def test_a_tier_is_woken_in_time_although_its_clock_fails() -> None:
    climbed = [one for seed in range(INCIDENTS) for one in Clock(seed).climbs(until_tier=TOP)]

    by_who = {
        "all": climbed,
        "by its own watch": [one for one in climbed if not one.rescued],
        "by the minute's audit": [one for one in climbed if one.rescued],
    }
    show(
        f"Tier timing error over {INCIDENTS} incidents: lateness / the tier's patience (and in seconds)",
        ("woken", "climbs", "p50", "p90", "p99", "max", "p50 s", "p99 s", "max s"),
        [(who, len(some), *_spread([one.error for one in some]), *_seconds(some)) for who, some in by_who.items()],
        notes=(
            f"{FAILS:.0%} of task calls begin a spell of {SPELL_SECONDS:.0f} s in which all fail, the audit's too;",
            f"{VERY_LATE:.0%} of waits end 20 s late; {DIES:.0%} of turns kill the execution. None is early or lost.",
            f"plot: {_plot([one.error for one in climbed])}",
        ),
    )
    assert len(climbed) == INCIDENTS * (TOP - 1)
    assert all(one.late_seconds >= 0 for one in climbed)
    assert _spread([one.error for one in climbed])[2] < 0.5


def _spread(values: Sequence[float]) -> tuple[float, float, float, float]:
    cut = quantiles(values, n=100, method="inclusive") if len(values) > 1 else [0.0] * 99
    return cut[49], cut[89], cut[98], max(values, default=0.0)


def _seconds(some: Sequence[Climbed]) -> tuple[float, float, float]:
    p50, _, p99, most = _spread([one.late_seconds for one in some])
    return p50, p99, most


def _plot(errors: Sequence[float]) -> Path:
    """Where the distribution was drawn: the share of climbs that are later than a share of the patience, log scale."""
    file = Path(tempfile.gettempdir()) / "nightdesk-tier-timing.svg"
    file.write_text(tail_svg(errors, title=f"How late tiers were woken ({len(errors)} climbs)"), "utf-8")
    return file
