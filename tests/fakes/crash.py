"""A worker that dies at a chosen call: `kill -9`, a timeout or a lost machine, as far as our code can tell."""

from collections.abc import Callable
from typing import Any, Literal


class Crash(BaseException):
    """Not an Exception, so that nothing of ours can catch it and carry on."""


class Fuse:
    """
    Counts the calls that leave the worker and, when told to, burns through at one of them.

    side "before": the call never left. "after": it was carried out and its answer was lost.
    """

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.burst_at = ""
        self._at: int | None = None
        self._side: Literal["before", "after"] = "before"
        self._counts = False

    def arm(self, at: int | None = None, side: Literal["before", "after"] = "before") -> None:
        """Count from here on, and crash at the `at`th call (from 0)."""
        self._at, self._side, self._counts = at, side, True

    def disarm(self) -> None:
        self._counts = False

    def around(self, name: str, call: Callable[[], Any]) -> Any:
        if not self._counts:
            return call()
        self.calls.append(name)
        is_here = self._at == len(self.calls) - 1
        if is_here and self._side == "before":
            self._burst(name)
        result = call()
        if is_here:
            self._burst(name)
        return result

    def _burst(self, name: str) -> None:
        self.burst_at, self._at = f"{self._side} {name}", None
        raise Crash(self.burst_at)


class Wired:
    """A thing whose every method call goes through the fuse."""

    def __init__(self, inner: object, fuse: Fuse, name: str) -> None:
        self._inner, self._fuse, self._name = inner, fuse, name

    def __getattr__(self, method: str) -> Any:
        found = getattr(self._inner, method)
        if not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            return self._fuse.around(f"{self._name}.{method}", lambda: found(*args, **kwargs))

        return call
