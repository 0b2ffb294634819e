"""The codes that stand for a permission: random, short, unguessable in three tries."""

import secrets
from collections.abc import Sequence
from typing import Protocol

from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH


class Dice(Protocol):
    """Whatever draws at random: secrets.SystemRandom in service, a seeded random.Random in tests."""

    def choice(self, seq: Sequence[str], /) -> str: ...


DICE: Dice = secrets.SystemRandom()
"""The operating system's randomness. Nothing else is fit for a code that can restart a database."""


def new_code(dice: Dice = DICE, *, length: int = CODE_LENGTH) -> str:
    """Six symbols of 28: one of 481,890,304, so three guesses succeed once in 160 million. Of four: in 204,885."""
    return "".join(dice.choice(CODE_ALPHABET) for _ in range(length))


def new_codes(count: int, dice: Dice = DICE) -> tuple[str, ...]:
    """As many different codes: no two people of one request share one."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        codes[new_code(dice)] = None
    return tuple(codes)
