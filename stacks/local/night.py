"""
The phone language: an end-to-end test says what people on phones see and do, over the simulator's HTTP API.

    ana, owner = night.phone("Ana"), night.owner()
    owner.texts("my dog ate chocolate")
    owner.expects("vet is being woken")
    ana.expects("checkout errors").replies("ack {code}").expects("yours")
    ana.rings().hears("press 4").presses("4")
    night.passes(minutes=15)
    night.stays_quiet()

A story may name what it proves while it goes: `with night.promises("only a key press acknowledges"): ...`.

Waits are in real time and end as soon as what they wait for is there: patience costs only where a test fails.
"""

import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import yaml

ROSTER = Path(__file__).resolve().parents[2] / "runbooks" / "roster.yaml"
# A hint such as "ack 3" or "go K7PQ2X": a verb, then this phone's number for an incident (or the incident's name, where
# it has none), or an approval's six symbols.
HINT = r"\b(?:{verb})\s+(INC-\d{{1,9}}|\d{{1,6}}|[BCDFGHJKMNPQRSTVWXYZ2-9]{{6}})\b"
VERBS = "ack|take|go|no|join|pass|resolve|close|status|more"
LAST_WORDS_S = 0.7
"""A text that is on its way takes less."""
RESOLVERS = {"pets": "iris", "ops": "dev"}
"""Whose phone puts a desk's forgotten incidents to rest."""
NEVER_ARRIVED = frozenset({"accepted", "queued", "sending", "undelivered", "failed"})
Found = TypeVar("Found")
Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a story promises a person. why: the first line of what went wrong, empty when it was kept."""

    what: str
    is_kept: bool
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One thing that a phone saw. at: ISO UTC. by: "desk", "me", "them", "voicemail", or "" for a text or a ring."""

    at: str
    who: str
    is_sent: bool
    text: str
    by: str = ""


def reason(broken: Exception) -> str:
    """What went wrong in one line: the sentences of a failure without the transcript below them."""
    return " / ".join(str(broken).partition("\n\n")[0].splitlines()) or type(broken).__name__


