"""Putting sentences together so that what matters most survives the length of a text."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from textwrap import shorten
from zlib import crc32

from nightdesk.channel.fitting import fit, fold, segments
from nightdesk.redaction.redact import redact

Part = tuple[int, str]
"""A sentence and its rank: 0 is never left out, the highest rank goes first."""


_CLAUSE = re.compile(r"[.;:](?=\s)|,(?=\s(?!\d))|(?<=\w)(?= \()")


def compose(parts: Sequence[Part], *, at_most: int, keep: str = "") -> str:
    """
    The parts in their order, least important left out until the whole fits; empty ones do not count, repeats are
    said once. keep: a tail that survives whole, such as "Reply ack 42".
    """
    kept = list(dict.fromkeys((rank, fold(text)) for rank, text in parts if text.strip()))
    while True:
        whole = " ".join(text for _, text in kept)
        worst = max((rank for rank, _ in kept), default=0)
        if worst == 0 or segments(f"{whole} {keep}".strip()).count <= at_most:
            return fit(whole, segments=at_most, keep=keep)
        del kept[max(index for index, (rank, _) in enumerate(kept) if rank == worst)]


def capital(text: str) -> str:
    """The text with a capital at its beginning, for one that opens with "your dog"."""
    return text[:1].upper() + text[1:]


def pick(alternatives: Sequence[str], seed: str) -> str:
    """One of several ways to say it, the same for the same seed; nothing when there is none."""
    if not alternatives:
        return ""
    return alternatives[crc32(f"{seed} {alternatives[0]}".encode()) % len(alternatives)]


def sentence(text: str) -> str:
    """Somebody's words as one sentence of ours: on one line, redacted, with a full stop. Empty stays empty."""
    line = " ".join(redact(text).split()).rstrip(" .;,:")
    return f"{line}." if line else ""


def told(text: str, *, names: Collection[str] = ()) -> str:
    """`sentence` with a capital, unless it begins with one of `names` or another name written in its own way."""
    line = sentence(text)
    first = re.match(r"[^\s:,;]+", line)
    is_word = first is not None and re.fullmatch(r"[a-z]+\.?", first.group()) is not None
    return capital(line) if is_word and first and first.group().rstrip(".") not in names else line


def brief(text: str, width: int) -> str:
    """
    At most `width` characters, on one line and redacted, without a full stop: whole clauses while they say enough, else
    cut between words.
    """
    line = fold(" ".join(redact(text).split())).rstrip(" .;,:")
    if len(line) <= width:
        return line
    clauses = [end.start() for end in _CLAUSE.finditer(line) if end.start() <= width and not _is_label(line, end)]
    if clauses and clauses[-1] >= width // 3:
        return line[: clauses[-1]]
    return shorten(line, width=width, placeholder="...").rstrip(" ;,:")


def _is_label(line: str, end: re.Match[str]) -> bool:
    """Whether a colon ends one or two words that only announce what is cut off: "checkout: errors rose"."""
    if end.group() != ":":
        return False
    before = line[: end.start()]
    return len(re.split(r"[.;:]\s", before)[-1].split()) <= 2


def clock(at: datetime) -> str:
    """A time of day as people on call say it: 03:14 UTC."""
    return f"{at.astimezone(UTC):%H:%M} UTC"


def elapsed(span: timedelta) -> str:
    """A length of time in its two largest units: 45 s, 12 min, 2 h 5 min, 3 d 4 h. Negative spans are 0 s."""
    seconds = max(0, int(span.total_seconds()))
    sizes = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))
    parts = []
    for unit, size in sizes:
        amount, seconds = divmod(seconds, size)
        parts.append((amount, unit))
    first = next((index for index, (amount, _) in enumerate(parts) if amount), len(parts) - 1)
    shown = [f"{amount} {unit}" for amount, unit in parts[first : first + 2] if amount]
    return " ".join(shown) or "0 s"
