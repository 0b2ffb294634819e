"""
Slack through its own client. https://docs.slack.dev/reference/methods/chat.postMessage

Messages carry a mark in their metadata, because posting has no key of its own against doing it twice. There are no
buttons: what a click in a channel cannot prove, it cannot permit.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from nightdesk.errors import NoticeUnavailable

SECONDS = 5
WORTH_WAITING_SECONDS = 5
"""A longer Retry-After is waited for outside: the notice is tried again once it is over."""
MARK = "nightdesk"
FINAL = frozenset(
    {
        "account_inactive",
        "channel_not_found",
        "invalid_auth",
        "is_archived",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "restricted_action",
        "token_expired",
        "token_revoked",
    }
)
"""Somebody must mend the app or its channel. https://docs.slack.dev/reference/methods/chat.postMessage#errors"""


class SlackRoom:
    """The Room over one channel."""

    def __init__(self, token: str, channel: str, url: str) -> None:
        quiet = logging.getLogger("slack")
        quiet.setLevel(logging.ERROR)
        self._client = WebClient(
            token, base_url=url, timeout=SECONDS, retry_handlers=[_Briefly(max_retry_count=2)], logger=quiet
        )
        self._channel = channel

    def post(self, text: str, *, thread: str = "", mark: str) -> str:
        posted = self._asked(
            lambda: self._client.chat_postMessage(
                channel=self._channel,
                text=text,
                thread_ts=thread or None,
                unfurl_links=False,
                metadata={"event_type": MARK, "event_payload": {"mark": mark}},
            )
        )
        return str(posted["ts"])

    def amend(self, place: str, text: str) -> None:
        # Slack wants the channel's id here, which is what a setting should hold; a name works for posting only.
        self._asked(lambda: self._client.chat_update(channel=self._channel, ts=place, text=text))

    def find(self, mark: str, *, thread: str = "", since: datetime) -> str:
        cursor = ""
        while True:
            asked: dict[str, Any] = {
                "channel": self._channel,
                "oldest": f"{since.timestamp():.6f}",
                "include_all_metadata": True,
                "limit": 200,
                "cursor": cursor,
            }
            found = self._asked(
                lambda asked=asked: (  # type: ignore[misc]  # bound now, for the loop's sake
                    self._client.conversations_replies(ts=thread, **asked)
                    if thread
                    else self._client.conversations_history(**asked)
                )
            )
            for message in found.get("messages") or ():
                if _mark_of(message) == mark:
                    return str(message["ts"])
            cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return ""

    def who(self) -> str:
        """Whom the token belongs to, in words. For `nightdesk doctor`."""
        told = self._asked(self._client.auth_test)
        return f"{told.get('user')} in {told.get('team')}, channel {self._channel}"

    def _asked(self, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except SlackApiError as error:
            raise _refused(error) from error
        except (URLError, OSError, HTTPException) as error:
            raise NoticeUnavailable("Slack did not answer", may_have_sent=True) from error
        except (SlackClientError, ValueError, KeyError) as error:
            raise NoticeUnavailable(
                f"Slack answered something else: {type(error).__name__}", may_have_sent=True
            ) from error


class _Briefly(RateLimitErrorRetryHandler):
    """Waits as long as Slack asks when that is short, and leaves a long wait to whoever comes later."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        asked = _seconds(response.headers) if response is not None else None
        is_limited = super()._can_retry(state=state, request=request, response=response, error=error)
        return is_limited and asked is not None and asked <= WORTH_WAITING_SECONDS


def _refused(error: SlackApiError) -> NoticeUnavailable:
    response = error.response
    why = str(response.get("error") or "") if hasattr(response, "get") else ""
    status = getattr(response, "status_code", 0)
    if status == 429 or why == "ratelimited":
        return NoticeUnavailable("Slack asked to wait", retry_seconds=_seconds(getattr(response, "headers", {})) or 30)
    if status >= 500:
        return NoticeUnavailable(f"Slack answered {status}", may_have_sent=True)
    return NoticeUnavailable(f"Slack refused: {why or status}", is_final=why in FINAL)


def _seconds(headers: Any) -> float | None:
    told = next((value for name, value in headers.items() if name.lower() == "retry-after"), None)
    told = told[0] if isinstance(told, list) else told
    return float(told) if told and str(told).isdigit() else None


def _mark_of(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("mark") or "") if metadata.get("event_type") == MARK else ""
