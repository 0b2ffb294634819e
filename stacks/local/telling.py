"""What the phones saw, as people read it: in the order it happened, wrapped, one name a line."""

import textwrap
from collections.abc import Iterable, Sequence

from stacks.local.moments import Moment
from stacks.local.night import Promise

WIDTH = 100
_SPOKEN = {"desk": "hears", "them": "hears", "voicemail": "plays", "me": "says"}


def transcript(moments: Sequence[Moment]) -> str:
    """One block a moment: when (UTC), whose phone, what it did, and the words."""
    names = max((len(moment.who) for moment in moments), default=0)
    return "\n".join(_block(moment, names) for moment in moments)


def table(promised: Iterable[tuple[str, Promise]]) -> str:
    """Story, promise, kept or BROKEN with why."""
    lines: list[str] = []
    before = ""
    for story, promise in promised:
        if story != before:
            lines += ["", story]
            before = story
        verdict = "kept  " if promise.is_kept else "BROKEN"
        lines.append(_wrapped(f"  {verdict}  ", promise.what))
        if promise.why:
            lines.append(_wrapped(" " * 10, f"because {promise.why}"))
    return "\n".join(lines).lstrip("\n")


def heading(text: str) -> str:
    """A line that can be found again when scrolling."""
    return f"\n== {text} ".ljust(WIDTH + 1, "=")


def _block(moment: Moment, names: int) -> str:
    did = _SPOKEN[moment.by] if moment.by else "sends" if moment.is_sent else "gets"
    return _wrapped(f"{moment.at[11:19]}  {moment.who.ljust(names)}  {did:<5}  ", moment.text)


def _wrapped(start: str, text: str) -> str:
    return textwrap.fill(
        " ".join(text.split()),
        width=WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_on_hyphens=False,
        break_long_words=True,
    )
