"""What a writer takes back as a mistake: "false alarm", "never mind", "the blood was ketchup"."""

from collections.abc import Sequence

from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token


def withdrawn_at(row: Sequence[Token], frames: Sequence[Mention]) -> int:
    """The position before which all that was told is taken back; -1 when nothing is."""
    return max((f.start for f in frames if f.name == "withdrawn" and _takes_back(row, f)), default=-1)


def _takes_back(row: Sequence[Token], frame: Mention) -> bool:
    """Does a clause begin with it and say nothing else of it ("never mind the mess", "so false alarm?")?"""
    if row[frame.start].raw in _WAS:
        return True  # "the blood was ketchup"
    before = {t.raw for t in row[max(0, frame.start - 2) : frame.start]}
    after = row[frame.end + 1] if frame.end + 1 < len(row) else None
    is_said = not frame.start or row[frame.start].gap > 0 or bool(before & _SAYS_SORRY)
    return is_said and not (after and not after.gap and after.raw in _OF_ANOTHER_THING)


_WAS = frozenset({"was", "is", "just", "only", "actually", "like"})
_SAYS_SORRY = frozenset({"sorry", "ok", "okay", "oh", "was", "haha", "lol", "no", "and", "phew", "wait"})
_OF_ANOTHER_THING = frozenset({"the", "my", "what", "that", "about", "him", "her", "if", "his"})
