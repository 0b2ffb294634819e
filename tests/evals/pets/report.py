"""
How well the pets desk judges its labelled corpus: `python tests/evals/pets/report.py [--misses] [--split dev|held]`.

The held part was written before the rules were tuned and is never used to tune them. Intervals are Wilson, 95%.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "functions"))

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judge import judge

CORPUS = Path(__file__).with_name("corpus.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled text. accept: severities a careful vet would let pass."""

    id: str
    split: str
    turns: tuple[str, ...]
    expected: Severity
    accept: tuple[Severity, ...]


def cases(path: Path = CORPUS) -> Iterator[Case]:
    """The corpus in order."""
    for line in path.read_text().splitlines():
        row = json.loads(line)
        yield Case(
            id=row["id"],
            split=row["split"],
            turns=tuple(row.get("turns") or [row["text"]]),
            expected=Severity[row["expected"]],
            accept=tuple(Severity[s] for s in row["accept"]),
        )


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95% Wilson interval of a share."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (middle - spread) / (1 + z * z / total), (middle + spread) / (1 + z * z / total)


def measures(judged: list[tuple[Case, Severity]]) -> dict[str, tuple[int, int]]:
    """Each measure as (hits, total). Under- and over-triage are counted from the accepted range."""
    urgent = [(c, s) for c, s in judged if c.expected <= Severity.SEV1]
    red = [(c, s) for c, s in judged if c.expected is Severity.SEV0]
    calm = [(c, s) for c, s in judged if c.expected >= Severity.SEV3]
    below = [max(0, s - max(c.accept)) for c, s in judged]
    return {
        "recall SEV0": (sum(s is Severity.SEV0 or s in c.accept for c, s in red), len(red)),
        "recall SEV0+1": (sum(s <= Severity.SEV1 for _, s in urgent), len(urgent)),
        "under by 1": (sum(b == 1 for b in below), len(judged)),
        "under by 2+": (sum(b >= 2 for b in below), len(judged)),
        "SEV3/4 sent to ER": (sum(s <= Severity.SEV1 for _, s in calm), len(calm)),
        "over-triage": (sum(s < min(c.accept) for c, s in judged), len(judged)),
        "accepted": (sum(s in c.accept for c, s in judged), len(judged)),
        "exact": (sum(s == c.expected for c, s in judged), len(judged)),
    }


def main() -> None:
    """Print the measures of both parts, and with --misses every text judged outside its accepted range."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--split", choices=["dev", "held", "fresh"])
    chosen = parser.parse_args()
    judged = [(c, judge(c.turns).severity) for c in cases()]
    for split in [chosen.split] if chosen.split else ["dev", "held", "fresh"]:
        part = [(c, s) for c, s in judged if c.split == split]
        print(f"{split}: {len(part)} texts")
        for name, (hits, total) in measures(part).items():
            low, high = wilson(hits, total)
            share = hits / total if total else 0.0
            print(f"  {name:18} {hits:4}/{total:<4} {share:6.1%}  [{low:.1%}, {high:.1%}]")
        for case, severity in part:
            if chosen.misses and severity not in case.accept:
                print(f"    {case.id} got {severity.name} wanted {case.expected.name}: {' // '.join(case.turns)}")


if __name__ == "__main__":
    main()
