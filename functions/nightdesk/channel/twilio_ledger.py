"""
Twilio's lists of messages and calls.

https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from nightdesk.channel.ledger import Became
from nightdesk.channel.twilio_rest import TwilioRest
from nightdesk.channel.webhook import LONGEST_BODY
from nightdesk.contact.contact import Message
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone

PAGE_SIZE = 200
NOT_FOUND = 20404


class TwilioLedger:
    """The Ledger port over one account and the desk's number."""

    def __init__(self, rest: TwilioRest, *, number: Phone) -> None:
        self._rest = rest
        self._number = number

    def became(self, sid: str) -> Became | None:
        resource = "Calls" if sid.startswith("CA") else "Messages"
        try:
            found = self._rest.exchange("GET", f"{resource}/{sid}.json", [])
        except ChannelUnavailable as error:
            if error.code == NOT_FOUND:
                return None
            raise
        error_code = found.get("error_code")
        return Became(str(found.get("status", "")), error_code if isinstance(error_code, int) else 0)

    def received(self, *, since: datetime, until: datetime) -> Sequence[Message]:
        """One page of the newest: a desk that misses more than 200 texts in a quarter of an hour has other alarms."""
        day = since.astimezone(UTC).date().isoformat()
        query = [("To", self._number), ("DateSent>", day), ("PageSize", str(PAGE_SIZE))]
        rows = self._rest.exchange("GET", "Messages.json", query).get("messages", ())
        texts = [text for row in rows if (text := _text(row)) is not None and since <= text.at <= until]
        return sorted(texts, key=lambda text: text.at)


def _text(row: Mapping[str, Any]) -> Message | None:
    """A row that is a text to the desk; its pictures stay with the carrier, whose webhook would have named them."""
    try:
        at = parsedate_to_datetime(str(row.get("date_created"))).astimezone(UTC)
    except ValueError:
        return None
    if row.get("direction") != "inbound" or not row.get("sid") or not row.get("from"):
        return None
    return Message(
        id=str(row["sid"]),
        phone=Phone(str(row["from"])),
        at=at,
        direction="in",
        channel="sms",
        body=str(row.get("body") or "")[:LONGEST_BODY],
    )
