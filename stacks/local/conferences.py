"""Conferences of the simulated network: who is in which, and the callbacks that tell of it, in Twilio's words."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any, Literal
from urllib.parse import urljoin

from stacks.local.line import Line, Reporter
from stacks.local.phones import new_sid, now
from stacks.local.resources import rfc2822
from stacks.local.signing import Form
from stacks.local.twiml import Verb
from stacks.local.webhooks import Receipts

LEAVES = "*"
EVENTS = {
    "conference-start": "start",
    "conference-end": "end",
    "participant-join": "join",
    "participant-leave": "leave",
}
"""Events by their name in a callback -> in statusCallbackEvent."""


@dataclass(kw_only=True, eq=False)
class Participant:
    """
    One line in a room. label: what the document calls it; starts, ends: whether its coming starts the conference and
    its leaving ends it.
    """

    line: Line
    label: str = ""
    starts: bool = True
    ends: bool = False
    at: str = field(default_factory=now)
    gone: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(kw_only=True, eq=False)
class Room:
    """
    One conference while somebody is in it. status: "init" while one waits alone, as Twilio has it.

    callback, events: of the first who entered; those of later ones do not count, as at Twilio.
    """

    name: str
    callback: str
    events: tuple[str, ...]
    sid: str = field(default_factory=lambda: new_sid("CF"))
    at: str = field(default_factory=now)
    inside: list[Participant] = field(default_factory=list)
    status: Literal["init", "in-progress", "completed"] = "init"
    sequence: int = 0
    reason: str = ""


class Conferences:
    """Every conference there was. One is live under a name at a time."""

    def __init__(self, *, reporter: Reporter, receipts: Receipts, hang_up: Callable[[Line], None]) -> None:
        self.reporter = reporter
        self.receipts = receipts
        self.hang_up = hang_up
        self.rooms: dict[str, Room] = {}

    def heard_by(self, line: Line) -> list[Line] | None:
        """The lines that hear what this one says; None when it is in no conference."""
        room = next((room for room in self.rooms.values() if any(one.line is line for one in room.inside)), None)
        if room is None:
            return None
        return [one.line for one in room.inside if one.line is not line and room.status == "in-progress"]

    def find(self, *, name: str, status: str) -> list[Room]:
        """By name and status, newest first; "" for any name, and for status what Twilio lists: those in progress."""
        wanted = status or "in-progress"
        return [one for one in reversed(self.rooms.values()) if one.name == (name or one.name) and one.status == wanted]

    def resource(self, room: Room) -> dict[str, Any]:
        """A Conference resource."""
        account = self.reporter.account_sid
        uri = f"/2010-04-01/Accounts/{account}/Conferences/{room.sid}"
        return {
            "sid": room.sid,
            "account_sid": account,
            "friendly_name": room.name,
            "status": room.status,
            "region": "us1",
            "date_created": rfc2822(room.at),
            "date_updated": rfc2822(room.at),
            "api_version": "2010-04-01",
            "reason_conference_ended": room.reason or None,
            "call_sid_ending_conference": None,
            "uri": f"{uri}.json",
            "subresource_uris": {"participants": f"{uri}/Participants.json"},
        }

    def participant(self, room: Room, who: Participant) -> dict[str, Any]:
        """A Participant resource. Only who is in it has one: whoever left, or runs another document, has none."""
        account, call = self.reporter.account_sid, who.line.leg.sid
        return {
            "account_sid": account,
            "call_sid": call,
            "label": who.label or None,
            "conference_sid": room.sid,
            "call_sid_to_coach": None,
            "coaching": False,
            "date_created": rfc2822(who.at),
            "date_updated": rfc2822(who.at),
            "end_conference_on_exit": who.ends,
            "hold": False,
            "muted": False,
            "queue_time": None,
            "start_conference_on_enter": who.starts,
            "status": "connected",
            "uri": f"/2010-04-01/Accounts/{account}/Conferences/{room.sid}/Participants/{call}.json",
        }

    async def enter(self, line: Line, dial: Verb, noun: Verb, url: str) -> Form:
        """Be in the room until it is over, somebody hangs up, or star is pressed where that leaves it."""
        room = self._live(noun, url)
        me = Participant(
            line=line,
            label=noun.says("participantLabel"),
            starts=noun.is_set("startConferenceOnEnter", default=True),
            ends=noun.is_set("endConferenceOnExit"),
        )
        room.inside.append(me)
        line.leg.conference = room.name
        line.leg.note("joined", room.name)
        self._tell(room, "participant-join", me)
        if room.status == "init" and len(room.inside) > 1 and any(one.starts for one in room.inside):
            room.status = "in-progress"
            self._tell(room, "conference-start", me)
        self.reporter.wait_for(line, {"kind": "conference", "name": room.name})
        try:
            await self._until_gone(me, leaves_by_star=dial.is_set("hangupOnStar"))
        finally:
            self._leave(room, me, ends=me.ends)
        return [("DialCallStatus", "answered")]

    def end(self, room: Room) -> None:
        """Ended through the REST API: everybody in it is hung up on."""
        room.reason = "conference-ended-via-api"
        for one in list(room.inside):
            self.hang_up(one.line)

    def _live(self, noun: Verb, url: str) -> Room:
        for room in self.rooms.values():
            if room.name == noun.text and room.status != "completed":
                return room
        callback = noun.says("statusCallback")
        room = Room(
            name=noun.text,
            callback=urljoin(url, callback) if callback else "",
            events=tuple(noun.says("statusCallbackEvent").split()),
        )
        self.rooms[room.sid] = room
        return room

    async def _until_gone(self, me: Participant, *, leaves_by_star: bool) -> None:
        over = asyncio.create_task(me.gone.wait())
        star = asyncio.create_task(self._star(me.line)) if leaves_by_star else None
        try:
            await asyncio.wait({over, *([star] if star else [])}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            over.cancel()
            if star:
                star.cancel()

    async def _star(self, line: Line) -> None:
        while True:
            heard = await line.ears.get()
            if heard.kind == "digits" and LEAVES in heard.text:
                return

    def _leave(self, room: Room, me: Participant, *, ends: bool) -> None:
        room.inside.remove(me)
        me.line.leg.conference = None
        me.line.leg.note("left", room.name)
        self._tell(room, "participant-leave", me)
        if room.inside and not ends:
            return
        if room.status == "completed":
            return
        room.status = "completed"
        room.reason = room.reason or (
            "participant-with-end-conference-on-exit-left" if ends else "last-participant-left"
        )
        for other in room.inside:
            other.gone.set()
        self._tell(room, "conference-end", me)

    def _tell(self, room: Room, event: str, who: Participant) -> None:
        if not room.callback or EVENTS[event] not in room.events:
            return
        leg = who.line.leg
        form = [
            ("AccountSid", self.reporter.account_sid),
            ("ConferenceSid", room.sid),
            ("FriendlyName", room.name),
            ("SequenceNumber", str(room.sequence)),
            ("Timestamp", formatdate(usegmt=False)),
            ("StatusCallbackEvent", event),
        ]
        if event.startswith("participant"):
            form += [("CallSid", leg.sid), ("Muted", "false"), ("Hold", "false"), ("Coaching", "false")]
            form += [("ParticipantLabel", who.label)] if who.label else []
        if event == "conference-end":
            form += [("ReasonConferenceEnded", room.reason), ("CallSidEndingConference", leg.sid)]
        leg.note("callback", f"{event} {room.sequence}")
        room.sequence += 1
        self.receipts.put(room.sid, room.callback, form, is_last=event == "conference-end")
