"""
War rooms as Twilio conferences.

https://www.twilio.com/docs/voice/api/conference-resource
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Exchange = Callable[[str, str, Sequence[tuple[str, str]]], Mapping[str, Any]]
"""Method, resource below the account, fields -> Twilio's JSON. Raises ChannelUnavailable."""

LIVE = ("in-progress", "init")
"""Somebody who waits alone is in a conference that has not started."""


class TwilioWarRoom:
    """The WarRoom over one account."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def end(self, room: str) -> None:
        """
        Ends every live conference of this name. By name, because who holds the id may have died before saving it.

        Two asks, because Twilio lists by one status at a time.
        """
        for status in LIVE:
            found = self._exchange("GET", "Conferences.json", [("FriendlyName", room), ("Status", status)])
            for conference in found.get("conferences", ()):
                if conference.get("friendly_name") == room:
                    self._exchange("POST", f"Conferences/{conference['sid']}.json", [("Status", "completed")])
