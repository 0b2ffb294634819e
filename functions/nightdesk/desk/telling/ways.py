"""The ways to those outside, made when they are first needed: who is not set up costs nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from nightdesk.notice.notice import Files, Pager, Room


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Each raises Misconfigured or Unavailable when it cannot be made."""

    files: Callable[[], Files]
    pager: Callable[[], Pager]
    room: Callable[[], Room]
