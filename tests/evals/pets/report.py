"""
How well the pets desk judges its labelled corpus: `python tests/evals/pets/report.py [--misses] [--split NAME]`.

Parts: `dev` is what the rules are written against. `held` was written before them by their first author. `fresh` was
written, in other voices, before the rules were widened; `blind` after them, as hard as its author could make it. The
misses of these two have never been looked at: quote them. `wild` and `sealed` are two random halves of what authors
wrote who had never seen the rules: the rules are widened on the first, and the second is only counted. `quiet` is half
calm pets told in fright and half emergencies told without any, written before what was judged too high was mended.
`calm` and `calm_held` are what frightened first-time owners write of mild things at night, with traps between them;
the rules are mended on the first, and the second was written before any result of either and is only counted.
Intervals are Wilson, 95%. Pictures of the confusion go to tests/evals/pets/out/, which is not kept in git.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "functions"))

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.judge import judge
from tests.evals.pets.matrix import svg

CORPUS = Path(__file__).with_name("corpus.jsonl")
OUT = Path(__file__).with_name("out")
SPLITS = ("dev", "held", "fresh", "blind", "wild", "sealed", "quiet", "calm", "calm_held")


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
    return max(0.0, middle - spread) / (1 + z * z / total), (middle + spread) / (1 + z * z / total)


def measures(judged: Sequence[tuple[Case, Severity]]) -> dict[str, tuple[int, int]]:
    """
    Each measure as (hits, total). Under- and over-triage are counted from the accepted range.

    "recall SEV0, strict" counts SEV0 only; the looser one also what the label accepts.
    """
    urgent = [(c, s) for c, s in judged if c.expected <= Severity.SEV1]
    red = [(c, s) for c, s in judged if c.expected is Severity.SEV0]
    calm = [(c, s) for c, s in judged if c.expected >= Severity.SEV3]
    below = [max(0, s - max(c.accept)) for c, s in judged]
    return {
        "recall SEV0": (sum(s is Severity.SEV0 or s in c.accept for c, s in red), len(red)),
        "recall SEV0, strict": (sum(s is Severity.SEV0 for _, s in red), len(red)),
        "recall SEV0+1": (sum(s <= Severity.SEV1 for _, s in urgent), len(urgent)),
        "under by 1": (sum(b == 1 for b in below), len(judged)),
        "under by 2+": (sum(b >= 2 for b in below), len(judged)),
        "SEV3/4 sent to ER": (sum(s <= Severity.SEV1 for _, s in calm), len(calm)),
        "over-triage": (sum(s < min(c.accept) for c, s in judged), len(judged)),
        "accepted": (sum(s in c.accept for c, s in judged), len(judged)),
        "exact": (sum(s == c.expected for c, s in judged), len(judged)),
    }


def show(split: str, part: Sequence[tuple[Case, Severity]], *, misses: bool) -> None:
    """Print one part's measures, and each text judged outside its accepted range when asked for."""
    talks = sum(len(c.turns) > 1 for c, _ in part)
    print(f"{split}: {len(part)} texts, {talks} of them conversations")
    for name, (hits, total) in measures(part).items():
        low, high = wilson(hits, total)
        share = hits / total if total else 0.0
        print(f"  {name:19} {hits:4}/{total:<4} {share:6.1%}  [{low:.1%}, {high:.1%}]")
    for case, severity in part:
        if misses and severity not in case.accept:
            print(f"    {case.id} got {severity.name} wanted {case.expected.name}: {' // '.join(case.turns)}")


def main() -> None:
    """Print the measures of every part, with --misses what was missed, and draw the confusion."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--split", choices=SPLITS)
    chosen = parser.parse_args()
    judged = [(c, judge(c.turns).severity) for c in cases()]
    OUT.mkdir(exist_ok=True)
    for split in [chosen.split] if chosen.split else SPLITS:
        part = [(c, s) for c, s in judged if c.split == split]
        show(split, part, misses=chosen.misses)
        picture = OUT / f"confusion-{split}.svg"
        picture.write_text(svg([(c.expected, s) for c, s in part], title=f"Pets triage, {split}: {len(part)} texts"))
        print(f"  {picture.resolve()}")


if __name__ == "__main__":
    main()
