"""What the console says about an incident, and what it never says."""

import json
from dataclasses import replace

from nightdesk.console.view import detail, summary
from nightdesk.incident.desk import Desk
from tests.unit.console.incidents import CODE, OPENED, OWNER, TOKEN, asking_incident, open_incident, sealed

NAMES = {"ana": "Ana Duarte"}


def test_codes_tokens_and_telephone_numbers_never_leave_the_table() -> None:
    incident, entries = sealed(asking_incident(desk=Desk.PETS, owner=OWNER), f"asked ana: go {CODE}")

    said = json.dumps([summary(incident, now=OPENED), detail(incident, entries, now=OPENED, names=NAMES)])

    assert CODE not in said
    assert TOKEN not in said
    assert "+1202555" not in said
    assert "***0142" in said


def test_people_are_called_by_their_names() -> None:
    incident, entries = sealed(asking_incident(), "looked")

    shown = detail(incident, entries, now=OPENED, names=NAMES)

    assert [page["name"] for page in shown["pages"]] == ["Ana Duarte", "Ana Duarte"]
    assert shown["ask"]["asked"] == ["Ana Duarte"]
    assert shown["timeline"][0]["actor"] == "Ana Duarte"


def test_somebody_who_left_the_roster_is_shown_by_id() -> None:
    shown = detail(open_incident(), (), now=OPENED)

    assert shown["pages"][0]["name"] == "ana"


def test_an_intact_chain_says_how_many_entries_it_has() -> None:
    incident, entries = sealed(open_incident(), "one", "two")

    assert detail(incident, entries, now=OPENED)["audit"] == {"entries": 2, "is_intact": True, "why": ""}


def test_an_edited_entry_is_not_called_intact() -> None:
    incident, entries = sealed(open_incident(), "one", "two")

    audit = detail(incident, (replace(entries[0], text="nothing happened"), entries[1]), now=OPENED)["audit"]

    assert not audit["is_intact"]
    assert "hash" in audit["why"]
