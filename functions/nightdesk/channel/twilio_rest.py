"""
Twilio's REST API over urllib3: one request, one JSON answer, within our patience.

Not the SDK: its client has no timeout by default and costs a function 64 ms more to import.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ProxyError, SSLError

from nightdesk.channel.carrier import trouble
from nightdesk.errors import ChannelUnavailable

PATIENCE_SECONDS = 4.0
"""For one whole exchange, however slowly it drips: a page that hangs here is a person not woken."""

Fields = Sequence[tuple[str, str]]
_NOT_SENT = (ConnectTimeoutError, NewConnectionError, SSLError, ProxyError)


class TwilioRest:
    """The resources of one account. Never retries by itself: the outbox does, and counts."""

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        base_url: str,
        http: urllib3.PoolManager,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._account = f"{base_url.rstrip('/')}/2010-04-01/Accounts/{account_sid}"
        self._headers = urllib3.make_headers(basic_auth=f"{account_sid}:{auth_token}")
        self._http = http
        self._patience = patience_seconds

    def exchange(self, method: str, resource: str, fields: Fields) -> Mapping[str, Any]:
        """One request and its JSON answer, within our patience. Raises ChannelUnavailable for anything else."""
        is_post = method == "POST"
        try:
            status, raw = self._within_patience(method, f"{self._account}/{resource}", urlencode(fields))
        except _NOT_SENT as error:
            raise ChannelUnavailable("twilio could not be reached") from error
        except (HTTPError, TimeoutError) as error:
            raise ChannelUnavailable("twilio did not answer in time", may_have_sent=is_post) from error
        answer = _read(raw)
        if not 200 <= status < 300:
            raise _refused(status, answer, is_post=is_post)
        if answer is None:
            raise ChannelUnavailable("twilio's answer cannot be read", may_have_sent=is_post)
        return answer

    def _within_patience(self, method: str, url: str, fields: str) -> tuple[int, bytes]:
        """
        Run the request beside us and stop waiting when the time is up.

        urllib3's timeouts hold for each read, so an answer that drips a byte a second would pass them for minutes.
        """
        answers: SimpleQueue[tuple[int, bytes] | BaseException] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._ask(method, url, fields))
            except BaseException as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True, name="twilio").start()
        try:
            answer = answers.get(timeout=self._patience)
        except Empty:
            raise TimeoutError from None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _ask(self, method: str, url: str, fields: str) -> tuple[int, bytes]:
        is_post = method == "POST"
        response = self._http.request(
            method,
            url if is_post else f"{url}?{fields}",
            body=fields if is_post else None,
            headers=self._headers | ({"Content-Type": "application/x-www-form-urlencoded"} if is_post else {}),
            timeout=urllib3.Timeout(total=self._patience),
            retries=False,
            redirect=False,
        )
        return response.status, response.data


def _refused(status: int, answer: Mapping[str, Any] | None, *, is_post: bool) -> ChannelUnavailable:
    """Twilio's no, as ours. After a 5xx it may have taken the message all the same."""
    given = (answer or {}).get("code")
    code = given if isinstance(given, int) else {401: 20003, 403: 20403, 404: 20404, 429: 20429}.get(status, 0)
    may_pass_later = status >= 500 or status in {401, 403, 408, 429}
    is_final = trouble(code).is_final if code else not may_pass_later
    why = trouble(code).meaning if code else "no reason given"
    return ChannelUnavailable(
        f"twilio said {status}, {code}: {why}",
        code=code,
        is_final=is_final and status < 500,
        may_have_sent=is_post and (status >= 500 or code == 30410),
    )


def _read(raw: bytes) -> Mapping[str, Any] | None:
    try:
        answer = json.loads(raw)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
