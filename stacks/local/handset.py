"""A phone in somebody's hand, and a call on it, as a test or a story holds them. Waits are those of its night."""

import re
from typing import Any

from stacks.local.moments import has_arrived
from stacks.local.witness import Witness

# A hint such as "ack 3" or "go K7PQ2X": a verb, then this phone's number for an incident (or the incident's name, where
# it has none), or an approval's six symbols.
HINT = r"\b(?:{verb})\s+(INC-\d{{1,9}}|\d{{1,6}}|[BCDFGHJKMNPQRSTVWXYZ2-9]{{6}})\b"
VERBS = "ack|take|go|no|join|pass|resolve|close|status|more"


class Phone:
    """One person's phone. `last` is the text expected last, `answer` what the desk's webhook said to the last text."""

    def __init__(self, night: Witness, number: str, name: str) -> None:
        self.night = night
        self.number = number
        self.name = name
        self.last = ""
        self.answer: dict[str, Any] = {}
        self.is_asleep = False
        self.is_muted = False

    def sleeps(self) -> "Phone":
        """Nobody reads this phone or takes its calls: what reaches it surprises nobody."""
        self.is_asleep = True
        return self.behaves(calls="no-answer")

    def is_only_read(self) -> "Phone":
        """Its texts are read, its calls ring unheard and surprise nobody."""
        self.is_muted = True
        return self.behaves(calls="no-answer")

    def expects(self, *words: str) -> "Phone":
        """Wait for an unread text that holds all of these words, in any case; it is read now."""
        text = self.night.until(lambda: self._unread(words), f"{self.name} got no text with {', '.join(words)!r}")
        self.night.expected.add(text["sid"])
        self.last = text["body"]
        return self

    def texts(self, body: str, *, media: tuple[str, ...] = ()) -> "Phone":
        """Text the desk."""
        told = {"from": self.number, "to": self.night.desk, "body": body, "media": list(media)}
        self.answer = self.night.ask("POST", "/sim/texts", **told)
        return self

    def replies(self, body: str) -> "Phone":
        """Text back; `{code}` is what the text expected last told to type after this verb."""
        return self.texts(body.replace("{code}", self.code(body.split()[0])) if "{code}" in body else body)

    def code(self, verb: str) -> str:
        """What the text expected last told to type after this verb."""
        for verbs in (re.escape(verb), VERBS):
            hint = re.search(HINT.format(verb=f"(?i:{verbs})"), self.last)
            if hint:
                return hint.group(1)
        raise AssertionError(self.night.telling(f"{self.name}'s last text hints at no code: {self.last!r}"))

    def rings(self) -> "Call":
        """Wait for a call nobody expected yet."""
        call = self.night.until(self._ringing, f"{self.name}'s phone did not ring")
        self.night.expected.add(call["sid"])
        return Call(self, call["sid"])

    def is_put_through(self) -> "Call":
        """Wait for the call that connects with somebody; what rang before it, such as a page, is declined."""
        while True:
            call = self.rings()
            if "press any key" in " ".join(call.begins()["said"]).casefold():
                return call
            call.hangs_up()

    def is_invited(self) -> "Call":
        """Wait for the call that asks into a war room; what rang before it is declined."""
        while True:
            call = self.rings()
            if "any key to join" in " ".join(call.begins()["said"]).casefold():
                return call
            call.hangs_up()

    def calls_desk(self, *, hidden: bool = False) -> "Call":
        """Call the desk. hidden: without showing the number."""
        told = {"from": self.number, "to": self.night.desk, "hidden": hidden}
        call = self.night.ask("POST", "/sim/calls", **told)
        return Call(self, call["sid"])

    def behaves(self, *, calls: str | None = None, texts: str | None = None) -> "Phone":
        """How this phone takes what the desk sends from now on."""
        asked = {name: value for name, value in (("calls", calls), ("texts", texts)) if value}
        self.night.ask("PUT", f"/sim/phones/{self.number}/behaviour", **asked)
        return self

    def _unread(self, words: tuple[str, ...]) -> dict[str, Any] | None:
        for text in self.night.ask("GET", f"/sim/phones/{self.number}")["texts"]:
            is_new = has_arrived(text) and text["sid"] not in self.night.expected
            if is_new and all(word.casefold() in text["body"].casefold() for word in words):
                return dict(text)
        return None

    def _ringing(self) -> dict[str, Any] | None:
        calls = self.night.ask("GET", f"/sim/phones/{self.number}")["calls"]
        return next((c for c in calls if has_arrived(c) and c["sid"] not in self.night.expected), None)


class Call:
    """One call on somebody's phone."""

    def __init__(self, phone: Phone, sid: str) -> None:
        self.phone = phone
        self.night = phone.night
        self.sid = sid
        self._heard = 0

    @property
    def now(self) -> dict[str, Any]:
        """The call as it is."""
        return dict(self.night.ask("GET", f"/sim/calls/{self.sid}"))

    def hears(self, *words: str) -> "Call":
        """Wait until all of these words were said since what was heard last, in any case."""

        def look() -> int | None:
            said = self.now["said"]
            new = " ".join(said[self._heard :]).casefold()
            return len(said) if all(word.casefold() in new for word in words) else None

        self._heard = self.night.until(look, f"{self.phone.name} did not hear {', '.join(words)!r}")
        return self

    def begins(self) -> dict[str, Any]:
        """Wait until the call waits for its person, or is over; the call as it is then."""

        def look() -> dict[str, Any] | None:
            call = self.now
            return call if call["awaiting"] or call["ended_at"] else None

        return self.night.until(look, f"nobody said anything to {self.phone.name}")

    def presses(self, digits: str) -> "Call":
        """Press keys, once the call waits for some."""
        self._wait_to_be_heard()
        self.night.ask("POST", f"/sim/calls/{self.sid}/digits", digits=digits)
        return self

    def says(self, text: str, *, confidence: float = 0.92) -> "Call":
        """Say something, once the call listens. confidence: how sure the recogniser is of it."""
        self._wait_to_be_heard()
        self.night.ask("POST", f"/sim/calls/{self.sid}/speech", text=text, confidence=confidence)
        return self

    def hangs_up(self) -> "Call":
        """Hang up, unless the other side was faster."""
        answer = self.night.client.post(f"/sim/calls/{self.sid}/hangup")
        assert answer.status_code in {200, 409}, f"hang up: {answer.status_code} {answer.text}"
        return self

    def speaks_with(self, other: "Call") -> "Call":
        """Wait until the two calls are joined."""
        self.night.until(
            lambda: True if self.now["bridged_with"] == other.sid else None,
            f"{self.phone.name} and {other.phone.name} were not joined",
        )
        return self

    def joins(self, conference: str) -> "Call":
        """Wait until the call is in a conference whose name holds this."""
        self.night.until(
            lambda: True if conference.casefold() in (self.now["conference"] or "").casefold() else None,
            f"{self.phone.name} did not come into the conference {conference}",
        )
        return self

    def ends(self, status: str = "completed") -> "Call":
        """Wait until the call is over, in this way."""
        self.night.until(
            lambda: True if self.now["ended_at"] else None, f"the call on {self.phone.name}'s phone did not end"
        )
        assert self.now["status"] == status, self.night.telling(f"the call ended {self.now['status']}, not {status}")
        return self

    def _wait_to_be_heard(self) -> None:
        kinds = {"gather", "bridge", "conference"}
        self.night.until(
            lambda: True if (self.now["awaiting"] or {}).get("kind") in kinds else None,
            f"the call on {self.phone.name}'s phone waits for nothing",
        )
