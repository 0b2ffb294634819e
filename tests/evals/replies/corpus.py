"""Replies as people on call type them, each with what it orders, and what the desk reads in them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nightdesk.channel.replies.commands import AskRef, Command, Context, OpenRef, read
from nightdesk.incident.desk import incident_id

HERE = Path(__file__).parent
PARTS = ("part1", "part2", "part3", "part4", "part5", "part6", "part7")
"""The grammar is developed on the first alone; the others were written before anything was run on them."""

READS_ONLY = frozenset({"none", "help", "carrier", "status", "who", "more"})
"""Whatever is read as one of these changes nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """
    One line of a part: `context | kind | verb target argument | text`.

    target: an incident's id, an approval code, or None; also: what "42+43" names beyond the first. argument: None when
    any will do, "-" when there must be none.
    """

    line: int
    kind: str
    text: str
    verb: str
    target: str | None
    argument: str | None
    context: Context
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A reply beside what was read in it."""

    reply: Reply
    command: Command

    @property
    def is_right(self) -> bool:
        """The verb and the target, and the argument where one is told."""
        want, got = self.reply, self.command
        argument = {None: got.argument, "-": None}.get(want.argument, want.argument)
        return (got.verb, got.target, got.argument, got.also) == (want.verb, want.target, argument, want.also)

    @property
    def is_wrong_order(self) -> bool:
        """Something would be done that nobody ordered: worse than a question back."""
        return not self.is_right and self.command.verb not in READS_ONLY

    @property
    def is_forged(self) -> bool:
        """An answer to a request whose exact code was not the second of two words."""
        codes = {ask.code for ask in self.reply.context.asks}
        return self.command.verb in {"approve", "deny"} and (
            self.reply.verb != self.command.verb or self.command.target not in codes
        )


@cache
def replies(part: str) -> tuple[Reply, ...]:
    """The lines of one part. Raises ValueError naming the line that is not one."""
    found = []
    for number, line in enumerate((HERE / f"{part}.txt").read_text("utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            found.append(_reply(number, line))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{part}.txt line {number}: {error}") from error
    return tuple(found)


def judged(part: str) -> tuple[Read, ...]:
    """Every reply of a part as the desk reads it."""
    return tuple(Read(reply, read(reply.text, reply.context)) for reply in replies(part))


def _reply(number: int, line: str) -> Reply:
    context, kind, wanted, text = line.split(" | ", 3)
    verb, target, argument = (*wanted.split(), None, None)[:3]
    for written, meant in (("\\n", "\n"), ("\\u200b", "\u200b")):
        text = text.replace(written, meant)
    return Reply(
        line=number,
        kind=kind,
        text=text,
        verb=str(verb),
        target=_target(target.partition("+")[0] if target else None),
        also=tuple(incident_id(int(one)) for one in (target or "").split("+")[1:]),
        argument=_target(argument) if verb == "merge" else argument,
        context=contexts()[context],
    )


def _target(written: str | None) -> str | None:
    if written is None or written == "*":
        return None
    return incident_id(int(written)) if written.isdigit() else written


@cache
def contexts() -> dict[str, Context]:
    """Who has been paged for what, by the name the lines use."""
    told: dict[str, Any] = json.loads((HERE / "contexts.json").read_text("utf-8"))
    return {
        name: Context(
            open=tuple(OpenRef(**one) for one in context["open"]),
            last_paged=context["last_paged"],
            asks=tuple(AskRef(**one) for one in context["asks"]),
            chosen=context.get("chosen"),
            nudged=tuple(context.get("nudged", ())),
        )
        for name, context in told.items()
    }
