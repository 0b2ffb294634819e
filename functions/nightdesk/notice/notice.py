"""The ports to those outside who are told how an incident stands. All raise NoticeUnavailable."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from nightdesk.incident.desk import IncidentId

Action = Literal["trigger", "acknowledge", "resolve"]


class Notices(Protocol):
    """The queue on which notices wait, in order for each place and incident. A slow place holds up only itself."""

    def put(self, outbox: str, *, group: str, attempt: int) -> None:
        """Queue one; repeating an attempt is harmless."""
        ...

    def renew_page(self, at: datetime) -> None:
        """Queue a fresh look at the status page, once a minute at most."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """
    What a pager is told. key: the incident's id; events of one key are one incident there.

    severity: PagerDuty's own words. details: strings for people. links: (address, words).
    """

    action: Action
    key: IncidentId
    summary: str = ""
    source: str = ""
    severity: Literal["critical", "error", "warning", "info"] = "critical"
    at: datetime | None = None
    component: str = ""
    details: dict[str, str] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()


class Pager(Protocol):
    """Somebody else's paging."""

    def send(self, event: Event) -> None:
        """Hand over one event. Repeating it is harmless: the key says which incident is meant."""
        ...


class Room(Protocol):
    """A place where a team talks: one thread for each incident."""

    def post(self, text: str, *, thread: str = "", mark: str) -> str:
        """
        Say something, in a thread or beginning one; returns where it stands.

        mark: kept with it, unseen; `find` finds it by that when an answer was lost.
        """
        ...

    def amend(self, place: str, text: str) -> None:
        """Change what stands at the beginning of a thread. Repeating it is harmless."""
        ...

    def find(self, mark: str, *, thread: str = "", since: datetime) -> str:
        """Where something with this mark stands, "" when it is nowhere."""
        ...


class Files(Protocol):
    """Where the status page lies."""

    def put_newer(self, name: str, body: str, *, content_type: str, edition: int) -> bool:
        """Put it unless a newer edition lies there already; whether it was put."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCall:
    """Somebody's time on a schedule elsewhere, and what they are called there: id, name, address."""

    schedule: str
    called: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime


class Schedules(Protocol):
    """Who is on call by somebody else's calendar."""

    def on_call(self, schedules: tuple[str, ...], *, since: datetime, until: datetime) -> tuple[OnCall, ...]:
        """Everybody's times, also those that are not from here. Raises Misconfigured for one that there is not."""
        ...
