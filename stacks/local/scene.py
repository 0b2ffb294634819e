"""Everything the page shows, and word of it when it changes."""

import asyncio
from typing import Any

from stacks.local.faults import Breakage
from stacks.local.ledger import Ledger
from stacks.local.people import people
from stacks.local.phones import Phone
from stacks.local.wiring import LocalWiring

SHOP_LOOK_S = 1.0


def shown(phone: Phone, ledger: Ledger) -> dict[str, Any]:
    """A phone without what lies on it."""
    return {
        "number": phone.number,
        "behaviour": {"calls": phone.calls, "texts": phone.texts},
        "opted_out": phone.opted_out,
        "texts_count": len(ledger.texts_of(phone.number)),
        "calls_count": len(ledger.legs_of(phone.number)),
    }


def whole(phone: Phone, ledger: Ledger, *, recent: int | None = None) -> dict[str, Any]:
    """A phone with its texts and calls, oldest first. recent: only so many of the latest of each."""
    texts, calls = ledger.texts_of(phone.number), ledger.legs_of(phone.number)
    first_text, first_call = (0, 0) if recent is None else (max(0, len(texts) - recent), max(0, len(calls) - recent))
    return {
        **shown(phone, ledger),
        "texts": [text.on_phone() for text in texts[first_text:]],
        "calls": [leg.seen() for leg in calls[first_call:]],
    }


class Scene:
    """The state of the simulation as one object. The shop tells nobody when it changes, so it is looked at."""

    def __init__(self, local: LocalWiring, *, ledger: Ledger, breakage: Breakage) -> None:
        self.local = local
        self.ledger = ledger
        self.breakage = breakage
        self._people = people()
        self._shop_seen: Any = None

    async def now(self) -> dict[str, Any]:
        """The state, with a fresh look at the shop."""
        await self._look_at_shop()
        return self._state()

    async def after(self, revision: int, *, seconds: float, recent: int | None = None) -> dict[str, Any]:
        """
        The state once it is not at this revision, or after so long as it is; `changed` says which.

        recent: only so many of the latest texts and calls of each phone: a long night is too much for every change.
        """
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        while not await self.ledger.wait(revision, min(SHOP_LOOK_S, max(until - clock(), 0.0))) and clock() < until:
            await self._look_at_shop()
        return {**self._state(recent), "changed": self.ledger.revision != revision}

    def _state(self, recent: int | None = None) -> dict[str, Any]:
        return {
            "revision": self.ledger.revision,
            "desk": self.local.desk_number,
            "speed": self.local.speed,
            "people": self._people,
            "phones": [whole(phone, self.ledger, recent=recent) for phone in self.ledger.phones.values()],
            "faults": self.breakage.seen(),
            "complaints": self.ledger.complaints,
            "shop": self._shop_seen,
        }

    async def _look_at_shop(self) -> None:
        if self.local.shop is None:
            return
        try:
            seen = await asyncio.to_thread(self.local.shop.state)
        except Exception as trouble:
            # The shop opens after the page and asks the emulator: the phones must be shown all the same.
            seen = {"error": f"the shop cannot be seen: {trouble}"}
        if seen != self._shop_seen:
            self._shop_seen = seen
            self.ledger.changed()
