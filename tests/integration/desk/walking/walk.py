"""A walk: moves chosen by chance from one seed, played, and made shorter when it breaks a promise."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.integration.desk.walking.moves import Moves
from tests.integration.desk.walking.walker import MOVES, OFTEN

Step = tuple[str, dict[str, Any]]

BETWEEN_SECONDS = 3
"""Nobody does two things in one moment."""


@dataclass(frozen=True, slots=True)
class Played:
    """How many steps were walked, how often the worker died on the way, and what was broken ("" when nothing)."""

    steps: int
    deaths: int
    broken: str = ""


def chosen(seed: int, *, length: int) -> list[Step]:
    """The same for the same seed, as long as the moves are."""
    dice = random.Random(seed)
    names = [name for name in sorted(MOVES) for _ in range(OFTEN.get(name, 1))]
    steps: list[Step] = []
    for _ in range(length):
        name = dice.choice(names)
        steps.append((name, {key: dice.choice(choices) for key, choices in MOVES[name].items()}))
    return steps


def played(steps: Sequence[Step]) -> Played:
    """From a quiet night to a quiet night."""
    moves, count = Moves(), 0
    try:
        for name, choices in steps:
            if moves.night.dies_at is None:
                moves.night.elapses(BETWEEN_SECONDS)
            getattr(moves, name)(**choices)
            count += 1
        moves.end()
    except Exception as error:
        return Played(count, moves.night.deaths, f"{type(error).__name__}: {error}")
    return Played(count, moves.night.deaths)


def shortened(steps: Sequence[Step]) -> list[Step]:
    """The fewest of these steps that still break something."""
    left, size = list(steps), max(1, len(steps) // 2)
    while True:
        at = 0
        while at < len(left):
            without = left[:at] + left[at + size :]
            if played(without).broken:
                left = without
            else:
                at += size
        if size == 1:
            return left
        size = max(1, size // 2)


def told(steps: Sequence[Step]) -> str:
    return "\n".join(
        f"  moves.{name}({', '.join(f'{k}={v!r}' for k, v in choices.items())})" for name, choices in steps
    )
