"""Somebody with a phone at the ear: what they hear, say and press, turn by turn, as a carrier would ask for it."""

from dataclasses import dataclass, field

from nightdesk.channel.caller import caller
from nightdesk.channel.twiml import Conference, Dial, Gather, Hangup, Play, Say, Verb, render
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.watching.call_back import hung_up
from nightdesk.incident.desk import Phone
from nightdesk.persona.owner.speech import seconds
from tests.integration.desk.world import World

DESK = "+12025550100"
LONGEST_TURN_SECONDS = 26.0


@dataclass
class OnPhone:
    """
    One call. `heard`: what was said since the last turn; `rings`: whom the desk is dialling for this caller.

    `room`: the war room they were let into.
    """

    world: World
    number: str
    call: str = "CA1"
    heard: str = ""
    codes: tuple[str, ...] = ()
    rings: str = ""
    room: str = ""
    is_over: bool = False
    transcript: list[str] = field(default_factory=list)
    _verbs: tuple[Verb, ...] = ()
    _path: tuple[str, ...] = ()

    @property
    def phone(self) -> Phone:
        return caller({"From": self.number, "CallSid": self.call})

    def begins(self, *path: str) -> "OnPhone":
        """The line is open: they rang the desk, or the desk rang them with this script."""
        self._path = path
        return self._turn()

    def says(self, words: str, confidence: float | None = None) -> "OnPhone":
        self.transcript.append(f"  > {words}")
        return self._turn(said=words, confidence=confidence)

    def presses(self, digits: str) -> "OnPhone":
        self.transcript.append(f"  > [{digits}]")
        return self._turn(digits=digits)

    def is_silent(self) -> "OnPhone":
        self.transcript.append("  > (silence)")
        return self._turn()

    def again(self) -> str:
        """The carrier asks for the same turn once more; what it is told."""
        return _words(self._ask(self._last))

    def is_answered_with(self, digits: str) -> "OnPhone":
        """Whoever is rung for this caller presses a key on the whisper (or "" for none), and later they hang up."""
        whisper = self._dial.whisper.split("/twilio/voice/")[1]
        for path, keys in ((whisper, ""), (f"{whisper}/key", digits)):
            turn = self._callee(path, keys)
            self.world.tries(lambda turn=turn: speak(self.world.kit, turn))  # type: ignore[misc]
            self.world.settle()
        return self

    def whispered(self) -> str:
        """What whoever is rung hears before they are joined."""
        return _words(speak(self.world.kit, self._callee(self._dial.whisper.split("/twilio/voice/")[1], "")))

    def dial_ends(self, status: str, *, bridged: bool | None = None, is_over: bool = False) -> "OnPhone":
        """How the ringing or the talk ended. is_over: because this caller hung up."""
        self._path = tuple(self._dial.action.split("/twilio/voice/")[1].split("/"))
        return self._turn(status=status, is_bridged=bridged, is_over=is_over)

    def dial_left(self) -> "OnPhone":
        """They pressed star in the war room."""
        return self._turn(status="answered")

    def hangs_up(self) -> "OnPhone":
        """The line is closed and the carrier says so."""
        self.transcript.append("  > (hangs up)")
        self.is_over = True
        self.world.tries(lambda: hung_up(self.world.kit, call=self.call, phone=self.phone))
        self.world.settle()
        return self

    @property
    def verbs(self) -> tuple[Verb, ...]:
        return self._verbs

    @property
    def gather(self) -> Gather:
        return next(verb for verb in self._verbs if isinstance(verb, Gather))

    @property
    def _dial(self) -> Dial:
        return next(verb for verb in self._verbs if isinstance(verb, Dial))

    def _callee(self, path: str, keys: str) -> Turn:
        return Turn(
            path=tuple(path.split("/")), call=f"{self.call}-leg", parent=self.call, phone=Phone(self.rings),
            other=Phone(DESK), digits=keys,
        )  # fmt: skip

    def _turn(self, **what: object) -> "OnPhone":
        self._last = Turn(path=self._path, call=self.call, phone=self.phone, other=Phone(DESK), **what)  # type: ignore[arg-type]
        self.world.tries(lambda: setattr(self, "_verbs", self._ask(self._last)))
        self.world.settle()
        render(*self._verbs)
        self.heard, self.codes = _words(self._verbs), _codes(self._verbs)
        self.transcript.append(self.heard)
        gathers = [verb for verb in self._verbs if isinstance(verb, Gather)]
        dials = [verb for verb in self._verbs if isinstance(verb, Dial)]
        self.rings = dials[0].number if dials else ""
        rooms = [verb for verb in self._verbs if isinstance(verb, Conference)]
        self.room = rooms[0].room if rooms else ""
        self.is_over = not gathers and not dials and not rooms and any(isinstance(verb, Hangup) for verb in self._verbs)
        if gathers:
            self._path = tuple(gathers[0].action.split("/twilio/voice/")[1].split("/"))
        elif rooms:
            self._path = tuple(rooms[0].action.split("/twilio/voice/")[1].split("/"))
        return self

    def _ask(self, turn: Turn) -> tuple[Verb, ...]:
        return speak(self.world.kit, turn)


def spoken_seconds(phone: OnPhone) -> float:
    """How long the last turn is, up to where the caller may answer, without what is played."""
    return seconds(phone.heard)


def _said(verbs: tuple[Verb, ...]) -> list[Say | Play]:
    found: list[Say | Play] = []
    for verb in verbs:
        if isinstance(verb, Gather):
            # What follows a Gather is only heard by somebody who does not answer it.
            return [*found, *(part for part in verb.prompts if isinstance(part, Say | Play))]
        if isinstance(verb, Say | Play):
            found.append(verb)
    return found


def _words(verbs: tuple[Verb, ...]) -> str:
    return " ".join(part.text if isinstance(part, Say) else "[beat]" for part in _said(verbs))


def _codes(verbs: tuple[Verb, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.language for part in _said(verbs) if isinstance(part, Say)))
