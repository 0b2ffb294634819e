"""
Companies for a second, unlike kind of storm: their services, machines, tools, and how each tool labels its alarms.

storm_graph.py draws graphs and spells names by one habit a company. Here a service is watched by several tools that
know it by different names, its database by none of its own, and half of what they say are labels.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_TRADE = (
    "wallet onboarding pricing quotes claims policy documents identity sessions risk scoring payouts invoices dunning "
    "loyalty vouchers stock picking routing fleet driver menu kitchen reviews ranking feed timeline messages presence "
    "calls rooms recordings captions translate assets thumbnails transcode playlists lyrics charts alerts digest"
)
_NOUNS = _TRADE.split()
_SUFFIXES = ("", "", "-api", "-service", "-worker", "-backend")
_ZONES = {"us-east-1": "use1", "eu-central-1": "euc1", "ap-southeast-2": "apse2"}
Labels = dict[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One service. is_store: a database, cache or broker. soft: what it calls and can do without for a while."""

    name: str
    calls: tuple[str, ...]
    host: str
    region: str
    team: str
    is_store: bool = False
    is_listed: bool = True
    soft: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Town:
    """parts: name -> service. tools: those in use here, with how far each one's clock is off in seconds."""

    parts: dict[str, Part]
    tools: dict[str, float]

    def callers(self, name: str) -> list[Part]:
        return [part for part in self.parts.values() if name in part.calls]

    def reach(self, name: str) -> set[str]:
        """It and whatever could feel it."""
        felt, ring = {name}, {name}
        while ring:
            ring = {caller.name for one in ring for caller in self.callers(one)} - felt
            felt |= ring
        return felt

    def catalogue(self) -> dict[str, Any]:
        return {
            "services": [
                {
                    "name": part.name,
                    "owner": part.team,
                    "tier": 3 if part.is_store else 2,
                    "criticality": "high",
                    "depends_on": list(part.calls),
                    "regions": [part.region],
                }
                for part in self.parts.values()
                if part.is_listed
            ]
        }


def town(dice: random.Random) -> Town:
    """One company; what it is like is drawn first, then its services."""
    names = [noun + dice.choice(_SUFFIXES) for noun in dice.sample(_NOUNS, k=dice.randrange(6, 36))]
    shape = dice.choice((_spokes, _chain, _mesh, _families, _tiers))
    calls, stores = shape(dice, names)
    regions = dice.sample(sorted(_ZONES), k=dice.choice((1, 1, 2)))
    hosts = [f"ip-10-{dice.randrange(99)}-{dice.randrange(250)}-{dice.randrange(250)}" for _ in range(len(calls))]
    parts = {
        name: Part(
            name=name,
            calls=tuple(dict.fromkeys(called)),
            host=dice.choice(hosts),
            region=dice.choice(regions),
            team=f"squad-{dice.randrange(5)}",
            is_store=name in stores,
            is_listed=name not in stores or dice.random() < 0.85,
            soft=frozenset(one for one in called if dice.random() < 0.2),
        )
        for name, called in calls.items()
    }
    tools = dice.sample(sorted(LABELS), k=dice.randrange(2, len(LABELS) + 1))
    return Town(parts, {tool: dice.choice((0.0, 0.0, 0.0, dice.uniform(-150, 150))) for tool in tools})


_Calls = tuple[dict[str, list[str]], set[str]]


def _spokes(dice: random.Random, names: list[str]) -> _Calls:
    """Everything goes through a gateway and most things ask one hub."""
    hub, gateway, *rest = names
    calls: dict[str, list[str]] = {hub: [], gateway: list(rest)}
    calls |= {name: [hub] if dice.random() < 0.7 else [] for name in rest}
    return calls, set()


def _chain(dice: random.Random, names: list[str]) -> _Calls:
    """Long lines, with a store at each end."""
    calls: dict[str, list[str]] = {}
    stores: set[str] = set()
    while names:
        line, names = names[: (n := dice.randrange(3, 8))], names[n:]
        store = f"{line[-1]}-pg"
        stores.add(store)
        calls[store] = []
        calls |= {caller: [called] for caller, called in zip(line, [*line[1:], store], strict=True)}
    return calls, stores