class Night:
    """
    One test's night on a running stack at `url`.

    Only what happens after it begins counts. patience_s: how long anything expected may take, in real seconds.
    quiet_s: how long nothing may happen before the night counts as quiet. say: hears of every promise kept.
    """

    def __init__(
        self,
        url: str,
        *,
        roster: Path = ROSTER,
        patience_s: float = 90.0,
        quiet_s: float = 2.0,
        say: Say = lambda _: None,
    ) -> None:
        self.client = httpx.Client(base_url=url, timeout=60.0, trust_env=False)
        self.patience_s = patience_s
        self.quiet_s = quiet_s
        self.people: list[dict[str, Any]] = yaml.safe_load(roster.read_text())["people"] if roster.exists() else []
        state = self.ask("GET", "/sim/state")
        self.desk: str = state["desk"]
        self.speed: float = state["speed"]
        self.expected = {thing["sid"] for phone in state["phones"] for thing in phone["texts"] + phone["calls"]}
        self.promised: list[Promise] = []
        self._say = say
        self._before = frozenset(self.expected)
        self._phones: dict[str, Phone] = {}
        self._tolerated: list[tuple[str, ...]] = []
        self._known = self._listed()

    def phone(self, name: str) -> "Phone":
        """The phone of somebody on the roster, by id or by any part of the name."""
        wanted = name.casefold()
        for person in self.people:
            if wanted == person["id"].casefold() or wanted in person["name"].casefold().split():
                return self._phone(person["phone"], name)
        raise LookupError(f"nobody on the roster is called {name}")

    def owner(self, name: str = "Owner") -> "Phone":
        """The phone of somebody nobody has heard of."""
        taken = {person["phone"] for person in self.people} | self._phones.keys()
        number = next(n for n in iter(lambda: f"+1202555{random.randrange(1000, 10000)}", "") if n not in taken)
        return self._phone(number, name)

    def alarm(self, name: str, *, service: str = "", state: str = "ALARM", description: str = "") -> None:
        """CloudWatch raises an alarm of this name (or ends it, with state "OK"). service: from the name by default."""
        named = service or name.rpartition("-")[0] or name
        self.ask("POST", "/sim/alarms", name=name, service=named, state=state, description=description)

    @contextmanager
    def promises(self, what: str) -> Iterator[None]:
        """What the block proves; remembered as kept, or as broken with why when the block fails."""
        try:
            yield
        except Exception as broken:
            why = reason(broken)
            self.promised.append(Promise(what=what, is_kept=False, why=why))
            self._say(f"  BROKEN  {what}: {why}")
            raise
        self.promised.append(Promise(what=what, is_kept=True))
        self._say(f"  kept    {what}")

    def breaks(self, fault: str, *, sticky: bool = False) -> None:
        """Break the demo shop."""
        self.ask("POST", "/sim/shop/faults", fault=fault, sticky=sticky)

    def mends(self, fault: str) -> None:
        """Mend the demo shop by hand."""
        self.ask("DELETE", f"/sim/shop/faults/{fault}")

    def disturbs(self, **faults: Any) -> None:
        """Break things at the wire (twilio, callbacks, claude, aws); nothing mends everything."""
        self.ask("PUT", "/sim/faults", **faults)

    def console(self, incident: str = "") -> Any:
        """What the console shows of one incident, or of all."""
        return self.ask("GET", f"/console/api/incidents/{incident}" if incident else "/console/api/incidents")

    def incident(self, desk: str) -> dict[str, Any]:
        """Wait for the incident this night opened on a desk; the newest, as the console shows it whole."""

        def look() -> str | None:
            found = [one["id"] for one in self.incidents() if one["desk"] == desk]
            return found[0] if found else None

        return dict(self.console(self.until(look, f"no incident was opened on the {desk} desk")))

    def incidents(self) -> list[dict[str, Any]]:
        """What this night opened, newest first."""
        return [one for one in self.console()["incidents"] if one["id"] not in self._known]

    def becomes(self, incident: str, status: str) -> dict[str, Any]:
        """Wait until an incident has a status; what the console shows of it then."""

        def look() -> dict[str, Any] | None:
            seen = dict(self.console(incident))
            return seen if seen["status"] == status else None

        return self.until(look, f"{incident} did not become {status}")

    def tells(self, incident: str, kind: str, *words: str) -> str:
        """Wait until an incident's timeline has an entry of this kind with all of these words; returns it."""

        def look() -> str | None:
            lines = [entry["text"] for entry in self.console(incident)["timeline"] if entry["kind"] == kind]
            return next((line for line in lines if all(word.casefold() in line.casefold() for word in words)), None)

        return self.until(look, f"{incident} has no {kind!r} entry with {', '.join(words)!r}")

    def tolerates(self, *words: str) -> None:
        """Texts that hold all of these words surprise nobody: what the clock alone brings, such as a nudge."""
        self._tolerated.append(words)

    def ends(self) -> None:
        """Mend everything and resolve what is still open, so that the next night begins in silence."""
        self.disturbs()
        self._mends_the_shop()
        for phone in self._phones.values():
            phone.behaves(calls="human", texts="delivered")
        for one in self._open():
            resolver = next(person for person in self.people if person["id"] == RESOLVERS[one["desk"]])
            phone = self._phone(resolver["phone"], resolver["name"])
            phone.texts(f"resolve {one['id']}: the night is over")
        self.until(lambda: None if self._open() else True, "something stays open although it was resolved")
        self.until(lambda: True if all(map(self._is_written, self.incidents())) else None, "a record is not written")
        self._lets_the_last_words_arrive()

    def passes(self, *, minutes: float) -> None:
        """Let the desk's minutes pass."""
        time.sleep(minutes * 60 / self.speed)

    def stays_quiet(self) -> None:
        """Assert that nobody, in this test or not, got a text or a call that was not expected."""
        time.sleep(self.quiet_s)
        surprises = [
            f"{self.name_of(phone['number'])}: {thing.get('body') or 'a call: ' + ' / '.join(thing.get('said', []))}"
            for phone, thing in self._arrived()
            if thing["sid"] not in self.expected and not self._is_tolerated(phone["number"], thing)
        ]
        if surprises:
            raise AssertionError(self.telling("nobody expected", *surprises))

    def transcript(self) -> str:
        """What each phone saw since the night began, in order."""
        told: list[str] = []
        for phone in self.ask("GET", "/sim/state")["phones"]:
            things = [thing for thing in phone["texts"] + phone["calls"] if thing["sid"] not in self._before]
            if things:
                told.append(f"{self.name_of(phone['number'])} ({phone['number']})")
                told += [line for thing in sorted(things, key=lambda thing: thing["at"]) for line in _told(thing)]
        return "\n".join(told)

    def moments(self) -> list[Moment]:
        """Everything the phones saw since the night began, in the order it happened."""
        seen: list[Moment] = []
        for phone in self.ask("GET", "/sim/state")["phones"]:
            who = self.name_of(phone["number"])
            for thing in phone["texts"] + phone["calls"]:
                if thing["sid"] not in self._before:
                    seen += _moments(who, thing)
        return sorted(seen, key=lambda moment: moment.at)

    def telling(self, *sentences: str) -> str:
        """A failure's words: the sentences, then the transcript."""
        return "\n".join([*sentences, "", self.transcript()])

    def name_of(self, number: str) -> str:
        """Whose phone this is."""
        if number in self._phones:
            return self._phones[number].name
        return next((person["name"] for person in self.people if person["phone"] == number), "Somebody")

    def ask(self, method: str, path: str, **body: Any) -> Any:
        """Call the simulator; fails with the sentence it answers."""
        answer = self.client.request(method, path, json=body if method != "GET" else None)
        assert answer.status_code < 400, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def until(self, look: Callable[[], Found | None], complaint: str) -> Found:
        """Wait for what `look` finds; fails with the complaint and the transcript."""
        patience_ends = time.monotonic() + self.patience_s
        while (found := look()) is None:
            if time.monotonic() > patience_ends:
                raise AssertionError(self.telling(f"waited {self.patience_s:g} s: {complaint}"))
            time.sleep(0.05)
        return found

    def close(self) -> None:
        """Let the connection go."""
        self.client.close()

    def _listed(self) -> frozenset[str]:
        """The incidents there are; none where nothing but phones is running."""
        answer = self.client.get("/console/api/incidents")
        has_console = answer.headers.get("content-type", "") == "application/json" and answer.status_code == 200
        return frozenset(one["id"] for one in answer.json()["incidents"]) if has_console else frozenset()

    def _is_tolerated(self, number: str, thing: dict[str, Any]) -> bool:
        phone = self._phones.get(number)
        if phone is not None and (phone.is_asleep or (phone.is_muted and "body" not in thing)):
            return True
        body = str(thing.get("body", "")).casefold()
        return any(body and all(word.casefold() in body for word in words) for words in self._tolerated)

    def _mends_the_shop(self) -> None:
        shop = self.ask("GET", "/sim/state")["shop"]
        for fault in (shop or {}).get("faults", []):
            self.mends(fault["fault"])
        if shop:
            self.until(self._is_the_shop_well, "the shop's alarms do not end")

    def _is_the_shop_well(self) -> bool | None:
        return None if any(alarm["state"] == "ALARM" for alarm in self.ask("GET", "/sim/shop")["alarms"]) else True

    def _is_written(self, incident: dict[str, Any]) -> bool:
        return bool(self.console(incident["id"])["report_uri"])

    def _lets_the_last_words_arrive(self) -> None:
        seen = -1
        while (now := sum(1 for _ in self._arrived())) != seen:
            seen = now
            time.sleep(LAST_WORDS_S)

    def _open(self) -> list[dict[str, Any]]:
        return [one for one in self.console()["incidents"] if one["status"] != "resolved"]

    def _phone(self, number: str, name: str) -> "Phone":
        return self._phones.setdefault(number, Phone(self, number, name))

    def _arrived(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        for phone in self.ask("GET", "/sim/state")["phones"]:
            for thing in phone["texts"] + phone["calls"]:
                if _has_arrived(thing):
                    yield phone, thing


class Phone:
    """One person's phone. `last` is the text expected last, `answer` what the desk's webhook said to the last text."""

    def __init__(self, night: Night, number: str, name: str) -> None:
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
            is_new = _has_arrived(text) and text["sid"] not in self.night.expected
            if is_new and all(word.casefold() in text["body"].casefold() for word in words):
                return dict(text)
        return None

    def _ringing(self) -> dict[str, Any] | None:
        calls = self.night.ask("GET", f"/sim/phones/{self.number}")["calls"]
        return next((c for c in calls if _has_arrived(c) and c["sid"] not in self.night.expected), None)


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


def _has_arrived(thing: dict[str, Any]) -> bool:
    """Whether a text or call came in on the phone; the carrier's own answers are nobody's doing."""
    return thing["direction"] == "in" and thing["status"] not in NEVER_ARRIVED and not thing.get("carrier")


def _moments(who: str, thing: dict[str, Any]) -> Iterator[Moment]:
    is_sent = thing["direction"] == "out"
    if "body" in thing:
        late = "" if thing["status"] in {"delivered", "received", "sent"} else f" [{thing['status']}]"
        yield Moment(at=thing["at"], who=who, is_sent=is_sent, text=thing["body"] + late)
        return
    yield Moment(at=thing["at"], who=who, is_sent=is_sent, text=f"[call: {thing['status']}]")
    for line in thing["lines"]:
        yield Moment(at=line["at"], who=who, is_sent=line["by"] == "me", text=line["text"], by=line["by"])


def _told(thing: dict[str, Any]) -> Iterator[str]:
    clock, arrow = thing["at"][11:19], "<-" if thing["direction"] == "in" else "->"
    if "body" in thing:
        late = "" if thing["status"] in {"delivered", "received"} else f"   [{thing['status']}]"
        yield f"  {clock} {arrow} {thing['body']}{late}"
        return
    yield f"  {clock} {arrow} call, {thing['status']}"
    for line in thing["lines"]:
        yield f"             {line['by']}: {line['text']}"
