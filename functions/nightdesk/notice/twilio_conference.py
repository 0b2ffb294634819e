"""
War rooms as Twilio conferences.

https://www.twilio.com/docs/voice/api/conference-resource,
https://www.twilio.com/docs/voice/api/conference-participant-resource
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.roll_call import Live, There
from nightdesk.incident.war_room import labelled

Exchange = Callable[[str, str, Sequence[tuple[str, str]]], Mapping[str, Any]]
"""Method, resource below the account, fields -> Twilio's JSON. Raises ChannelUnavailable."""

LIVE = ("init", "in-progress")
"""
Somebody who waits alone is in a conference that has not started. Asked in this order, because it is the order in which
a conference goes through them: asked the other way round, one that starts in between would be in neither list.
"""
IS_IN_IT = frozenset({"connected", ""})
"""Of a participant's states; those before are of phones that ring, those after are over."""
MOST = 250
"""The carrier lets in no more."""
NOT_FOUND = 20404


class TwilioWarRoom:
    """The WarRoom over one account."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def end(self, room: str) -> None:
        """Ends every live conference of this name. By name, because who holds the id may have died before saving it."""
        for sid in self._named(room):
            self._exchange("POST", f"Conferences/{sid}.json", [("Status", "completed")])

    def live(self, room: str) -> Sequence[Live]:
        """By name too: of a conference whose first callback was lost, nobody holds the id."""
        found = dict.fromkeys(self._named(room))
        shown = [(sid, self._there(sid)) for sid in found]
        return [Live(conference=sid, there=there) for sid, there in shown if there is not None]

    def _named(self, room: str) -> Iterator[str]:
        """Two asks, because Twilio lists by one status at a time."""
        for status in LIVE:
            found = self._exchange("GET", "Conferences.json", [("FriendlyName", room), ("Status", status)])
            for conference in found.get("conferences", ()):
                if conference.get("friendly_name") == room:
                    yield str(conference["sid"])

    def _there(self, sid: str) -> tuple[There, ...] | None:
        """Who is in it; None when it has ended meanwhile."""
        try:
            found = self._exchange("GET", f"Conferences/{sid}/Participants.json", [("PageSize", str(MOST))])
        except ChannelUnavailable as error:
            if error.code == NOT_FOUND:
                return None
            raise
        rows = [row for row in found.get("participants", ()) if (row.get("status") or "") in IS_IN_IT]
        return tuple(
            There(call=str(row["call_sid"]), person=labelled(row.get("label") or ""), since=_since(row))
            for row in rows
            if row.get("call_sid")
        )


def _since(row: Mapping[str, Any]) -> datetime | None:
    try:
        at = parsedate_to_datetime(str(row.get("date_created")))
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
