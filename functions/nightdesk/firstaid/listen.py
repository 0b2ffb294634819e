"""Reads what an owner says while a protocol is being followed: new facts first, small words last."""

from collections.abc import Sequence

from nightdesk.firstaid.choice import fitting, outranks, said_body
from nightdesk.firstaid.small_words import small_word
from nightdesk.firstaid.turn import Build, Next, Other, Repeat, To, Turn
from nightdesk.firstaid.way import step_named
from nightdesk.firstaid.wording import has, is_question, is_told, plain
from nightdesk.runbook.protocol import Jump, Protocol

NEXT = "NEXT"
LONGEST_JUMP = 9
LONGEST_ASIDE = 14
"""Words. In anything longer a phrase is part of a story, and only raised flags lead elsewhere."""


def read(
    text: str,
    *,
    protocols: Sequence[Protocol],
    current: Protocol,
    step: str,
    body: str = "",
    raised: Sequence[str],
    species: str | None = None,
) -> Turn:
    """
    What this text does while at `step` of `current`, told for `body`. raised: flags of this text alone, worst first.

    A fact that outranks leads elsewhere first ("he stopped breathing"), then the protocol's own jumps, then the small
    words, then what is asked for by name.
    """
    said = plain(text)
    other = fitting(protocols, flags=raised, species=species, heard=(text,))
    # A question raises what it asks about ("how hard do I push"), so it only breaks off for what cannot wait.
    if other and outranks(other, current, flags=raised) and (other.interrupts or not is_question(text)):
        return To(other.id)
    if jump := _jump(text, said, current, step):
        return To(jump.protocol or current.id, jump.step)
    if small := small_word(text):
        is_fork = isinstance(small, Next) and not small.is_asked and NEXT in step_named(current, step).told.en
        # "No breath? Reply NEXT. Breathing? Reply BREATHING." A mere "yes" or "ok" says neither: it is asked again.
        return Repeat() if step and is_fork else small
    words = len(said.split())
    if words <= LONGEST_JUMP and (build := said_body(current, said)) and build != body:
        return Build(build)
    asked = (p for p in protocols if p.id != current.id and words <= LONGEST_ASIDE and has(said, p.asked.all))
    called = next(asked, None)
    if called and (called.interrupts or not current.interrupts):
        return To(called.id)
    # "he is still not breathing!!": what the steps are for goes on, so they are said again rather than talked about.
    is_plight = current.interrupts and not set(raised).isdisjoint(current.flags)
    return Repeat() if is_plight and not is_question(text) else Other()


def _jump(text: str, said: str, current: Protocol, step: str) -> Jump | None:
    if len(said.split()) > LONGEST_JUMP:
        return None
    fits: list[tuple[str, Jump]] = []
    for jump in current.jumps:
        found = has(said, jump.said.all)
        if not found or (jump.at and step not in jump.at):
            continue
        # A bare "no" or "out" is an answer only when it is all that is said.
        if len(found) <= 3 and len(said.split()) > 2:
            continue
        if jump.asks or ("?" not in text and is_told(said, found)):
            fits.append((found, jump))
    # "stopped breathing" before "breathing": the longest phrase is what was meant.
    return max(fits, key=lambda fit: len(fit[0]), default=("", None))[1]
