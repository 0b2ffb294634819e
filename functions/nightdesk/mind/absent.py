"""No model at all: what wiring chooses when there is no key."""

from typing import NoReturn

from nightdesk.errors import MindUnavailable
from nightdesk.prompt import Prompt


class AbsentMind:
    """Has nothing to say, at once, so that the deterministic persona answers without waiting."""

    def phrase(  # the port's shape, of which nothing is needed here
        self,
        prompt: Prompt,  # noqa: ARG002
        *,
        values: dict[str, str],  # noqa: ARG002
        deadline_seconds: float,  # noqa: ARG002
    ) -> NoReturn:
        """Raises MindUnavailable."""
        raise MindUnavailable("no model is configured")
