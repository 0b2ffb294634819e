"""An alarm's text as plain words, however its source writes names."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

LONGEST = 2000
"""Characters that are read: a reader keeps a name and a summary shorter; a hostile one costs no more than that."""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """
    CamelCase, snake_case and kebab-case as words: "KubePodCrashLooping" -> "kube pod crash looping"; "0/2" as "0 of 2".

    What nobody sees (zero-width and bidirectional marks) does not keep words apart.
    """
    visible = "".join(c for c in text[:LONGEST] if unicodedata.category(c) != "Cf")
    counted = re.sub(r"(?<![\w/.])(\d{1,4})/(\d{1,4})(?![\w/.])", r"\1 of \2", visible)
    split = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", counted)
    split = re.sub(r"[_/:\-\[\]()\"]+", " ", split)
    return re.sub(r"\s+", " ", split).strip().lower()


_BREAK = re.compile(r":\s+|\s[-\u2013\u2014|]+\s|[\n\u2022\u00bb]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Plain words, and where a colon, a dash or a line's end stood between them, over which a "no" does not reach."""

    said: str
    breaks: tuple[int, ...] = ()

    @property
    def parted(self) -> str:
        """The words with a bar at each break, for what must not be read across one."""
        ends = (*self.breaks, len(self.said))
        return " | ".join(self.said[at:end].strip() for at, end in zip((0, *self.breaks), ends, strict=True))

    def clause(self, start: int, end: int) -> tuple[str, str]:
        """What stands before start and after end within the same clause."""
        opened = max((at for at in self.breaks if at <= start), default=0)
        # "errors: 0": what follows a colon at once is the value of what stands before it.
        closed = min((at for at in self.breaks if at > end + 1), default=len(self.said))
        before, after = self.said[opened:start], self.said[end:closed]
        return _STOP.split(before)[-1], _STOP.split(after)[0]


_STOP = re.compile(r"[.;!?,](?= |$)")


@lru_cache(maxsize=8192)
def spoken(text: str) -> Spoken:
    """The same words as `plain`, with their clauses."""
    parts = [said for part in _BREAK.split(text[:LONGEST]) if (said := plain(part))]
    ends = tuple(accumulate(len(part) + 1 for part in parts))
    return Spoken(" ".join(parts), ends[:-1])
