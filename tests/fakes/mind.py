"""A model that says what it was told to say, whatever it is asked, and photos that are what they were told to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from nightdesk.contact.picture import Picture
from nightdesk.mind.mind import Thought
from nightdesk.prompt import Prompt

JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 32


@dataclass
class ScriptedMind:
    """
    Says its lines in turn, over and over, and of photos always `sees`; an exception among them is raised.

    asked: the values of each question. shown: the photos it was shown.
    """

    lines: Sequence[str | Exception]
    sees: str | Exception = '{"shows_animal": true, "signs": []}'
    asked: list[dict[str, str]] = field(default_factory=list)
    shown: list[Picture] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._next = cycle(self.lines)

    def phrase(self, prompt: Prompt, *, values: dict[str, str], deadline_seconds: float) -> Thought:
        self.asked.append(values)
        return self._thought(prompt, next(self._next))

    def look(
        self,
        prompt: Prompt,
        *,
        values: dict[str, str],
        pictures: Sequence[Picture],
        schema: Mapping[str, Any],
        deadline_seconds: float,
    ) -> Thought:
        self.asked.append(values)
        self.shown.extend(pictures)
        return self._thought(prompt, self.sees)

    def _thought(self, prompt: Prompt, line: str | Exception) -> Thought:
        if isinstance(line, Exception):
            raise line
        return Thought(text=line, model="scripted", prompt=prompt.name, digest=prompt.digest)


@dataclass
class FakePictures:
    """Gives the same photo for every address, or raises what it was told to."""

    found: Picture | Exception = field(default_factory=lambda: Picture("image/jpeg", JPEG))

    def fetch(self, url: str) -> Picture:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found
