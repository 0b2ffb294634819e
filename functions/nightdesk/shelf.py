"""
The data files of runbooks/ as one typed thing.

Files are loaded strictly (pydantic, YAML) when people run the command line, the tests or the bundling; the bundle then
carries the same thing compiled to JSON, so that a webhook pays neither for YAML nor for pydantic.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from nightdesk.alarm.readers.mapping import Mapping
from nightdesk.channel.fitting import fold, segments
from nightdesk.errors import Misconfigured
from nightdesk.incident.desk import Desk
from nightdesk.incident.policy import Policy
from nightdesk.roster.roster import Roster
from nightdesk.runbook.heartbeat import Heartbeat
from nightdesk.runbook.protocol import Protocol
from nightdesk.runbook.runbook import Runbook
from nightdesk.runbook.service import Catalogue
from nightdesk.runbook.window import Window
from nightdesk.settings import library, own_numbers

if TYPE_CHECKING:
    from nightdesk.triage.pets.knowledge.rules import Rules

COMPILED = "shelf.compiled.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """People, ladders, services, runbooks and first-aid protocols, the most urgent of these first."""

    roster: Roster
    policies: dict[str, Policy]
    catalogue: Catalogue
    runbooks: tuple[Runbook, ...]
    protocols: tuple[Protocol, ...] = ()
    sources: dict[str, Mapping] = field(default_factory=dict)
    """Further alarm sources, each read through the mapping it declares."""
    windows: tuple[Window, ...] = ()
    heartbeats: tuple[Heartbeat, ...] = ()


@cache
def shelf() -> Shelf:
    """The compiled shelf where there is one, else the strictly loaded files. Raises Misconfigured."""
    folder = library() / "runbooks"
    compiled = folder / COMPILED
    if compiled.is_file():
        try:
            return msgspec.json.decode(compiled.read_bytes(), type=Shelf)
        except msgspec.MsgspecError as error:
            raise Misconfigured(f"runbooks/{COMPILED}: {error}") from error
    return load(folder)


def load(folder: Path) -> Shelf:
    """Every file, strictly. Raises Misconfigured with file, field and why."""
    from nightdesk.action.known import RISKS
    from nightdesk.alarm.readers.declared import load as read_sources
    from nightdesk.roster.files import read_roster
    from nightdesk.roster.ladders import read_policies
    from nightdesk.runbook.catalogue import load as read_catalogue
    from nightdesk.runbook.heartbeat import load as read_heartbeats
    from nightdesk.runbook.library import load_all
    from nightdesk.runbook.windows import load as read_windows

    roster = read_roster(folder / "roster.yaml", desk_numbers=own_numbers())
    catalogue = read_catalogue(folder / "services.yaml")
    policies = read_policies(folder / "policies.yaml", roster=roster)
    _ladders_exist(folder, catalogue, policies)
    return Shelf(
        roster=roster,
        policies=policies,
        catalogue=catalogue,
        runbooks=load_all(folder / "ops", RISKS),
        protocols=protocols(folder),
        sources=read_sources(folder / "sources.yaml"),
        windows=read_windows(folder / "maintenance.yaml", catalogue=catalogue, people={p.id for p in roster.people}),
        heartbeats=read_heartbeats(folder / "heartbeats.yaml", catalogue=catalogue),
    )


def protocols(folder: Path) -> tuple[Protocol, ...]:
    """The first-aid protocols of runbooks/, strictly. They have a folder of their own beside the tables of pets/."""
    from nightdesk.runbook.protocols import load_all as read_protocols

    return read_protocols(folder / "pets" / "protocols", is_one_text=lambda text: segments(fold(text)).count == 1)


def files(folder: Path) -> list[tuple[str, Callable[[], object]]]:
    """Every data file by name with what loads it, each on its own, so that all faults can be shown at once."""
    from nightdesk.action.known import RISKS
    from nightdesk.alarm.readers.declared import load as read_sources
    from nightdesk.persona.lore.lore_shelf import load as load_lore
    from nightdesk.roster.files import read_roster
    from nightdesk.roster.ladders import read_policies
    from nightdesk.runbook.heartbeat import load as read_heartbeats
    from nightdesk.runbook.library import load_all
    from nightdesk.triage.pets.knowledge.at_hand import load as load_rules

    known = cache(partial(load_rules, folder / "pets"))
    return [
        ("roster.yaml", lambda: read_roster(folder / "roster.yaml", desk_numbers=own_numbers())),
        ("policies.yaml", lambda: read_policies(folder / "policies.yaml", roster=read_roster(folder / "roster.yaml"))),
        ("services.yaml", lambda: _services(folder)),
        ("sources.yaml", lambda: read_sources(folder / "sources.yaml")),
        ("maintenance.yaml", lambda: _windows(folder)),
        ("heartbeats.yaml", lambda: read_heartbeats(folder / "heartbeats.yaml", catalogue=_catalogue(folder))),
        ("ops/", lambda: load_all(folder / "ops", RISKS)),
        ("pets/", known),
        ("pets/knowledge/ and pets/photos.yaml", lambda: load_lore(folder / "pets")),
        ("pets/protocols/", lambda: _known_protocols(folder, known())),
    ]


def compile_to(source: Path, target: Path) -> None:
    """
    Check every data file of `source` and write what it says into the folder `target`, where `shelf` and `rules` look.

    Raises Misconfigured with file, field and why; then nothing is written.
    """
    from nightdesk.persona.lore import lore, lore_shelf
    from nightdesk.triage.pets.knowledge import at_hand, atlas, rules, zipcodes

    known = at_hand.load(source / "pets")
    _known_protocols(source, known)
    drawn = zipcodes.drawn(known.clinics, words={*known.plain, *known.known})
    compiled = {COMPILED: load(source), rules.COMPILED: known, atlas.COMPILED: drawn}
    compiled[lore.COMPILED] = lore_shelf.load(source / "pets")
    for name, what in compiled.items():
        (target / name).write_bytes(msgspec.json.encode(what))


def _known_protocols(folder: Path, rules: "Rules") -> None:
    """Raises Misconfigured for a protocol that cannot be read, or that is for a flag no rule ever raises."""
    from nightdesk.runbook.protocol_shape import unknown_flags

    # "poison" is what a verdict says of any exposure; it stands for rows of toxins.csv.
    if wrong := unknown_flags(protocols(folder), {"poison", *(flag.id for flag in rules.flags)}):
        raise Misconfigured("\n".join(wrong))


def _catalogue(folder: Path) -> Catalogue:
    from nightdesk.runbook.catalogue import load as read_catalogue

    return read_catalogue(folder / "services.yaml")


def _services(folder: Path) -> Catalogue:
    from nightdesk.roster.files import read_roster
    from nightdesk.roster.ladders import read_policies

    catalogue = _catalogue(folder)
    policies = read_policies(folder / "policies.yaml", roster=read_roster(folder / "roster.yaml"))
    _ladders_exist(folder, catalogue, policies)
    return catalogue


def _ladders_exist(folder: Path, catalogue: Catalogue, policies: dict[str, Policy]) -> None:
    """Raises Misconfigured for a service whose alarms would climb a ladder that there is not, or another desk's."""
    for i, service in enumerate(catalogue.services):
        ladder = policies.get(service.policy or Desk.OPS.value)
        if ladder is None or ladder.desk is not Desk.OPS:
            why = f"no policy of the ops desk is named {service.policy!r}"
            raise Misconfigured(f"{folder / 'services.yaml'}: services[{i}].policy: {why}")


def _windows(folder: Path) -> tuple[Window, ...]:
    from nightdesk.roster.files import read_roster
    from nightdesk.runbook.windows import load as read_windows

    people = {person.id for person in read_roster(folder / "roster.yaml").people}
    return read_windows(folder / "maintenance.yaml", catalogue=_catalogue(folder), people=people)
