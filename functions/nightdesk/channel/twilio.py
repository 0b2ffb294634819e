"""
Texts and calls through Twilio's REST API, over urllib3.

Not the SDK: its client has no timeout by default and costs a function 64 ms more to import.
https://www.twilio.com/docs/messaging/api/message-resource, https://www.twilio.com/docs/voice/api/call-resource
"""

import json
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ProxyError, SSLError

from nightdesk.channel.carrier import trouble
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone

PATIENCE_SECONDS = 4.0
"""For one whole exchange, however slowly it drips: a page that hangs here is a person not woken."""

WEBHOOK_POLICY = "#rc=2&rp=5xx,ct,rt"
"""
Put behind every URL Twilio calls: without it a 5xx or a timeout of ours is never tried again.
https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

CALL_EVENTS = ("initiated", "ringing", "answered", "completed")
LONGEST_VALIDITY_SECONDS = 36_000
CLOCK_SLACK = timedelta(seconds=5)
_PAGE_SIZE = 100

_Fields = Sequence[tuple[str, str]]
_NOT_SENT = (ConnectTimeoutError, NewConnectionError, SSLError, ProxyError)


class TwilioChannel:
    """The Channel over one account and one sending number. Never retries by itself: the outbox does, and counts."""

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        base_url: str,
        public_url: str,
        number: Phone,
        http: urllib3.PoolManager,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._account = f"{base_url.rstrip('/')}/2010-04-01/Accounts/{account_sid}"
        self._headers = urllib3.make_headers(basic_auth=f"{account_sid}:{auth_token}")
        self._public_url = public_url.rstrip("/")
        self._number = number
        self._http = http
        self._patience = patience_seconds

    def text(self, *, to: Phone, body: str, receipt: str, valid_seconds: int) -> str:
        """Send a text; the sid. A text that waits longer than `valid_seconds` in Twilio's queue fails instead."""
        return self._create(
            "Messages.json",
            to,
            [
                ("Body", body),
                ("ValidityPeriod", str(min(max(valid_seconds, 1), LONGEST_VALIDITY_SECONDS))),
                ("StatusCallback", self._webhook(receipt)),
            ],
        )

    def ring(self, *, to: Phone, script: str, receipt: str, ring_seconds: int) -> str:
        """
        Place a call; the sid. `script` is the path below /twilio/voice that answers with TwiML.

        No answering machine detection: only a key press counts as an answer, so there is nothing for it to decide.
        """
        return self._create(
            "Calls.json",
            to,
            [
                ("Url", self._webhook(f"/twilio/voice/{script.lstrip('/')}")),
                ("Timeout", str(ring_seconds)),
                ("StatusCallback", self._webhook(receipt)),
                *(("StatusCallbackEvent", event) for event in CALL_EVENTS),
            ],
        )

    def find_text(self, *, to: Phone, body: str, since: datetime) -> str | None:
        """The sid of the newest text to this number, with this very body, that Twilio took since then."""
        earliest = (since - CLOCK_SLACK).astimezone(UTC)
        day = earliest.date().isoformat()
        query = [("To", to), ("From", self._number), ("DateSent>", day), ("PageSize", str(_PAGE_SIZE))]
        found = self._exchange("GET", "Messages.json", query)
        for message in found.get("messages", ()):
            if message.get("to") == to and message.get("body") == body and _taken_at(message) >= earliest:
                return str(message["sid"])
        return None

    def _webhook(self, path: str) -> str:
        return f"{self._public_url}/{path.lstrip('/')}{WEBHOOK_POLICY}"

    def _create(self, resource: str, to: Phone, fields: _Fields) -> str:
        if to == self._number:
            raise ChannelUnavailable("the desk does not write to itself", code=21266, is_final=True)
        created = self._exchange("POST", resource, [("To", to), ("From", self._number), *fields])
        sid = created.get("sid")
        if not isinstance(sid, str) or not sid:
            raise ChannelUnavailable("twilio took it but named no sid", may_have_sent=True)
        return sid

    def _exchange(self, method: str, resource: str, fields: _Fields) -> Mapping[str, Any]:
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
    code = given if isinstance(given, int) else {401: 20003, 404: 20404, 429: 20429}.get(status, 0)
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


def _taken_at(message: Mapping[str, Any]) -> datetime:
    """When Twilio took it. Long ago when it does not say, so that it is never mistaken for ours."""
    try:
        return parsedate_to_datetime(str(message.get("date_created"))).astimezone(UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
