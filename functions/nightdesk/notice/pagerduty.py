"""
PagerDuty through its own client: events out, schedules in.

https://developer.pagerduty.com/docs/events-api-v2-overview and /api-reference (oncalls). The client waits without limit
at a 429 and six times at a 503; here somebody else's turn comes first, so it gives up early and is asked again later.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from httpx2 import ReadTimeout, Response
from pagerduty import ApiClient, Error, EventsApiV2Client, RestApiV2Client, UrlError

from nightdesk.errors import Misconfigured, NoticeUnavailable
from nightdesk.notice.notice import Event, OnCall

T = TypeVar("T")
SECONDS = 5.0
LONGEST_SUMMARY = 1024
PAGE_SIZE = 100
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def _address(client: ApiClient) -> str:
    return str(client._url)


def _set_address(client: ApiClient, told: str) -> None:
    if not told.startswith("https://") and urlsplit(told).hostname not in LOOPBACK:
        raise UrlError("the base of PagerDuty's API must be an https:// address")
    client._url = told


class _Events(EventsApiV2Client):
    """Also speaks plain HTTP, to this very machine only: a local run has its PagerDuty there."""

    url = property(_address, _set_address)


class _Rest(RestApiV2Client):
    """The same for the REST API."""

    url = property(_address, _set_address)


class PagerDutyEvents:
    """The Pager over one integration of Events API v2."""

    def __init__(self, routing_key: str, url: str, *, pause_seconds: float = 0.5) -> None:
        self._client = _made(lambda: _Events(routing_key, base_url=url))
        _patience(self._client, pause_seconds)

    def send(self, event: Event) -> None:
        if event.action == "trigger":
            _asked(lambda: self._trigger(event))
        else:
            _asked(lambda: self._client.send_event(event.action, dedup_key=event.key))

    def _trigger(self, event: Event) -> str:
        payload: dict[str, Any] = {"component": event.component} if event.component else {}
        if event.at:
            payload["timestamp"] = event.at.astimezone(UTC).isoformat()
        key: str = self._client.trigger(
            event.summary[:LONGEST_SUMMARY],
            event.source,
            dedup_key=event.key,
            severity=event.severity,
            payload=payload | {"custom_details": event.details},
            links=[{"href": href, "text": words} for href, words in event.links],
        )
        return key


class PagerDutySchedules:
    """The Schedules over the REST API."""

    def __init__(self, api_key: str, url: str, *, pause_seconds: float = 0.5) -> None:
        self._client = _made(lambda: _Rest(api_key, base_url=url))
        _patience(self._client, pause_seconds)

    def on_call(self, schedules: tuple[str, ...], *, since: datetime, until: datetime) -> tuple[OnCall, ...]:
        return _asked(lambda: tuple(self._on_call(schedules, since, until)))

    def may_read(self) -> str:
        """That the key holds, in words. For `nightdesk doctor`."""
        return _asked(lambda: f"{len(self._client.rget('abilities'))} abilities")

    def _on_call(self, schedules: tuple[str, ...], since: datetime, until: datetime) -> Iterator[OnCall]:
        asked = {
            "schedule_ids[]": list(schedules),
            "include[]": ["users"],
            "since": since.astimezone(UTC).isoformat(),
            "until": until.astimezone(UTC).isoformat(),
        }
        for row in self._client.iter_all("oncalls", params=asked, page_size=PAGE_SIZE):
            schedule, user = row.get("schedule") or {}, row.get("user") or {}
            starts_at, ends_at = _time(row.get("start")) or since, _time(row.get("end")) or until
            if not schedule.get("id") or not user.get("id"):
                continue
            called = (user.get(name) or "" for name in ("id", "name", "summary", "email"))
            yield OnCall(
                schedule=schedule["id"],
                called=tuple(dict.fromkeys(filter(None, called))),
                starts_at=starts_at,
                ends_at=ends_at,
            )


def _made(make: Callable[[], T]) -> T:
    try:
        return make()
    except UrlError as error:
        raise Misconfigured(f"PagerDuty's address: {error}") from error


def _patience(client: ApiClient, pause_seconds: float) -> None:
    """Two more tries, a moment apart, and then it is somebody else's turn."""
    client.retry.update({429: 2, 500: 2, 502: 2, 503: 2, 504: 2})
    client.sleep_timer = pause_seconds
    client.max_network_attempts = 1
    client.timeout = SECONDS  # type: ignore[assignment]  # httpx takes parts of seconds too


def _asked(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except Error as error:
        if isinstance(error.response, Response):
            raise _refused(error.response) from error
        slow = isinstance(error.__cause__, ReadTimeout)
        raise NoticeUnavailable("PagerDuty did not answer", may_have_sent=slow) from error
    except (UrlError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoticeUnavailable(f"PagerDuty answered something else: {type(error).__name__}") from error


def _refused(response: Response) -> NoticeUnavailable | Misconfigured:
    status = response.status_code
    if status == 404:
        return Misconfigured("PagerDuty knows no such schedule, or this key may not see it (404)")
    told = response.headers.get("retry-after") or response.headers.get("ratelimit-reset") or ""
    return NoticeUnavailable(
        f"PagerDuty answered {status}",
        is_final=status in {400, 401, 402, 403},
        retry_seconds=float(told) if told.isdigit() else None,
    )


def _time(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told.replace("Z", "+00:00")) if told else None
