"""The outside world at its ports: a phone network, a turn queue and chains that do as they are told."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from nightdesk.contact.contact import Message
from nightdesk.errors import ChannelUnavailable, Unavailable
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.roll_call import Live, There


@dataclass(frozen=True)
class Sent:
    """Something the network took: a text's body or a call's script."""

    kind: str
    to: Phone
    what: str
    receipt: str
    sid: str


@dataclass
class FakeChannel:
    """
    Takes everything, unless told what to refuse; calls in `over` have ended. `before` runs before, `after` after each
    acceptance.
    """

    sent: list[Sent] = field(default_factory=list)
    refusals: list[ChannelUnavailable] = field(default_factory=list)
    over: set[str] = field(default_factory=set)
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None

    def text(self, *, to: Phone, body: str, receipt: str, valid_seconds: int) -> str:
        return self._take("text", to, body, receipt)

    def ring(self, *, to: Phone, script: str, receipt: str, ring_seconds: int) -> str:
        return self._take("call", to, script, receipt)

    def redirect(self, *, call: str, script: str) -> None:
        if call in self.over:
            raise ChannelUnavailable("the call is over", code=21220, is_final=True)
        self._take("moved", Phone(call), script, "")

    def find_text(self, *, to: Phone, body: str, since: datetime) -> str | None:
        return next((s.sid for s in self.sent if s.kind == "text" and s.to == to and s.what == body), None)

    def texts_to(self, phone: str) -> list[str]:
        return [sent.what for sent in self.sent if sent.kind == "text" and sent.to == phone]

    def calls_to(self, phone: str) -> list[str]:
        return [sent.what for sent in self.sent if sent.kind == "call" and sent.to == phone]

    def script_of(self, call: str) -> str:
        """What this call was told to run last, "" when it was not told anything."""
        return next((one.what for one in reversed(self.sent) if one.kind == "moved" and one.to == call), "")

    def _take(self, kind: str, to: Phone, what: str, receipt: str) -> str:
        self.before()
        if self.refusals:
            raise self.refusals.pop(0)
        sid = f"{'SM' if kind == 'text' else 'CA'}{len(self.sent):032d}"
        self.sent.append(Sent(kind=kind, to=to, what=what, receipt=receipt, sid=sid))
        self.after()
        return sid


@dataclass
class FakeTurns:
    """Remembers what waits for the persona; a repeated message id is one message."""

    waiting: dict[str, Phone] = field(default_factory=dict)
    texts: list[Message] = field(default_factory=list)

    def put(self, *, phone: Phone, message_id: str) -> None:
        self.waiting.setdefault(message_id, phone)

    def put_text(self, message: Message) -> None:
        self.texts.append(message)


@dataclass
class FakeChain:
    """Remembers which watches run; starting one twice starts one. is_dark: nothing can be told about any."""

    watches: dict[tuple[IncidentId, int], bool] = field(default_factory=dict)
    works: dict[IncidentId, int] = field(default_factory=dict)
    answers: list[tuple[str, str]] = field(default_factory=list)
    is_dark: bool = False

    def start_watch(self, incident: IncidentId, *, generation: int) -> None:
        self.watches.setdefault((incident, generation), True)

    def is_watched(self, incident: IncidentId, *, generation: int) -> bool:
        if self.is_dark:
            raise Unavailable("the chain could not be looked at: ThrottlingException")
        return self.watches.get((incident, generation), False)

    def start_work(self, incident: IncidentId, *, attempt: int) -> None:
        self.works[incident] = attempt

    def answer(self, token: str, *, state: str) -> None:
        self.answers.append((token, state))


@dataclass
class FakeWarRoom:
    """
    Remembers which rooms were ended; ending one twice ends one. shown: who is in which, by room. away: nobody can say.
    script_of: what a call was told to run last: whoever goes elsewhere is not shown any more.
    """

    ended: list[str] = field(default_factory=list)
    shown: dict[str, list[Live]] = field(default_factory=dict)
    away: ChannelUnavailable | None = None
    asked: list[str] = field(default_factory=list)
    script_of: Callable[[str], str] = lambda _call: ""

    def end(self, room: str) -> None:
        if room not in self.ended:
            self.ended.append(room)

    def live(self, room: str) -> list[Live]:
        self.asked.append(room)
        if self.away:
            raise self.away
        return [
            replace(one, there=tuple(t for t in one.there if self._is_in(room, t))) for one in self.shown.get(room, [])
        ]

    def _is_in(self, room: str, there: There) -> bool:
        script = self.script_of(there.call)
        return not script or script.startswith(f"room/{room}/")
