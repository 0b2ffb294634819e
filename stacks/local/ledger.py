"""Everything the simulated network remembers, kept in one JSON file so that a restart keeps the phones."""

import asyncio
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from stacks.local.phones import Leg, Phone, Text, now

KEPT_COMPLAINTS = 100
SAVE_EVERY = 0.2
# A revision may have been shown but not saved before a crash: a new run starts above any of those.
REVISIONS_PER_RUN = 1_000_000


class Ledger:
    """
    The phones, texts and calls, with a revision that only ever grows, also across restarts.

    Not thread-safe: everything runs on one event loop. file None keeps nothing on disk.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.phones: dict[str, Phone] = {}
        self.texts: dict[str, Text] = {}
        self.legs: dict[str, Leg] = {}
        self.complaints: list[dict[str, Any]] = []
        self.revision = 1
        self._waiting: set[asyncio.Event] = set()
        self._saving: asyncio.TimerHandle | None = None
        if file is not None and file.exists():
            self._load(json.loads(file.read_text()))

    def phone(self, number: str) -> Phone:
        """The phone with this number; it comes to exist on first use."""
        if number not in self.phones:
            self.phones[number] = Phone(number=number)
            self.changed()
        return self.phones[number]

    def texts_of(self, number: str) -> list[Text]:
        """Texts to or from this phone, oldest first."""
        return [text for text in self.texts.values() if number in (text.sender, text.to)]

    def legs_of(self, number: str) -> list[Leg]:
        """Calls on this phone, oldest first."""
        return [leg for leg in self.legs.values() if leg.phone == number]

    def complain(self, code: int, message: str, *, about: str, url: str = "") -> None:
        """What Twilio's debugger would list: an error of the desk's webhooks or documents."""
        self.complaints.append({"at": now(), "code": code, "message": message, "about": about, "url": url})
        del self.complaints[:-KEPT_COMPLAINTS]
        self.changed()

    def changed(self) -> None:
        """Tell whoever watches that something is new, and save soon."""
        self.revision += 1
        for event in self._waiting:
            event.set()
        if self._saving is None and self.file is not None:
            self._saving = asyncio.get_running_loop().call_later(SAVE_EVERY, self.save)

    async def wait(self, after: int, seconds: float) -> bool:
        """Wait until the revision is another one than `after`, at most so long. Whether it is."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            if self.revision == after:
                await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(event)
        return self.revision != after

    def save(self) -> None:
        """Write everything, all or nothing."""
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
        if self.file is None:
            return
        kept = {
            "revision": self.revision,
            "phones": [asdict(phone) for phone in self.phones.values()],
            "texts": [asdict(text) for text in self.texts.values()],
            "legs": [asdict(leg) for leg in self.legs.values()],
            "complaints": self.complaints,
        }
        self.file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(kept))
        fresh.replace(self.file)

    def _load(self, kept: dict[str, Any]) -> None:
        self.phones = {phone["number"]: Phone(**phone) for phone in kept["phones"]}
        self.texts = {text["sid"]: Text(**text) for text in kept["texts"]}
        self.legs = {leg["sid"]: Leg(**leg) for leg in kept["legs"]}
        self.complaints = kept["complaints"]
        self.revision = kept["revision"] + REVISIONS_PER_RUN
        for leg in self.legs.values():
            if not leg.has_ended:
                leg.status, leg.ended_at, leg.awaiting, leg.bridged_with = "failed", now(), None, None
                leg.note("dropped", "the network was stopped during this call")
