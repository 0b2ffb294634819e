"""How well alarms are grouped in storms with known truth: python -m tests.evals.ops.storm_report [FIRST LAST]."""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from nightdesk.runbook.catalogue import load
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.grouping.group import Grouped, group
from nightdesk.triage.ops.grouping.tie import WINDOW, Window
from nightdesk.triage.ops.judging.alarm_line import alarm_from_line
from tests.evals.ops.storms import Storm, storm

TRAINING = range(150)
HELD_OUT = range(1000, 1150)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of alarms put together: rightly, wrongly, and those left apart that belong together."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Pairs") -> "Pairs":
        return Pairs(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0


def pairs(truth: Mapping[str, str], given: Mapping[str, str | None]) -> Pairs:
    """Compare a grouping with the truth, over the lines that both have; a line given nothing stands alone."""
    cells: Counter[tuple[str, str]] = Counter()
    for line, cause in truth.items():
        if line in given:
            cells[cause, given[line] or f"alone {line}"] += 1
    causes: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for (cause, together), count in cells.items():
        causes[cause] += count
        groups[together] += count
    right = sum(_two(count) for count in cells.values())
    return Pairs(right, sum(map(_two, groups.values())) - right, sum(map(_two, causes.values())) - right)


def _two(count: int) -> int:
    return count * (count - 1) // 2


def grouped(made: Storm, *, window: Window = WINDOW) -> tuple[Grouped, ...]:
    """As `nightdesk alarm group --services F.yaml` does it."""
    arrivals = [(line["id"], datetime.fromisoformat(line["received_at"]), alarm_from_line(line)) for line in made.lines]
    return group(arrivals, catalogue_of(made), window=window)


def catalogue_of(made: Storm) -> Catalogue:
    """As the command reads it from a file."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(json.dumps(made.catalogue))  # JSON is YAML
        file.flush()
        return load(Path(file.name), is_ours=False)


def firing(made: Storm, placed: Iterable[Grouped]) -> Pairs:
    """Scored over the alarms that fire; recoveries follow them."""
    fires = {line["id"] for line in made.lines if line["state"] == "firing"}
    truth = {line: cause for line, cause in made.truth.items() if line in fires}
    return pairs(truth, {one.id: one.incident for one in placed if one.id in fires})


@lru_cache(maxsize=1000)
def storm_of(seed: int) -> Storm:
    return storm(seed)


def measured(seeds: Iterable[int], *, window: Window = WINDOW) -> tuple[Pairs, float]:
    """All pairs of these storms, and the mean F1 of a storm."""
    every = [firing(made, grouped(made, window=window)) for made in map(storm_of, seeds)]
    return sum(every, Pairs()), sum(one.f1 for one in every) / len(every)


def main() -> None:
    """Training and held-out seeds, or the seeds named."""
    told = {"training": TRAINING, "held out": HELD_OUT}
    if len(sys.argv) == 3:
        told = {"chosen": range(int(sys.argv[1]), int(sys.argv[2]))}
    for name, seeds in told.items():
        total, mean = measured(seeds)
        print(
            f"{name:<9} {len(seeds)} storms  pairs: precision {total.precision:.3f}  recall {total.recall:.3f}  "
            f"F1 {total.f1:.3f}   mean F1 of a storm {mean:.3f}"
        )


if __name__ == "__main__":
    main()
