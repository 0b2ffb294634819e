"""How often the ops desk's severity is the one a person would give: python -m tests.evals.ops.severity_report [-v]."""

import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.judging.line import from_line
from nightdesk.triage.ops.judging.severity import judge

CORPUS = Path(__file__).with_name("severity.jsonl")
FRESH = Path(__file__).with_name("severity_fresh.jsonl")
"""Written by another eye than the first corpus, each label with its reason, before any line of it was judged."""
AGAIN = Path(__file__).with_name("severity_again.jsonl")
"""Written after the rules had learned from FRESH, of other trades; the share accepted at first sight was 82.9%."""
THIRD = Path(__file__).with_name("severity_third.jsonl")
"""And once more, after AGAIN: 85.0% at first sight."""
FOURTH = Path(__file__).with_name("severity_fourth.jsonl")
"""
Alarm catalogues' own words, wishes in descriptions, and the grave in the field's vocabulary, in three languages.

Written after an outside reading had found that words could silence an outage; 47.6% before the rules were mended,
93.9% at first sight after.
"""
FIFTH = Path(__file__).with_name("severity_fifth.jsonl")
"""And once more, after FOURTH: 63.8% before the rules were mended, 91.4% at first sight after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One line, the severity the desk gave it, and why."""

    row: dict[str, Any]
    given: Severity
    reasons: tuple[str, ...]

    @property
    def off_by(self) -> int:
        """Levels too mild (positive) or too grave (negative) against the label."""
        return self.given - Severity[self.row["expected"]]

    @property
    def is_accepted(self) -> bool:
        """The label itself, or one that the label's author takes as well."""
        return self.given.name in self.row["accept"]


def judged(half: str = "", *, corpus: Path = CORPUS) -> tuple[Judged, ...]:
    """Every line of a half ("dev", "held"; "" for both), as `nightdesk triage --desk ops` judges it."""
    rows = (json.loads(line) for line in corpus.read_text("utf-8").splitlines())
    return tuple(_judged(row) for row in rows if half in {"", row["half"]})


def _judged(row: dict[str, Any]) -> Judged:
    verdict = judge(from_line({key: row[key] for key in ("id", "alarms", "service", "facts", "claimed")}))
    return Judged(row=row, given=verdict.severity, reasons=verdict.reasons)


def wilson(hits: int, tries: int, *, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a proportion (Wilson 1927)."""
    share, spread = hits / tries, z * z / tries
    middle = (share + spread / 2) / (1 + spread)
    reach = z * math.sqrt(share * (1 - share) / tries + spread / tries / 4) / (1 + spread)
    return middle - reach, middle + reach


def told(name: str, lines: Sequence[Judged]) -> str:
    """One half in two lines."""
    right, taken = sum(not one.off_by for one in lines), sum(one.is_accepted for one in lines)
    off = Counter(one.off_by for one in lines)
    levels = ", ".join(f"{abs(by)} {'under' if by > 0 else 'over'}: {off[by]}" for by in sorted(off) if by)
    return (
        f"{name:<5} {len(lines):>4} lines  exact {_share(right, len(lines))}  accepted {_share(taken, len(lines))}\n"
        f"      off by levels: {levels or 'none'}"
    )


def _share(hits: int, tries: int) -> str:
    low, high = wilson(hits, tries)
    return f"{hits / tries:.1%} ({low:.1%}-{high:.1%})"


def main() -> None:
    """Print both halves and the fresh corpus; with -v, every line outside the held half that was not accepted."""
    fresh = (
        *judged("fresh", corpus=FRESH),
        *judged("again", corpus=AGAIN),
        *judged("third", corpus=THIRD),
        *judged("fourth", corpus=FOURTH),
        *judged("fifth", corpus=FIFTH),
    )
    for half, lines in (("dev", judged("dev")), ("held", judged("held")), ("fresh", fresh)):
        print(told(half, lines))
    if "-v" in sys.argv:
        for one in (*judged("dev"), *fresh):
            if not one.is_accepted:
                said = " && ".join(f"{alarm['name']}: {alarm['summary']}" for alarm in one.row["alarms"])
                print(
                    f"\n{one.row['id']} {one.row['expected']} given {one.given.name}  {said}  facts={one.row['facts']}"
                )
                print(f"    {json.dumps(one.row['service'])}\n    {'; '.join(one.reasons)}")


if __name__ == "__main__":
    main()
