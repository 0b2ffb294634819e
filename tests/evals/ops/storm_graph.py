"""Random service graphs for storms: their shapes, and the many ways in which monitoring spells a service's name."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_PRODUCTS = (
    "checkout payments cart catalog search inventory orders shipping billing users auth profile reviews pricing "
    "notify email push media images feed chat ledger fraud tax coupons returns warehouse tracking geo content ads "
    "recommend session config flags audit reports exports imports ingest stream events metrics gateway edge web mobile"
)
_WORDS = _PRODUCTS.split()
_STORES = ("db", "cache", "queue", "store", "index")
_HABITS: tuple[Callable[[random.Random, str], str], ...] = (
    lambda _, name: name,
    lambda _, name: f"prod-{name}",
    lambda _, name: f"{name}-svc" if not name.endswith(_STORES) else name,
    lambda _, name: name.replace("-", "_"),
    lambda dice, name: f"{name}-{dice.randrange(16**9):09x}-{_tail(dice)}",
    lambda dice, name: f"{name}-{dice.randrange(1, 12):02}.prod.example.com",
    lambda _, name: "".join(part.capitalize() for part in name.split("-")),
    lambda _, name: f"{name}-production",
    lambda _, name: f"app/{name}/50dc6c495c0c9188",
)


def _tail(dice: random.Random) -> str:
    return "".join(dice.choice("bcdfghjklmnpqrstvwxz2456789") for _ in range(5))


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a town's monitoring names a service: mostly one habit, sometimes another, the same within one alarm."""

    habits: tuple[Callable[[random.Random, str], str], ...]

    def spoken(self, dice: random.Random, service: str) -> str:
        """The name as an alarm gives it."""
        return dice.choice(self.habits)(dice, service)

    def machine(self, service: str) -> str:
        """A resource that mentions the service, for an alarm that does not name it."""
        return f"{service}-0.{service}.prod.svc.cluster.local"


@dataclass(frozen=True, slots=True)
class Graph:
    """depends_on: service -> those it calls."""

    depends_on: dict[str, tuple[str, ...]]
    spelling: Spelling
    regions: tuple[str, ...]

    def callers(self, service: str) -> list[str]:
        """Those that lean on it directly."""
        return sorted(name for name, calls in self.depends_on.items() if service in calls)

    def reach(self, service: str) -> set[str]:
        """The service and all that could feel it within four hops."""
        felt = ring = {service}
        for _ in range(4):
            ring = {caller for name in ring for caller in self.callers(name)} - felt
            felt = felt | ring
        return felt

    def origins(self) -> list[str]:
        """Where trouble begins: anything, more often what others lean on."""
        return sorted(self.depends_on) + [name for name in sorted(self.depends_on) if self.callers(name)] * 2

    def labels(self, dice: random.Random, service: str) -> dict[str, str]:
        """What every alarm here carries and what tells nothing of a cause: region, cluster, team, environment."""
        return {
            "region": dice.choice(self.regions),
            "cluster": "prod-1",
            "environment": "production",
            "team": f"team-{len(service) % 4}",
        }

    def catalogue(self, dice: random.Random) -> dict[str, Any]:
        """As services.yaml has it, a few services left out as real catalogues do, a few unknown names in it."""
        kept = [name for name in self.depends_on if dice.random() > 0.03]
        return {
            "services": [
                {
                    "name": name,
                    "owner": f"team-{len(name) % 4}",
                    "tier": dice.choice((1, 2, 2, 3)),
                    "criticality": dice.choice(("critical", "high", "medium", "low")),
                    "depends_on": list(self.depends_on[name]),
                }
                for name in kept
            ]
        }


def graph(dice: random.Random) -> Graph:
    """One company's services."""
    shape = dice.choice((_layered, _layered, _chains, _hubs, _islands, _tangled))
    names = dice.sample(_WORDS, k=dice.choice((8, 12, 20, 30, 44)))
    habits = (dice.choice(_HABITS),) * 4 + (dice.choice(_HABITS),)
    regions = ("us-east-1",) if dice.random() < 0.5 else ("us-east-1", "eu-west-1", "ap-south-1")
    return Graph(depends_on=shape(dice, names), spelling=Spelling(habits), regions=regions)


_Calls = dict[str, tuple[str, ...]]


def _layered(dice: random.Random, names: list[str]) -> _Calls:
    """Fronts call middles, middles call stores of their own and sometimes a shared one."""
    third = max(2, len(names) // 3)
    fronts, middles = names[:third], names[third:]
    stores = [f"{name}-{dice.choice(_STORES)}" for name in middles if dice.random() < 0.6] or [f"{middles[0]}-db"]
    calls: _Calls = dict.fromkeys(stores, ())
    for middle in middles:
        own = [store for store in stores if store.startswith(f"{middle}-")]
        calls[middle] = tuple(dict.fromkeys([*own, *dice.sample(stores, k=1 if dice.random() < 0.25 else 0)]))
    for front in fronts:
        calls[front] = tuple(dice.sample(middles, k=min(len(middles), dice.randrange(1, 5))))
    return calls


def _chains(dice: random.Random, names: list[str]) -> _Calls:
    calls: _Calls = {}
    length = dice.randrange(3, 6)
    for start in range(0, len(names), length):
        chain = names[start : start + length]
        for caller, called in zip(chain, [*chain[1:], None], strict=True):
            calls[caller] = (called,) if called else ()
    return calls


def _hubs(dice: random.Random, names: list[str]) -> _Calls:
    """One or two things that everything leans on, beside each service's own store."""
    hubs = ["auth-hub", "shared-cache"][: dice.randrange(1, 3)]
    calls: _Calls = dict.fromkeys(hubs, ())
    for name in names:
        own = f"{name}-db"
        calls[own] = ()
        calls[name] = (own, *(hub for hub in hubs if dice.random() < 0.8))
    for name in names[: len(names) // 3]:
        calls[name] = (*calls[name], dice.choice([other for other in names if other != name]))
    return calls


def _islands(dice: random.Random, names: list[str]) -> _Calls:
    """Products that share nothing."""
    calls: _Calls = {}
    for start in range(0, len(names), 4):
        island = names[start : start + 4]
        calls |= dict.fromkeys(island, ())
        calls[island[0]] = tuple(island[1:])
        if len(island) > 2:
            store = f"{island[1]}-db"
            calls[store] = ()
            calls[island[1]], calls[island[2]] = (store,), (store,)
    return calls


def _tangled(dice: random.Random, names: list[str]) -> _Calls:
    """Any may call any, in circles too."""
    return {
        name: tuple(dice.sample([other for other in names if other != name], k=dice.choice((0, 1, 1, 2))))
        for name in names
    }