def _mesh(dice: random.Random, names: list[str]) -> _Calls:
    """Each calls a few of those after it, whichever."""
    calls = {
        name: dice.sample(names[n + 1 :], k=min(len(names) - n - 1, dice.choice((0, 1, 2, 3))))
        for n, name in enumerate(names)
    }
    return calls, set()


def _families(dice: random.Random, names: list[str]) -> _Calls:
    """Groups that share one database and one queue, and a few calls between groups."""
    calls: dict[str, list[str]] = {}
    stores: set[str] = set()
    for n in range(0, len(names), 4):
        family = names[n : n + 4]
        database, queue = f"{family[0].split('-')[0]}-aurora", f"{family[0].split('-')[0]}-events"
        stores |= {database, queue}
        calls[database], calls[queue] = [], []
        for name in family:
            calls[name] = [database, *([queue] if dice.random() < 0.5 else [])]
            if n and dice.random() < 0.25:
                calls[name].append(dice.choice(names[:n]))
    return calls, stores


def _tiers(dice: random.Random, names: list[str]) -> _Calls:
    """Web, application, data; each asks two of the next."""
    web, middle = names[: max(1, len(names) // 4)], names[max(1, len(names) // 4) :]
    stores = {f"{name.split('-')[0]}-{dice.choice(('mysql', 'redis', 'mongo'))}" for name in middle[::2]}
    calls: dict[str, list[str]] = {store: [] for store in sorted(stores)}
    calls |= {name: dice.sample(sorted(stores), k=min(len(stores), dice.choice((1, 1, 2)))) for name in middle}
    calls |= {name: dice.sample(middle, k=min(len(middle), 3)) for name in web}
    return calls, stores


def _prometheus(dice: random.Random, part: Part) -> tuple[str, str, Labels]:
    told: Labels = {
        "job": part.name,
        "namespace": part.team,
        "instance": f"{part.host}:9{dice.randrange(999):03}",
        "region": part.region,
        "severity": "page",
    }
    return (part.name if dice.random() < 0.6 else ""), told["instance"], told


def _cloudwatch(dice: random.Random, part: Part) -> tuple[str, str, Labels]:
    if part.is_store:
        resource = f"prod-{part.name}-{dice.randrange(3)}"
        return "", resource, {"DBInstanceIdentifier": resource, "region": part.region}
    target = f"targetgroup/{part.name}-prod/{_hex(dice, 16)}"
    kind = dice.choice(("FunctionName", "TargetGroup", "ServiceName"))
    resource = {"FunctionName": f"{part.name}-prod", "TargetGroup": target, "ServiceName": part.name}[kind]
    return "", resource, {kind: resource, "region": part.region, "AWSAccountId": "210987654321"}


def _datadog(dice: random.Random, part: Part) -> tuple[str, str, Labels]:
    told: Labels = {"env": "prod", "service": part.name, "team": part.team}
    if dice.random() < 0.5:
        told["host"] = part.host
    return part.name, told.get("host", ""), told


def _zabbix(dice: random.Random, part: Part) -> tuple[str, str, Labels]:
    machine = f"{part.name.replace('-', '')}{dice.randrange(1, 9):02}.{_ZONES[part.region]}.corp"
    return "", machine, {"host": machine, "group": "Linux servers"}


def _grafana(dice: random.Random, part: Part) -> tuple[str, str, Labels]:
    spoken = "".join(word.capitalize() for word in part.name.split("-"))
    return dice.choice((part.name, spoken, "")), "", {"grafana_folder": part.team, "app": part.name, "cluster": "main"}


def _newrelic(dice: random.Random, part: Part) -> tuple[str, str, Labels]:
    return f"{part.name} ({_ZONES[part.region]})", "", {"policy": "Golden signals", "account": "12345"}


LABELS: dict[str, Callable[[random.Random, Part], tuple[str, str, Labels]]] = {
    "alertmanager": _prometheus,
    "cloudwatch": _cloudwatch,
    "datadog": _datadog,
    "zabbix": _zabbix,
    "grafana": _grafana,
    "newrelic": _newrelic,
}
"""Tool -> the service it names ("" when it does not), the resource and the labels."""


def _hex(dice: random.Random, length: int) -> str:
    return f"{dice.randrange(16**length):0{length}x}"
