"""A model that says what it was told to say, whatever it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle

from nightdesk.mind.mind import Thought
from nightdesk.prompt import Prompt


@dataclass
class ScriptedMind:
    """Says its lines in turn, over and over; an exception among them is raised. asked: the values of each question."""

    lines: Sequence[str | Exception]
    asked: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._next = cycle(self.lines)

    def phrase(self, prompt: Prompt, *, values: dict[str, str], deadline_seconds: float) -> Thought:
        self.asked.append(values)
        line = next(self._next)
        if isinstance(line, Exception):
            raise line
        return Thought(text=line, model="scripted", prompt=prompt.name, digest=prompt.digest)
