"""
The data files of runbooks/ as one typed thing.

Files are loaded strictly (pydantic, YAML) when people run the command line, the tests or the bundling; the bundle then
carries the same thing compiled to JSON, so that a webhook pays neither for YAML nor for pydantic.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from nightdesk.errors import Misconfigured
from nightdesk.incident.policy import Policy
from nightdesk.roster.roster import Roster
from nightdesk.runbook.runbook import Runbook
from nightdesk.runbook.service import Catalogue
from nightdesk.settings import library

COMPILED = "shelf.compiled.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """People, ladders, services and runbooks."""

    roster: Roster
    policies: dict[str, Policy]
    catalogue: Catalogue
    runbooks: tuple[Runbook, ...]


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
    from nightdesk.roster.files import read_policies, read_roster
    from nightdesk.runbook.catalogue import load as read_catalogue
    from nightdesk.runbook.library import load_all

    roster = read_roster(folder / "roster.yaml")
    return Shelf(
        roster=roster,
        policies=read_policies(folder / "policies.yaml", roster=roster),
        catalogue=read_catalogue(folder / "services.yaml"),
        runbooks=load_all(folder / "ops", RISKS),
    )


def files(folder: Path) -> list[tuple[str, Callable[[], object]]]:
    """Every data file by name with what loads it, each on its own, so that all faults can be shown at once."""
    from nightdesk.action.known import RISKS
    from nightdesk.roster.files import read_policies, read_roster
    from nightdesk.runbook.catalogue import load as read_catalogue
    from nightdesk.runbook.library import load_all
    from nightdesk.triage.pets.rules import load as load_rules

    return [
        ("roster.yaml", lambda: read_roster(folder / "roster.yaml")),
        ("policies.yaml", lambda: read_policies(folder / "policies.yaml", roster=read_roster(folder / "roster.yaml"))),
        ("services.yaml", lambda: read_catalogue(folder / "services.yaml")),
        ("ops/", lambda: load_all(folder / "ops", RISKS)),
        ("pets/", lambda: load_rules(folder / "pets")),
    ]


def compile_to(source: Path, target: Path) -> None:
    """
    Check every data file of `source` and write what it says into the folder `target`, where `shelf` and `rules` look.

    Raises Misconfigured with file, field and why; then nothing is written.
    """
    from nightdesk.triage.pets import rules

    compiled = {COMPILED: load(source), rules.COMPILED: rules.load(source / "pets")}
    for name, what in compiled.items():
        (target / name).write_bytes(msgspec.json.encode(what))
