"""A model that can phrase things. It decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from nightdesk.contact.picture import Picture
from nightdesk.prompt import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """What the model said, and what is recorded about it: prompt name and digest, model, tokens in and out."""

    text: str
    model: str
    prompt: str
    digest: str
    tokens_in: int = 0
    tokens_out: int = 0


class Mind(Protocol):
    """Answers once within a deadline, or raises MindUnavailable / MindGarbled. Never retries by itself."""

    def phrase(self, prompt: Prompt, *, values: dict[str, str], deadline_seconds: float) -> Thought:
        """Fill the prompt's user message with `values` (untrusted, fenced) and ask for one answer."""
        ...

    def look(
        self,
        prompt: Prompt,
        *,
        values: dict[str, str],
        pictures: Sequence[Picture],
        schema: Mapping[str, Any],
        deadline_seconds: float,
    ) -> Thought:
        """The same with photos before the words; the answer's text is JSON of this schema, to be validated again."""
        ...
