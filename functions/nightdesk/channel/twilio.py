"""
Texts and calls through Twilio's REST API.

https://www.twilio.com/docs/messaging/api/message-resource, https://www.twilio.com/docs/voice/api/call-resource
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import urllib3

from nightdesk.channel.twilio_rest import PATIENCE_SECONDS, Fields, TwilioRest
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone

WEBHOOK_POLICY = "#rc=2&rp=5xx,ct,rt"
"""
Put behind every URL Twilio calls: without it a 5xx or a timeout of ours is never tried again.
https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
"""

CALL_EVENTS = ("initiated", "ringing", "answered", "completed")
LONGEST_VALIDITY_SECONDS = 36_000
CLOCK_SLACK = timedelta(seconds=5)
_PAGE_SIZE = 100


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
        self._rest = TwilioRest(
            account_sid=account_sid,
            auth_token=auth_token,
            base_url=base_url,
            http=http,
            patience_seconds=patience_seconds,
        )
        self._public_url = public_url.rstrip("/")
        self._number = number

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

    def redirect(self, *, call: str, script: str) -> None:
        """Let a call that is going on run the TwiML of another path below /twilio/voice."""
        self._rest.exchange("POST", f"Calls/{call}.json", [("Url", self._webhook(f"/twilio/voice/{script}"))])

    def find_text(self, *, to: Phone, body: str, since: datetime) -> str | None:
        """The sid of the newest text to this number, with this very body, that Twilio took since then."""
        earliest = (since - CLOCK_SLACK).astimezone(UTC)
        day = earliest.date().isoformat()
        query = [("To", to), ("From", self._number), ("DateSent>", day), ("PageSize", str(_PAGE_SIZE))]
        found = self._rest.exchange("GET", "Messages.json", query)
        for message in found.get("messages", ()):
            if message.get("to") == to and message.get("body") == body and _taken_at(message) >= earliest:
                return str(message["sid"])
        return None

    def _webhook(self, path: str) -> str:
        return f"{self._public_url}/{path.lstrip('/')}{WEBHOOK_POLICY}"

    def _create(self, resource: str, to: Phone, fields: Fields) -> str:
        if to == self._number:
            raise ChannelUnavailable("the desk does not write to itself", code=21266, is_final=True)
        created = self._rest.exchange("POST", resource, [("To", to), ("From", self._number), *fields])
        sid = created.get("sid")
        if not isinstance(sid, str) or not sid:
            raise ChannelUnavailable("twilio took it but named no sid", may_have_sent=True)
        return sid


def _taken_at(message: Mapping[str, Any]) -> datetime:
    """When Twilio took it. Long ago when it does not say, so that it is never mistaken for ours."""
    try:
        return parsedate_to_datetime(str(message.get("date_created"))).astimezone(UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
