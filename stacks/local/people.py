"""Whose phones there are on the roster, for the page: the local run knows people only as numbers to pick up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROSTER = Path(__file__).resolve().parents[2] / "runbooks" / "roster.yaml"


def people(roster: Path = ROSTER) -> list[dict[str, Any]]:
    """
    {id, name, phone, desk, roles} of everyone on the roster, in its order; desk is "" for who belongs to none.

    A roster that cannot be read gives nobody: the phones can be dialled by number all the same.
    """
    try:
        file = yaml.safe_load(roster.read_text("utf-8"))
        desks = {person: desk for desk, members in file.get("desks", {}).items() for person in members}
        roles = {role: list(_named(schedule)) for role, schedule in file.get("schedules", {}).items()}
        return [
            {
                "id": person["id"],
                "name": person["name"],
                "phone": person.get("phone") or person["numbers"][0]["number"],
                "desk": desks.get(person["id"], ""),
                "roles": [role for role, members in roles.items() if person["id"] in members],
            }
            for person in file["people"]
        ]
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError):
        return []


def _named(schedule: dict[str, Any]) -> Iterator[str]:
    """Whoever takes turns on a schedule, in short or in layers."""
    for layer in schedule.get("layers") or [schedule]:
        yield from layer.get("people") or []
