"""What the phones of a night saw: texts and calls as the simulator's state tells them, in the order they happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NEVER_ARRIVED = frozenset({"accepted", "queued", "sending", "undelivered", "failed"})


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One thing that a phone saw. at: ISO UTC. by: "desk", "me", "them", "voicemail", or "" for a text or a ring."""

    at: str
    who: str
    is_sent: bool
    text: str
    by: str = ""


def has_arrived(thing: dict[str, Any]) -> bool:
    """Whether a text or call came in on the phone; the carrier's own answers are nobody's doing."""
    return thing["direction"] == "in" and thing["status"] not in NEVER_ARRIVED and not thing.get("carrier")


def moments_of(who: str, thing: dict[str, Any]) -> Iterator[Moment]:
    """What was seen and heard of one text or call on somebody's phone."""
    is_sent = thing["direction"] == "out"
    if "body" in thing:
        late = "" if thing["status"] in {"delivered", "received", "sent"} else f" [{thing['status']}]"
        yield Moment(at=thing["at"], who=who, is_sent=is_sent, text=thing["body"] + late)
        return
    yield Moment(at=thing["at"], who=who, is_sent=is_sent, text=f"[call: {thing['status']}]")
    for line in thing["lines"]:
        yield Moment(at=line["at"], who=who, is_sent=line["by"] == "me", text=line["text"], by=line["by"])


def as_lines(thing: dict[str, Any]) -> Iterator[str]:
    """One text or call as the lines of a transcript."""
    clock, arrow = thing["at"][11:19], "<-" if thing["direction"] == "in" else "->"
    if "body" in thing:
        late = "" if thing["status"] in {"delivered", "received"} else f"   [{thing['status']}]"
        yield f"  {clock} {arrow} {thing['body']}{late}"
        return
    yield f"  {clock} {arrow} call, {thing['status']}"
    for line in thing["lines"]:
        yield f"             {line['by']}: {line['text']}"
