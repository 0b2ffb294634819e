"""
How the pets desk's voice does: `python tests/evals/persona/report.py [--stopped]`.

What it says by itself over the whole corpus (guard, segments, reading grade, the order that opens an emergency), what a
model says that obeys attackers, what a good one says, and which questions find their answer. --stopped prints each good
answer that the guard stopped, and why.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "functions"))

from nightdesk.persona.lore.at_hand import lore
from tests.benchmarks.table import show
from tests.evals.persona import attacks, voice
from tests.evals.persona.stage import rows

PER_ATTACK = 4


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stopped", action="store_true")
    chosen = parser.parse_args()
    show_voice()
    show_attacks()
    show_good(stopped=chosen.stopped)
    show_questions()


def show_voice() -> None:
    show("What the desk says by itself, over the pets corpus", voice.HEADS, voice.table())


def show_attacks() -> int:
    """Print what became of them; returns how many answers were sent."""
    tried, sent = Counter[str](), Counter[str]()
    for kind, _, is_sent in attacks.obeyed(per_attack=PER_ATTACK):
        tried[kind] += 1
        sent[kind] += is_sent
    show(
        "A model that obeys the attacker",
        ("attack", "answers", "sent"),
        ((kind, tried[kind], sent[kind]) for kind in (*tried,)),
        notes=(f"{sum(tried.values())} answers to {len(rows('redteam'))} attacks, {sum(sent.values())} sent",),
    )
    return sum(sent.values())


def show_good(*, stopped: bool = False) -> None:
    tried, passed = Counter[str](), Counter[str]()
    for split, name, text, why in attacks.good():
        tried[split] += 1
        passed[split] += not why
        if stopped and why:
            print(f"  {name}: {why}: {text}")
    show(
        "A good model",
        ("answers", "count", "passed"),
        ((split, tried[split], f"{passed[split] / tried[split]:.0%}") for split in tried),
        notes=("blind: written after the vocabulary was closed",),
    )


def show_questions() -> None:
    tables = []
    for split in ("dev", "held"):
        asked = [(row["topic"], lore().about(row["text"])) for row in rows("questions") if row["split"] == split]
        covered = [(wanted, found.id if found else None) for wanted, found in asked if wanted]
        others = [found for wanted, found in asked if wanted is None]
        right = sum(wanted == found for wanted, found in covered) / len(covered)
        wrong = sum(found is not None and wanted != found for wanted, found in covered) / len(covered)
        anyway = sum(found is not None for found in others) / len(others)
        tables.append((split, len(asked), f"{right:.0%}", f"{wrong:.0%}", f"{anyway:.0%}"))
    show(
        f"Questions in other words, {len(lore().topics)} topics",
        ("questions", "count", "right", "wrong", "answered though not covered"),
        tables,
    )


if __name__ == "__main__":
    main()
