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
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stacks.local.handset import Phone
from stacks.local.moments import has_arrived
from stacks.local.witness import PATIENCE_S, ROSTER, Witness

LAST_WORDS_S = 0.7
"""A text that is on its way takes less."""
RESOLVERS = {"pets": "iris", "ops": "dev"}
"""Whose phone puts a desk's forgotten incidents to rest."""
Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a story promises a person. why: the first line of what went wrong, empty when it was kept."""

    what: str
    is_kept: bool
    why: str = ""


def reason(broken: Exception) -> str:
    """What went wrong in one line: the sentences of a failure without the transcript below them."""
    return " / ".join(str(broken).partition("\n\n")[0].splitlines()) or type(broken).__name__


class Night(Witness):
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
        patience_s: float = PATIENCE_S,
        quiet_s: float = 2.0,
        say: Say = lambda _: None,
    ) -> None:
        super().__init__(url, roster=roster, patience_s=patience_s)
        self.quiet_s = quiet_s
        self.promised: list[Promise] = []
        self._say = say
        self._phones: dict[str, Phone] = {}
        self._tolerated: list[tuple[str, ...]] = []
        self._known = self._listed()

    def phone(self, name: str) -> Phone:
        """The phone of somebody on the roster, by id or by any part of the name."""
        wanted = name.casefold()
        for person in self.people:
            if wanted == person["id"].casefold() or wanted in person["name"].casefold().split():
                return self._phone(person["phone"], name)
        raise LookupError(f"nobody on the roster is called {name}")

    def owner(self, name: str = "Owner") -> Phone:
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

    def _phone(self, number: str, name: str) -> Phone:
        self.names.setdefault(number, name)
        return self._phones.setdefault(number, Phone(self, number, name))

    def _arrived(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        for phone in self.ask("GET", "/sim/state")["phones"]:
            for thing in phone["texts"] + phone["calls"]:
                if has_arrived(thing):
                    yield phone, thing
