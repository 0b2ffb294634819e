"""No model at all: what wiring chooses when there is no key."""

from typing import Any, NoReturn

from nightdesk.errors import MindUnavailable


class AbsentMind:
    """Has nothing to say, at once, so that the deterministic persona answers without waiting."""

    def phrase(self, *_: Any, **__: Any) -> NoReturn:
        """Raises MindUnavailable."""
        raise MindUnavailable("no model is configured")

    def look(self, *_: Any, **__: Any) -> NoReturn:
        """Raises MindUnavailable."""
        raise MindUnavailable("no model is configured")
