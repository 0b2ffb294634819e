"""What a test sees of a running stack: it asks the simulator, waits for what comes, and tells what phones saw."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx
import yaml

from stacks.local.moments import Moment, as_lines, moments_of

ROSTER = Path(__file__).resolve().parents[2] / "runbooks" / "roster.yaml"
PATIENCE_S = 90.0
Found = TypeVar("Found")


class Witness:
    """
    Only what happens after it came counts.

    patience_s: how long anything waited for may take, in real seconds. expected: texts and calls, by sid, that surprise
    nobody. names: of phones, where they are not the roster's.
    """

    def __init__(self, url: str, *, roster: Path = ROSTER, patience_s: float = PATIENCE_S) -> None:
        self.client = httpx.Client(base_url=url, timeout=60.0, trust_env=False)
        self.patience_s = patience_s
        self.people: list[dict[str, Any]] = yaml.safe_load(roster.read_text())["people"] if roster.exists() else []
        self.names: dict[str, str] = {}
        state = self.ask("GET", "/sim/state")
        self.desk: str = state["desk"]
        self.speed: float = state["speed"]
        self.expected = {thing["sid"] for phone in state["phones"] for thing in phone["texts"] + phone["calls"]}
        self._before = frozenset(self.expected)

    def transcript(self) -> str:
        """What each phone saw since the night began, in order."""
        told: list[str] = []
        for phone in self.ask("GET", "/sim/state")["phones"]:
            things = [thing for thing in phone["texts"] + phone["calls"] if thing["sid"] not in self._before]
            if things:
                told.append(f"{self.name_of(phone['number'])} ({phone['number']})")
                told += [line for thing in sorted(things, key=lambda thing: thing["at"]) for line in as_lines(thing)]
        return "\n".join(told)

    def moments(self) -> list[Moment]:
        """Everything the phones saw since the night began, in the order it happened."""
        seen: list[Moment] = []
        for phone in self.ask("GET", "/sim/state")["phones"]:
            who = self.name_of(phone["number"])
            for thing in phone["texts"] + phone["calls"]:
                if thing["sid"] not in self._before:
                    seen += moments_of(who, thing)
        return sorted(seen, key=lambda moment: moment.at)

    def telling(self, *sentences: str) -> str:
        """A failure's words: the sentences, then the transcript."""
        return "\n".join([*sentences, "", self.transcript()])

    def name_of(self, number: str) -> str:
        """Whose phone this is."""
        if number in self.names:
            return self.names[number]
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
